// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertmonitor.h"
#include "core/session/livestore.h"
#include "core/settings/statestore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakesession.h"
#include "tests/support/notednotices.h"

#include <QTest>

namespace syspulse {

inline const QString clients = QStringLiteral("$SYS/broker/clients/connected");

inline AlertRule aboveRule(double threshold, const QString &name = {})
{
    AlertRule rule;
    rule.topic = clients;
    rule.threshold = threshold;
    rule.name = name;
    return rule;
}

/// A program that watches the rules in a folder which others use too, or which it used before it was started
/// again.
struct AlertProgram
{
    explicit AlertProgram(const QString &folder, qint64 nowMs = FakeClock().now, bool connected = true)
        : state(folder)
    {
        clock.now = nowMs;
        QObject::connect(&monitor, &AlertMonitor::told, &monitor,
                         [this](const AlertMessage &message) { told.append(message); });
        if (connected)
            session.pretendConnected();
    }
    void wait(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.now += 1000;
            monitor.evaluate();
        }
    }
    /// Whether it is on duty and has read all that others have left.
    bool isReady()
    {
        return QTest::qWaitFor([this] { return monitor.isOnDuty() && hasRead(); });
    }
    bool hasRead() { return monitor.rules().isLoaded(); }
    void send(double number)
    {
        clock.now += 1000;
        session.sendNumber(clients, number, clock.now);
        monitor.evaluate();
    }
    /// What was sent: "fired resolved".
    QString states() const
    {
        QStringList list;
        for (const AlertMessage &message : told)
            list.append(alertMessageStateName(message.state));
        return list.join(QLatin1Char(' '));
    }
    /// What the log says, oldest first: "fired acknowledged".
    QString logged()
    {
        QStringList list;
        for (const AlertEvent &event : monitor.log().events())
            list.prepend(alertEventName(event.kind));
        return list.join(QLatin1Char(' '));
    }

    StateStore state;
    FakeSession session;
    FakeClock clock;
    LiveStore store{session, clock};
    NotedNotices notices;
    QList<AlertMessage> told;
    AlertMonitor monitor{session, store, clock, state, notices};
};

} // namespace syspulse
