// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/valuemessages.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

MqttMessage wireRecord(const char *name, const char *id, MetricValue value, qint64 timeMs)
{
    return recordMessage(QLatin1String("$SYS/broker/") + QLatin1String(name),
                         QLatin1String("broker_") + QLatin1String(id), std::move(value), timeMs);
}

MqttMessage heartbeatAt(qint64 timeMs)
{
    return wireRecord("syspulse/updater/heartbeat", "syspulse_updater_heartbeat", QStringLiteral("t"),
                      timeMs);
}

} // namespace

/// All values of one update are of the same moment, whenever and in whatever order they arrive.
class TestSampleMoments : public QObject
{
    Q_OBJECT

private slots:
    /// What the state has not told yet is not known to be as it was: a counter that has grown meanwhile would
    /// have had no traffic.
    void aStateWhoseHeartbeatComesFirst()
    {
        const auto sent = [](qint64 number, qint64 timeMs) {
            return wireRecord("bytes/sent", "bytes_sent", number, timeMs);
        };
        const auto received = [](qint64 number, qint64 timeMs) {
            return wireRecord("bytes/received", "bytes_received", number, timeMs);
        };
        const auto counted = [](double seconds, qint64 timeMs) {
            return wireRecord("syspulse/counted", "syspulse_counted", seconds, timeMs);
        };
        HandSetClock clock;
        ValuesDecoder decoder(SysLayout(), &clock);
        decoder.add({sent(10, 900000), received(7, 900000), counted(40, 900000), heartbeatAt(900000)});
        decoder.takeFrame();
        decoder.beginState(); // the connection came back
        decoder.add({counted(70, 930000), heartbeatAt(930000)});
        ValuesFrame frame = decoder.takeFrame();
        QVERIFY(valueIn(frame, "$SYS/broker/bytes/sent").topic.isEmpty());
        decoder.add({sent(500, 930000), received(7, 900000)});
        decoder.endState();
        frame = decoder.takeFrame();
        for (const char *topic : {"$SYS/broker/bytes/sent", "$SYS/broker/bytes/received"}) {
            QCOMPARE(valueIn(frame, topic).timestampMs, 930000);
            QCOMPARE(valueIn(frame, topic).countedMs, 70000);
            QVERIFY(!valueIn(frame, topic).ahead);
        }
    }

    /// Also where the server's clock is ahead by less than anybody knows, and this machine's goes on while
    /// the records are being read.
    void aSampleIsOfOneMoment()
    {
        HandSetClock clock;
        ValuesDecoder decoder(SysLayout(), &clock);
        for (int i = 0; i < 5; ++i) {
            const qint64 timeMs = clock.now + 3;
            QSet<qint64> seen;
            const auto add = [&](const MqttMessage &message) {
                decoder.add({message});
                for (const TopicValue &value : decoder.takeFrame().values)
                    seen.insert(value.seenMs);
                clock.now += 2;
            };
            if (i != 3)
                add(wireRecord("bytes/sent", "bytes_sent", qint64(i), timeMs));
            add(recordMessage(QStringLiteral("$SYS/custom"), QStringLiteral("custom"), qint64(i),
                              timeMs - 500));
            seen.remove(timeMs - 500);
            add(wireRecord("bytes/received", "bytes_received", qint64(i), timeMs));
            add(heartbeatAt(timeMs));
            QCOMPARE(seen.size(), 1);
            QVERIFY(*seen.cbegin() <= clock.now);
            clock.now += 990;
        }
    }
};

SYSPULSE_TEST(TestSampleMoments)
#include "tst_samplemoments.moc"
