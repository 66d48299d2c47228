// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/parity.h"

#include "core/base/enumtable.h"
#include "core/topics/paritytables.h"

namespace syspulse {

namespace {

constexpr auto conventionNames = enumTable<Convention>(
    {{Convention::Mosquitto, "mosquitto"}, {Convention::Wiki, "wiki"}, {Convention::Emqx, "emqx"}});

constexpr auto states = enumTable<ParityState>({{ParityState::SameName, "same name"},
                                                {ParityState::OtherName, "other name"},
                                                {ParityState::Derived, "derived"},
                                                {ParityState::Unavailable, "unavailable"}});

/// @p first and @p second as sentences of one paragraph; either may be empty.
QString joined(const QString &first, const QString &second)
{
    const bool both = !first.isEmpty() && !second.isEmpty();
    return first + (both ? QStringLiteral(" ") : QString()) + second;
}

ParityState stateOf(const ParityEntry &entry, const MetricDescription &own)
{
    // Loads are always computed, here as in mosquitto.
    if (entry.nearest || own.kind == MetricKind::Rate)
        return ParityState::Derived;
    return entry.topic == entry.own ? ParityState::SameName : ParityState::OtherName;
}

/// Takes the value into @p row, and what its quality says.
void takeValue(ParityRow &row, const ParityValue &value)
{
    row.value = value;
    const bool estimated = value.quality == qualityName(Quality::Estimated);
    if (!estimated && value.quality != qualityName(Quality::Derived))
        return;
    if (estimated)
        row.note = joined(row.note, Parity::tr("The present value is an estimate."));
    else if (row.state != ParityState::Derived)
        row.note = joined(row.note, Parity::tr("The present value is computed from other numbers."));
    row.state = ParityState::Derived;
}

ParityRow rowOf(const ParityEntry &entry, const ParityValues &values)
{
    ParityRow row;
    row.topic = entry.topic;
    row.note = entry.note;
    const std::optional<MetricDescription> own = describeTopic(entry.own);
    if (!own)
        return row;
    if (!own->publishable()) {
        row.note = joined(own->unavailable, entry.note);
        return row;
    }
    row.own = entry.own;
    row.state = stateOf(entry, *own);
    if (own->kind == MetricKind::Rate)
        row.note = joined(Parity::tr("Computed from the counters by mosquitto's own rule."), entry.note);
    // An empty text is a value that is known to be unknown.
    if (const auto value = values ? values(entry.own) : std::nullopt; value && !value->text.isEmpty())
        takeValue(row, *value);
    return row;
}

} // namespace

ParityReport parityReport(Convention convention, const ParityValues &values)
{
    ParityReport report;
    report.convention = convention;
    for (const ParityEntry &entry : parityEntries(convention))
        report.rows.append(rowOf(entry, values));
    return report;
}

ParitySummary ParityReport::summary() const
{
    ParitySummary summary;
    for (const ParityRow &row : rows) {
        ++summary.total;
        summary.withValue += row.value.has_value();
        switch (row.state) {
        case ParityState::SameName:
            ++summary.sameName;
            break;
        case ParityState::OtherName:
            ++summary.otherName;
            break;
        case ParityState::Derived:
            ++summary.derived;
            break;
        case ParityState::Unavailable:
            ++summary.unavailable;
            break;
        }
    }
    return summary;
}

QString conventionName(Convention convention)
{
    return conventionNames.name(convention);
}

std::optional<Convention> conventionFromName(const QString &name)
{
    return conventionNames.find(name);
}

QString parityStateName(ParityState state)
{
    return states.name(state);
}

QString conventionTitle(Convention convention)
{
    switch (convention) {
    case Convention::Mosquitto:
        return Parity::tr("mosquitto 2.0");
    case Convention::Wiki:
        return Parity::tr("mqtt.org wiki");
    case Convention::Emqx:
        return Parity::tr("EMQX 5");
    }
    return {};
}

QString parityStateTitle(ParityState state)
{
    switch (state) {
    case ParityState::SameName:
        return Parity::tr("Same name");
    case ParityState::OtherName:
        return Parity::tr("Another name");
    case ParityState::Derived:
        return Parity::tr("Derived or estimated");
    case ParityState::Unavailable:
        return Parity::tr("Not available");
    }
    return {};
}

QString conventionNote(Convention convention)
{
    switch (convention) {
    case Convention::Mosquitto:
        return Parity::tr("The topics are those of mosquitto(8) and those that mosquitto 2.0 sends.");
    case Convention::Wiki:
        return Parity::tr(
            "The spelling of the wiki is not published in addition: where the names differ, subscribe to "
            "the topic of SysPulse.");
    case Convention::Emqx:
        return Parity::tr(
            "Nothing is published below $SYS/brokers: subscribe to the topic of SysPulse. EMQX names its "
            "nodes with dots, which the broker does not allow in a topic.");
    }
    return {};
}

QString paritySentence(const ParitySummary &summary, bool live)
{
    QString text =
        Parity::tr("%1 of %2 topics are available: %3 under the same name, %4 under another name, %5 derived "
                   "or estimated. %6 are not available.")
            .arg(summary.available())
            .arg(summary.total)
            .arg(summary.sameName)
            .arg(summary.otherName)
            .arg(summary.derived)
            .arg(summary.unavailable);
    if (live)
        text += QLatin1Char(' ') + Parity::tr("With a value now: %1.").arg(summary.withValue);
    return text;
}

} // namespace syspulse
