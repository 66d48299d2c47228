// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/parityprinter.h"

#include "core/base/age.h"
#include "core/base/json.h"
#include "core/updater/sysrecord.h"

#include <QHash>

namespace syspulse {

namespace {

void printObject(const ParityRow &row, const Output &output)
{
    OrderedJson json{{"topic", toUtf8String(row.topic)},
                     {"state", toUtf8String(parityStateName(row.state))},
                     {"own", row.own.isEmpty() ? OrderedJson() : OrderedJson(toUtf8String(row.own))},
                     {"value", nullptr},
                     {"ageSeconds", nullptr},
                     {"note", toUtf8String(row.note)}};
    if (row.value) {
        json["value"] =
            row.value->number ? OrderedJson(*row.value->number) : OrderedJson(toUtf8String(row.value->text));
        if (row.value->ageMs)
            json["ageSeconds"] = *row.value->ageMs / 1000;
    }
    output.object(json);
}

void printText(const ParityReport &report, const Output &output)
{
    const UnitFormatter format;
    output.line(QStringLiteral("%1: %2").arg(conventionTitle(report.convention),
                                             paritySentence(report.summary(), true)));
    output.line(conventionNote(report.convention));
    for (const ParityRow &row : report.rows) {
        QString text = parityStateName(row.state).leftJustified(12) + row.topic;
        if (!row.own.isEmpty() && row.own != row.topic)
            text += QStringLiteral(" -> ") + row.own;
        if (row.value) {
            text += QStringLiteral(" = ") + parityValueText(row, format);
            if (row.value->ageMs)
                text += QStringLiteral(" (%1)").arg(format.age(*row.value->ageMs));
        }
        if (!row.note.isEmpty())
            text += QStringLiteral(": ") + row.note;
        output.line(text);
    }
}

} // namespace

ParityValues recordValues(const Json &records, qint64 serverNowMs)
{
    QHash<QString, ParityValue> values;
    for (const Json &json : records) {
        const auto record = decodeRecord(json);
        if (!record || record->topic.isEmpty())
            continue;
        values.insert(record->topic, {record->text, record->number, record->quality,
                                      ageMs(record->timestampMs, serverNowMs)});
    }
    return [values](const QString &topic) -> std::optional<ParityValue> {
        const auto it = values.constFind(topic);
        return it == values.cend() ? std::nullopt : std::optional(*it);
    };
}

void printParity(const ParityReport &report, const ReportOrigin &origin, ReportFormat format,
                 const Output &output)
{
    if (output.isJson()) {
        for (const ParityRow &row : report.rows)
            printObject(row, output);
        return;
    }
    switch (format) {
    case ReportFormat::Text:
        return printText(report, output);
    case ReportFormat::Csv:
        return output.file(parityCsv(report));
    case ReportFormat::Html:
        return output.file(parityHtml(report, origin, UnitFormatter()));
    }
}

} // namespace syspulse
