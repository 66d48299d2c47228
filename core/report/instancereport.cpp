// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/instancereport.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>

#include "core/alerts/alerttexts.h"
#include "core/base/plaintext.h"
#include "core/report/svgchart.h"
#include "core/topics/systopics.h"

namespace syspulse {

namespace {

/// About as many as there are pixels to see them apart on.
constexpr int chartBuckets = 400;
/// More would not be read; their number is told.
constexpr qsizetype maxRows = 200;

struct Page
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::InstanceReportPage)
};

struct LineSpec
{
    const char *topic; ///< below $SYS/broker/
    const char *name;
};

struct ChartSpec
{
    const char *title;
    bool rate;
    QList<LineSpec> lines;
};

const QList<ChartSpec> &chartSpecs()
{
    static const QList<ChartSpec> specs{
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Clients"),
         false,
         {{"clients/connected", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "connected")}}},
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Messages per second"),
         true,
         {{"publish/messages/received", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "received")},
          {"publish/messages/sent", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "sent")}}},
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Bytes per second"),
         true,
         {{"bytes/received", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "received")},
          {"bytes/sent", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "sent")}}},
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Connections per second"),
         true,
         {{"connections/socket/count", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "opened")},
          {"connections/failed", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "refused logins")}}},
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Workers, in percent"),
         false,
         {{"syspulse/workers/utilization",
           QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "busiest worker's load")},
          {"syspulse/workers/heap",
           QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "fullest worker's heap")}}},
        {QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "Subscribers that fall behind"),
         false,
         {{"syspulse/clients/lagging", QT_TRANSLATE_NOOP("syspulse::InstanceReportPage", "clients")}}},
    };
    return specs;
}

QString localTime(qint64 timeMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + time.timeZoneAbbreviation();
}

QString valueText(std::optional<double> value, Unit unit, bool rate, const UnitFormatter &format)
{
    return (rate ? format.rate(value, unit, NumberStyle::Compact)
                 : format.value(value, unit, NumberStyle::Compact))
        .text();
}

/// One row of figures for @p line; @p color is that of its line in the chart.
QString figuresOf(const SvgLine &line, int color, Unit unit, bool rate, const UnitFormatter &format)
{
    std::optional<double> lowest;
    std::optional<double> highest;
    std::optional<double> last;
    double sum = 0;
    qint64 count = 0;
    for (const SeriesBucket &bucket : line.buckets) {
        lowest = std::min(lowest.value_or(bucket.minimum), bucket.minimum);
        highest = std::max(highest.value_or(bucket.maximum), bucket.maximum);
        last = bucket.last;
        sum += bucket.sum;
        count += bucket.count;
    }
    const std::optional<double> mean = count > 0 ? std::optional(sum / double(count)) : std::nullopt;
    QString html =
        QStringLiteral("<tr>") +
        htmlCell(QStringLiteral("<span class=\"key l%1\"></span>").arg(color) + htmlEscaped(line.name));
    for (const auto &figure : {last, lowest, mean, highest})
        html += htmlCell(htmlEscaped(valueText(figure, unit, rate, format)), "value");
    return html + htmlCell(htmlEscaped(format.number(double(count), NumberStyle::Full)), "value") +
           QStringLiteral("</tr>\n");
}

/// The notes about the time of the report.
QList<TimelineMark> notesIn(const InstanceReport &report)
{
    QList<TimelineMark> notes = report.notes;
    notes.removeIf([&report](const TimelineMark &note) {
        return note.toMs < report.span.fromMs || note.fromMs > report.span.toMs;
    });
    return notes;
}

QString chartOf(const ChartSpec &spec, const InstanceReport &report, const UnitFormatter &format)
{
    SvgChart chart{Page::tr(spec.title), report.span, {}, Unit::None, spec.rate, notesIn(report)};
    bool known = false;
    for (const LineSpec &line : spec.lines) {
        const QString topic = systopics::broker + QLatin1String(line.topic);
        if (const auto description = describeTopic(topic))
            chart.unit = description->unit;
        chart.lines.append(
            lineOf(Page::tr(line.name), report.series.value({topic, spec.rate}), report.span, chartBuckets));
        known = known || !chart.lines.constLast().buckets.isEmpty();
    }
    QString html = QStringLiteral("<h2>%1</h2>\n").arg(htmlEscaped(chart.title));
    if (!known)
        return html + QStringLiteral("<p class=\"note\">%1</p>\n")
                          .arg(htmlEscaped(Page::tr("Nothing is known of this time.")));
    html += QStringLiteral("<figure>") + svgOf(chart, format) +
            QStringLiteral("</figure>\n<table class=\"figures\">\n") +
            htmlHeadings({Page::tr("Line"), Page::tr("Last"), Page::tr("Minimum"), Page::tr("Mean"),
                          Page::tr("Maximum"), Page::tr("Samples")}) +
            QStringLiteral("<tbody>\n");
    for (qsizetype i = 0; i < chart.lines.size(); ++i)
        html += figuresOf(chart.lines.at(i), int(i), chart.unit, spec.rate, format);
    return html + QStringLiteral("</tbody>\n</table>\n");
}

