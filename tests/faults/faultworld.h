// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/headless.h"
#include "tests/faults/tally.h"
#include "tests/integration/ctl.h"

#include <QMap>

namespace syspulse::test {

/// A HarperDB with SysPulse set up, things of somebody else on it, and traffic of which every message is
/// known.
class FaultWorld
{
public:
    explicit FaultWorld(FaultRun &run, HarperOptions options = twoThreads());
    static HarperOptions twoThreads();

    /// Starts all of it; false: see errorString(), which is added to the tally as an attempt that failed.
    bool start(bool withSetup = true);

    HarperFixture &harper() { return m_harper; }
    Ctl &ctl() { return m_ctl; }
    /// A Headless on this server.
    std::unique_ptr<Headless> headless(const Headless::Options &options = {});

    /// Publishes at most @p most messages, and knows them from now on.
    bool burst(int most = 200);
    /// The server has started anew and counts from 0.
    void countFromZero();
    /// Waits for the tree to show the traffic, which an updater must keep current.
    TotalsVerdict judge();
    /// What judge() found last, in words.
    QString totalsText() const { return m_totalsText; }
    bool foreignUntouched();

    QJsonValue op(const QJsonObject &body, int timeoutMs = 30000);
    bool restartWorkers(); ///< returns when they are new
    /// The same, while one publisher goes on over its connection: the worker that ends counts to the last.
    bool restartWorkersBelowTraffic();
    QString errorString() const { return m_error; }

private:
    bool plantForeign();
    QByteArrayList messages(int most);
    void count(const QByteArrayList &messages, int qos);
    QJsonObject foreignThings();
    bool fail(const QString &error);
    QMap<QString, qint64> totals(bool *measured);
    bool wentBack();
    void requestRestart();
    bool waitNewThreads(const QList<int> &before);
    QList<int> threads();

    FaultRun &m_run;
    HarperFixture m_harper;
    Ctl m_ctl;
    std::unique_ptr<MosquittoClients> m_clients;
    MosquittoSubscriber *m_watch = nullptr;
    qsizetype m_watched = 0; ///< lines that were judged
    qint64 m_highest = 0;
    bool m_mayFall = false; ///< once: a server that started anew first tells what it had stored
    QMap<QString, qint64> m_expected;
    QJsonObject m_foreign;
    int m_sent = 0;
    QString m_totalsText;
    QString m_error;
};

} // namespace syspulse::test
