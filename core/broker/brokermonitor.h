// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/brokerreader.h"

#include <QTimer>

namespace syspulse {

/// Polls what the component sees inside the broker while somebody watches.
class BrokerMonitor : public QObject
{
    Q_OBJECT

public:
    /// The component renews what it tells as often.
    static constexpr int pollMs = 2000;

    /// @p client and @p clock must outlive the monitor. @p serverNowMs tells the server's clock.
    BrokerMonitor(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                  std::function<qint64()> serverNowMs, QObject *parent = nullptr);

    /// The time between two glances, and the one after a glance that was refused or told nothing.
    static constexpr int glanceMs = 60'000;
    static constexpr int restMs = 10 * 60'000;

    /// What is polled from now on, instead of what was before; a view that is new is read at once.
    void watch(BrokerViews views);
    /// Polls now instead of at the next turn.
    void refresh();
    /// Reads @p views now and each minute besides, also while nobody watches; none: no longer.
    void glance(BrokerViews views);
    /// Instead of glanceMs and restMs, from the next glance() on.
    void setGlances(int everyMs, int afterFailureMs);

signals:
    void workersChanged(const syspulse::WorkersReport &report);
    void topClientsChanged(const syspulse::TopClients &clients);
    void stormsChanged(const syspulse::Storms &storms);
    void topTopicsChanged(const syspulse::TopTopics &topics);

private:
    void poll(BrokerViews views);
    void read(BrokerView view);
    void finished(BrokerView view, const BrokerSource &source);

    BrokerReader m_reader;
    BrokerViews m_views;
    BrokerViews m_polling; ///< under way
    BrokerViews m_again;   ///< asked for while a poll of it was under way
    BrokerViews m_glanced;
    int m_glanceMs = glanceMs;
    int m_restMs = restMs;
    QTimer m_poll;
    QTimer m_glance;
};

} // namespace syspulse
