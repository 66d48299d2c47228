// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/piecestore.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace syspulse;

namespace {

using Words = QStringList;

/// Words, one a line. The line "#new" is written by a newer version, "!" is damage.
PieceFormat<Words> wordFormat()
{
    PieceFormat<Words> format;
    format.read = [](const QByteArray &bytes) -> Result<PieceContent<Words>> {
        if (bytes == "!")
            return failure(ErrorKind::Local, QStringLiteral("Nothing is understood."));
        PieceContent<Words> content;
        for (const QString &line : QString::fromUtf8(bytes).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (line == QLatin1String("#new"))
                content.newer = true;
            else if (line == QLatin1String("!"))
                content.damage = QStringLiteral("A line is not understood.");
            else
                content.value.append(line);
        }
        return content;
    };
    format.write = [](const Words &words) -> QByteArray {
        return words.join(QLatin1Char('\n')).toUtf8() + '\n';
    };
    format.merge = [](const Words &base, const Words &here, const Words &there) {
        return Words(mergeEntries(base, here, there,
                                  [](const QString &word) { return word.section(QLatin1Char('='), 0, 0); }));
    };
    return format;
}

/// A store with its file and what it said.
struct Piece
{
    explicit Piece(const QString &path, const PieceFormat<Words> &format = wordFormat())
        : store(files, format,
                {[this] { ++loaded; }, [this] { ++changed; },
                 [this](const QString &text) { noticed.append(text); },
                 [this](const Error &error) { failed.append(describe(error)); }})
    {
        store.open(path);
    }

    int loaded = 0;
    int changed = 0;
    QStringList noticed;
    QStringList failed;
    FileThread files;
    PieceStore<Words> store;
};

/// Stops each write half way, until the test lets it go on.
struct Gate
{
    PieceFormat<Words> format()
    {
        PieceFormat<Words> format = wordFormat();
        format.merge = [this, merge = format.merge](const Words &base, const Words &here,
                                                    const Words &there) {
            // The store merges in its own thread, too.
            if (QThread::currentThread() != QCoreApplication::instance()->thread()) {
                entered.release();
                opened.acquire();
            }
            return merge(base, here, there);
        };
        return format;
    }

    bool waitForWrite()
    {
        return QTest::qWaitFor([this] { return entered.tryAcquire(); }, test::patienceMs);
    }

    QSemaphore entered;
    QSemaphore opened;
};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

} // namespace

class TestPieceStore : public QObject
{
    Q_OBJECT

private slots:
    void mergesByEntry_data();
    void mergesByEntry();
    void changesOfOthersStay();
    void aLookFindsWhatOthersChanged();
    void aRemovalHereRemoves();
    void whatChangesDuringAWriteIsWrittenToo();
    void changesBeforeTheFileWasReadCount();
    void turningToAnotherFileWritesTheFirst();
    void aLockedFileIsWrittenLater();
    void aNewerFileIsLeftAlone();
    void aFileThatBecameNewerIsLeftAlone();
    void aDamagedFileIsCopiedOnce();
    void withoutACopyNothingIsOverwritten();
    void aFileThatIsDamagedLaterIsCopiedToo();

private:
    QTemporaryDir m_folder;
    QString path() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())) + QStringLiteral(".txt");
    }
};

void TestPieceStore::mergesByEntry_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    QTest::addColumn<QString>("merged");
    const auto row = [](const char *name, const char *base, const char *here, const char *there,
                        const char *merged) {
        QTest::newRow(name) << QString::fromLatin1(base) << QString::fromLatin1(here)
                            << QString::fromLatin1(there) << QString::fromLatin1(merged);
    };
    row("nothing", "", "", "", "");
    row("added here", "a", "a b", "a", "a b");
    row("added there", "a", "a", "a b", "a b");
    row("added on both sides", "a", "a b", "a c", "a b c");
    row("the same added on both sides", "", "a", "a", "a");
    row("changed here", "a=1 b=1", "a=2 b=1", "a=1 b=3", "a=2 b=3");
    row("changed on both sides", "a=1", "a=2", "a=3", "a=2");
    row("removed here", "a b", "b", "a b c", "b c");
    row("removed there", "a b", "a b", "b c", "b c");
    row("removed there, changed here", "a=1 b", "a=2 b", "b", "a=2 b");
    row("removed here, changed there", "a=1 b", "b", "a=2 b", "b");
    row("order of here without others", "a b c", "c a b", "a b c", "c a b");
    row("inserted at its place", "a b", "a x b", "a b c", "a x b c");
    row("inserted at the front", "a b", "x a b", "a b c", "x a b c");
}

