// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/eventmetrics.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

namespace syspulse {

namespace {

/// The note about a change of @p check, if there is one.
void note(QStringList &notes, CrossCheck &check, const QString &what, qint64 events, qint64 analytics)
{
    switch (check.update(events, analytics)) {
    case CrossCheck::Change::None:
        break;
    case CrossCheck::Change::Differs:
        notes.append(QCoreApplication::translate(
                         "EventMetrics", "%1: the component counts %2, the server's analytics %3. What the "
                                         "component counts is published; compare it with the Clients page.")
                         .arg(what)
                         .arg(events)
                         .arg(analytics));
        break;
    case CrossCheck::Change::Agrees:
        notes.append(
            QCoreApplication::translate(
                "EventMetrics", "%1: the component and the server's analytics agree again (%2 and %3).")
                .arg(what)
                .arg(events)
                .arg(analytics));
        break;
    }
}

} // namespace

void EventMetrics::finish(const std::optional<EventCounts> &events, const Basis &basis)
{
    m_readings.clear();
    m_notes.clear();
    if (events && events->complete) {
        // A table that was dropped makes the component begin again while the broker goes on.
        const bool again =
            events->sinceMs != m_sinceMs && (events->sockets < m_sockets || events->refused < m_refused);
        if (!m_seen || again)
            begin(*events, basis);
        m_sinceMs = events->sinceMs;
        m_sockets = events->sockets;
        m_refused = events->refused;
        m_completeMs = basis.runMs;
        addGauges(*events);
        addRising("clients/maximum", m_maximumMark, std::max(events->maximum, events->connected.value_or(0)),
                  m_whole ? Quality::Measured : Quality::Estimated);
        addRising("connections/failed", m_refusedMark, boundedSum(m_refusedOffset, m_refused),
                  m_whole         ? Quality::Measured
                  : m_offsetExact ? Quality::Derived
                                  : Quality::Estimated);
        addRising("connections/socket/count", m_socketsMark, boundedSum(m_socketsOffset, m_sockets),
                  m_whole ? Quality::Measured : Quality::Estimated);
        m_load.update(m_socketsMark, basis.countedMs);
        addLoads();
        if (basis.analyticsOn && basis.analyticsRead)
            compare(*events, basis);
    } else if (m_seen) {
        // Analytics count what they can meanwhile, but nothing falls below what was published.
        const Source source = basis.analyticsOn ? Source::Analytics : Source::Events;
        addRising("clients/maximum", m_maximumMark, basis.analyticsOn ? basis.connected : 0,
                  Quality::Estimated, source);
        addRising("connections/failed", m_refusedMark, basis.analyticsOn ? basis.refused : 0,
                  Quality::Estimated, source);
        if (std::abs(basis.runMs - m_completeMs) <= holdMs) {
            addRising("connections/socket/count", m_socketsMark, m_socketsMark, Quality::Estimated);
            addLoads();
        }
    } else if (basis.analyticsOn) {
        m_maximumMark = std::max(m_maximumMark, basis.maximum);
        m_refusedMark = std::max(m_refusedMark, basis.refused);
    }
}

void EventMetrics::begin(const EventCounts &events, const Basis &basis)
{
    m_whole = !m_seen && basis.countsWhole;
    if (!m_seen)
        m_load = LoadAverage(m_whole ? 0 : basis.sinceRunMs);
    m_socketsOffset = m_socketsMark;
    m_refusedOffset = 0;
    m_offsetExact = basis.analyticsOn && basis.refusedWhole;
    if (!m_whole)
        m_refusedOffset = basis.analyticsOn
                              ? std::max<qint64>(0, boundedDifference(basis.refused, events.refused))
                              : m_refusedMark;
    m_compareOffset.reset();
    m_seen = true;
}

void EventMetrics::compare(const EventCounts &events, const Basis &basis)
{
    // Analytics count connections before login too.
    const std::optional<qint64> open = events.open ? events.open : events.connected;
    if (basis.connectedKnown && open)
        note(m_notes, m_connectedCheck,
             events.open ? QCoreApplication::translate("EventMetrics",
                                                       "Clients connected, those before login included")
                         : QCoreApplication::translate("EventMetrics", "Clients connected"),
             *open, basis.connected);
    if (!m_compareOffset)
        m_compareOffset =
            m_whole && basis.refusedWhole ? 0 : boundedDifference(basis.refused, events.refused);
    note(m_notes, m_refusedCheck, QCoreApplication::translate("EventMetrics", "Refused logins"),
         boundedSum(events.refused, *m_compareOffset), basis.refused);
}

void EventMetrics::add(const QString &topic, MetricValue value, Quality quality, Source source)
{
    m_readings.append({systopics::broker + topic, std::move(value), source, quality});
}

void EventMetrics::addGauges(const EventCounts &events)
{
    if (events.connected) {
        add(QStringLiteral("clients/connected"), *events.connected, Quality::Measured);
        add(QStringLiteral("clients/active"), *events.connected, Quality::Measured);
    }
    if (events.subscriptions)
        add(QStringLiteral("subscriptions/count"), *events.subscriptions, Quality::Measured);
    if (events.inflight)
        add(QStringLiteral("messages/inflight"), *events.inflight, Quality::Measured);
    m_readings += healthReadings(events.health);
}

void EventMetrics::addRising(const char *topic, qint64 &mark, qint64 value, Quality quality, Source source)
{
    if (value < mark)
        quality = Quality::Estimated;
    mark = std::max(mark, value);
    add(QString::fromLatin1(topic), mark, quality, source);
}

void EventMetrics::addLoads()
{
    for (int i = 0; i < int(LoadAverage::minutes.size()); ++i) {
        if (const auto value = m_load.value(i))
            add(QStringLiteral("load/sockets/%1min").arg(LoadAverage::minutes[size_t(i)]),
                std::round(*value * 100.0) / 100.0, Quality::Derived);
    }
}

Json EventMetrics::toJson() const
{
    Json json{{"seen", m_seen},
              {"whole", m_whole},
              {"since", m_sinceMs},
              {"sockets", m_sockets},
              {"refused", m_refused},
              {"completeAt", m_completeMs},
              {"socketsOffset", m_socketsOffset},
              {"refusedOffset", m_refusedOffset},
              {"offsetExact", m_offsetExact},
              {"maximumMark", m_maximumMark},
              {"socketsMark", m_socketsMark},
              {"refusedMark", m_refusedMark},
              {"load", m_load.toJson()},
              {"connectedCheck", m_connectedCheck.toJson()},
              {"refusedCheck", m_refusedCheck.toJson()}};
    if (m_compareOffset)
        json["compareOffset"] = *m_compareOffset;
    return json;
}

EventMetrics EventMetrics::fromJson(const Json &json)
{
    EventMetrics metrics;
    const auto count = [&json](const char *key) {
        return std::max<qint64>(0, integerAt(json, key).value_or(0));
    };
    metrics.m_seen = boolAt(json, "seen").value_or(false);
    metrics.m_whole = boolAt(json, "whole").value_or(false);
    metrics.m_sinceMs = count("since");
    metrics.m_sockets = count("sockets");
    metrics.m_refused = count("refused");
    metrics.m_completeMs = count("completeAt");
    metrics.m_socketsOffset = count("socketsOffset");
    metrics.m_refusedOffset = count("refusedOffset");
    metrics.m_offsetExact = boolAt(json, "offsetExact").value_or(false);
    metrics.m_maximumMark = count("maximumMark");
    metrics.m_socketsMark = count("socketsMark");
    metrics.m_refusedMark = count("refusedMark");
    metrics.m_compareOffset = integerAt(json, "compareOffset");
    if (const Json *load = member(json, "load"))
        metrics.m_load = LoadAverage::fromJson(*load).value_or(LoadAverage());
    metrics.m_connectedCheck = CrossCheck::fromJson(json, "connectedCheck");
    metrics.m_refusedCheck = CrossCheck::fromJson(json, "refusedCheck");
    return metrics;
}

} // namespace syspulse
