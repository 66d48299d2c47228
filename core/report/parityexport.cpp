// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/parityexport.h"

#include <QCoreApplication>

#include "core/base/csv.h"

namespace syspulse {

namespace {

struct ParityReportPage
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ParityReportPage)
};

QString code(const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<code>%1</code>").arg(htmlEscaped(text));
}

QString rowHtml(const ParityRow &row, const UnitFormatter &format)
{
    const std::optional<qint64> age = row.value ? row.value->ageMs : std::nullopt;
    return QStringLiteral("<tr%1>").arg(
               row.state == ParityState::Unavailable ? QStringLiteral(" class=\"unavailable\"") : QString()) +
           htmlCell(code(row.topic)) + htmlCell(htmlEscaped(parityStateTitle(row.state))) +
           htmlCell(code(row.own)) + htmlCell(htmlEscaped(parityValueText(row, format)), "value") +
           htmlCell(age ? htmlEscaped(format.age(*age)) : QString(), "age") +
           htmlCell(htmlEscaped(row.note)) + QStringLiteral("</tr>\n");
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
    QString html = htmlHead(ParityReportPage::tr("en"), title);
    html += QStringLiteral("<h1>%1</h1>\n<dl>\n").arg(htmlEscaped(title)) + htmlOrigin(origin);
    html += QStringLiteral("</dl>\n<p>%1</p>\n<p>%2</p>\n")
                .arg(htmlEscaped(paritySentence(report.summary(), !origin.address.isEmpty())),
                     htmlEscaped(conventionNote(report.convention)));
    html += QStringLiteral("<table>\n") +
            htmlHeadings({conventionTitle(report.convention), ParityReportPage::tr("State"),
                          ParityReportPage::tr("Topic of SysPulse"), ParityReportPage::tr("Value"),
                          ParityReportPage::tr("Age"), ParityReportPage::tr("Note")}) +
            QStringLiteral("<tbody>\n");
    for (const ParityRow &row : report.rows)
        html += rowHtml(row, format);
    html += QStringLiteral("</tbody>\n</table>\n") + htmlEnd();
    return html.toUtf8();
}

} // namespace syspulse