void TestPieceStore::mergesByEntry()
{
    const auto words = [](const QString &text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); };
    QFETCH(QString, base);
    QFETCH(QString, here);
    QFETCH(QString, there);
    QFETCH(QString, merged);
    QCOMPARE(wordFormat().merge(words(base), words(here), words(there)), words(merged));
}

void TestPieceStore::changesOfOthersStay()
{
    write(path(), "a\n");
    Piece one(path());
    Piece other(path());
    QTRY_VERIFY(one.loaded == 1 && other.loaded == 1);
    one.store.set({QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(read(path()), QByteArray("a\nb\n"));
    other.store.set({QStringLiteral("a"), QStringLiteral("c")});
    QTRY_COMPARE(other.store.value().size(), 3);
    QCOMPARE(other.changed, 1);
    QCOMPARE(read(path()), QByteArray("a\nc\nb\n"));
    // What came in from the other one is not a change of ours.
    write(path(), "a\n");
    other.store.set(other.store.value() + QStringList{QStringLiteral("d")});
    QTRY_COMPARE(read(path()), QByteArray("a\nd\n"));
    QCOMPARE(one.failed + other.failed, QStringList());
}

void TestPieceStore::aLookFindsWhatOthersChanged()
{
    write(path(), "a\n");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    int looked = 0;
    const auto look = [&] { piece.store.refresh([&looked] { ++looked; }); };
    look();
    QTRY_COMPARE(looked, 1);
    QCOMPARE(piece.changed, 0);
    write(path(), "a\nb\n");
    look();
    QTRY_COMPARE(looked, 2);
    QCOMPARE(piece.changed, 1);
    QCOMPARE(piece.store.value(), (Words{QStringLiteral("a"), QStringLiteral("b")}));
    // What was changed here is not lost, and damage is left to the next write.
    write(path(), "c\n");
    piece.store.set({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("d")});
    look();
    QTRY_COMPARE(read(path()), QByteArray("c\nd\n"));
    write(path(), "!");
    look();
    QTRY_COMPARE(looked, 4);
    QCOMPARE(piece.store.value(), (Words{QStringLiteral("c"), QStringLiteral("d")}));
    QVERIFY(piece.noticed.isEmpty());
}

void TestPieceStore::aRemovalHereRemoves()
{
    write(path(), "a\nb\n");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    write(path(), "a\nb\nc\n");
    piece.store.set({QStringLiteral("b")});
    QTRY_COMPARE(read(path()), QByteArray("b\nc\n"));
}

void TestPieceStore::whatChangesDuringAWriteIsWrittenToo()
{
    Gate gate;
    {
        Piece piece(path(), gate.format());
        QTRY_COMPARE(piece.loaded, 1);
        piece.store.set({QStringLiteral("0")});
        for (int i = 1; i < 10; ++i) {
            QVERIFY(gate.waitForWrite());
            piece.store.set({QString::number(i)}); // while the one before is being written
            gate.opened.release();
        }
        QVERIFY(gate.waitForWrite());
        gate.opened.release();
        QTRY_COMPARE(read(path()), QByteArray("9\n"));
    }
    // Leaving right after a change that follows one under way.
    {
        Piece leaving(path());
        QTRY_COMPARE(leaving.loaded, 1);
        leaving.store.set({QStringLiteral("x")});
        QTRY_COMPARE(read(path()), QByteArray("x\n"));
        leaving.store.set({QStringLiteral("y")});
    }
    QCOMPARE(read(path()), QByteArray("y\n"));
}

void TestPieceStore::changesBeforeTheFileWasReadCount()
{
    write(path(), "a\n");
    {
        Piece piece(path());
        piece.store.set({QStringLiteral("early")});
        QTRY_COMPARE(piece.loaded, 1);
        QCOMPARE(piece.store.value().size(), 2);
    }
    QCOMPARE(read(path()), QByteArray("early\na\n"));
    {
        Piece piece(path());
        piece.store.set({QStringLiteral("gone at once")});
    }
    QVERIFY(read(path()).contains("gone at once"));
    QVERIFY(read(path()).contains("early"));
}

void TestPieceStore::turningToAnotherFileWritesTheFirst()
{
    const QString second = path() + QStringLiteral(".second");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    piece.store.set({QStringLiteral("a")});
    piece.store.open(second, path());
    QVERIFY(piece.store.value().isEmpty());
    QTRY_COMPARE(piece.loaded, 2);
    QCOMPARE(read(path()), QByteArray("a\n"));
    QCOMPARE(piece.store.value(), Words{QStringLiteral("a")}); // the beginning of the second
    QVERIFY(!QFile::exists(second));                           // nothing was changed
    piece.store.set({});
    QTRY_VERIFY(QFile::exists(second));
    QCOMPARE(read(path()), QByteArray("a\n"));
}

void TestPieceStore::aLockedFileIsWrittenLater()
{
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    auto lock = std::make_unique<QLockFile>(path() + QStringLiteral(".lock"));
    QVERIFY(lock->tryLock(0));
    piece.store.set({QStringLiteral("a")});
    QTRY_COMPARE(piece.failed.size(), 1);
    QVERIFY2(piece.failed.constFirst().contains(path()), qPrintable(piece.failed.constFirst()));
    QCOMPARE(piece.store.value(), Words{QStringLiteral("a")});
    lock.reset();
    piece.store.set({QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(read(path()), QByteArray("a\nb\n"));
    QCOMPARE(piece.failed.size(), 1);
}

void TestPieceStore::aNewerFileIsLeftAlone()
{
    write(path(), "#new\na\n");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    QVERIFY(piece.store.isReadOnly());
    QVERIFY(!piece.store.canChange());
    QCOMPARE(piece.store.value(), Words{QStringLiteral("a")});
    QCOMPARE(piece.noticed.size(), 1);
    QVERIFY(piece.noticed.constFirst().contains(path()));
}

void TestPieceStore::aFileThatBecameNewerIsLeftAlone()
{
    write(path(), "a\n");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    write(path(), "#new\na\n");
    piece.store.set({QStringLiteral("b")});
    QTRY_COMPARE(piece.noticed.size(), 1);
    QVERIFY(piece.store.isReadOnly());
    QCOMPARE(read(path()), QByteArray("#new\na\n"));
}

void TestPieceStore::aDamagedFileIsCopiedOnce()
{
    const QDir folder(m_folder.path());
    const QStringList copies{QStringLiteral("aDamagedFileIsCopiedOnce.damaged-*")};
    write(path(), "a\n!\n");
    for (int start = 0; start < 3; ++start) {
        Piece piece(path());
        QTRY_COMPARE(piece.loaded, 1);
        QVERIFY(piece.store.canChange());
        QCOMPARE(piece.noticed.size(), 1);
        QCOMPARE(folder.entryList(copies).size(), 1);
        QVERIFY2(piece.noticed.constFirst().contains(folder.entryList(copies).constFirst()),
                 qPrintable(piece.noticed.constFirst()));
        QCOMPARE(piece.store.value(), Words{QStringLiteral("a")});
    }
    QCOMPARE(read(folder.filePath(folder.entryList(copies).constFirst())), QByteArray("a\n!\n"));
}

void TestPieceStore::withoutACopyNothingIsOverwritten()
{
    const QDir folder(m_folder.path());
    write(path(), "!");
    // As many copies as there may be: another one fails, whoever runs this.
    for (qsizetype i = 0; i < PieceFile::maxCopies; ++i)
        write(folder.filePath(QStringLiteral("withoutACopyNothingIsOverwritten.damaged-%1.txt").arg(i)),
              QByteArray::number(i));
    {
        Piece piece(path());
        QTRY_COMPARE(piece.loaded, 1);
        QVERIFY(piece.store.isReadOnly());
        QCOMPARE(piece.noticed.size(), 1);
        QVERIFY2(piece.noticed.constFirst().contains(QLatin1String("could not be copied")),
                 qPrintable(piece.noticed.constFirst()));
        piece.store.set({QStringLiteral("new")});
    } // who leaves writes what is still to be written
    QCOMPARE(read(path()), QByteArray("!"));
}

void TestPieceStore::aFileThatIsDamagedLaterIsCopiedToo()
{
    const QDir folder(m_folder.path());
    write(path(), "a\n");
    Piece piece(path());
    QTRY_COMPARE(piece.loaded, 1);
    write(path(), "!");
    piece.store.set({QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(read(path()), QByteArray("a\nb\n"));
    QTRY_COMPARE(piece.noticed.size(), 1);
    const QStringList copies =
        folder.entryList({QStringLiteral("aFileThatIsDamagedLaterIsCopiedToo.damaged-*")});
    QCOMPARE(copies.size(), 1);
    QCOMPARE(read(folder.filePath(copies.constFirst())), QByteArray("!"));
}

SYSPULSE_TEST(TestPieceStore)

#include "tst_piecestore.moc"
