// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QList>
#include <QString>

#include "core/topics/catalogue.h"

namespace syspulse {

/// A list of $SYS topics that clients and monitoring tools were written for.
enum class Convention {
    Mosquitto, ///< mosquitto 2.0: mosquitto(8) and what the broker sends
    Wiki,      ///< "SYS Topics" in the wiki of mqtt.org, required and optional ones
    Emqx,      ///< EMQX 5: "System Topic" of its documentation
};

inline constexpr Convention conventions[] = {Convention::Mosquitto, Convention::Wiki, Convention::Emqx};

/// How SysPulse answers a topic of a convention.
enum class ParityState {
    SameName,    ///< published under the same name
    OtherName,   ///< published under a name of ours
    Derived,     ///< published, but computed from other numbers, an estimate, or only close to what is meant
    Unavailable, ///< HarperDB cannot give it
};

/// What an instance has for a topic of ours.
struct ParityValue
{
    QString text; ///< as received: untrusted
    std::optional<double> number;
    QString quality; ///< as written into records: "measured", "derived", "estimated"
    std::optional<qint64> ageMs;
};

/// One topic of a convention.
struct ParityRow
{
    QString topic; ///< as the convention writes it
    QString own;   ///< the topic to subscribe to instead; empty where there is none
    ParityState state = ParityState::Unavailable;
    QString note; ///< how the two differ, or why there is none; whole sentences, may be empty
    std::optional<ParityValue> value;
};

/// How many rows of a report are in which state.
struct ParitySummary
{
    int total = 0;
    int sameName = 0;
    int otherName = 0;
    int derived = 0;
    int unavailable = 0;
    int withValue = 0;
    int available() const { return total - unavailable; }
};

/// A convention compared with what SysPulse publishes.
struct ParityReport
{
    Convention convention = Convention::Mosquitto;
    QList<ParityRow> rows; ///< in the convention's own order, no topic twice

    ParitySummary summary() const;
};

/// The present value of a topic of ours; nothing where none is known.
using ParityValues = std::function<std::optional<ParityValue>(const QString &topic)>;

/// Compares @p convention with the catalogue. A value of lesser quality turns its row into
/// ParityState::Derived. Without @p values the report tells of any instance.
ParityReport parityReport(Convention convention, const ParityValues &values = {});

/// Stable lower-case names: "mosquitto", "wiki", "emqx".
QString conventionName(Convention convention);
std::optional<Convention> conventionFromName(const QString &name);
/// Stable lower-case names: "same name", "other name", "derived", "unavailable".
QString parityStateName(ParityState state);

/// For people, translated.
QString conventionTitle(Convention convention); ///< "mosquitto 2.0"
QString parityStateTitle(ParityState state);    ///< "Under another name"
/// What applies to all rows of @p convention, for example that its spelling is not published in addition.
QString conventionNote(Convention convention);
/// "38 of 45 topics are available: ...", as whole sentences. @p live: values were asked for.
QString paritySentence(const ParitySummary &summary, bool live);

} // namespace syspulse
