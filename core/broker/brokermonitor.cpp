// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/brokermonitor.h"

namespace syspulse {

BrokerMonitor::BrokerMonitor(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                             std::function<qint64()> serverNowMs, QObject *parent)
    : QObject(parent)
    , m_reader(client, layout, clock, std::move(serverNowMs))
{
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, [this] { poll(m_views); });
    connect(&m_glance, &QTimer::timeout, this, [this] { poll(m_glanced & ~m_views); });
}

void BrokerMonitor::watch(BrokerViews views)
{
    const BrokerViews added = views & ~m_views;
    m_views = views;
    if (!views) {
        m_poll.stop();
        return;
    }
    if (!m_poll.isActive())
        m_poll.start();
    poll(added);
}

void BrokerMonitor::refresh()
{
    m_again |= m_polling & m_views;
    poll(m_views);
}

void BrokerMonitor::glance(BrokerViews views)
{
    m_glanced = views;
    m_glance.stop();
    if (!views)
        return;
    m_glance.start(m_glanceMs);
    poll(views & ~m_views);
}

void BrokerMonitor::setGlances(int everyMs, int afterFailureMs)
{
    m_glanceMs = everyMs;
    m_restMs = afterFailureMs;
}

void BrokerMonitor::poll(BrokerViews views)
{
    for (const BrokerView view :
         {BrokerView::Workers, BrokerView::Clients, BrokerView::Storms, BrokerView::Topics}) {
        // A server that is slower than the polls must not be asked ever more at once.
        if (!views.testFlag(view) || m_polling.testFlag(view))
            continue;
        m_polling.setFlag(view);
        read(view);
    }
}

void BrokerMonitor::read(BrokerView view)
{
    switch (view) {
    case BrokerView::Workers:
        return m_reader.workers(this, [this, view](const WorkersReport &report) {
            emit workersChanged(report);
            finished(view, report.source);
        });
    case BrokerView::Clients:
        return m_reader.topClients(this, [this, view](const TopClients &clients) {
            emit topClientsChanged(clients);
            finished(view, clients.source);
        });
    case BrokerView::Storms:
        return m_reader.storms(this, [this, view](const Storms &storms) {
            emit stormsChanged(storms);
            finished(view, storms.source);
        });
    case BrokerView::Topics:
        return m_reader.topTopics(this, [this, view](const TopTopics &topics) {
            emit topTopicsChanged(topics);
            finished(view, topics.source);
        });
    }
}

void BrokerMonitor::finished(BrokerView view, const BrokerSource &source)
{
    m_polling.setFlag(view, false);
    // Without the component, or without the right to read, a minute changes nothing.
    const int pauseMs = source.error.message.isEmpty() ? m_glanceMs : m_restMs;
    if (m_glanced.testFlag(view) && m_glance.interval() != pauseMs)
        m_glance.start(pauseMs);
    if (!m_again.testFlag(view))
        return;
    m_again.setFlag(view, false);
    poll(m_views & BrokerViews(view));
}

} // namespace syspulse
