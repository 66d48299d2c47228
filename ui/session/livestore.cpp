// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/livestore.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QDateTime>

#include "core/backfill/pastminutes.h"
#include "core/topics/catalogue.h"
#include "ui/session/sessioncontroller.h"

namespace syspulse {

namespace {

const QString &intervalTopic()
{
    static const QString topic = QStringLiteral("$SYS/broker/syspulse/updater/interval");
    return topic;
}

constexpr QLatin1String heartbeatTopic("$SYS/broker/syspulse/updater/heartbeat");
constexpr QLatin1String startTopic("$SYS/broker/timestamp");

/// One-minute values of the server's analytics may be two minutes apart.
constexpr qint64 shortestGapMs = 3 * Series::minuteMs;

/// A step of the clocks that is larger than this is a correction.
constexpr qint64 clockToleranceMs = 5000;

} // namespace

LiveStore::LiveStore(SessionController &controller, const Clock &clock, HistoryStore *history,
                     QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_clock(clock)
    , m_history(history)
{
    connect(&controller, &SessionController::valuesArrived, this, &LiveStore::take);
    connect(&controller, &SessionController::pastArrived, this, &LiveStore::fillPast);
    connect(&controller, &SessionController::clockOffsetChanged, this,
            [this](qint64 offsetMs) { m_clockOffsetMs = offsetMs; });
    connect(&controller, &SessionController::runFinished, this, [this](const RunReport &run) {
        if (m_history != nullptr && !m_url.isEmpty())
            m_history->recordRun(m_url, run);
    });
    connect(&controller, &SessionController::infoChanged, this, [this](const InstanceInfo &info) {
        if (info.url == m_url) {
            if (!m_reading)
                askForPast();
            return;
        }
        if (!m_url.isEmpty())
            clear();
        m_url = info.url;
        readPast();
    });
}

LiveStore::~LiveStore() = default;

QStringList LiveStore::topics() const
{
    QStringList list;
    list.reserve(qsizetype(m_entries.size()));
    for (const auto &[topic, entry] : m_entries)
        list.append(topic);
    return list;
}

const TopicValue *LiveStore::value(const QString &topic) const
{
    const auto it = m_entries.find(topic);
    return it == m_entries.end() ? nullptr : &it->second.value;
}

std::optional<double> LiveStore::rate(const QString &topic) const
{
    const auto it = m_entries.find(topic);
    if (it == m_entries.end() || !it->second.rates.hasSamples())
        return std::nullopt;
    // A step without a rate came after a restart of the broker; the rate before it says nothing about now.
    if (it->second.rates.last().timeMs != it->second.series.last().timeMs)
        return std::nullopt;
    return it->second.rates.last().value;
}

QList<SeriesPoint> LiveStore::points(const QString &topic, qint64 fromMs, qint64 toMs) const
{
    const auto it = m_entries.find(topic);
    return it == m_entries.end() ? QList<SeriesPoint>() : it->second.series.points(fromMs, toMs);
}

QList<SeriesPoint> LiveStore::ratePoints(const QString &topic, qint64 fromMs, qint64 toMs) const
{
    const auto it = m_entries.find(topic);
    return it == m_entries.end() ? QList<SeriesPoint>() : it->second.rates.points(fromMs, toMs);
}

std::optional<qint64> LiveStore::ageMs(const QString &topic) const
{
    const TopicValue *known = value(topic);
    if (known == nullptr)
        return std::nullopt;
    return std::max<qint64>(0, nowMs() - seenMsOf(*known));
}

qint64 LiveStore::seenMsOf(const TopicValue &value) const
{
    return value.seenMs > 0 ? value.seenMs : value.timestampMs - m_clockOffsetMs;
}

bool LiveStore::isStale(const QString &topic) const
{
    if (!linkUp())
        return true;
    const std::optional<qint64> age = ageMs(topic);
    return age && *age > staleAfterMs();
}

UpdaterSchedule LiveStore::schedule() const
{
    return m_controller.chosenSchedule().value_or(UpdaterSchedule{intervalSeconds(), {}});
}

int LiveStore::intervalSeconds() const
{
    const TopicValue *interval = value(intervalTopic());
    // 0 stands for updates made by hand.
    if (interval == nullptr || !interval->number || !(*interval->number >= 1 && *interval->number <= 86400))
        return defaultIntervalSeconds;
    return int(*interval->number);
}

bool LiveStore::linkUp() const
{
    return m_controller.isConnected() && m_controller.mqttState() == MqttClient::State::Connected;
}

void LiveStore::clear()
{
    m_entries.clear();
    m_foreignSeries = 0;
    m_marks.clear();
    m_past.clear();
    m_settled.clear();
    m_filled.clear();
    m_reading.reset();
    m_url.clear();
    emit cleared();
}

void LiveStore::take(const ValuesFrame &frame)
{
    QSet<QString> topics;
    topics.reserve(frame.values.size() + frame.removed.size());
    for (const TopicValue &value : frame.values) {
        takeValue(value);
        topics.insert(value.topic);
    }
    if (m_history != nullptr && !m_unkept.isEmpty() && !m_url.isEmpty())
        m_history->record(m_url, std::exchange(m_unkept, {}));
    m_unkept.clear();
    for (const QString &topic : frame.removed) {
        m_entries.erase(topic);
        topics.insert(topic);
    }
    if (!topics.isEmpty())
        emit updated(topics);
}

void LiveStore::takeValue(const TopicValue &value)
{
    const auto [it, isNew] = m_entries.try_emplace(value.topic);
    Entry &entry = it->second;
    if (isNew) {
        // What the catalogue says counts; the record's own words are untrusted.
        const std::optional<MetricDescription> description = describeTopic(value.topic);
        entry.counter = description ? description->kind == MetricKind::Counter
                                    : value.kind == kindName(MetricKind::Counter);
        entry.history = description.has_value() || m_foreignSeries < maxForeignSeries;
        if (!description && entry.history)
            ++m_foreignSeries;
    }
    entry.value = value;
    note(value);
    if (!entry.history || !value.number || !std::isfinite(*value.number))
        return;

    const qint64 timeMs = seenMsOf(value);
    // Without news the moment of the last update stays; a point at a time that is not known would be made up.
    if (timeMs <= 0)
        return;
    record(entry, timeMs);
    // After it: the step from the past to the first value says nothing about a rate.
    if (isNew)
        takePast(value.topic, entry);
}

void LiveStore::readPast()
{
    if (m_history == nullptr)
        return askForPast();
    m_reading = std::make_unique<QObject>();
    m_history->load(m_url, nowMs() - pastMs, m_reading.get(), [this](const Result<HistoryStore::Past> &past) {
        m_reading.release()->deleteLater(); // it is calling
        // What cannot be read is said by the store itself.
        if (!past)
            return askForPast();
        m_past = past->series;
        for (const FilledSpan &filled : past->filled)
            (filled.hasValues ? m_filled : m_settled).append(filled.span);
        m_filled = united(m_filled, shortestGapMs);
        m_settled = united(m_settled, 0);
        QSet<QString> topics;
        for (auto &[topic, entry] : m_entries) {
            takePast(topic, entry);
            topics.insert(topic);
        }
        if (!topics.isEmpty())
            emit updated(topics);
        askForPast();
    });
}

void LiveStore::loadRuns(QObject *context, const std::function<void(const QList<RunReport> &)> &loaded)
{
    if (m_history == nullptr || m_url.isEmpty())
        return;
    m_history->loadRuns(m_url, context, [this, url = m_url, loaded](const Result<QList<RunReport>> &runs) {
        // What cannot be read is said by the store itself.
        if (runs && url == m_url)
            loaded(*runs);
    });
}

void LiveStore::takePast(const QString &topic, Entry &entry)
{
    if (!entry.history)
        return;
    entry.series.prepend(m_past.take({topic, false}));
    entry.rates.prepend(m_past.take({topic, true}));
}

qint64 LiveStore::toleratedGapMs() const
{
    return std::max(staleAfterMs(), shortestGapMs);
}

void LiveStore::askForPast()
{
    const SeriesKey key = pastReferenceKey();
    Series kept;
    kept.prepend(m_past.value(key));
    if (const auto it = m_entries.find(key.topic); it != m_entries.end())
        kept = it->second.rates;
    const qint64 toleratedMs = toleratedGapMs();
    const TimeSpan whole{nowMs() - pastMs, nowMs()};
    QList<TimeSpan> missing = without(whole, united(kept.known(toleratedMs) + m_settled, toleratedMs));
    missing.removeIf([toleratedMs](const TimeSpan &span) { return span.toMs - span.fromMs <= toleratedMs; });
    if (!missing.isEmpty())
        m_controller.fillPast(missing);
}

QList<SeriesPoint> LiveStore::fillSeries(const SeriesKey &key, const QList<SeriesPoint> &points)
{
    if (const auto it = m_entries.find(key.topic); it != m_entries.end() && it->second.history)
        return (key.rate ? it->second.rates : it->second.series).fill(points, toleratedGapMs());
    Series series;
    series.prepend(m_past.value(key));
    const QList<SeriesPoint> taken = series.fill(points, toleratedGapMs());
    m_past.insert(key, series.tiers());
    return taken;
}

void LiveStore::fillPast(const PastFrame &frame)
{
    if (m_url.isEmpty())
        return;
    QSet<QString> topics;
    QList<HistorySample> samples;
    QList<TimeSpan> minutes;
    for (auto it = frame.values.cbegin(); it != frame.values.cend(); ++it) {
        for (const SeriesPoint &point : fillSeries(it.key(), *it)) {
            samples.append({it.key(), point});
            minutes.append({point.timeMs - Series::minuteMs / 2, point.timeMs + Series::minuteMs / 2});
        }
        if (m_entries.contains(it.key().topic))
            topics.insert(it.key().topic);
    }
    QList<FilledSpan> filled;
    const QList<TimeSpan> spans = united(minutes, shortestGapMs);
    for (const TimeSpan &span : spans)
        filled.append({span, true});
    if (!frame.settled.isEmpty())
        filled.append({frame.settled, false});
    m_filled = united(m_filled + spans, shortestGapMs);
    m_settled = united(m_settled + QList<TimeSpan>{frame.settled}, 0);
    if (m_history != nullptr) {
        m_history->record(m_url, samples);
        m_history->noteFilled(m_url, filled);
    }
    if (!topics.isEmpty())
        emit updated(topics);
}

void LiveStore::keep(const SeriesKey &key, const Series &series)
{
    if (m_history != nullptr)
        m_unkept.append({key, series.last()});
}

void LiveStore::note(const TopicValue &value)
{
    if (value.topic == heartbeatTopic) {
        m_marks.heartbeat(seenMsOf(value), staleAfterMs());
    } else if (value.topic == startTopic) {
        const QDateTime start = QDateTime::fromString(value.text, Qt::ISODateWithMs);
        if (start.isValid())
            m_marks.brokerStarted(start.toMSecsSinceEpoch() - m_clockOffsetMs);
    }
}

QList<TimelineMark> LiveStore::marks() const
{
    QList<TimelineMark> list = m_marks.marks(nowMs(), staleAfterMs());
    for (const TimeSpan &span : m_filled)
        list.append({TimelineMark::Kind::Filled, span.fromMs, span.toMs});
    return list;
}

void LiveStore::record(Entry &entry, qint64 timeMs)
{
    const double number = *entry.value.number;
    const SeriesPoint previous = entry.series.last();
    const bool first = !entry.series.hasSamples();
    // Points in the future are left from before a correction of the clocks and would block all later ones.
    if (!first && previous.timeMs > timeMs + clockToleranceMs) {
        entry.series.clear();
        entry.rates.clear();
    } else if (entry.counter && !first && timeMs > previous.timeMs && number >= previous.value) {
        entry.rates.append(timeMs, (number - previous.value) * 1000.0 / double(timeMs - previous.timeMs));
        keep({entry.value.topic, true}, entry.rates);
    }
    entry.series.append(timeMs, number);
    keep({entry.value.topic, false}, entry.series);
}

} // namespace syspulse
