// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/timelinemarks.h"

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
        marks.brokerStarted(50'900); // the same, computed anew
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

QTEST_GUILESS_MAIN(TestTimelineMarks)
#include "tst_timelinemarks.moc"
