// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canarywindow.h"

#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

void CanaryWindow::add(const CanaryRound &round)
{
    if (m_rounds.size() == mostRounds)
        m_rounds.removeFirst();
    m_rounds.append(round);
}

std::optional<double> CanaryWindow::percentile(CanaryPhase phase, double share) const
{
    QList<double> times;
    for (const CanaryRound &round : m_rounds) {
        if (round[phase].isKnown())
            times.append(*round[phase].ms);
    }
    if (times.isEmpty())
        return std::nullopt;
    const auto rank = qsizetype(std::ceil(share * double(times.size())));
    const auto nth = times.begin() + std::clamp<qsizetype>(rank, 1, times.size()) - 1;
    std::nth_element(times.begin(), nth, times.end());
    return *nth;
}

QList<MetricReading> CanaryWindow::readings() const
{
    QList<MetricReading> list;
    if (m_rounds.isEmpty())
        return list;
    const auto add = [&list](const QString &name, MetricValue value, Quality quality) {
        list.append({systopics::canary + name, std::move(value), Source::Probe, quality});
    };
    for (const CanaryPhase phase : canaryPhases) {
        // Times of before would hide that there is no answer now.
        if (!m_rounds.constLast()[phase].isKnown())
            continue;
        const QString name = canaryPhaseName(phase);
        for (const auto &[end, share] : {std::pair("/p50", 0.5), std::pair("/p99", 0.99)})
            add(name + QLatin1String(end), std::round(*percentile(phase, share) * 100.0) / 100.0,
                Quality::Derived);
    }
    add(QStringLiteral("rounds"), qint64(m_rounds.size()), Quality::Measured);
    const auto failed = std::count_if(m_rounds.cbegin(), m_rounds.cend(), [](const CanaryRound &round) {
        return round.firstFailure().has_value();
    });
    add(QStringLiteral("failed"), qint64(failed), Quality::Measured);
    if (const std::optional<int> worker = m_rounds.constLast().worker)
        add(QStringLiteral("worker"), qint64(*worker), Quality::Measured);
    return list;
}

} // namespace syspulse
