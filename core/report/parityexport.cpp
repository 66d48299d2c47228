// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/parityexport.h"

#include <QCoreApplication>
#include <QDateTime>

#include "core/base/csv.h"
#include "core/base/product.h"
#include "core/base/terminaltext.h"
#include "core/base/version.h"

namespace syspulse {

namespace {

struct ParityReportPage
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ParityReportPage)
};

// Nothing is loaded, whatever a server may have put into a value.
const char *const headHtml = R"(<!DOCTYPE html>
<html lang="%1">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>%2</title>
<style>
body { font: 14px/1.45 sans-serif; color: #1b1f24; background: #fff; margin: 2em auto; max-width: 75em; padding: 0 1em }
h1 { font-size: 1.5em; margin: 0 0 .4em }
dl { display: grid; grid-template-columns: max-content auto; gap: .1em 1em; margin: 0 0 1em }
dt { color: #57606a } dd { margin: 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3em .6em; border-bottom: 1px solid #d0d7de }
th { border-bottom: 2px solid #8c959f }
code { font: 12.5px monospace; overflow-wrap: anywhere }
td.value { text-align: right } td.value, td.age { white-space: nowrap }
tr.unavailable td { color: #57606a }
tr { break-inside: avoid } thead { display: table-header-group }
@media print { body { margin: 0; max-width: none; font-size: 10px } code { font-size: 9px } }
</style>
</head>
<body>
)";

QString escaped(const QString &text)
{
    // syspulsectl prints the page, and in a browser direction marks would turn around what stands beside
    // them.
    return terminalSafe(text).toHtmlEscaped();
}

QString code(const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<code>%1</code>").arg(escaped(text));
}

QString cell(const QString &html, const char *name = nullptr)
{
    return (name == nullptr ? QStringLiteral("<td>")
                            : QStringLiteral("<td class=\"%1\">").arg(QLatin1String(name))) +
           html + QStringLiteral("</td>");
}

QString term(const QString &name, const QString &text)
{
    return QStringLiteral("<dt>%1</dt><dd>%2</dd>\n").arg(escaped(name), escaped(text));
}

QString rowHtml(const ParityRow &row, const UnitFormatter &format)
{
    const std::optional<qint64> age = row.value ? row.value->ageMs : std::nullopt;
    return QStringLiteral("<tr%1>").arg(
               row.state == ParityState::Unavailable ? QStringLiteral(" class=\"unavailable\"") : QString()) +
           cell(code(row.topic)) + cell(escaped(parityStateTitle(row.state))) + cell(code(row.own)) +
           cell(escaped(parityValueText(row, format)), "value") +
           cell(age ? escaped(format.age(*age)) : QString(), "age") + cell(escaped(row.note)) +
           QStringLiteral("</tr>\n");
}

} // namespace

QString parityValueText(const ParityRow &row, const UnitFormatter &format)
{
    if (!row.value || row.value->text.isEmpty())
        return unknownText();
    const std::optional<MetricDescription> description = describeTopic(row.own);
    if (description && description->unit == Unit::Time)
        return format.isoTime(row.value->text);
    if (description && row.value->number)
        return format.value(row.value->number, description->unit, NumberStyle::Full).text();
    return row.value->text;
}

QByteArray parityCsv(const ParityReport &report)
{
    QByteArray csv =
        csvLine({QStringLiteral("topic"), QStringLiteral("state"), QStringLiteral("syspulse_topic"),
                 QStringLiteral("value"), QStringLiteral("unit"), QStringLiteral("quality"),
                 QStringLiteral("age_seconds"), QStringLiteral("note")});
    for (const ParityRow &row : report.rows) {
        const std::optional<MetricDescription> description = describeTopic(row.own);
        const ParityValue value = row.value.value_or(ParityValue{});
        csv += csvLine({row.topic, parityStateName(row.state), row.own, value.text,
                        description ? unitName(description->unit) : QString(), value.quality,
                        value.ageMs ? QString::number(*value.ageMs / 1000) : QString(), row.note});
    }
    return csv;
}

QByteArray parityHtml(const ParityReport &report, const ReportOrigin &origin, const UnitFormatter &format)
{
    //: %1 is a broker or a list of topics, for example mosquitto 2.0
    const QString title =
        ParityReportPage::tr("$SYS topics compared with %1").arg(conventionTitle(report.convention));
    //: the language code of this translation
    QString html = QString::fromLatin1(headHtml).arg(ParityReportPage::tr("en"), escaped(title));
    html += QStringLiteral("<h1>%1</h1>\n<dl>\n").arg(escaped(title));
    if (!origin.address.isEmpty())
        html += term(ParityReportPage::tr("Instance"), origin.address);
    if (!origin.version.isEmpty())
        html += term(ParityReportPage::tr("Server"), productName(origin.version));
    html += term(ParityReportPage::tr("Made"), QDateTime::fromMSecsSinceEpoch(origin.timeMs, Qt::UTC)
                                                   .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")));
    html += term(ParityReportPage::tr("By"), QStringLiteral("SysPulse ") + versionText());
    html += QStringLiteral("</dl>\n<p>%1</p>\n<p>%2</p>\n")
                .arg(escaped(paritySentence(report.summary(), !origin.address.isEmpty())),
                     escaped(conventionNote(report.convention)));
    html += QStringLiteral("<table>\n<thead><tr>");
    for (const QString &heading : {conventionTitle(report.convention), ParityReportPage::tr("State"),
                                   ParityReportPage::tr("Topic of SysPulse"), ParityReportPage::tr("Value"),
                                   ParityReportPage::tr("Age"), ParityReportPage::tr("Note")})
        html += QStringLiteral("<th scope=\"col\">%1</th>").arg(escaped(heading));
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const ParityRow &row : report.rows)
        html += rowHtml(row, format);
    html += QStringLiteral("</tbody>\n</table>\n</body>\n</html>\n");
    return html.toUtf8();
}

} // namespace syspulse
