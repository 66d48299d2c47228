// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannelstore.h"
#include "core/base/wholefile.h"
#include "core/history/historydatabase.h"
#include "core/profiles/profilestore.h"
#include "core/settings/statestore.h"
#include "core/system/ownmemory.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

constexpr int privateFile = 0600;
constexpr int privateFolder = 0700;

/// -1: there is no such file.
int modeOf(const QString &path)
{
    struct stat status
    {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 0777) : -1;
}

QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What SECURITY.md promises of other users of the computer, and of other programs of this one.
class TestPrivacy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ::umask(0022); }

    void filesAreTheUsers();
    void filesThatWereOpenAreClosed();
    void exportsAreAsTheUserWantsThem();
    void theMemoryIsPrivate();
    void aRunLeavesNoSecret_data();
    void aRunLeavesNoSecret();
};

void TestPrivacy::filesAreTheUsers()
{
    QTemporaryDir place;
    const QString folder = place.filePath(QStringLiteral("config/SysPulse"));
    {
        StateStore state(folder);
        state.save(QStringLiteral("charts"), "{}");
        ProfileStore profiles(state);
        AlertChannelStore channels(state);
        QTRY_VERIFY(profiles.isLoaded() && channels.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.url = QStringLiteral("https://db.test:9925");
        QVERIFY(!profiles.put(profile).isEmpty());
        AlertChannel channel;
        channel.url = QStringLiteral("https://hooks.test/T0/B0/token");
        QVERIFY(!channels.put(channel).isEmpty());
    }
    QCOMPARE(modeOf(folder), privateFolder);
    const QDir dir(folder);
    const QStringList names = dir.entryList({QStringLiteral("*.json")}, QDir::Files);
    QCOMPARE(names.size(), 3);
    for (const QString &name : names)
        QCOMPARE(modeOf(dir.filePath(name)), privateFile);

    const QString history = place.filePath(QStringLiteral("data/SysPulse/history.sqlite"));
    HistoryDatabase database;
    QVERIFY(database.open(history));
    QCOMPARE(modeOf(QFileInfo(history).path()), privateFolder);
    QCOMPARE(modeOf(history), privateFile);
    for (const char *end : {"-wal", "-shm"})
        QVERIFY(modeOf(history + QLatin1String(end)) == privateFile ||
                !QFile::exists(history + QLatin1String(end)));
}

/// Those of earlier versions were for all to read.
void TestPrivacy::filesThatWereOpenAreClosed()
{
    QTemporaryDir place;
    const QString folder = place.filePath(QStringLiteral("SysPulse"));
    QVERIFY(QDir().mkpath(folder));
    const QString history = folder + QStringLiteral("/history.sqlite");
    {
        HistoryDatabase database;
        QVERIFY(database.open(history));
    }
    QString charts;
    {
        StateStore state(folder);
        charts = state.fileOf(QStringLiteral("charts"));
        QVERIFY(writeWholeFile(charts, "{}"));
        QCOMPARE(modeOf(charts), 0644);
        for (const QString &path : {folder, history})
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0755), 0);
        state.save(QStringLiteral("charts"), "{\"a\":1}");
    }
    QCOMPARE(modeOf(charts), privateFile);
    QCOMPARE(modeOf(folder), privateFolder);
    HistoryDatabase database;
    QVERIFY(database.open(history));
    QCOMPARE(modeOf(history) & 077, 0);
}

void TestPrivacy::exportsAreAsTheUserWantsThem()
{
    QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("report.csv"));
    QVERIFY(writeWholeFile(path, "a"));
    QCOMPARE(modeOf(path), 0644);
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0660), 0);
    QVERIFY(writeWholeFile(path, "b"));
    QCOMPARE(modeOf(path), 0660);
}

void TestPrivacy::theMemoryIsPrivate()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("The leak check of the address sanitizer has to read it.");
#endif
    const int before = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    keepMemoryPrivate();
    const int after = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, before, 0, 0, 0);
    QCOMPARE(after, 0);
}

void TestPrivacy::aRunLeavesNoSecret_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("status") << QStringList{QStringLiteral("status")};
    QTest::newRow("status as JSON") << QStringList{QStringLiteral("status"), QStringLiteral("--json")};
    QTest::newRow("update") << QStringList{QStringLiteral("update")};
}

/// Not in the command line, in the environment that others can read, in what it prints with all its
/// categories on, nor in any file.
void TestPrivacy::aRunLeavesNoSecret()
{
    QFETCH(QStringList, command);
    const QByteArray secret("Zaq-7-never-seen");
    QTemporaryDir home;
    FakeHttpServer server;
    server.answer = [](const FakeHttpServer::Request &, int) { return QByteArray(); };
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.path());
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("syspulse*=true"));
    environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), QString::fromLatin1(secret));
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.start(QStringLiteral(SYSPULSECTL), QStringList{QStringLiteral("--url"), server.url().toString(),
                                                         QStringLiteral("--user"), QStringLiteral("ann")} +
                                                 command);
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY(!server.requests.isEmpty());
    QVERIFY(server.requests.constFirst().head.contains(QByteArray("ann:" + secret).toBase64()));
    const QString process = QStringLiteral("/proc/%1/").arg(child.processId());
    QVERIFY(bytesIn(process + QStringLiteral("cmdline")).contains("ann"));
    QVERIFY(!bytesIn(process + QStringLiteral("cmdline")).contains(secret));
#ifndef __SANITIZE_ADDRESS__
    // Of processes whose memory is private it belongs to root, who reads everything.
    if (::geteuid() != 0)
        QVERIFY(!QFile(process + QStringLiteral("environ")).open(QIODevice::ReadOnly));
#endif
    QVERIFY(!bytesIn(process + QStringLiteral("environ")).contains(secret));
    server.send(0, FakeHttpServer::reply(401, R"({"error":"Login failed"})"));
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    const QByteArray said = child.readAll();
    QVERIFY(said.contains("syspulse."));
    QVERIFY2(!said.contains(secret), said.constData());
    QVERIFY2(!said.contains(secret.toBase64()), said.constData());
    QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        QVERIFY2(!bytesIn(files.next()).contains(secret), qPrintable(files.filePath()));
}

SYSPULSE_TEST(TestPrivacy)
#include "tst_privacy.moc"
