// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"
#include "tests/support/testregistry.h"

#include <algorithm>
#include <cstdlib>
#include <memory_resource>
#include <sstream>
#include <thread>
#include <vector>

#include <QDataStream>
#include <QDebug>
#include <QTest>

using namespace syspulse;

namespace {

template <typename Stream, typename T>
concept Takes = requires(Stream &stream, const T &value)
{
    stream << value;
};

// A secret neither prints, nor is written, nor turns into a text that would.
static_assert(Takes<QDebug, QString> && !Takes<QDebug, Secret>);
static_assert(Takes<QDataStream, QString> && !Takes<QDataStream, Secret>);
static_assert(Takes<std::ostringstream, std::string> && !Takes<std::ostringstream, Secret>);
static_assert(!std::is_constructible_v<QString, Secret> && !std::is_constructible_v<QByteArray, Secret>);
static_assert(!std::is_constructible_v<QStringView, Secret> && !std::is_constructible_v<QVariant, Secret>);
static_assert(!std::is_constructible_v<QByteArrayView, Secret> &&
              !std::is_constructible_v<std::string, Secret>);
static_assert(!std::is_constructible_v<bool, Secret>);
// Nor does a text become one without a word.
static_assert(!std::is_convertible_v<QString, Secret> && !std::is_convertible_v<QStringView, Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

/// What is behind the secrets of a test: looks at each buffer that comes back, before anybody else has it.
class WatchedMemory final : public std::pmr::memory_resource
{
public:
    WatchedMemory() { std::pmr::set_default_resource(this); }
    ~WatchedMemory() override { std::pmr::set_default_resource(nullptr); }
    Q_DISABLE_COPY_MOVE(WatchedMemory)

    int given = 0;
    int returned = 0;
    int returnedUnwiped = 0;

private:
    void *do_allocate(std::size_t size, std::size_t alignment) override
    {
        ++given;
        return std::pmr::new_delete_resource()->allocate(size, alignment);
    }
    void do_deallocate(void *memory, std::size_t size, std::size_t alignment) override
    {
        const auto *bytes = static_cast<const std::byte *>(memory);
        ++returned;
        returnedUnwiped += std::any_of(bytes, bytes + size, [](std::byte b) { return b != std::byte(0); });
        std::pmr::new_delete_resource()->deallocate(memory, size, alignment);
    }
    bool do_is_equal(const memory_resource &other) const noexcept override { return this == &other; }
};

QByteArray bytesOf(const Secret &secret)
{
    return secret.reveal([](QByteArrayView utf8) { return utf8.toByteArray(); });
}

/// Of its own, so that it can be wiped: the characters of a literal are the program's.
QString ownText()
{
    return QStringLiteral("pässword ") + QString::number(42);
}

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT

private slots:
    void isWipedWhenItEnds();
    void isWipedWhenItIsReplaced();
    void moves();
    void theLastOwnerWipes();
    void theSourceIsWiped();
    void whatOthersHaveIsLeftAlone();
    void isRevealedForACall();
    void isComparedByContent();
    void isAlwaysUtf8();
    void isTakenFromTheEnvironment();
};

void TestSecret::isWipedWhenItEnds()
{
    WatchedMemory memory;
    {
        const Secret secret(ownText());
        QCOMPARE(bytesOf(secret), QByteArray("pässword 42"));
        QCOMPARE(memory.returned, 0);
    }
    QCOMPARE(memory.given, 1); // no other copy was ever made
    QCOMPARE(memory.returned, 1);
    QCOMPARE(memory.returnedUnwiped, 0);
}

void TestSecret::isWipedWhenItIsReplaced()
{
    WatchedMemory memory;
    Secret secret(u"first");
    secret = Secret(u"second");
    QCOMPARE(memory.returned, 1);
    secret.clear();
    QCOMPARE(memory.returned, 2);
    QVERIFY(secret.isEmpty());
    QCOMPARE(memory.returnedUnwiped, 0);
}

void TestSecret::moves()
{
    WatchedMemory memory;
    Secret from(u"first");
    Secret to(u"second");
    to = std::move(from);
    QVERIFY(from.isEmpty()); // NOLINT(bugprone-use-after-move): what is promised
    QCOMPARE(bytesOf(from), QByteArray());
    QCOMPARE(bytesOf(to), QByteArray("first"));
    QCOMPARE(memory.given, 2);
    QCOMPARE(memory.returned, 1);
    QCOMPARE(memory.returnedUnwiped, 0);
}

void TestSecret::theLastOwnerWipes()
{
    WatchedMemory memory;
    std::vector<std::thread> threads;
    {
        const Secret secret(u"shared");
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([copy = secret] { QCOMPARE(bytesOf(copy), QByteArray("shared")); });
    }
    for (std::thread &thread : threads)
        thread.join();
    threads.clear();
    QCOMPARE(memory.given, 1);
    QCOMPARE(memory.returned, 1);
    QCOMPARE(memory.returnedUnwiped, 0);
}

void TestSecret::theSourceIsWiped()
{
    const auto isZero = [](const auto *units, qsizetype count) {
        return std::all_of(units, units + count, [](auto unit) { return unit == decltype(unit)(); });
    };
    // Each keeps its memory, which can be looked at, therefore.
    QString text = ownText();
    const qsizetype length = text.size();
    const QChar *characters = text.constData();
    QVERIFY(!isZero(characters, length));
    const Secret ofText(std::move(text));
    QVERIFY(text.isEmpty()); // NOLINT(bugprone-use-after-move): what is promised
    QCOMPARE(text.constData(), characters);
    QVERIFY(isZero(characters, length));

    QByteArray bytes = ownText().toUtf8();
    const qsizetype size = bytes.size();
    const char *place = bytes.constData();
    const Secret ofBytes = Secret::fromUtf8(std::move(bytes));
    QVERIFY(bytes.isEmpty()); // NOLINT(bugprone-use-after-move)
    QCOMPARE(bytes.constData(), place);
    QVERIFY(isZero(place, size));
    QCOMPARE(ofBytes, ofText);

    std::string plain = "a text that is too long for the object itself";
    const char *start = plain.data();
    const auto count = qsizetype(plain.size());
    wipe(plain);
    QVERIFY(plain.empty());
    QCOMPARE(static_cast<const char *>(plain.data()), start);
    QVERIFY(isZero(start, count));
}

void TestSecret::whatOthersHaveIsLeftAlone()
{
    const QString field = ownText();
    QString shared = field;
    QVERIFY(!Secret(std::move(shared)).isEmpty());
    QCOMPARE(field, ownText());
    QVERIFY(shared.isEmpty()); // NOLINT(bugprone-use-after-move)

    const auto literal = [] { return QStringLiteral("in memory that only reads"); };
    QString text = literal();
    wipe(text);
    QVERIFY(text.isEmpty());
    QVERIFY(!literal().isEmpty());
    QByteArray bytes = QByteArrayLiteral("in memory that only reads");
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
}

void TestSecret::isRevealedForACall()
{
    Secret secret(u"käse");
    const qsizetype size = secret.reveal([&secret](QByteArrayView utf8) {
        secret.clear(); // the content lives on until the call is over
        return utf8 == QByteArrayView("käse") && utf8.data()[utf8.size()] == '\0' ? utf8.size() : -1;
    });
    QCOMPARE(size, 5);
    secret.reveal([](QByteArrayView utf8) {
        QVERIFY(utf8.isEmpty() && utf8.data() != nullptr && utf8.data()[0] == '\0');
    });

    // A text that nobody shares is wiped; one that an interface keeps is that one's.
    secret = Secret(u"käse");
    QString kept;
    const bool same = secret.revealText([&kept](const QString &text) {
        kept = text;
        return text == QStringLiteral("käse");
    });
    QVERIFY(same);
    QCOMPARE(kept, QStringLiteral("käse"));
}

void TestSecret::isComparedByContent()
{
    const Secret secret(u"one");
    QVERIFY(secret == secret);
    QVERIFY(secret == Secret(u"one"));
    QVERIFY(secret != Secret(u"two"));
    QVERIFY(secret != Secret(u"ones"));
    QVERIFY(secret != Secret());
    QVERIFY(Secret() == Secret(QString()));
    QVERIFY(Secret() == Secret(u""));
}

void TestSecret::isAlwaysUtf8()
{
    QCOMPARE(bytesOf(Secret::fromUtf8(QByteArrayView("p\xE4ss"))), QByteArray("p\xEF\xBF\xBDss"));
    QCOMPARE(bytesOf(Secret::fromUtf8(QByteArray("p\0ss", 4))), QByteArray("p\0ss", 4));
    const QChar half(0xD800);
    QVERIFY(QByteArrayView(bytesOf(Secret(QString(half)))).isValidUtf8());
}

void TestSecret::isTakenFromTheEnvironment()
{
    // In memory of this test, which can be looked at, therefore.
    static char entry[] = "SYSPULSE_TST_SECRET=pässword 42";
    QCOMPARE(::putenv(entry), 0);
    const Secret secret = takeFromEnvironment("SYSPULSE_TST_SECRET");
    QCOMPARE(secret, Secret(u"pässword 42"));
    QVERIFY(!qEnvironmentVariableIsSet("SYSPULSE_TST_SECRET"));
    const QByteArray left(entry, sizeof(entry));
    QCOMPARE(left.count('\0'), QByteArrayView("pässword 42").size() + 1);
    QVERIFY(takeFromEnvironment("SYSPULSE_TST_SECRET").isEmpty());
}

SYSPULSE_TEST(TestSecret)
#include "tst_secret.moc"
