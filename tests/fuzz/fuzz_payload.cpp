// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/history/seriescourse.h"
#include "core/session/valuesdecoder.h"
#include "core/updater/sysrecord.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

class PayloadClock : public Clock
{
public:
    qint64 now = 1'800'000'000'000;
    qint64 nowMs() const override { return now; }
};

/// Keeps what frames have told, as pages do.
class FrameReader
{
public:
    void take(const ValuesFrame &frame, qint64 nowMs)
    {
        for (const QString &topic : frame.removed)
            m_series.remove(topic);
        for (const TopicValue &value : frame.values) {
            FUZZ_REQUIRE(TopicName::parse(value.topic).has_value());
            FUZZ_REQUIRE(!value.recordId.isEmpty());
            FUZZ_REQUIRE(value.seenMs <= nowMs);
            if (value.number)
                m_series[value.topic].append(value.seenMs, *value.number);
        }
        for (const Series &series : std::as_const(m_series)) {
            const QList<SeriesPoint> points = series.points(nowMs - Series::hourMs, nowMs);
            decimate(points, nowMs - Series::hourMs, nowMs, 10);
            ratePerSecond(points);
            const CourseGrid grid = CourseGrid::of(Series::minuteMs, 1000);
            courseOf(series.tiers(), {grid.startOf(nowMs - Series::hourMs), grid.nextStart(nowMs)}, grid);
        }
    }

private:
    QHash<QString, Series> m_series;
};

} // namespace

/// A step on each line: "id payload" is a message below "sys/"; "<" and ">" begin and end the state that
/// comes after a subscription; "@n" moves this machine's clock, "~n" sets the offset of the server's, both in
/// ms; "!" is the end of the tables.
SYSPULSE_FUZZ_TARGET(payload)
{
    PayloadClock clock;
    const SysLayout layout;
    ValuesDecoder decoder(layout, &clock);
    FrameReader reader;
    qint64 latestMs = clock.now; // a value of before the clock was set back keeps its time
    Input steps(input);
    while (!steps.isAtEnd()) {
        const QByteArray step = steps.until('\n');
        constexpr qint64 longestStep = 400LL * 24 * 3600 * 1000;
        const qint64 number = qBound(-longestStep, step.mid(1).toLongLong(), longestStep);
        if (step == "<") {
            decoder.beginState();
        } else if (step == ">") {
            decoder.endState();
        } else if (step == "!") {
            reader.take(decoder.takeRemoval(), latestMs);
        } else if (step.startsWith('@')) {
            clock.now = qMax<qint64>(0, clock.now + number);
            latestMs = qMax(latestMs, clock.now);
        } else if (step.startsWith('~')) {
            decoder.setClockOffset(number);
        } else {
            const qsizetype space = step.indexOf(' ');
            const QString id = QString::fromUtf8(step.left(space));
            const qint64 rejected = decoder.rejected();
            decoder.add({{SysLayout::topicOf(layout.table, id), step.mid(space + 1), 0, false}});
            FUZZ_REQUIRE(decoder.rejected() <= rejected + 1);
            decoder.takeClockDoubt();
        }
        if (decoder.hasChanges()) {
            reader.take(decoder.takeFrame(), latestMs);
            FUZZ_REQUIRE(!decoder.hasChanges());
        }
    }
}
