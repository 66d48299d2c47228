// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/diarywatch.h"

namespace syspulse {

DiaryWatch::DiaryWatch(OperationsClient *client, MqttClient *mqtt, const SysLayout &layout,
                       const Clock *clock, std::function<qint64()> offsetMs, QObject *parent)
    : QObject(parent)
    , m_diary(clock, std::move(offsetMs))
    , m_monitor(client, mqtt, layout, nullptr, maxClients)
{
    m_rest.setSingleShot(true);
    connect(&m_monitor, &ClientsMonitor::statusChanged, &m_diary, &ClientDiary::takeStatus);
    connect(&m_monitor, &ClientsMonitor::framed, &m_diary, &ClientDiary::take);
    connect(&m_diary, &ClientDiary::told, this, &DiaryWatch::told);
    // Both come from within the monitor's own signals.
    connect(
        &m_diary, &ClientDiary::stormed, this, [this] { rest(restMs); }, Qt::QueuedConnection);
    connect(
        &m_monitor, &ClientsMonitor::statusChanged, this,
        [this](const ClientsStatus &status) {
            if (status.state == ClientsState::Live && status.cutAt > 0)
                rest(longRestMs);
        },
        Qt::QueuedConnection);
    connect(&m_rest, &QTimer::timeout, this, &DiaryWatch::start);
}

void DiaryWatch::rest(int ms)
{
    m_monitor.watch(false);
    m_rest.start(ms);
}

DiaryWatch::~DiaryWatch()
{
    m_monitor.watch(false); // tells until when somebody has watched
}

} // namespace syspulse
