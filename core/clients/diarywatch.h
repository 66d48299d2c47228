// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clientdiary.h"
#include "core/clients/clientsmonitor.h"

namespace syspulse {

/// Follows who comes and goes for the diary, whether or not a page shows the clients: the list over MQTT, and
/// nothing else. Takes a rest in a storm, and a long one where there are too many clients; either is a hole
/// in the diary.
class DiaryWatch : public QObject
{
    Q_OBJECT

public:
    /// Of more clients no diary is kept: it would cost the window more than the rest of it.
    static constexpr int maxClients = 20'000;
    static constexpr int restMs = 60'000;
    /// Until it looks again whether there are fewer, which costs as much as to list them all.
    static constexpr int longRestMs = 60 * 60'000;

    /// All pointers must outlive the object. @p offsetMs tells the server's clock minus this machine's.
    DiaryWatch(OperationsClient *client, MqttClient *mqtt, const SysLayout &layout, const Clock *clock,
               std::function<qint64()> offsetMs, QObject *parent = nullptr);
    ~DiaryWatch() override;

    void start() { m_monitor.follow(); }
    /// Subscribes again: rights or tables may have changed.
    void resubscribe() { m_monitor.resubscribe(); }
    /// SysPulse disconnects the client @p id.
    void noteCut(const QString &id) { m_diary.noteCut(id); }
    /// It could not.
    void takeBackCut(const QString &id) { m_diary.takeBackCut(id); }

signals:
    void told(const syspulse::DiaryFrame &frame);

private:
    void rest(int ms);

    ClientDiary m_diary;
    ClientsMonitor m_monitor;
    QTimer m_rest;
};

} // namespace syspulse
