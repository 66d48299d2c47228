// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/normalband.h"
#include "core/history/seriescourse.h"

#include <optional>

namespace syspulse {

class LiveStore;

/// The values of a store, where the counters of the broker's traffic are shown with or without what is
/// SysPulse's own: its publishing of the tree, and its windows. Without it, a counter is unknown where its
/// own part is.
class TrafficView
{
public:
    TrafficView(const LiveStore &store, bool withOwn)
        : m_store(store)
        , m_withOwn(withOwn)
    {}

    /// Whether the instance tells what part of its traffic is SysPulse's own.
    static bool isOwnKnown(const LiveStore &store);
    /// The counter of SysPulse's own part of @p topic; empty where there is none.
    static QString ownTopicOf(const QString &topic);

    const LiveStore &store() const { return m_store; }
    /// Whether @p topic is shown without SysPulse's own part.
    bool isReduced(const QString &topic) const { return !subtractedFrom(topic).isEmpty(); }
    /// Whether traffic is shown with SysPulse's own.
    bool isWithOwn() const { return m_withOwn; }

    /// See LiveStore.
    std::optional<double> rate(const QString &topic) const;
    QList<SeriesPoint> ratePoints(const QString &topic, qint64 fromMs, qint64 toMs) const;
    SeriesCourse course(const SeriesKey &key, const TimeSpan &span, qint64 columnMs) const;
    NormalCourse normal(const SeriesKey &key, const TimeSpan &span) const;

private:
    /// Empty where @p topic is shown as it is.
    QString subtractedFrom(const QString &topic) const;

    const LiveStore &m_store;
    bool m_withOwn;
};

} // namespace syspulse
