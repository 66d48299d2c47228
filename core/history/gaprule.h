// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

namespace syspulse {

/// How far apart two samples of a series may be before they have a gap between them. That follows from the
/// updater's interval, which is changed now and then: each sample is judged by the interval of its own time.
/// Times in ms since the epoch on this machine's clock.
class GapRule
{
public:
    /// Changes that are kept; beyond it the oldest ones are forgotten.
    static constexpr qsizetype maxChanges = 1000;

    /// Gaps wider than @p gapMs at any time. A number can be used as a rule.
    GapRule(qint64 gapMs = 0)
        : m_firstMs(gapMs)
    {}

    /// From @p fromMs on gaps are wider than @p gapMs. What lies before the first change is judged
    /// generously: nobody knows its interval.
    void change(qint64 fromMs, qint64 gapMs);

    /// What counts at @p timeMs.
    qint64 at(qint64 timeMs) const;
    /// The longest distance of samples at @p aMs and @p bMs without a gap between them.
    qint64 between(qint64 aMs, qint64 bMs) const { return qMax(at(aMs), at(bMs)); }

    /// The same of points of a series whose older ones stand for minutes or hours (see Series::points()): the
    /// spacing of those is no gap.
    qint64 betweenPoints(qint64 aMs, qint64 bMs) const;

    /// The same rule with no gap narrower than @p gapMs.
    GapRule atLeast(qint64 gapMs) const;
    /// The same rule with gaps twice as wide.
    GapRule doubled() const;

    bool operator==(const GapRule &) const = default;

private:
    struct Change
    {
        qint64 fromMs = 0;
        qint64 gapMs = 0;

        bool operator==(const Change &) const = default;
    };

    qint64 m_firstMs; ///< before the first change
    QList<Change> m_changes;
};

} // namespace syspulse
