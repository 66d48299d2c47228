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
#include <memory>

#include <QCoreApplication>
#include <QFile>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

const QString storesKey = QStringLiteral("http://127.0.0.1");

/// A store that has read its file.
template <typename Store>
std::unique_ptr<Store> opened(StateStore &state)
{
    auto store = std::make_unique<Store>(state);
    if constexpr (requires { store->open(storesKey); })
        store->open(storesKey);
    while (!store->isLoaded())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return store;
}

AlertRule someRule()
{
    AlertRule rule;
    rule.topic = QStringLiteral("$SYS/broker/uptime");
    return rule;
}

template <typename Entry>
bool hasAllOf(const QList<Entry> &list, const QList<Entry> &before)
{
    return std::all_of(before.cbegin(), before.cend(),
                       [&list](const Entry &entry) { return list.contains(entry); });
}

/// Opens the file, adds an entry, and opens it again: what was there is there still.
template <typename Store, typename Entry>
void checkStore(StateStore &state, const QList<Entry> &(Store::*entries)() const, const Entry &added)
{
    std::unique_ptr<Store> store = opened<Store>(state);
    const QList<Entry> before = (*store.*entries)();
    const QString id = store->put(added);
    if (id.isEmpty())
        return;    // of a newer version, or there is no room
    store.reset(); // writes
    store = opened<Store>(state);
    const QList<Entry> &after = (*store.*entries)();
    FUZZ_REQUIRE(!store->isReadOnly());
    FUZZ_REQUIRE(store->find(id) != nullptr);
    FUZZ_REQUIRE(after.size() == before.size() + 1);
    FUZZ_REQUIRE(hasAllOf(after, before));
}

void checkProfiles(StateStore &state)
{
    Profile profile;
    profile.name = QStringLiteral("added");
    profile.url = QStringLiteral("http://localhost:9925");
    checkStore(state, &ProfileStore::profiles, profile);
}

void checkRules(StateStore &state)
{
    checkStore(state, &AlertRuleStore::rules, someRule());
}

void checkChannels(StateStore &state)
{
    AlertChannel channel;
    channel.url = QStringLiteral("https://example.org/hook");
    checkStore(state, &AlertChannelStore::channels, channel);
}

void checkImport(StateStore &state, const QByteArray &bytes)
{
    const auto store = opened<ProfileStore>(state);
    const qsizetype before = store->profiles().size();
    const Result<ImportReport> report = store->import(bytes);
    FUZZ_REQUIRE(store->profiles().size() == before + (report ? report->added : 0));
    QSet<QString> ids;
    for (const Profile &profile : store->profiles()) {
        FUZZ_REQUIRE(!profile.keepPassword);
        ids.insert(profile.id);
    }
    FUZZ_REQUIRE(ids.size() == store->profiles().size());
}

void checkMemory(StateStore &state)
{
    const auto store = opened<AlertMemoryStore>(state);
    AlertMemory memory = store->memory();
    memory.shown.append(QStringLiteral("added"));
    store->set(memory);
}

void checkLog(StateStore &state)
{
    const auto log = opened<AlertLog>(state);
    const qsizetype before = log->events().size();
    AlertEvent event;
    event.timeMs = 1'800'000'000'000;
    event.rule = someRule();
    log->add({event});
    FUZZ_REQUIRE(log->events().size() == qMin(before + 1, AlertLog::maxEvents));
}

void checkPreferences(StateStore &state)
{
    const auto store = opened<PreferenceStore>(state);
    chosenLanguage(PreferenceStore::fileIn(state));
    store->change([](Preferences &preferences) { preferences.keepInTray = true; });
}

} // namespace

/// The first byte tells which file it is of those that other programs and people may change, the others are
/// in it.
SYSPULSE_FUZZ_TARGET(stores)
{
    StateStore state(emptyFolder());
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