QString note(const QString &text)
{
    return QStringLiteral("<p class=\"note\">%1</p>\n").arg(htmlEscaped(text));
}

/// A table of @p rows, or what there is instead.
QString listOf(const QString &title, const QStringList &headings, const QStringList &rows,
               const QString &none)
{
    QString html = QStringLiteral("<h2>%1</h2>\n").arg(htmlEscaped(title));
    if (rows.isEmpty())
        return html + note(none);
    html += QStringLiteral("<table>\n") + htmlHeadings(headings) + QStringLiteral("<tbody>\n") +
            rows.first(std::min(rows.size(), maxRows)).join(QString()) +
            QStringLiteral("</tbody>\n</table>\n");
    if (rows.size() > maxRows)
        html += note(Page::tr("%n more are left out.", nullptr, int(rows.size() - maxRows)));
    return html;
}

QString notesOf(const InstanceReport &report)
{
    QStringList rows;
    const QList<TimelineMark> notes = notesIn(report);
    for (auto written = notes.crbegin(); written != notes.crend(); ++written) {
        rows.append(
            QStringLiteral("<tr>") + htmlCell(htmlEscaped(localTime(written->fromMs)), "age") +
            htmlCell(htmlEscaped(written->toMs > written->fromMs ? localTime(written->toMs) : QString()),
                     "age") +
            htmlCell(htmlEscaped(oneLine(written->text))) + QStringLiteral("</tr>\n"));
    }
    return listOf(Page::tr("Notes"), {Page::tr("Time"), Page::tr("Until"), Page::tr("Note")}, rows,
                  Page::tr("None was written about this time."));
}

QString alertsOf(const InstanceReport &report, const UnitFormatter &format)
{
    const AlertTexts texts(format);
    QStringList rows;
    for (const AlertEvent &event : report.alerts) {
        if (event.timeMs < report.span.fromMs || event.timeMs > report.span.toMs)
            continue;
        rows.append(QStringLiteral("<tr>") + htmlCell(htmlEscaped(localTime(event.timeMs)), "age") +
                    htmlCell(htmlEscaped(AlertTexts::event(event.kind))) +
                    htmlCell(htmlEscaped(AlertTexts::severityName(event.rule.severity))) +
                    htmlCell(htmlEscaped(texts.name(event.rule))) +
                    htmlCell(htmlEscaped(texts.value(event.rule, event.value, event.awaySinceMs)), "value") +
                    htmlCell(htmlEscaped(texts.remark(event))) + QStringLiteral("</tr>\n"));
    }
    return listOf(Page::tr("Alerts"),
                  {Page::tr("Time"), Page::tr("What"), Page::tr("Severity"), Page::tr("Rule"),
                   Page::tr("Value"), Page::tr("Remark")},
                  rows, Page::tr("None was noted in this time."));
}

QString failuresOf(const InstanceReport &report)
{
    QStringList rows;
    for (auto run = report.runs.crbegin(); run != report.runs.crend(); ++run) {
        if (run->outcome != RunOutcome::Failed || run->startedMs < report.span.fromMs ||
            run->startedMs > report.span.toMs)
            continue;
        rows.append(QStringLiteral("<tr>") + htmlCell(htmlEscaped(localTime(run->startedMs)), "age") +
                    htmlCell(htmlEscaped(describe(run->error))) + QStringLiteral("</tr>\n"));
    }
    return listOf(Page::tr("Updates that failed"), {Page::tr("Time"), Page::tr("Reason")}, rows,
                  Page::tr("None is known of this time."));
}

} // namespace

QString instanceReportTitle(const InstanceReport &report)
{
    return report.name.isEmpty() ? Page::tr("MQTT broker report")
                                 : Page::tr("MQTT broker report: %1").arg(report.name);
}

QByteArray instanceReportHtml(const InstanceReport &report, const UnitFormatter &format)
{
    const QString title = instanceReportTitle(report);
    //: the language code of this translation
    QString html = htmlHead(Page::tr("en"), title);
    html += QStringLiteral("<h1>%1</h1>\n<dl>\n").arg(htmlEscaped(title)) + htmlOrigin(report.origin) +
            //: two points in time
            htmlTerm(Page::tr("Time"),
                     Page::tr("%1 to %2").arg(localTime(report.span.fromMs), localTime(report.span.toMs))) +
            QStringLiteral("</dl>\n");
    for (const ChartSpec &spec : chartSpecs())
        html += chartOf(spec, report, format);
    html += notesOf(report) + alertsOf(report, format) + failuresOf(report);
    html += QStringLiteral("<h2>%1</h2>\n").arg(htmlEscaped(Page::tr("Where this comes from"))) +
            note(Page::tr(
                "From the history that SysPulse keeps on the computer it runs on: what it received over "
                "MQTT from the instance's $SYS records, and what it has read from the server's own "
                "analytics about the time before. Lines show the mean of each interval, bands reach "
                "from its lowest to its highest sample. Where a line breaks, nobody watched or nothing "
                "was known; that is no 0.")) +
            htmlEnd();
    return html.toUtf8();
}

} // namespace syspulse
