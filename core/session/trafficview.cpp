// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trafficview.h"

#include "core/session/livestore.h"
#include "core/topics/systopics.h"

#include <algorithm>

namespace syspulse {

QString TrafficView::ownTopicOf(const QString &topic)
{
    static const QStringList stems{QStringLiteral("messages/"), QStringLiteral("publish/messages/"),
                                   QStringLiteral("bytes/"), QStringLiteral("publish/bytes/")};
    if (!topic.startsWith(systopics::broker))
        return {};
    const QString rest = topic.mid(systopics::broker.size());
    const bool split = std::any_of(stems.cbegin(), stems.cend(), [&rest](const QString &stem) {
        return rest == stem + QLatin1String("received") || rest == stem + QLatin1String("sent");
    });
    return split ? systopics::ownTraffic + rest : QString();
}

bool TrafficView::isOwnKnown(const LiveStore &store)
{
    const TopicValue *own = store.value(ownTopicOf(systopics::messagesSent));
    return own != nullptr && own->number;
}

QString TrafficView::subtractedFrom(const QString &topic) const
{
    return m_withOwn ? QString() : ownTopicOf(topic);
}

std::optional<double> TrafficView::rate(const QString &topic) const
{
    const std::optional<double> rate = m_store.rate(topic);
    const QString own = subtractedFrom(topic);
    if (own.isEmpty() || !rate)
        return rate;
    const std::optional<double> part = m_store.rate(own);
    return part ? std::optional(std::max(0.0, *rate - *part)) : std::nullopt;
}

QList<SeriesPoint> TrafficView::ratePoints(const QString &topic, qint64 fromMs, qint64 toMs) const
{
    const QList<SeriesPoint> points = m_store.ratePoints(topic, fromMs, toMs);
    const QString own = subtractedFrom(topic);
    return own.isEmpty() ? points : difference(points, m_store.ratePoints(own, fromMs, toMs));
}

SeriesCourse TrafficView::course(const SeriesKey &key, const TimeSpan &span, qint64 columnMs) const
{
    const SeriesCourse course = m_store.course(key, span, columnMs);
    const QString own = subtractedFrom(key.topic);
    return own.isEmpty() ? course : difference(course, m_store.course({own, key.rate}, span, columnMs));
}

NormalCourse TrafficView::normal(const SeriesKey &key, const TimeSpan &span) const
{
    return m_store.normal({key, subtractedFrom(key.topic), span});
}

} // namespace syspulse
