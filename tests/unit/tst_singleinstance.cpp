// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/singleinstance.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QEventLoop>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace syspulse;

class TestSingleInstance : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString runtime = m_folder->filePath(QStringLiteral("run"));
        QVERIFY(QDir().mkpath(runtime));
        QVERIFY(QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("XDG_RUNTIME_DIR", runtime.toLocal8Bit());
    }

    void theSecondHandsOverAndTheFirstIsTold()
    {
        SingleInstance first(settings());
        QSignalSpy again(&first, &SingleInstance::startedAgain);
        QVERIFY(!first.handOver("first"));
        QVERIFY(handOverElsewhere(settings(), "second"));
        QVERIFY(handOverElsewhere(settings(), QByteArray(200'000, 'x')));
        QVERIFY(handOverElsewhere(settings(), {}));
        QTRY_COMPARE(again.size(), 3);
        QCOMPARE(again.at(0).at(0).toByteArray(), QByteArray("second"));
        QCOMPARE(again.at(1).at(0).toByteArray().size(), 200'000);
        QCOMPARE(again.at(2).at(0).toByteArray(), QByteArray());
    }

    void anotherFolderIsAnotherProgram()
    {
        SingleInstance first(settings());
        QVERIFY(!first.handOver({}));
        QVERIFY(!handOverElsewhere(m_folder->filePath(QStringLiteral("other")), {}));
    }

    void theNextIsFirstAgain()
    {
        {
            SingleInstance first(settings());
            QVERIFY(!first.handOver({}));
        }
        SingleInstance second(settings());
        QSignalSpy again(&second, &SingleInstance::startedAgain);
        QVERIFY(!second.handOver({}));
        QVERIFY(handOverElsewhere(settings(), "x"));
        QTRY_COMPARE(again.size(), 1);
    }

    void ofManyAtOnceOneIsFirst()
    {
        constexpr int starts = 8;
        std::atomic<int> first = 0;
        std::atomic<int> ended = 0;
        std::atomic<bool> over = false;
        QList<QThread *> threads;
        for (int i = 0; i < starts; ++i) {
            threads.append(QThread::create([&, folder = settings()] {
                SingleInstance instance(folder);
                if (instance.handOver("x", 60'000)) {
                    ++ended;
                    return;
                }
                ++first;
                // Answers as a program does, in its event loop.
                QEventLoop loop;
                while (!over)
                    loop.processEvents(QEventLoop::AllEvents, 10);
            }));
        }
        for (QThread *thread : std::as_const(threads))
            thread->start();
        QTRY_COMPARE(ended.load(), starts - 1);
        QCOMPARE(first.load(), 1);
        over = true;
        for (QThread *thread : std::as_const(threads)) {
            thread->wait();
            delete thread;
        }
    }

    void oneThatHangsDoesNotKeepOthersAway()
    {
        SingleInstance first(settings());
        QVERIFY(!first.handOver({}));
        // Its event loop does not run meanwhile.
        SingleInstance second(settings());
        QVERIFY(!second.handOver({}, 300));
    }

    void whatIsNoMessageIsLetBe()
    {
        SingleInstance first(settings());
        QSignalSpy again(&first, &SingleInstance::startedAgain);
        QVERIFY(!first.handOver({}));
        const QStringList sockets = QDir(qEnvironmentVariable("XDG_RUNTIME_DIR"))
                                        .entryList({QStringLiteral("syspulse-*")}, QDir::System);
        QCOMPARE(sockets.size(), 1);
        QLocalSocket socket;
        socket.connectToServer(qEnvironmentVariable("XDG_RUNTIME_DIR") + QLatin1Char('/') +
                               sockets.constFirst());
        QVERIFY(socket.waitForConnected());
        socket.write(QByteArray(int(SingleInstance::maxMessage) + 100, '\x7f'));
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(again.size(), 0);
        QVERIFY(handOverElsewhere(settings(), "x"));
    }

#ifdef SYSPULSE_PROGRAM
    void aSecondStartOfTheProgramEnds()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("HOME"), m_folder->path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder->filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                           QStringLiteral("unix:path=/nonexistent"));
        QProcess first;
        first.setProcessEnvironment(environment);
        first.start(QStringLiteral(SYSPULSE_PROGRAM), QStringList());
        const auto sockets = [] {
            return QDir(qEnvironmentVariable("XDG_RUNTIME_DIR"))
                .entryList({QStringLiteral("syspulse-*")}, QDir::System);
        };
        QTRY_COMPARE(sockets().size(), 1);
        QProcess second;
        second.setProcessEnvironment(environment);
        second.start(QStringLiteral(SYSPULSE_PROGRAM), QStringList());
        QVERIFY2(second.waitForFinished(test::patienceMs), "the second start did not end");
        QCOMPARE(second.exitStatus(), QProcess::NormalExit);
        QCOMPARE(second.exitCode(), 0);
        QCOMPARE(first.state(), QProcess::Running);
        first.terminate();
        QVERIFY(first.waitForFinished(test::patienceMs));
        QCOMPARE(first.exitCode(), 0);
    }
#endif

private:
    QString settings() const
    {
        return m_folder->filePath(QStringLiteral("settings"));
    }

    /// What another start says, while the event loop of this one runs.
    static bool handOverElsewhere(const QString &folder, const QByteArray &message)
    {
        bool handedOver = false;
        QThread *thread =
            QThread::create([&] { handedOver = SingleInstance(folder).handOver(message, 60'000); });
        QSignalSpy finished(thread, &QThread::finished);
        thread->start();
        [&] { QTRY_COMPARE(finished.size(), 1); }();
        thread->wait();
        delete thread;
        return handedOver;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestSingleInstance)
#include "tst_singleinstance.moc"
