// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/stormsexport.h"

#include "core/base/csv.h"

namespace syspulse {

QByteArray stormsCsv(const Storms &storms)
{
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    const QString time = csvTime(storms.source.serverMs);
    QByteArray csv = csvLine({text("time"), text("list"), text("key"), text("at least in a minute"),
                              text("exact"), text("last second"), text("busiest second")});
    const auto addRate = [&](const char *name, const AttemptRate &rate) {
        csv += csvLine({time,
                        text("connections"),
                        text(name),
                        csvNumber(rate.minute),
                        {},
                        csvNumber(rate.lastSecond),
                        csvNumber(rate.peak)});
    };
    addRate("opened", storms.opened);
    addRate("closed", storms.closed);
    addRate("refused", storms.refused);
    for (int kind = 0; kind <= int(OffenderKind::Duplicate); ++kind) {
        for (const Offender &offender : storms.of(OffenderKind(kind)))
            csv += csvLine({time,
                            offenderKindName(OffenderKind(kind)),
                            offender.key,
                            csvNumber(double(offender.atLeast)),
                            offender.exact ? text("yes") : text("no"),
                            {},
                            {}});
    }
    return csv;
}

} // namespace syspulse
