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

    /// What is polled from now on, instead of what was before; a view that is new is read at once.
    void watch(BrokerViews views);
    /// Polls now instead of at the next turn.
    void refresh();

signals:
    void workersChanged(const syspulse::WorkersReport &report);
    void topClientsChanged(const syspulse::TopClients &clients);
    void stormsChanged(const syspulse::Storms &storms);
    void topTopicsChanged(const syspulse::TopTopics &topics);

private:
    void poll(BrokerViews views);
    void read(BrokerView view);
    void finished(BrokerView view);

    BrokerReader m_reader;
    BrokerViews m_views;
    BrokerViews m_polling; ///< under way
    BrokerViews m_again;   ///< asked for while a poll of it was under way
    QTimer m_poll;
};

} // namespace syspulse
