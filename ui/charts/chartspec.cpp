// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartspec.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "core/base/json.h"
#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"
#include "ui/base/text.h"

namespace syspulse {

namespace {

constexpr int layoutVersion = 1;
constexpr qsizetype maxTextLength = 1000;
/// Of a layout whose charts have the lines of SysPulse's own traffic, unless the user has removed them.
constexpr const char *earlierKey = "earlierDays";
constexpr const char *ownLinesKey = "ownLines";

/// Lets tr() find the texts of these functions.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ChartSpec)
};

QString brokerTopic(const char *rest)
{
    return systopics::broker + QLatin1String(rest);
}

std::optional<ChartLine> lineFrom(const Json &json)
{
    ChartLine line;
    line.topic = textOr(json, "topic");
    line.rate = boolAt(json, "rate").value_or(false);
    line.visible = boolAt(json, "visible").value_or(true);
    if (line.topic.isEmpty() || line.topic.size() > maxTextLength)
        return std::nullopt;
    return line;
}

/// The lines of the chart of message rates.
const QList<ChartLine> &messageRates()
{
    static const QList<ChartLine> lines{{brokerTopic("publish/messages/received"), true, true},
                                        {brokerTopic("publish/messages/sent"), true, true},
                                        {brokerTopic("messages/received"), true, false},
                                        {brokerTopic("messages/sent"), true, false},
                                        {brokerTopic("syspulse/own/publish/messages/received"), true, false},
                                        {brokerTopic("syspulse/own/publish/messages/sent"), true, false}};
    return lines;
}

/// How many of them there were before SysPulse's own part was told.
constexpr qsizetype ratesBefore = 4;

/// Whether @p lines are the first @p count of messageRates(), shown or not.
bool areMessageRates(const QList<ChartLine> &lines, qsizetype count)
{
    const auto has = [&lines](const ChartLine &wanted) {
        return std::any_of(lines.begin(), lines.end(), [&wanted](const ChartLine &line) {
            return line.rate && line.topic == wanted.topic;
        });
    };
    return lines.size() == count && std::all_of(messageRates().begin(), messageRates().begin() + count, has);
}

} // namespace

ChartLayout defaultChartLayout()
{
    return {{{QStringLiteral("clients"), {{brokerTopic("clients/connected"), false, true}}},
             {QStringLiteral("messages"), messageRates()}},
            0};
}

QByteArray chartLayoutToJson(const ChartLayout &layout)
{
    Json charts = Json::array();
    for (const ChartSpec &spec : layout.charts) {
        Json lines = Json::array();
        for (const ChartLine &line : spec.lines)
            lines.push_back(
                {{"topic", toUtf8String(line.topic)}, {"rate", line.rate}, {"visible", line.visible}});
        charts.push_back(
            {{"id", toUtf8String(spec.id)}, {earlierKey, spec.earlierDays}, {"lines", std::move(lines)}});
    }
    return dumpJson(Json{{"version", layoutVersion},
                         {"rangeMs", layout.rangeMs},
                         {ownLinesKey, true},
                         {"charts", std::move(charts)}});
}

Result<ChartLayout> chartLayoutFromJson(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    const Json *charts = member(*json, "charts");
    if (integerAt(*json, "version") != layoutVersion || charts == nullptr || !charts->is_array())
        return failure(ErrorKind::Local, QStringLiteral("The stored chart layout is of another version."));
    ChartLayout layout;
    layout.rangeMs = integerAt(*json, "rangeMs").value_or(0);
    const bool withOwn = boolAt(*json, ownLinesKey).value_or(false);
    QSet<QString> ids;
    for (const Json &chart : *charts) {
        ChartSpec spec{textOr(chart, "id"), {}};
        const Json *lines = member(chart, "lines");
        if (spec.id.isEmpty() || spec.id.size() > maxTextLength || ids.contains(spec.id) ||
            lines == nullptr || !lines->is_array() || layout.charts.size() >= maxCharts)
            continue;
        for (const Json &entry : *lines) {
            const std::optional<ChartLine> line = lineFrom(entry);
            if (line && spec.lines.size() < maxChartLines)
                spec.lines.append(*line);
        }
        if (!withOwn && areMessageRates(spec.lines, ratesBefore))
            spec.lines += messageRates().mid(ratesBefore);
        const qint64 earlierDays = integerAt(chart, earlierKey).value_or(0);
        spec.earlierDays = earlierDays == 1 || earlierDays == 7 ? int(earlierDays) : 0;
        ids.insert(spec.id);
        layout.charts.append(spec);
    }
    return layout;
}

