// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/statestore.h"
#include "tests/support/ordering.h"
#include "tests/support/testregistry.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

class TestStateStore : public QObject
{
    Q_OBJECT

private slots:
    void whatWasSavedIsThereAgain()
    {
        QTemporaryDir folder;
        const QString name = QStringLiteral("charts-[::1]:9925/../x");
        {
            StateStore store(folder.filePath(QStringLiteral("a/b")));
            QCOMPARE(loaded(store, name), QByteArray()); // nothing yet is not an error
            store.save(name, "first");
            store.save(name, "second");
            QCOMPARE(loaded(store, name), QByteArray("second")); // before it is on the disk
        }
        StateStore store(folder.filePath(QStringLiteral("a/b")));
        QCOMPARE(loaded(store, name), QByteArray("second"));
        // No name leads out of the folder.
        QCOMPARE(QDir(store.folder()).entryList(QDir::Files).size(), 1);
    }

    void changesAreWrittenWithoutAsking()
    {
        QTemporaryDir folder;
        StateStore store(folder.path());
        store.save(QStringLiteral("x"), "1");
        QTRY_VERIFY(QFile::exists(store.fileOf(QStringLiteral("x"))));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        StateStore store(folder.filePath(QStringLiteral("file/below")));
        QSignalSpy failed(&store, &StateStore::failed);
        store.save(QStringLiteral("x"), "1");
        QTRY_COMPARE(failed.size(), 1);
        const auto error = failed.constFirst().constFirst().value<Error>();
        QVERIFY2(error.message.contains(store.fileOf(QStringLiteral("x"))), qPrintable(error.message));
    }

    void aFailedWriteKeepsTheOldFile()
    {
        QTemporaryDir folder;
        StateStore store(folder.path());
        const QString path = folder.filePath(QStringLiteral("export.csv"));
        QCOMPARE(written(store, path, "old"), QString());
        // A folder in the place of the file's new version cannot be replaced.
        const QString taken = folder.filePath(QStringLiteral("taken"));
        QVERIFY(QDir().mkpath(taken + QStringLiteral("/inside")));
        QVERIFY(!written(store, taken, "new").isEmpty());
        QVERIFY(QFile::exists(taken + QStringLiteral("/inside")));
        QCOMPARE(written(store, path, "new"), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("new"));
    }

    void aDeviceIsNotReplaced()
    {
        QTemporaryDir folder;
        StateStore store(folder.path());
        // In a folder of ours: were it replaced, nobody else's device would be gone.
        const QString pipe = folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(written(store, pipe, "new").contains(pipe));
        QVERIFY(QFileInfo::exists(pipe) && !QFileInfo(pipe).isFile());
        QVERIFY(!written(store, QStringLiteral("/dev/full"), "new").isEmpty());
        QVERIFY(!QFileInfo(QStringLiteral("/dev/full")).isFile());
    }

    void aForeignHugeFileIsNotRead()
    {
        QTemporaryDir folder;
        StateStore store(folder.path());
        QFile file(store.fileOf(QStringLiteral("x")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(StateStore::maxBytes + 1));
        bool failed = false;
        bool answered = false;
        store.load(QStringLiteral("x"), this, [&](const Result<QByteArray> &bytes) {
            failed = !bytes;
            answered = true;
        });
        QTRY_VERIFY(answered);
        QVERIFY(failed);
    }

    void aLateAnswerDiesWithItsContext()
    {
        QTemporaryDir folder;
        StateStore store(folder.path());
        bool answered = false;
        {
            QObject context;
            store.load(QStringLiteral("x"), &context, [&](const auto &) { answered = true; });
        }
        passFiles(store.files());
        QVERIFY(!answered);
    }

private:
    static QByteArray loaded(StateStore &store, const QString &name)
    {
        QObject context;
        QByteArray result("not answered");
        bool answered = false;
        store.load(name, &context, [&](const Result<QByteArray> &bytes) {
            result = bytes.value_or("failed");
            answered = true;
        });
        (void)QTest::qWaitFor([&] { return answered; });
        return result;
    }

    static QString written(StateStore &store, const QString &path, const QByteArray &bytes)
    {
        QObject context;
        QString message = QStringLiteral("not answered");
        bool answered = false;
        store.writeFile(path, bytes, &context, [&](const Result<void> &result) {
            message = result ? QString() : result.error().message;
            answered = true;
        });
        (void)QTest::qWaitFor([&] { return answered; });
        return message;
    }
};

SYSPULSE_TEST(TestStateStore)
#include "tst_statestore.moc"
