// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"
#include "core/session/livestore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakesession.h"
#include "tests/support/patience.h"
#include "tests/support/yearofhistory.h"

#include <memory>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace syspulse::test {

inline const QString pastUrl = QStringLiteral("https://db.example.org:9925/");
inline const QString pastTopic = QStringLiteral("$SYS/broker/clients/connected");

/// Returns once @p history has answered everything that it was asked for before.
inline bool passHistory(HistoryStore &history)
{
    bool answered = false;
    QObject context;
    history.loadRuns(QStringLiteral("marker"), &context,
                     [&answered](const Result<QList<RunReport>> &) { answered = true; });
    return QTest::qWaitFor([&answered] { return answered; }, patienceMs);
}

/// An instance that was watched for a year, whose history, the file @p kept, is opened again at @p nowMs.
struct WatchedForAYear
{
    WatchedForAYear(const QString &kept, qint64 nowMs)
        : year(nowMs)
    {
        clock.now = nowMs;
        QFile::copy(kept, file);
        history = std::make_unique<HistoryStore>(file);
        store = std::make_unique<LiveStore>(session, clock, history.get());
        session.pretendConnected(pastUrl);
    }

    /// What a picture of a year in @p columns shows, once all of it has been read.
    SeriesCourse readYear(int columns)
    {
        if (!passHistory(*history)) // the newest of the past is in memory now
            return {};
        QSignalSpy read(store.get(), &LiveStore::pastRead);
        const auto ask = [&] {
            return store->course({pastTopic, false}, span(), YearOfHistory::yearMs / columns);
        };
        ask();
        return read.wait(patienceMs) ? ask() : SeriesCourse();
    }
    TimeSpan span() const { return {clock.now - YearOfHistory::yearMs, clock.now}; }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("history.sqlite"));
    FakeClock clock;
    YearOfHistory year;
    FakeSession session;
    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<LiveStore> store;
};

} // namespace syspulse::test
