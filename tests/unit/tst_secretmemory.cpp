// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"
#include "app/gui/arguments.h"
#include "core/profiles/profilesecrets.h"
#include "core/session/sessionthread.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace syspulse;

namespace {

/// @p bytes with each bit turned. What is looked for in a memory must not be there for the looking.
QByteArray turned(QByteArray bytes)
{
    for (char &byte : bytes)
        byte = char(~byte);
    return bytes;
}

/// What is UTF-8 and ASCII, in UTF-16; both turned.
QByteArray asUtf16(const QByteArray &turnedText)
{
    QByteArray wide;
    for (const char byte : turnedText)
        wide.append(byte).append(char(~'\0'));
    return wide;
}

int timesIn(const char *bytes, qsizetype size, const QByteArray &turnedText)
{
    int times = 0;
    const char *const end = bytes + size;
    for (const char *at = bytes; end - at >= turnedText.size(); ++at) {
        at = static_cast<const char *>(std::memchr(at, char(~turnedText.front()), std::size_t(end - at)));
        if (at == nullptr || end - at < turnedText.size())
            break;
        times += std::equal(turnedText.cbegin(), turnedText.cend(), at,
                            [](char wanted, char byte) { return wanted == char(~byte); });
    }
    return times;
}

struct AddressRange
{
    quint64 begin;
    quint64 end;
};

/// Where this process may write: heap, stacks, its variables.
QList<AddressRange> writableMemory()
{
    QList<AddressRange> ranges;
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return ranges;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        const QByteArrayList ends = fields.constFirst().split('-');
        if (fields.value(1).startsWith("rw"))
            ranges.append({ends.value(0).toULongLong(nullptr, 16), ends.value(1).toULongLong(nullptr, 16)});
    }
    return ranges;
}

/// How often @p turnedText is in the memory of this process, as UTF-8 and as UTF-16.
int timesInOwnMemory(const QByteArray &turnedText)
{
    static char window[1024 * 1024];
    const QByteArray wide = asUtf16(turnedText);
    const quint64 step = sizeof(window) - quint64(wide.size()); // so that none is cut in two
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    int times = 0;
    for (const AddressRange &range : writableMemory()) {
        for (quint64 at = range.begin; at < range.end; at += step) {
            std::memset(window, 0, sizeof(window)); // it will be looked at too
            const ssize_t size =
                ::pread(memory, window, std::min(quint64(sizeof(window)), range.end - at), off_t(at));
            if (size <= 0)
                break;
            times += timesIn(window, size, turnedText) + timesIn(window, size, wide);
        }
    }
    std::memset(window, 0, sizeof(window));
    ::close(memory);
    return times;
}

std::optional<ConnectionSettings> settingsOfCommandLine(const QStringList &arguments)
{
    QByteArrayList words{"syspulsectl"};
    for (const QString &argument : arguments)
        words.append(argument.toUtf8());
    QList<char *> argv;
    for (QByteArray &word : words)
        argv.append(word.data());
    argv.append(nullptr);
    int exitCode = 0;
    const std::optional<Options> options = parseOptions(int(words.size()), argv.data(), exitCode);
    return options ? std::optional(options->connection) : std::nullopt;
}

/// Takes a password, of which a part is turned in the first argument, the way from the command line in the
/// others into a session, and ends that. Prints how often it is in memory during the session and after.
int endASession(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QByteArray turnedText = QByteArray::fromHex(QCoreApplication::arguments().value(1).toLatin1());
    int during = 0;
    {
        QObject context;
        const auto given = settingsOfCommandLine(QCoreApplication::arguments().mid(2));
        if (!given)
            return 2;
        // As a second start of the window hands it to the first.
        ConnectionSettings started = *given;
        started.trust.caPem.fill('x', 100'000); // behind the password: a message that grew would have moved
        QByteArray message = startMessage(started);
        ConnectionSettings handed = startRequest(message).settings;
        handed.trust = LinkTrust();
        wipe(message);
        // As it is kept, and read again.
        Profile profile;
        profile.id = QStringLiteral("plant");
        applySettings(handed, profile);
        SessionSecretStore secrets;
        secrets.write(passwordKey(profile.id), handed.password, &context, [](const Result<void> &) {});
        std::optional<ConnectionSettings> kept;
        readSettings(secrets, profile, &context,
                     [&kept](const Result<std::optional<ConnectionSettings>> &settings) {
                         kept = settings.value_or(std::nullopt);
                     });
        if (!test::becomesTrue([&kept] { return kept.has_value(); }))
            return 3;
        SessionThread session;
        SessionState state = SessionState::Disconnected;
        QObject::connect(&session.connection(), &SessionConnection::stateChanged, &context,
                         [&state](SessionState now) { state = now; });
        session.connection().connectTo(*kept);
        if (!test::becomesTrue([&state] { return state == SessionState::Failed; }))
            return 4;
        during = timesInOwnMemory(turnedText);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    std::printf("%d %d\n", during, timesInOwnMemory(turnedText));
    return 0;
}

SYSPULSE_TEST_CHILD("end-a-session", endASession)

} // namespace

/// What SECURITY.md promises of passwords in memory.
class TestSecretMemory : public QObject
{
    Q_OBJECT

private slots:
    void anEndedSessionLeavesNoPassword_data();
    void anEndedSessionLeavesNoPassword();
};

void TestSecretMemory::anEndedSessionLeavesNoPassword_data()
{
    QTest::addColumn<bool>("file");
    QTest::addColumn<int>("length");
    // What is given back to memory is overwritten by others sooner or later, depending on its size.
    for (const int length : {300, 900}) {
        QTest::addRow("from the environment, %d", length) << false << length;
        QTest::addRow("from a file, %d", length) << true << length;
    }
}

/// Over HTTP with Basic, where what Qt keeps is not the password itself but Base64 of it.
void TestSecretMemory::anEndedSessionLeavesNoPassword()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer's own memory is too large to look at.");
#endif
    QFETCH(bool, file);
    QFETCH(int, length);
    // Its middle is looked for: who gives memory back has its beginning written to. Longer than registers,
    // which the loader saves on the stack when it looks up a function.
    QByteArray secret;
    while (secret.size() < length)
        secret += QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    FakeHttpServer server;
    server.answer = [](const auto &, int) {
        return FakeHttpServer::reply(401, R"({"error":"Login failed"})");
    };
    QTemporaryDir folder;
    QStringList arguments{
        QStringLiteral("end-a-session"), QString::fromLatin1(turned(secret.mid(50, length - 100)).toHex()),
        QStringLiteral("--url"),         server.url().toString(),
        QStringLiteral("--user"),        QStringLiteral("ann"),
        QStringLiteral("status")};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (file) {
        QFile passwords(folder.filePath(QStringLiteral("password")));
        QVERIFY(passwords.open(QIODevice::WriteOnly) && passwords.write(secret + "\n") > 0);
        arguments << QStringLiteral("--password-file") << passwords.fileName();
    } else {
        environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), QString::fromLatin1(secret));
    }
    QProcess child;
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    QVERIFY(child.waitForStarted());
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    QCOMPARE(child.exitCode(), 0);
    QVERIFY(!server.requests.isEmpty());
    QVERIFY(server.requests.constFirst().head.contains(QByteArray("ann:" + secret).toBase64()));
    // During the session what was given and what was handed over; it is found. After: nothing.
    QCOMPARE(child.readAllStandardOutput(), QByteArray("2 0\n"));
}

SYSPULSE_TEST(TestSecretMemory)
#include "tst_secretmemory.moc"
