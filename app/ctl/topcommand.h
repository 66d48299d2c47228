// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/topalerts.h"
#include "app/ctl/topscreen.h"
#include "core/broker/brokermonitor.h"

namespace syspulse {

/// "syspulsectl top" on a terminal: the inside of the broker, renewed as often as the component renews it,
/// until the user quits. What cannot be read any more stays with the time since when.
class TopCommand : public QObject
{
    Q_OBJECT

public:
    /// @p client must outlive the object. @p instance is its address and version, @p alertKey the key of its
    /// alerts. @p clock is this machine's,
    /// @p serverNowMs tells the server's.
    TopCommand(OperationsClient *client, const SysLayout &layout, const QString &instance,
               const QString &alertKey, const QString &address, const Clock &clock,
               std::function<qint64()> serverNowMs, std::unique_ptr<TopScreen> screen,
               QObject *parent = nullptr);

    void start();

signals:
    void finished();

private:
    template <typename Report>
    void take(std::optional<Report> &kept, const Report &report);
    void press(char key);
    void show();

    const Clock &m_clock;
    std::function<qint64()> m_serverNowMs;
    std::unique_ptr<TopScreen> m_screen;
    BrokerMonitor m_monitor;
    TopAlerts m_alerts;
    TopFrame m_frame;
    TopView m_view;
    QTimer m_second; ///< ages go on without news
};

} // namespace syspulse
