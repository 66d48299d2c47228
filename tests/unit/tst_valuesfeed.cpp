// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/valuesfeed.h"
#include "tests/support/testregistry.h"
#include "tests/unit/valuemessages.h"

#include <random>

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr qint64 startMs = HandSetClock::startMs;

MqttMessage number(int which, qint64 value, qint64 timeMs)
{
    return recordMessage(QStringLiteral("$SYS/x/%1").arg(which), QStringLiteral("x_%1").arg(which), value,
                         timeMs);
}

MqttMessage heartbeat(qint64 timeMs)
{
    return recordMessage(QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"),
                         QStringLiteral("broker_syspulse_updater_heartbeat"), QStringLiteral("t"), timeMs);
}

MqttMessage counter(qint64 value, qint64 timeMs)
{
    return recordMessage(QStringLiteral("$SYS/broker/bytes/sent"), QStringLiteral("broker_bytes_sent"), value,
                         timeMs);
}

MqttMessage counted(double seconds, qint64 timeMs)
{
    return recordMessage(QStringLiteral("$SYS/broker/syspulse/counted"),
                         QStringLiteral("broker_syspulse_counted"), seconds, timeMs);
}

MqttMessage deleted(int which)
{
    return {QStringLiteral("sys/x_%1").arg(which), "null", 0, false};
}

/// What a frame tells, in an order.
QStringList told(const ValuesFrame &frame)
{
    QStringList lines;
    for (const TopicValue &value : frame.values)
        lines.append(QStringLiteral("%1 %2 %3 %4 %5 %6")
                         .arg(value.topic, value.text)
                         .arg(value.timestampMs)
                         .arg(value.seenMs)
                         .arg(value.countedMs.value_or(-1))
                         .arg(value.ahead));
    for (const QString &topic : frame.removed)
        lines.append(QStringLiteral("- ") + topic);
    lines.append(QStringLiteral("= %1 %2").arg(frame.sampleMs).arg(frame.full));
    lines.sort();
    return lines;
}

} // namespace

class TestValuesFeed : public QObject
{
    Q_OBJECT

private slots:
    void pace_data();
    void pace();
    void theNewestOfEachTopicInTheirOrder();
    void notManyWait();
    void theNewestAreAsGoodAsAll();
    void whatIsMadeAgainIsNotGone();
    void aFloodIsOneFrame();
    void tellsThatItIsFull();
    void tellsOfClocksThatDisagree();
    void theStateBeforeEndsBeforeTheNextOne();
};

void TestValuesFeed::pace_data()
{
    // Something comes at each of these times; when the first frame after that is due.
    QTest::addColumn<qint64>("framedMs");
    QTest::addColumn<QList<qint64>>("comesMs");
    QTest::addColumn<qint64>("dueMs");
    using Times = QList<qint64>;
    QTest::newRow("the very first") << qint64(-1) << Times{1000} << qint64(1002);
    QTest::newRow("after a rest") << qint64(500) << Times{1000} << qint64(1002);
    QTest::newRow("records of one update") << qint64(500) << Times{1000, 1001, 1003, 1004} << qint64(1006);
    QTest::newRow("a stream after a rest")
        << qint64(500) << Times{1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009} << qint64(1010);
    QTest::newRow("soon after a frame") << qint64(990) << Times{1000} << qint64(1090);
    QTest::newRow("a flood") << qint64(990) << Times{991, 1000, 1050, 1088, 1089} << qint64(1090);
    QTest::newRow("a frame that is late") << qint64(500) << Times{1000, 1400} << qint64(1400);
}

void TestValuesFeed::pace()
{
    QFETCH(qint64, framedMs);
    QFETCH(QList<qint64>, comesMs);
    QFETCH(qint64, dueMs);
    FramePace pace(100, 2, 10);
    if (framedMs >= 0)
        pace.framed(framedMs);
    qint64 due = 0;
    for (const qint64 nowMs : std::as_const(comesMs))
        due = nowMs + pace.waitMs(nowMs);
    QCOMPARE(due, dueMs);
    pace.framed(due); // what comes next is gathered anew
    QCOMPARE(pace.waitMs(due + 1000), qint64(2));
}

void TestValuesFeed::theNewestOfEachTopicInTheirOrder()
{
    NewestMessages newest;
    QVERIFY(newest.isEmpty());
    for (const MqttMessage &message : {number(1, 1, 1), number(2, 1, 1), number(3, 1, 1), number(1, 2, 2),
                                       number(1, 3, 3), number(2, 2, 3)})
        newest.add(message);
    QVERIFY(!newest.isEmpty());
    const QList<MqttMessage> expected{number(3, 1, 1), number(1, 3, 3), number(2, 2, 3)};
    QCOMPARE(newest.take(), expected);
    QVERIFY(newest.isEmpty());
    QVERIFY(newest.take().isEmpty());
}

void TestValuesFeed::notManyWait()
{
    NewestMessages newest;
    for (int i = 0; i < 2 * (NewestMessages::maxTopics - 1); ++i)
        newest.add({QStringLiteral("sys/%1").arg(i / 2), "1", 0, false});
    QVERIFY(!newest.isFull());
    newest.add({QStringLiteral("sys/one more"), "1", 0, false});
    QVERIFY(newest.isFull());
}

