// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/session/trafficview.h"
#include "core/session/valuesdecoder.h"
#include "core/topics/systopics.h"
#include "core/updater/sysrecord.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

/// The broker's traffic without SysPulse's own.
class TestOwnTraffic : public QObject
{
    Q_OBJECT

private slots:
    void whatHasAPartOfItsOwn()
    {
        const QString broker = systopics::broker;
        for (const char *name :
             {"messages/received", "messages/sent", "publish/messages/received", "publish/messages/sent",
              "bytes/received", "bytes/sent", "publish/bytes/received", "publish/bytes/sent"})
            QCOMPARE(TrafficView::ownTopicOf(broker + QLatin1String(name)),
                     broker + QStringLiteral("syspulse/own/") + QLatin1String(name));
        for (const char *name :
             {"clients/connected", "messages/qos0/received", "load/bytes/sent/1min", "uptime",
              "publish/messages/dropped", "syspulse/own/bytes/sent", "topics/a/bytes/sent"})
            QVERIFY2(TrafficView::ownTopicOf(broker + QLatin1String(name)).isEmpty(), name);
        QVERIFY(TrafficView::ownTopicOf(QStringLiteral("bytes/sent")).isEmpty());
    }

    void totalLessOwn()
    {
        SessionFixture f;
        f.session.pretendConnected();
        send(f, sent(), {1000, 1400});
        send(f, own(), {100, 300});
        const TrafficView without(f.store, false);
        const TrafficView with(f.store, true);
        QCOMPARE(with.rate(sent()), 40.0);
        QCOMPARE(without.rate(sent()), 20.0);
        QCOMPARE(without.rate(own()), 20.0); // the part itself is shown as it is
        const qint64 now = f.clock.now;
        QCOMPARE(pointsOf(without, sent(), 0, now), (QList<SeriesPoint>{{now - 10'000, 900}, {now, 1100}}));
        QCOMPARE(without.ratePoints(sent(), 0, now), (QList<SeriesPoint>{{now, 20}}));
        QCOMPARE(with.ratePoints(sent(), 0, now), (QList<SeriesPoint>{{now, 40}}));
    }

    void unknownWhereThePartIs()
    {
        SessionFixture f;
        f.session.pretendConnected();
        send(f, sent(), {1000, 1400});
        const TrafficView without(f.store, false);
        QVERIFY(!TrafficView::isOwnKnown(f.store));
        QVERIFY(!without.rate(sent()));
        QVERIFY(without.ratePoints(sent(), 0, f.clock.now).isEmpty());
        QVERIFY(pointsOf(without, sent(), 0, f.clock.now).isEmpty());
        // Known from now on, but not of what was before.
        f.session.sendNumber(own(), 300, f.clock.now);
        QVERIFY(!without.rate(sent()));
        QCOMPARE(pointsOf(without, sent(), 0, f.clock.now), (QList<SeriesPoint>{{f.clock.now, 1100}}));
        // The part cannot be more than the whole, whatever a server says.
        f.session.sendNumber(own(), 99999, f.clock.now + 1);
        f.session.sendNumber(sent(), 1401, f.clock.now + 1);
        QCOMPARE(pointsOf(without, sent(), f.clock.now + 1, f.clock.now + 1).constLast().value, 0.0);
    }

    /// The server's clock is ahead by less than anybody knows, the records come one after the other, and what
    /// has not changed is not written again.
    void noHolesFromHowTheyArrive()
    {
        SessionFixture f;
        f.session.pretendConnected();
        ValuesDecoder decoder(SysLayout(), &f.clock);
        const qint64 begunMs = f.clock.now;
        constexpr int samples = 40;
        for (int i = 0; i < samples; ++i) {
            const qint64 stampMs = f.clock.now + 4;
            const auto arrive = [&](const QString &topic, MetricValue value) {
                const QString id = *TopicMapper().recordId(*TopicName::parse(topic));
                const MetricReading reading{topic, std::move(value), Source::Wire, Quality::Measured};
                decoder.add(
                    {{QLatin1String("sys/") + id, dumpJson(toRecord(reading, id, stampMs)), 0, false}});
                f.clock.now += 1;
                if (i % 5 == 0) // a frame is due in the middle of a sample
                    emit f.session.connection().valuesArrived(decoder.takeFrame());
            };
            arrive(sent(), qint64(100 * i));
            if (i % 3 == 0)
                arrive(own(), qint64(30 * i));
            arrive(systopics::counted, 50.0 + i);
            arrive(systopics::heartbeat, QStringLiteral("t"));
            emit f.session.connection().valuesArrived(decoder.takeFrame());
            f.clock.now = begunMs + 1000 * (i + 1);
        }
        const TrafficView with(f.store, true);
        const TrafficView without(f.store, false);
        const auto timesOf = [](const QList<SeriesPoint> &points) {
            QList<qint64> times;
            for (const SeriesPoint &point : points)
                times.append(point.timeMs);
            return times;
        };
        const QList<SeriesPoint> rates = without.ratePoints(sent(), 0, f.clock.now);
        QCOMPARE(rates.size(), samples - 1);
        QCOMPARE(timesOf(rates), timesOf(with.ratePoints(sent(), 0, f.clock.now)));
        const SeriesCourse course = without.course({sent(), true}, {begunMs, f.clock.now}, 500);
        QCOMPARE(course.size(), samples - 1);
    }

private:
    /// Two values, 10 s apart, the last one now.
    static void send(SessionFixture &f, const QString &topic, const std::pair<double, double> &numbers)
    {
        f.session.sendNumber(topic, numbers.first, f.clock.now - 10'000);
        f.session.sendNumber(topic, numbers.second, f.clock.now);
    }

    /// The single samples of a course.
    static QList<SeriesPoint> pointsOf(const TrafficView &view, const QString &topic, qint64 fromMs,
                                       qint64 toMs)
    {
        QList<SeriesPoint> points;
        for (const CoursePoint &point : view.course({topic, false}, {fromMs, toMs + 1}, 1)) {
            if (point.timeMs >= fromMs && point.timeMs <= toMs)
                points.append({point.timeMs, point.mean});
        }
        return points;
    }

    static QString sent() { return systopics::messagesSent; }
    static QString own() { return TrafficView::ownTopicOf(sent()); }
};

SYSPULSE_TEST(TestOwnTraffic)
#include "tst_owntraffic.moc"
