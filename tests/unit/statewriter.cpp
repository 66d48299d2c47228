// SPDX-License-Identifier: GPL-3.0-or-later
// A program of SysPulse as the tests of its files need it: one of several that write at once, or one whose
// disk is full. What it finds goes to standard output, a line each.
#include "core/alerts/alertlog.h"
#include "core/alerts/alertrulestore.h"
#include "core/base/wholefile.h"
#include "core/history/historydatabase.h"
#include "core/profiles/profilestore.h"
#include "core/service/systemduserservice.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMap>
#include <QStandardPaths>
#include <QTest>

using namespace syspulse;

namespace {

const QString key = QStringLiteral("db");

void say(const QString &line)
{
    std::fputs(qPrintable(line + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

Profile profileCalled(const QString &name)
{
    Profile profile;
    profile.name = name;
    profile.url = QStringLiteral("https://db.example.org:9925");
    return profile;
}

AlertRule ruleCalled(const QString &name)
{
    AlertRule rule;
    rule.name = name;
    rule.topic = QStringLiteral("$SYS/broker/clients/connected");
    rule.threshold = 5;
    return rule;
}

/// The stores of one program.
struct Stores
{
    explicit Stores(const QString &folder)
        : state(folder)
        , profiles(state)
        , preferences(state)
        , rules(state)
        , log(state)
    {
        rules.open(key);
        log.open(key);
        QObject::connect(&state, &StateStore::failed,
                         [this](const Error &error) { told.append(describe(error)); });
    }

    bool waitLoaded() const
    {
        return QTest::qWaitFor(
            [this] { return profiles.isLoaded() && preferences.isLoaded() && rules.isLoaded(); },
            test::patienceMs);
    }

    StateStore state;
    ProfileStore profiles;
    PreferenceStore preferences;
    AlertRuleStore rules;
    AlertLog log;
    QStringList told;
};

bool isWritten(const StateStore &state, const QString &profileName)
{
    const Result<QByteArray> bytes =
        readWholeFile(state.fileOf(QStringLiteral("profiles")), StateStore::maxBytes);
    return bytes && bytes->contains(QByteArray('"' + profileName.toUtf8() + '"'));
}

/// Adds @p count entries called after @p name to each file, and removes every fifth again.
int add(const QString &folder, const QString &name, int count, int member)
{
    Stores stores(folder);
    if (!stores.waitLoaded())
        return 1;
    for (int i = 0; i < count; ++i) {
        const QString entry = QStringLiteral("%1-%2").arg(name).arg(i);
        const QString profile = stores.profiles.put(profileCalled(entry));
        const QString rule = stores.rules.put(ruleCalled(entry));
        if (profile.isEmpty() || rule.isEmpty())
            return 2;
        stores.log.add({{AlertEventKind::Fired, 1000 + i, ruleCalled(entry), 1.0}});
        stores.preferences.change([&](Preferences &preferences) {
            // Each program changes a member of its own.
            if (member == 0)
                preferences.history.rawDays = 2 + i % 5;
            else if (member == 1)
                preferences.keepInTray = true;
            else
                preferences.appearance = QStringLiteral("dark");
        });
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        const bool removed = i % 5 == 4;
        if (removed) {
            stores.profiles.remove(profile);
            stores.rules.remove(rule);
        }
        // What was collected goes to the disk before the next change.
        if (i % 3 == 2 && !removed &&
            !QTest::qWaitFor([&] { return isWritten(stores.state, entry); }, test::patienceMs))
            return 4;
    }
    for (const QString &text : std::as_const(stores.told))
        say(QStringLiteral("failed: ") + text);
    return stores.told.isEmpty() ? 0 : 3;
}

QMap<QString, QByteArray> contentsOf(const QString &folder)
{
    QMap<QString, QByteArray> contents;
    for (const QString &name : QDir(folder).entryList(
             {QStringLiteral("*.json"), QStringLiteral("*.service"), QStringLiteral("*.csv")}, QDir::Files)) {
        QFile file(folder + QLatin1Char('/') + name);
        contents.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable"));
    }
    return contents;
}

void change(Stores &stores, const QString &name)
{
    const QByteArray large(3000, name.at(0).toLatin1());
    Profile profile = profileCalled(name);
    profile.group = QString::fromLatin1(large.left(400));
    stores.profiles.put(profile);
    AlertRule rule = ruleCalled(name);
    rule.topic += QString::fromLatin1(large.left(400));
    stores.rules.put(rule);
    stores.log.add({{AlertEventKind::Fired, 1, rule, 1.0}});
    stores.preferences.change([&](Preferences &preferences) { preferences.windowGeometry = large; });
    stores.state.save(QStringLiteral("charts-db"), large);
}

/// Fills the disk of @p folder, which is a small file system of its own in this process.
bool mountFull(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    (void)::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return ::mount("tmpfs", path.constData(), "tmpfs", 0, "size=512k") == 0;
}

bool remountReadOnly(const QString &folder)
{
    return ::mount(nullptr, QFile::encodeName(folder).constData(), nullptr, MS_REMOUNT | MS_RDONLY,
                   nullptr) == 0;
}

void fill(const QString &folder)
{
    QFile file(folder + QStringLiteral("/filler"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return;
    for (qint64 size = 4096; size > 0; size /= 2) {
        while (file.write(QByteArray(size, 'x')) == size) {
        }
    }
}

/// Writes every file, then again with a full disk. @p bytes is the largest file that may be written from then
/// on; -1: the disk is really
/// full; -2: it became read-only, as one does that has failed.
int meetFullDisk(const QString &folder, int bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    if (bytes < 0 && !mountFull(folder)) {
        say(QStringLiteral("not possible"));
        return 0;
    }
    const QString historyFile = folder + QStringLiteral("/history.sqlite");
    auto history = std::make_unique<HistoryDatabase>();
    if (!history->open(historyFile))
        return 4;
    {
        Stores stores(folder);
        if (!stores.waitLoaded())
            return 1;
        change(stores, QStringLiteral("before"));
        QFile old(folder + QStringLiteral("/export.csv"));
        if (!old.open(QIODevice::WriteOnly) || old.write("old") != 3)
            return 5;
    }
    const QMap<QString, QByteArray> before = contentsOf(folder);
    Result<void> opened;
    if (bytes == -2) {
        history = std::make_unique<HistoryDatabase>(); // a file system with a file that is open for writing
                                                       // stays as it is
        if (!remountReadOnly(folder))
            return 7;
        opened = history->open(historyFile);
    } else if (bytes < 0) {
        fill(folder);
    } else {
        const rlimit limit{rlim_t(bytes), rlim_t(bytes)};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    Stores stores(folder);
    if (!stores.waitLoaded())
        return 1;
    change(stores, QStringLiteral("later"));
    QStringList exported;
    for (const QString &name : {QStringLiteral("export.csv"), QStringLiteral("new.csv")})
        stores.state.writeFile(folder + QLatin1Char('/') + name, QByteArray(100000, 'n'), &stores.state,
                               [&](const Result<void> &result) {
                                   exported.append(result ? QStringLiteral("written")
                                                          : describe(result.error()));
                               });
    QStringList unit;
    SystemdUserService service;
    QObject::connect(&service, &SystemdUserService::failed,
                     [&](const Error &error) { unit.append(describe(error)); });
    service.setUnit(QStringLiteral("syspulse-updater@x.service"));
    if (!QTest::qWaitFor([&] { return !service.isBusy(); }, test::patienceMs))
        return 6;
    service.install(QByteArray(100000, 'u'));
    // One message a file: four stores and the charts.
    if (!QTest::qWaitFor([&] { return stores.told.size() >= 5 && exported.size() == 2 && !unit.isEmpty(); },
                         60000))
        say(QStringLiteral("not told: %1 of 5 files, %2 of 2 exports, %3 of 1 unit")
                .arg(stores.told.size())
                .arg(exported.size())
                .arg(unit.size()));
    QList<HistorySample> samples;
    for (int i = 0; i < 200; ++i)
        samples.append({{QStringLiteral("t"), false}, {1000LL * i + 1, double(i)}});
    const Result<void> stored = opened ? history->append(key, samples) : opened;
    say(QStringLiteral("history: %1").arg(stored ? QStringLiteral("written") : describe(stored.error())));
    for (const QString &text : stores.told + exported + unit)
        say(QStringLiteral("told: ") + text);
    const QMap<QString, QByteArray> after = contentsOf(folder);
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        say(QStringLiteral("%1: %2").arg(it.key(), after.value(it.key()) == *it ? QStringLiteral("kept")
                                                                                : QStringLiteral("LOST")));
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        if (!before.contains(name) && name != QLatin1String("filler") &&
            !name.startsWith(QLatin1String("history.sqlite")) && !name.endsWith(QLatin1String(".lock")))
            say(QStringLiteral("%1: LEFT BEHIND").arg(name));
    }
    return 0;
}

} // namespace

namespace {

int writeState(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.value(1);
    const QString folder = arguments.value(2);
    if (command == QLatin1String("add"))
        return add(folder, arguments.value(3), arguments.value(4).toInt(), arguments.value(5).toInt());
    if (command == QLatin1String("full"))
        return meetFullDisk(folder, arguments.value(3).toInt());
    return 64;
}

} // namespace

SYSPULSE_TEST_CHILD("state-writer", writeState)
