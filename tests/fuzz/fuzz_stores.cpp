// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannelstore.h"
#include "core/alerts/alertlog.h"
#include "core/alerts/alertmemorystore.h"
#include "core/alerts/alertrulestore.h"
#include "core/profiles/profilestore.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <functional>
#include <memory>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

const QString storesKey = QStringLiteral("http://127.0.0.1");

/// A folder in memory where there is one: an input is tried thousands of times.
QString templateOfFolder()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/syspulse-fuzz");
}

void waitUntil(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

AlertRule someRule()
{
    AlertRule rule;
    rule.topic = QStringLiteral("$SYS/broker/uptime");
    return rule;
}

template <typename List, typename Entry>
bool hasAllOf(const List &list, const QList<Entry> &before)
{
    return std::all_of(before.cbegin(), before.cend(),
                       [&list](const Entry &entry) { return list.contains(entry); });
}

/// Opens the file, adds an entry, and opens it again: what was there is there still.
template <typename Store, typename Entries, typename Add>
void checkStore(const std::function<std::unique_ptr<Store>()> &open, Entries entries, Add add)
{
    std::unique_ptr<Store> store = open();
    waitUntil([&store] { return store->isLoaded(); });
    const auto before = entries(*store);
    const QString id = add(*store);
    if (id.isEmpty())
        return;    // of a newer version, or there is no room
    store.reset(); // writes
    store = open();
    waitUntil([&store] { return store->isLoaded(); });
    FUZZ_REQUIRE(!store->isReadOnly());
    FUZZ_REQUIRE(store->find(id) != nullptr);
    FUZZ_REQUIRE(entries(*store).size() == before.size() + 1);
    FUZZ_REQUIRE(hasAllOf(entries(*store), before));
}

void checkProfiles(StateStore &state)
{
    checkStore<ProfileStore>([&state] { return std::make_unique<ProfileStore>(state); },
                             [](const ProfileStore &store) { return store.profiles(); },
                             [](ProfileStore &store) {
                                 Profile profile;
                                 profile.name = QStringLiteral("added");
                                 profile.url = QStringLiteral("http://localhost:9925");
                                 return store.put(profile);
                             });
}

void checkRules(StateStore &state)
{
    checkStore<AlertRuleStore>(
        [&state] {
            auto store = std::make_unique<AlertRuleStore>(state);
            store->open(storesKey);
            return store;
        },
        [](const AlertRuleStore &store) { return store.rules(); },
        [](AlertRuleStore &store) { return store.put(someRule()); });
}

void checkChannels(StateStore &state)
{
    checkStore<AlertChannelStore>([&state] { return std::make_unique<AlertChannelStore>(state); },
                                  [](const AlertChannelStore &store) { return store.channels(); },
                                  [](AlertChannelStore &store) {
                                      AlertChannel channel;
                                      channel.url = QStringLiteral("https://example.org/hook");
                                      return store.put(channel);
                                  });
}

void checkImport(StateStore &state, const QByteArray &bytes)
{
    ProfileStore store(state);
    waitUntil([&store] { return store.isLoaded(); });
    const qsizetype before = store.profiles().size();
    const Result<ImportReport> report = store.import(bytes);
    FUZZ_REQUIRE(store.profiles().size() == before + (report ? report->added : 0));
    QSet<QString> ids;
    for (const Profile &profile : store.profiles()) {
        FUZZ_REQUIRE(!profile.keepPassword);
        ids.insert(profile.id);
    }
    FUZZ_REQUIRE(ids.size() == store.profiles().size());
}

void checkMemory(StateStore &state)
{
    AlertMemoryStore store(state);
    store.open(storesKey);
    waitUntil([&store] { return store.isLoaded(); });
    AlertMemory memory = store.memory();
    memory.shown.append(QStringLiteral("added"));
    store.set(memory);
}

void checkLog(StateStore &state)
{
    AlertLog log(state);
    log.open(storesKey);
    waitUntil([&log] { return log.isLoaded(); });
    const qsizetype before = log.events().size();
    AlertEvent event;
    event.timeMs = 1'800'000'000'000;
    event.rule = someRule();
    log.add({event});
    FUZZ_REQUIRE(log.events().size() == qMin(before + 1, AlertLog::maxEvents));
}

void checkPreferences(StateStore &state)
{
    PreferenceStore store(state);
    waitUntil([&store] { return store.isLoaded(); });
    chosenLanguage(PreferenceStore::fileIn(state));
    store.change([](Preferences &preferences) { preferences.keepInTray = true; });
}

} // namespace

/// The first byte tells which file it is of those that other programs and people may change, the others are
/// in it.
SYSPULSE_FUZZ_TARGET(stores)
{
    static QTemporaryDir folder(templateOfFolder() + QStringLiteral("-XXXXXX"));
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files | QDir::Hidden))
        QFile::remove(folder.filePath(name));
    StateStore state(folder.path());
    struct Kind
    {
        char letter;
        QString piece;
        void (*check)(StateStore &);
    };
    static const Kind kinds[] = {
        {'p', QStringLiteral("profiles"), checkProfiles},
        {'r', QStringLiteral("alerts-") + storesKey, checkRules},
        {'c', QStringLiteral("alertchannels"), checkChannels},
        {'m', QStringLiteral("alertmemory-") + storesKey, checkMemory},
        {'l', QStringLiteral("alertlog-") + storesKey, checkLog},
        {'s', QStringLiteral("preferences"), checkPreferences},
    };
    if (input.startsWith('i'))
        checkImport(state, input.mid(1));
    for (const Kind &kind : kinds) {
        if (!input.startsWith(kind.letter))
            continue;
        QFile file(state.fileOf(kind.piece));
        if (!file.open(QIODevice::WriteOnly) || file.write(input.mid(1)) < 0)
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        file.close();
        kind.check(state);
    }
}
