// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/storms.h"

#include "core/base/bounded.h"
#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/recordfields.h"
#include "core/broker/brokerlimits.h"

#include <algorithm>
#include <tuple>

namespace syspulse {

namespace {

constexpr auto offenderKinds = enumTable<OffenderKind>({{OffenderKind::Address, "address"},
                                                        {OffenderKind::RefusedAddress, "refused-address"},
                                                        {OffenderKind::User, "user"},
                                                        {OffenderKind::Client, "client"},
                                                        {OffenderKind::Flapping, "flapping"},
                                                        {OffenderKind::Duplicate, "duplicate"}});

struct OffenderList
{
    OffenderKind kind;
    const char *field;
    /// Logins of a flapping client are counted over all workers, and each tells the number that it saw last.
    bool largest;
};

constexpr OffenderList offenderLists[] = {
    {OffenderKind::Address, "addresses", false}, {OffenderKind::RefusedAddress, "refused_addresses", false},
    {OffenderKind::User, "users", false},        {OffenderKind::Client, "clients", false},
    {OffenderKind::Flapping, "flapping", true},  {OffenderKind::Duplicate, "duplicates", false}};

void addTo(std::optional<double> &sum, const std::optional<double> &number)
{
    if (number)
        sum = sum.value_or(0) + *number;
}

void addRate(AttemptRate &rate, const Json &record, const char *lastSecond, const char *peak,
             const char *minute)
{
    addTo(rate.lastSecond, amountAt(record, lastSecond));
    addTo(rate.peak, amountAt(record, peak));
    addTo(rate.minute, amountAt(record, minute));
}

void addOffenders(QHash<QString, Offender> &offenders, const Json &record, const OffenderList &list)
{
    qsizetype taken = 0;
    for (const Json &entry : arrayAt(record, list.field)) {
        if (taken++ == BrokerLimits::listed)
            return;
        const auto count = wholeAt(entry, "count");
        if (!count)
            continue;
        const QString key = shortTextAt(entry, "key");
        if (!offenders.contains(key) && offenders.size() == BrokerLimits::rows)
            continue;
        const qint64 error = std::min(wholeAt(entry, "error").value_or(0), *count);
        Offender &offender = offenders[key];
        offender.key = key;
        offender.atLeast = list.largest ? std::max(offender.atLeast, *count - error)
                                        : boundedSum(offender.atLeast, *count - error);
        offender.exact = offender.exact && error == 0;
    }
}

} // namespace

QString offenderKindName(OffenderKind kind)
{
    return offenderKinds.name(kind);
}

Storms foldStorms(const Json &records, const LiveWorkers &live)
{
    Storms storms;
    storms.source = live.sourceOf(records);
    if (!records.is_array())
        return storms;
    for (const Json &record : records) {
        if (!live.contains(record))
            continue;
        addRate(storms.opened, record, "opened_rate", "opened_peak", "opened_minute");
        addRate(storms.closed, record, "closed_rate", "closed_peak", "closed_minute");
        addRate(storms.refused, record, "refused_rate", "refused_peak", "refused_minute");
    }
    for (const OffenderList &list : offenderLists) {
        QHash<QString, Offender> offenders;
        for (const Json &record : records) {
            if (live.contains(record))
                addOffenders(offenders, record, list);
        }
        QList<Offender> &sorted = storms.of(list.kind);
        sorted = offenders.values();
        std::sort(sorted.begin(), sorted.end(), [](const Offender &a, const Offender &b) {
            return std::tie(b.atLeast, a.key) < std::tie(a.atLeast, b.key);
        });
    }
    return storms;
}

} // namespace syspulse
