// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertengine.h"
#include "tests/support/fakeclock.h"

#include <algorithm>

#include <QString>
#include <QStringList>

namespace syspulse {

inline const QString watchedTopic = QStringLiteral("$SYS/broker/clients/connected");

/// A rule about the connected clients.
inline AlertRule rule(AlertCondition condition, double threshold, qint64 forSeconds = 0,
                      double hysteresis = 0)
{
    AlertRule rule;
    rule.id = QStringLiteral("r");
    rule.topic = watchedTopic;
    rule.condition = condition;
    rule.threshold = threshold;
    rule.hysteresis = hysteresis;
    rule.forSeconds = forSeconds;
    return rule;
}

/// An engine with one rule, and what it is shown.
struct Watch
{
    explicit Watch(const AlertRule &rule) { note(engine.setRules({rule})); }

    /// A new value now.
    void value(std::optional<double> number)
    {
        sample.number = number;
        sample.stampMs = serverMs();
        sample.current = true;
        look();
    }
    /// Time passes, looked at each second, without a new value.
    void wait(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.now += 1000;
            look();
        }
    }
    /// A value every 10 s for some time, the first one after 10 s.
    void values(std::optional<double> number, int seconds)
    {
        for (int i = 0; i < seconds / 10; ++i) {
            wait(10);
            value(number);
        }
    }
    void look()
    {
        AlertSample shown = sample;
        if (shown.stampMs != 0)
            shown.ageMs = std::max<qint64>(0, serverMs() - shown.stampMs);
        note(engine.evaluate([&](const AlertRule &) { return shown; }));
    }
    /// The server's clock, which goes its own way when one of the two is set.
    qint64 serverMs() const { return clock.monotonicMs() + serverStepMs; }
    void note(const QList<AlertEvent> &events)
    {
        for (const AlertEvent &event : events) {
            last = event;
            told.append(alertEventName(event.kind));
        }
    }
    AlertState state() const { return engine.status(QStringLiteral("r")).state; }
    bool known() const { return engine.status(QStringLiteral("r")).known; }

    FakeClock clock;
    AlertEngine engine{clock};
    AlertSample sample;
    qint64 serverStepMs = 0;
    QStringList told;
    AlertEvent last;
};

/// The words in @p text.
inline QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace syspulse
