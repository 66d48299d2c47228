// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/livestore.h"

#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QDateTime>

namespace syspulse {

namespace {

const QString &intervalTopic()
{
    static const QString topic = systopics::interval;
    return topic;
}

/// The updater's interval as one of its records tells it. 0 stands for updates made by hand.
int intervalFrom(std::optional<double> seconds)
{
    return seconds && *seconds >= 1 && *seconds <= 86400 ? int(*seconds) : LiveStore::defaultIntervalSeconds;
}

/// From this age on a value is stale.
qint64 staleAfter(int intervalSeconds)
{
    return 3000LL * intervalSeconds;
}

} // namespace

LiveStore::LiveStore(Session &session, const Clock &clock, HistoryStore *history, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
    , m_gaps(staleAfter(defaultIntervalSeconds))
    , m_history(history)
    , m_notes(history)
    , m_diary(session, history)
    , m_courses(std::make_unique<PastCourses>(history))
    , m_normals(std::make_unique<NormalCourses>(history))
{
    connect(m_courses.get(), &PastCourses::changed, this, &LiveStore::pastRead);
    connect(m_normals.get(), &NormalCourses::changed, this, &LiveStore::pastRead);
    connect(&session.connection(), &SessionConnection::valuesArrived, this, &LiveStore::take);
    connect(&session.connection(), &SessionConnection::pastArrived, this, &LiveStore::fillPast);
    connect(&session.connection(), &SessionConnection::clockOffsetChanged, this, &LiveStore::offsetChanged);
    connect(&session.updater(), &SessionUpdater::runFinished, this, [this](const RunReport &run) {
        if (m_history != nullptr && !m_url.isEmpty())
            m_history->recordRun(m_url, run);
    });
    keepTalkers();
    connect(&session.connection(), &SessionConnection::infoChanged, this, [this](const InstanceInfo &info) {
        if (info.url == m_url) {
            if (!m_reading)
                askForPast();
            return;
        }
        // Also what another instance sent last, after it was forgotten.
        if (!m_url.isEmpty() || !isEmpty())
            clear();
        m_url = info.url;
        m_courses->begin(m_url);
        m_normals->begin(m_url);
        m_notes.open(m_url);
        m_diary.open(m_url);
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
    return it == m_entries.end() ? std::nullopt : it->second.rate;
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
    const auto it = m_entries.find(topic);
    if (it == m_entries.end())
        return std::nullopt;
    return ageOf(it->second.time);
}

qint64 LiveStore::ageOf(const SampleTime &time) const
{
    return std::max<qint64>(0, time.ageMs + m_clock.monotonicMs() - time.monotonicMs);
}

qint64 LiveStore::seenMsOf(const TopicValue &value) const
{
    return value.seenMs > 0 ? value.seenMs : value.timestampMs - m_clockOffsetMs;
}

void LiveStore::offsetChanged(qint64 offsetMs)
{
    if (offsetMs == std::exchange(m_clockOffsetMs, offsetMs))
        return;
    QSet<QString> topics;
    for (auto &[topic, entry] : m_entries) {
        // A value was not older than it was taken for when it came: what was ahead counted as now.
        const qint64 ageMs = nowMs() - (entry.value.timestampMs - offsetMs);
        const qint64 known = ageOf(entry.time);
        entry.time = {entry.value.timestampMs, m_clock.monotonicMs(), std::clamp<qint64>(ageMs, 0, known)};
        entry.value.seenMs = nowMs() - entry.time.ageMs;
        topics.insert(topic);
    }
    if (!topics.isEmpty())
        emit updated(topics);
}

bool LiveStore::isStale(const QString &topic) const
{
    if (!linkUp())
        return true;
    const std::optional<qint64> age = ageMs(topic);
    return age && *age > staleAfterMs();
}

int LiveStore::intervalSeconds() const
{
    const TopicValue *interval = value(intervalTopic());
    return intervalFrom(interval == nullptr ? std::nullopt : interval->number);
}

qint64 LiveStore::staleAfterMs() const
{
    return staleAfter(intervalSeconds());
}

bool LiveStore::linkUp() const
{
    return m_session.isConnected() && m_session.mqttState() == MqttClient::State::Connected;
}

void LiveStore::clear()
{
    m_entries.clear();
    m_foreignSeries = 0;
    m_full = false;
    m_marks.clear();
    m_gaps = GapRule(staleAfter(defaultIntervalSeconds));
    m_past.clear();
    m_settled.clear();
    m_filled.clear();
    m_reading.reset();
    m_url.clear();
    m_courses->begin({});
    m_normals->begin({});
    m_notes.open({});
    m_diary.open({});
    m_talkers.clear();
    emit cleared();
}

void LiveStore::take(const ValuesFrame &frame)
{
    m_full = frame.full;
    QSet<QString> topics;
    topics.reserve(frame.values.size() + frame.removed.size());
    // The interval first: what is a gap depends on it.
    for (const bool interval : {true, false}) {
        for (const TopicValue &value : frame.values) {
            if ((value.topic == intervalTopic()) == interval)
                takeValue(value);
        }
    }
    for (const TopicValue &value : frame.values)
        topics.insert(value.topic);
    if (m_history != nullptr && !m_url.isEmpty()) {
        if (!m_unkept.isEmpty())
            m_history->record(m_url, std::exchange(m_unkept, {}));
        m_history->noteMarks(m_url, m_marks.takeNew());
    }
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
    const qint64 timeMs = seenMsOf(value);
    const SampleTime previous =
        std::exchange(entry.time, {value.timestampMs, m_clock.monotonicMs(), nowMs() - timeMs});
    note(value, isNew ? SampleTime() : previous, entry.time);
    if (!value.number)
        entry.rate.reset();
    if (!entry.history || !value.number || !std::isfinite(*value.number))
        return;

    // Without news the moment of the last update stays; a point at a time that is not known would be made up.
    if (timeMs <= 0)
        return;
    record(entry, timeMs);
    // After it: the step from the past to the first value says nothing about a rate.
    if (isNew)
        takePast(value.topic, entry);
}

void LiveStore::keep(const SeriesKey &key, const Series &series)
{
    if (m_history != nullptr)
        m_unkept.append({key, series.last()});
}

void LiveStore::note(const TopicValue &value, const SampleTime &previous, const SampleTime &time)
{
    if (value.topic == systopics::heartbeat) {
        std::optional<qint64> elapsedMs;
        if (previous.stampMs != 0)
            elapsedMs = (time.monotonicMs - time.ageMs) - (previous.monotonicMs - previous.ageMs);
        // A gap is one by the interval before it and by the one after it.
        const qint64 seenMs = seenMsOf(value);
        m_marks.heartbeat(seenMs, std::max(m_gaps.at(seenMs - elapsedMs.value_or(0) - 1), staleAfterMs()),
                          elapsedMs);
    } else if (value.topic == systopics::started) {
        const QDateTime start = QDateTime::fromString(value.text, Qt::ISODateWithMs);
        if (start.isValid())
            m_marks.brokerStarted(start.toMSecsSinceEpoch() - m_clockOffsetMs);
    }
}

QList<TimelineMark> LiveStore::marks() const
{
    // An outage that goes on is one of time that went by, not of a clock that was set forward.
    const bool silent = ageMs(systopics::heartbeat).value_or(0) > staleAfterMs();
    QList<TimelineMark> list = m_marks.marks(silent ? nowMs() : 0, staleAfterMs());
    for (const TimeSpan &span : m_filled)
        list.append({TimelineMark::Kind::Filled, span.fromMs, span.toMs});
    return list + m_notes.notes();
}

void LiveStore::record(Entry &entry, qint64 timeMs)
{
    const double number = *entry.value.number;
    if (entry.series.hasSamples() && entry.series.last().timeMs > timeMs)
        dropFuture(entry);
    if (!entry.number || entry.time.stampMs != entry.numberTime.stampMs) {
        if (!entry.value.countedMs)
            rateByStamps(entry, timeMs);
        entry.numberTime = entry.time;
    }
    if (entry.value.countedMs)
        rateByCount(entry, timeMs);
    else
        entry.count.reset();
    entry.number = number;
    entry.series.append(timeMs, number);
    keep({entry.value.topic, false}, entry.series);
    if (entry.value.topic == intervalTopic())
        m_gaps.change(timeMs, staleAfterMs());
}

void LiveStore::rateByStamps(Entry &entry, qint64 timeMs)
{
    entry.rate.reset();
    const double number = *entry.value.number;
    const std::optional<qint64> elapsedMs =
        entry.number ? elapsedBetween(entry.numberTime, entry.time) : std::nullopt;
    // A counter that fell started again; its rate before says nothing about now.
    if (!entry.counter || !elapsedMs || number < *entry.number)
        return;
    entry.rate = (number - *entry.number) * 1000.0 / double(*elapsedMs);
    appendRate(entry, timeMs);
}

void LiveStore::rateByCount(Entry &entry, qint64 timeMs)
{
    const Count now{*entry.value.countedMs, *entry.value.number, entry.value.timestampMs};
    entry.unratedMs.removeIf(
        [timeMs](qint64 ms) { return ms >= timeMs; }); // this machine's clock was set back
    if (!entry.count || now.ms != entry.count->ms) {
        entry.previous = std::exchange(entry.count, now);
        // It is that of all the time since the last news.
        entry.ratedMs = std::exchange(entry.unratedMs, {}) + QList<qint64>{timeMs};
        rateOf(entry);
    } else if (!entry.value.ahead && now.number != entry.count->number &&
               now.stampMs == entry.count->stampMs) {
        // It came later than the heartbeat that completes its sample.
        entry.count = now;
        rateOf(entry);
    } else {
        // Where the number has grown all the same, some of the broker's threads have told of more than
        // others: over that time there is no rate yet.
        waitForCount(entry, timeMs);
    }
}

void LiveStore::waitForCount(Entry &entry, qint64 timeMs) const
{
    // No news: neither a rate of 0 nor the one before once more.
    entry.unratedMs.append(timeMs);
    if (timeMs - entry.unratedMs.constFirst() <= rateLifeMs)
        return;
    entry.rate.reset();
    entry.unratedMs.removeFirst();
}

void LiveStore::rateOf(Entry &entry)
{
    entry.rate.reset();
    const std::optional<Count> &from = entry.previous;
    // A counter that fell started again; its rate before says nothing about now.
    if (!entry.counter || !from || entry.count->ms <= from->ms || entry.count->number < from->number)
        return;
    entry.rate = (entry.count->number - from->number) * 1000.0 / double(entry.count->ms - from->ms);
    for (const qint64 ms : std::as_const(entry.ratedMs))
        appendRate(entry, ms);
}

void LiveStore::appendRate(Entry &entry, qint64 timeMs)
{
    entry.rates.append(timeMs, *entry.rate);
    // What is kept already stays as it is kept.
    if (entry.rates.last().timeMs == timeMs)
        keep({entry.value.topic, true}, entry.rates);
}

void LiveStore::dropFuture(Entry &entry) const
{
    // Points in the future are left from before this machine's clock was corrected, and would block all later
    // ones. What has been is kept.
    entry.series.removeAfter(nowMs());
    entry.rates.removeAfter(nowMs());
}

void LiveStore::readGaps()
{
    const auto it = m_entries.find(intervalTopic());
    Series intervals;
    intervals.prepend(m_past.value({intervalTopic(), false}));
    const QList<SeriesPoint> points =
        (it == m_entries.end() ? intervals : it->second.series).points(0, nowMs());
    m_gaps = GapRule(staleAfterMs());
    for (const SeriesPoint &point : points)
        m_gaps.change(point.timeMs, staleAfter(intervalFrom(point.value)));
}

} // namespace syspulse
