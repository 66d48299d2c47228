// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"

#include <functional>

#include <QMap>
#include <QRandomGenerator>

namespace syspulse::test {

/// Sends a known number of messages while updaters are killed and worker threads restart, and compares the
/// totals in the tree with what was sent. The instance must be set up.
class TotalsRun
{
public:
    struct Plan
    {
        int kills = 3;      ///< of the updater, by SIGKILL
        int restarts = 2;   ///< of all worker threads
        int messages = 400; ///< most in a burst
        qint64 lastsMs = 0; ///< the run lasts at least as long, with more bursts
        quint32 seed = 1;
    };

    TotalsRun(HarperFixture &harper, Ctl &ctl);

    /// Whether every total is exact, and none ever went back.
    bool run(const Plan &plan);
    QString errorString() const { return m_error; }
    /// Called with what happens.
    std::function<void(const QString &)> onProgress = [](const QString &) {};

private:
    enum class Event { Kill, Restart };

    bool burst();
    bool killUpdater();
    bool restartWorkers();
    bool startUpdater();
    void count(const QByteArrayList &payloads, int qos);
    bool compare();
    bool waitFor(const std::function<bool()> &done, const QString &what);
    bool fail(const QString &error);
    QByteArrayList payloads();
    QList<int> threads();
    qsizetype threadRecords();
    Json record(const QString &id);
    QMap<QString, qint64> totals();
    /// What the component and the checkpoint say of counters that are not measured.
    QString whyEstimated();

    HarperFixture &m_harper;
    Ctl &m_ctl;
    MosquittoClients m_clients;
    Plan m_plan;
    QRandomGenerator m_random;
    std::unique_ptr<QProcess> m_updater;
    QMap<QString, qint64> m_expected; ///< by record id
    int m_sent = 0;
    QString m_error;
};

} // namespace syspulse::test
