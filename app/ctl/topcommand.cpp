// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/topcommand.h"

namespace syspulse {

TopCommand::TopCommand(OperationsClient *client, const SysLayout &layout, const QString &instance,
                       const QString &alertKey, const QString &address, const Clock &clock,
                       std::function<qint64()> serverNowMs, std::unique_ptr<TopScreen> screen,
                       QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_serverNowMs(serverNowMs)
    , m_screen(std::move(screen))
    , m_monitor(client, layout, &clock, std::move(serverNowMs))
    , m_alerts(alertKey, address)
{
    m_frame.instance = instance;
    connect(&m_monitor, &BrokerMonitor::workersChanged, this,
            [this](const WorkersReport &report) { take(m_frame.workers, report); });
    connect(&m_monitor, &BrokerMonitor::topClientsChanged, this,
            [this](const TopClients &report) { take(m_frame.clients, report); });
    connect(&m_monitor, &BrokerMonitor::stormsChanged, this,
            [this](const Storms &report) { take(m_frame.storms, report); });
    connect(&m_monitor, &BrokerMonitor::topTopicsChanged, this,
            [this](const TopTopics &report) { take(m_frame.topics, report); });
    connect(m_screen.get(), &TopScreen::keyPressed, this, &TopCommand::press);
    connect(m_screen.get(), &TopScreen::resized, this, &TopCommand::show);
    connect(m_screen.get(), &TopScreen::closed, this, &TopCommand::finished);
    connect(&m_alerts, &TopAlerts::changed, this, [this] {
        m_frame.alerts = m_alerts.alerts();
        show();
    });
    connect(&m_second, &QTimer::timeout, this, &TopCommand::show);
}

void TopCommand::start()
{
    m_monitor.watch({BrokerView::Workers, BrokerView::Clients, BrokerView::Storms, BrokerView::Topics});
    m_second.start(1000);
    show();
}

template <typename Report>
void TopCommand::take(std::optional<Report> &kept, const Report &report)
{
    const Error &error = report.source.error;
    if (error.message.isEmpty()) {
        kept = report;
        m_frame.failingSinceMs = 0;
    } else if (m_frame.failingSinceMs == 0) {
        m_frame.failingSinceMs = m_clock.nowMs();
    }
    m_frame.error = error;
    show();
}

void TopCommand::press(char key)
{
    switch (key) {
    case 'q':
    case 'Q':
        emit finished();
        return;
    case 'm':
        m_view.order = TopOrder::Messages;
        break;
    case 'b':
        m_view.order = TopOrder::Bytes;
        break;
    case 'w':
        m_view.only = TopTable::Workers;
        break;
    case 'c':
        m_view.only = TopTable::Clients;
        break;
    case 'l':
        m_view.only = TopTable::Slowest;
        break;
    case 't':
        m_view.only = TopTable::Topics;
        break;
    case 'a':
        m_view.only.reset();
        break;
    default:
        return;
    }
    show();
}

void TopCommand::show()
{
    m_frame.nowMs = m_clock.nowMs();
    m_frame.serverNowMs = m_serverNowMs();
    m_view.columns = m_screen->size().width();
    m_view.rows = m_screen->size().height();
    m_screen->show(topPage(m_frame, m_view));
}

} // namespace syspulse