PieceFormat<ChartLayout> chartLayoutFormat()
{
    PieceFormat<ChartLayout> format;
    format.read = [](const QByteArray &bytes) -> Result<PieceContent<ChartLayout>> {
        const Result<Json> json = parseJson(bytes);
        if (json && integerAt(*json, "version").value_or(0) > layoutVersion)
            return PieceContent<ChartLayout>{{}, {}, true};
        const Result<ChartLayout> layout = chartLayoutFromJson(bytes);
        if (!layout)
            return Unexpected<Error>{layout.error()};
        // Both hold: chartLayoutFromJson() has found the list.
        const bool whole = qsizetype(member(*json, "charts")->size()) == layout->charts.size();
        return PieceContent<ChartLayout>{*layout, whole ? QString() : Texts::tr("Some charts were left out."),
                                         false};
    };
    format.write = chartLayoutToJson;
    format.merge = [](const ChartLayout &base, const ChartLayout &here, const ChartLayout &there) {
        const auto idOf = [](const ChartSpec &spec) { return spec.id; };
        return ChartLayout{mergeEntries(base.charts, here.charts, there.charts, idOf),
                           mergeValue(base.rangeMs, here.rangeMs, there.rangeMs)};
    };
    return format;
}

QString chartLineName(const QString &topic)
{
    const std::pair<QString, QString> names[] = {
        {brokerTopic("clients/connected"), Texts::tr("Connected")},
        {brokerTopic("publish/messages/received"), Texts::tr("Published in")},
        {brokerTopic("publish/messages/sent"), Texts::tr("Published out")},
        {brokerTopic("messages/received"), Texts::tr("All packets in")},
        {brokerTopic("messages/sent"), Texts::tr("All packets out")},
        {brokerTopic("syspulse/own/publish/messages/received"), Texts::tr("SysPulse in")},
        {brokerTopic("syspulse/own/publish/messages/sent"), Texts::tr("SysPulse out")},
        {brokerTopic("bytes/received"), Texts::tr("Bytes in")},
        {brokerTopic("bytes/sent"), Texts::tr("Bytes out")},
        {brokerTopic("subscriptions/count"), Texts::tr("Subscriptions")},
        {brokerTopic("connections/failed"), Texts::tr("Failed logins")},
    };
    for (const auto &[known, name] : names) {
        if (topic == known)
            return name;
    }
    return oneLine(topic.startsWith(systopics::broker) ? topic.mid(systopics::broker.size()) : topic, 60);
}

QString chartTitle(const ChartSpec &spec)
{
    if (!spec.title.isEmpty())
        return spec.title;
    if (spec.lines.isEmpty())
        return Texts::tr("Empty chart");
    if (spec.lines.size() == 1 && spec.lines.constFirst().topic == brokerTopic("clients/connected"))
        return Texts::tr("Connected clients");
    if (areMessageRates(spec.lines, messageRates().size()) || areMessageRates(spec.lines, ratesBefore))
        return Texts::tr("Messages per second");
    const QString name = chartLineName(spec.lines.constFirst().topic);
    //: %1 is the name of a counter
    const QString first = spec.lines.constFirst().rate ? Texts::tr("%1 per second").arg(name) : name;
    return spec.lines.size() == 1
               ? first
               //: %1 is the first line's name, %n the number of further lines
               : Texts::tr("%1 and %n more", nullptr, int(spec.lines.size()) - 1).arg(first);
}

bool isCounterTopic(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    return description && description->kind == MetricKind::Counter;
}

} // namespace syspulse
