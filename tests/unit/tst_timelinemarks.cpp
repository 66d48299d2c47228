// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timelinemarks.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

using Kind = TimelineMark::Kind;

class TestTimelineMarks : public QObject
{
    Q_OBJECT

private slots:
    void steadyHeartbeatsLeaveNoMark()
    {
        TimelineMarks marks;
        for (qint64 t = 10'000; t <= 100'000; t += 10'000)
            marks.heartbeat(t, 30'000);
        QVERIFY(marks.marks(110'000, 30'000).isEmpty());
    }

    void aGapIsAnOutage()
    {
        TimelineMarks marks;
        marks.heartbeat(10'000, 30'000);
        marks.heartbeat(70'000, 30'000);
        QCOMPARE(marks.marks(80'000, 30'000), (QList<TimelineMark>{{Kind::Outage, 10'000, 70'000}}));
        marks.heartbeat(60'000, 30'000); // late news from before
        QCOMPARE(marks.marks(80'000, 30'000).size(), 1);
    }

    void aClockThatIsSetIsNoOutage()
    {
        for (const qint64 step : {1000LL, 3'600'000LL, 86'400'000LL}) {
            constexpr qint64 start = 1'700'000'000'000;
            TimelineMarks ahead;
            ahead.heartbeat(start, 30'000);
            ahead.heartbeat(start + step + 10'000, 30'000, 10'000);
            QVERIFY(ahead.marks(start + step + 20'000, 30'000).isEmpty());
            ahead.heartbeat(start + step + 80'000, 30'000, 70'000); // a real one
            QCOMPARE(ahead.marks(start + step + 80'000, 30'000),
                     (QList<TimelineMark>{{Kind::Outage, start + step + 10'000, start + step + 80'000}}));

            TimelineMarks back;
            back.heartbeat(start - 100'000, 30'000);
            back.heartbeat(start, 30'000);
            back.heartbeat(start - step - 100'000, 30'000, 10'000);
            for (const TimelineMark &mark : back.marks(start - step - 90'000, 30'000))
                QVERIFY(mark.toMs <= start - step - 90'000);
            back.heartbeat(start - step - 30'000, 30'000, 70'000);
            QCOMPARE(back.marks(start - step - 30'000, 30'000).constLast(),
                     (TimelineMark{Kind::Outage, start - step - 100'000, start - step - 30'000}));
        }
    }

    void anOutageThatGoesOnEndsNow()
    {
        TimelineMarks marks;
        QVERIFY(marks.marks(1'000'000, 30'000).isEmpty()); // nothing is known yet: no outage
        marks.heartbeat(10'000, 30'000);
        QCOMPARE(marks.marks(50'000, 30'000), (QList<TimelineMark>{{Kind::Outage, 10'000, 50'000}}));
        QVERIFY(marks.marks(30'000, 30'000).isEmpty());
    }

    void aStartIsMarkedOnce()
    {
        TimelineMarks marks;
        marks.brokerStarted(0);
        marks.brokerStarted(50'000);
        marks.brokerStarted(50'900); // the same, computed again
        marks.brokerStarted(90'000);
        QCOMPARE(marks.marks(100'000, 30'000),
                 (QList<TimelineMark>{{Kind::Restart, 50'000, 50'000}, {Kind::Restart, 90'000, 90'000}}));
        marks.clear();
        QVERIFY(marks.marks(100'000, 30'000).isEmpty());
    }

    void memoryIsBounded()
    {
        TimelineMarks marks;
        for (qint64 i = 1; i <= 2 * TimelineMarks::maxMarks; ++i)
            marks.brokerStarted(i * 60'000);
        const QList<TimelineMark> kept = marks.marks(0, 30'000);
        QCOMPARE(kept.size(), TimelineMarks::maxMarks);
        QCOMPARE(kept.constLast().fromMs, 2 * TimelineMarks::maxMarks * 60'000);
    }
};

SYSPULSE_TEST(TestTimelineMarks)
#include "tst_timelinemarks.moc"