/// A decoder that gets all messages at once is what the feed is compared with.
void TestValuesFeed::theNewestAreAsGoodAsAll()
{
    std::mt19937 random(17);
    const auto below = [&random](int most) { return int(random() % unsigned(most)); };
    HandSetClock clock;
    ValuesDecoder plain(SysLayout(), &clock);
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    for (int round = 0; round < 300; ++round) {
        clock.now += 1000;
        qint64 sampleMs = clock.now;
        QList<MqttMessage> messages;
        for (int i = below(60); i > 0; --i) {
            switch (below(9)) {
            case 0:
                messages.append(heartbeat(sampleMs));
                sampleMs += below(3) - below(2); // sometimes the same again, or late
                break;
            case 1:
            case 2:
                messages.append(counter(round * 100 - i, sampleMs));
                break;
            case 3:
                messages.append(counted(round + 2 - i / 100.0, sampleMs));
                break;
            case 4:
                messages.append({QStringLiteral("other/x_%1").arg(below(8)), "{}", 0, false});
                break;
            default:
                messages.append(number(below(8), below(1000), sampleMs - below(3)));
            }
        }
        plain.add(messages);
        feed.add(messages);
        if (!plain.hasChanges())
            continue;
        QTRY_COMPARE(framed.size(), 1);
        QCOMPARE(told(framed.takeFirst().constFirst().value<ValuesFrame>()), told(plain.takeFrame()));
    }
}

void TestValuesFeed::whatIsMadeAgainIsNotGone()
{
    HandSetClock clock;
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    feed.add({number(1, 1, startMs), number(2, 1, startMs)});
    QTRY_COMPARE(framed.size(), 1);
    framed.clear();
    clock.now += 1000;
    feed.add({deleted(1), number(1, 5, clock.now), number(2, 5, clock.now), deleted(2)});
    QTRY_COMPARE(framed.size(), 1);
    const auto frame = framed.constFirst().constFirst().value<ValuesFrame>();
    QCOMPARE(frame.removed, QStringList{QStringLiteral("$SYS/x/2")});
    QCOMPARE(frame.values.size(), 1);
    QCOMPARE(frame.values.constFirst().number, 5.0);
}

void TestValuesFeed::aFloodIsOneFrame()
{
    HandSetClock clock; // it stands still: all comes at once
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    for (int i = 0; i < 10'000; ++i)
        feed.add({number(i % 5, i, startMs)});
    QTRY_COMPARE(framed.size(), 1);
    const auto frame = framed.constFirst().constFirst().value<ValuesFrame>();
    QCOMPARE(frame.values.size(), 5);
    for (const TopicValue &value : frame.values)
        QCOMPARE(*value.number, 9995.0 + value.topic.right(1).toInt());
    // Nothing that is understood: no frame.
    feed.add({{QStringLiteral("sys/a"), "no JSON", 0, false}});
    feed.add({{QStringLiteral("other/a"), "{}", 0, false}});
    clock.now += 1000;
    feed.add({number(1, 1, clock.now)});
    QTRY_COMPARE(framed.size(), 2);
    // What waits when it is stopped is told nobody.
    feed.add({number(1, 2, clock.now)});
    feed.stop();
    clock.now += 1000;
    feed.add({number(1, 3, clock.now)});
    QTRY_COMPARE(framed.size(), 3);
    QCOMPARE(framed.constLast().constFirst().value<ValuesFrame>().values.constFirst().number, 3.0);
}

void TestValuesFeed::tellsThatItIsFull()
{
    HandSetClock clock;
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    QSignalSpy filled(&feed, &ValuesFeed::filled);
    QList<MqttMessage> flood;
    for (int i = 0; i < ValuesDecoder::maxValues + 5; ++i)
        flood.append(number(i, 1, startMs));
    feed.add(flood);
    QTRY_COMPARE(framed.size(), 1);
    QVERIFY(framed.constFirst().constFirst().value<ValuesFrame>().full);
    QCOMPARE(filled.size(), 1);
}

void TestValuesFeed::tellsOfClocksThatDisagree()
{
    HandSetClock clock;
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy doubted(&feed, &ValuesFeed::clockDoubted);
    feed.add({heartbeat(startMs + 3'600'000)});
    QTRY_COMPARE(doubted.size(), 1);
    feed.setClockOffset(3'600'000);
    clock.now += 1000;
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    feed.add({heartbeat(clock.now + 3'600'000)});
    QTRY_COMPARE(framed.size(), 1);
    QCOMPARE(doubted.size(), 1);
}

void TestValuesFeed::theStateBeforeEndsBeforeTheNextOne()
{
    HandSetClock clock;
    ValuesFeed feed(SysLayout(), &clock);
    QSignalSpy framed(&feed, &ValuesFeed::framed);
    feed.add({number(1, 1, startMs), number(2, 1, startMs)});
    feed.beginState(); // the connection came back before anybody had looked
    feed.add({number(2, 2, startMs)});
    feed.endState();
    QTRY_COMPARE(framed.size(), 1);
    const auto frame = framed.constFirst().constFirst().value<ValuesFrame>();
    QCOMPARE(frame.removed, QStringList{QStringLiteral("$SYS/x/1")});
    QCOMPARE(frame.values.size(), 1);
    QCOMPARE(frame.values.constFirst().number, 2.0);
    feed.add({number(3, 1, startMs)});
    const QStringList gone = feed.takeRemoval().removed;
    QVERIFY(gone.contains(QStringLiteral("$SYS/x/2")) && gone.contains(QStringLiteral("$SYS/x/3")));
}

SYSPULSE_TEST(TestValuesFeed)
#include "tst_valuesfeed.moc"
