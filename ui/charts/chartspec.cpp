// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartspec.h"

#include <algorithm>
#include <initializer_list>

#include <QCoreApplication>
#include <QSet>

#include "core/base/json.h"
#include "core/probe/canaryround.h"
#include "core/topics/metricname.h"
#include "core/topics/systopics.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"

namespace syspulse {

namespace {

constexpr int layoutVersion = 1;
constexpr qsizetype maxTextLength = 1000;
/// Of a layout whose charts have the lines of SysPulse's own traffic, unless the user has removed them.
constexpr const char *earlierKey = "earlierDays";
constexpr const char *normalKey = "normalBand";
constexpr const char *ownLinesKey = "ownLines";
/// Of a layout that was written when there were six default charts.
constexpr const char *sixChartsKey = "sixCharts";

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
    line.counts = !line.rate && boolAt(json, "counts").value_or(false);
    if (line.topic.isEmpty() || line.topic.size() > maxTextLength)
        return std::nullopt;
    return line;
}

/// The lines of the chart of message rates of earlier versions.
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

/// What was shown by default when there were two charts.
QList<ChartSpec> twoCharts()
{
    return {{QStringLiteral("clients"), {{brokerTopic("clients/connected"), false, true}}},
            {QStringLiteral("messages"), messageRates()}};
}

/// Whether both show the same topics in the same way.
bool showTheSame(const ChartSpec &a, const ChartSpec &b)
{
    return std::equal(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(),
                      [](const ChartLine &one, const ChartLine &other) {
                          return one.topic == other.topic && one.rate == other.rate &&
                                 one.counts == other.counts;
                      });
}

/// What @p topic tells, where there is room for a sentence.
QString longLineName(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    QString name = description ? MetricText::meaning(*description) : QString();
    if (name.endsWith(QLatin1Char('.')))
        name.chop(1);
    // Several sentences would be no title.
    return name.isEmpty() || name.contains(QStringLiteral(". ")) ? chartLineName(topic) : name;
}

/// Title of the default chart @p id.
QString defaultTitle(const QString &id)
{
    const std::pair<QString, QString> titles[] = {
        {QStringLiteral("clients"), Texts::tr("Connected clients")},
        {QStringLiteral("messages"), Texts::tr("Messages per second")},
        {QStringLiteral("bytes"), Texts::tr("Bytes per second")},
        {QStringLiteral("connects"), Texts::tr("Connections and refused logins")},
        {QStringLiteral("subscriptions"), Texts::tr("Subscriptions and messages in flight")},
        {QStringLiteral("heap"), Texts::tr("JavaScript heap")},
    };
    for (const auto &[known, title] : titles) {
        if (known == id)
            return title;
    }
    return {};
}

/// What a topic of the canary is about: "tcp", and "/p50" or "/p99"; empty for any other topic.
std::pair<QString, QString> canaryPhase(const QString &topic)
{
    const QString rest =
        topic.startsWith(systopics::canary) ? topic.mid(systopics::canary.size()) : QString();
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    return slash > 0 ? std::pair(rest.left(slash), rest.mid(slash)) : std::pair(QString(), QString());
}

/// "PUBACK" or "PUBACK, p99"; empty where @p topic is none of the canary.
QString canaryLineName(const QString &topic)
{
    const auto [phase, end] = canaryPhase(topic);
    const auto name = [](CanaryPhase known) {
        switch (known) {
        case CanaryPhase::Tcp:
            return QStringLiteral("TCP");
        case CanaryPhase::Tls:
            return QStringLiteral("TLS");
        case CanaryPhase::Connect:
            return QStringLiteral("CONNECT");
        case CanaryPhase::Ping:
            return QStringLiteral("PINGREQ");
        case CanaryPhase::Acknowledge:
            return QStringLiteral("PUBACK");
        case CanaryPhase::Arrival:
            return Texts::tr("Arrival");
        case CanaryPhase::Operations:
            break;
        }
        return Texts::tr("Operations API");
    };
    for (const CanaryPhase known : canaryPhases) {
        if (phase == canaryPhaseName(known))
            return end == QLatin1String("/p50") ? name(known) : name(known) + QStringLiteral(", p99");
    }
    return {};
}

} // namespace

QList<ChartLine> canaryLines()
{
    QList<ChartLine> lines;
    for (const CanaryPhase phase : canaryPhases)
        lines.append({systopics::canary + canaryPhaseName(phase) + QStringLiteral("/p50")});
    for (const CanaryPhase phase :
         {CanaryPhase::Connect, CanaryPhase::Acknowledge, CanaryPhase::Arrival, CanaryPhase::Operations})
        lines.append({systopics::canary + canaryPhaseName(phase) + QStringLiteral("/p99"), false, false});
    return lines;
}

ChartLayout defaultChartLayout()
{
    const auto rates = [](std::initializer_list<const char *> topics, qsizetype shown) {
        QList<ChartLine> lines;
        for (const char *topic : topics)
            lines.append({brokerTopic(topic), true, lines.size() < shown});
        return lines;
    };
    const auto bars = [](const char *topic) { return ChartLine{brokerTopic(topic), false, true, true}; };
    return {{{QStringLiteral("clients"), {{brokerTopic("clients/connected")}}},
             {QStringLiteral("messages"),
              rates({"publish/messages/received", "publish/messages/sent",
                     "syspulse/own/publish/messages/received", "syspulse/own/publish/messages/sent"},
                    2)},
             {QStringLiteral("bytes"), rates({"bytes/received", "bytes/sent"}, 2)},
             {QStringLiteral("connects"), {bars("connections/socket/count"), bars("connections/failed")}},
             {QStringLiteral("subscriptions"),
              {{brokerTopic("subscriptions/count")}, {brokerTopic("messages/inflight")}}},
             {QStringLiteral("heap"), {{brokerTopic("heap/current")}}}},
            0};
}

QByteArray chartLayoutToJson(const ChartLayout &layout)
{
    Json charts = Json::array();
    for (const ChartSpec &spec : layout.charts) {
        Json lines = Json::array();
        for (const ChartLine &line : spec.lines)
            lines.push_back({{"topic", toUtf8String(line.topic)},
                             {"rate", line.rate},
                             {"visible", line.visible},
                             {"counts", line.counts}});
        Json chart{{"id", toUtf8String(spec.id)},
                   {earlierKey, spec.earlierDays},
                   {normalKey, spec.normalBand},
                   {"lines", std::move(lines)}};
        if (!spec.name.isEmpty())
            chart["name"] = toUtf8String(spec.name);
        charts.push_back(std::move(chart));
    }
    return dumpJson(Json{{"version", layoutVersion},
                         {"rangeMs", layout.rangeMs},
                         {ownLinesKey, true},
                         {sixChartsKey, true},
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
        spec.normalBand = spec.earlierDays == 0 && boolAt(chart, normalKey).value_or(false);
        spec.name = oneLine(textOr(chart, "name"), maxChartName);
        ids.insert(spec.id);
        layout.charts.append(spec);
    }
    if (!boolAt(*json, sixChartsKey).value_or(false) && layout.charts == twoCharts())
        layout.charts = defaultChartLayout().charts;
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
        {brokerTopic("connections/socket/count"), Texts::tr("Connections")},
        {brokerTopic("messages/inflight"), Texts::tr("In flight")},
        {brokerTopic("heap/current"), Texts::tr("Heap in use")},
        {brokerTopic("heap/maximum"), Texts::tr("Most heap")},
    };
    for (const auto &[known, name] : names) {
        if (topic == known)
            return name;
    }
    if (const QString name = canaryLineName(topic); !name.isEmpty())
        return name;
    return oneLine(metricName(topic), 60);
}

QString chartTitle(const ChartSpec &spec)
{
    if (!spec.name.isEmpty())
        return spec.name;
    if (!spec.title.isEmpty())
        return spec.title;
    if (spec.lines.isEmpty())
        return Texts::tr("Empty chart");
    for (const ChartSpec &known : defaultChartLayout().charts) {
        if (showTheSame(known, spec))
            return defaultTitle(known.id);
    }
    if (areMessageRates(spec.lines, messageRates().size()) || areMessageRates(spec.lines, ratesBefore))
        return defaultTitle(QStringLiteral("messages"));
    if (showTheSame({{}, canaryLines()}, spec))
        return Texts::tr("Response times (canary)");
    const ChartLine &line = spec.lines.constFirst();
    const bool single = spec.lines.size() == 1;
    const QString name = single ? longLineName(line.topic) : chartLineName(line.topic);
    //: %1 is the name of a counter
    const QString first = line.rate ? Texts::tr("%1 per second").arg(name) : name;
    return single ? first
                  //: %1 is the first line's name, %n the number of further lines
                  : Texts::tr("%1 and %n more", nullptr, int(spec.lines.size()) - 1).arg(first);
}

Unit chartUnit(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    return description ? description->unit : Unit::None;
}

bool isCounterTopic(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    return description && description->kind == MetricKind::Counter;
}

} // namespace syspulse
