// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/valuemessages.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

MqttMessage message(const QString &topic, const QString &id, MetricValue value, qint64 timeMs)
{
    return recordMessage(topic, id, std::move(value), timeMs, Source::Analytics);
}

MqttMessage clients(qint64 count, qint64 timeMs)
{
    return message(QStringLiteral("$SYS/broker/clients/connected"),
                   QStringLiteral("broker_clients_connected"), count, timeMs);
}

MqttMessage heartbeat(qint64 timeMs)
{
    return message(QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"),
                   QStringLiteral("broker_syspulse_updater_heartbeat"), QStringLiteral("t"), timeMs);
}

} // namespace

class TestValuesDecoder : public QObject
{
    Q_OBJECT

private slots:
    void decodes();
    void deepPayloadsAreRejected();
    void heartbeatConfirmsTheRest();
    void countersHaveTheTimeOfTheirSample();
    void heartbeatBeforeTheRecords();
    void clocksThatDisagree();
    void aHeartbeatFromTheFuture_data();
    void aHeartbeatFromTheFuture();
    void theServersClockIsSet_data();
    void theServersClockIsSet();
    void deletedRecords();
    void recordsThatGetOtherIdsStay_data();
    void recordsThatGetOtherIdsStay();
    void recordsDeletedWhileAwayAreGone();
    void aFlushOfTopicsIsTold();
    void hostileMessages_data();
    void hostileMessages();
    void floodIsBounded();

private:
    HandSetClock m_clock;
};

void TestValuesDecoder::decodes()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    QVERIFY(!decoder.hasChanges());
    decoder.add({clients(8, 990000)});
    QVERIFY(decoder.hasChanges());
    const ValuesFrame frame = decoder.takeFrame();
    QCOMPARE(frame.values.size(), 1);
    const TopicValue value = frame.values.first();
    QCOMPARE(value.topic, QStringLiteral("$SYS/broker/clients/connected"));
    QCOMPARE(*value.number, 8.0);
    QCOMPARE(value.text, QStringLiteral("8"));
    QCOMPARE(value.unit, QStringLiteral("clients"));
    QCOMPARE(value.seenMs, 990000);
    QVERIFY(!decoder.hasChanges());
    QVERIFY(decoder.takeFrame().values.isEmpty());
}

void TestValuesDecoder::deepPayloadsAreRejected()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    const QByteArray deep = QByteArray(20000, '[') + QByteArray(20000, ']');
    decoder.add({{QStringLiteral("sys/a"), deep, 0, false},
                 {QStringLiteral("sys/a"), R"({"id":"a","topic":"a","timestamp":1,"value":)" + deep + "}", 0,
                  false}});
    QVERIFY(decoder.takeFrame().values.isEmpty());
    QCOMPARE(decoder.rejected(), 2);
}

void TestValuesDecoder::heartbeatConfirmsTheRest()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({clients(8, 900000),
                 message(QStringLiteral("$SYS/custom"), QStringLiteral("custom"), qint64(1), 900000)});
    decoder.takeFrame();
    decoder.add({heartbeat(950000)});
    const ValuesFrame frame = decoder.takeFrame();
    QCOMPARE(frame.sampleMs, 950000);
    QCOMPARE(valueIn(frame, "$SYS/broker/clients/connected").timestampMs, 950000);
    QVERIFY(valueIn(frame, "$SYS/custom").topic.isEmpty()); // somebody else's record: its age is its own
}

void TestValuesDecoder::countersHaveTheTimeOfTheirSample()
{
    const auto record = [](const char *name, const char *id, MetricValue value, Source source,
                           qint64 timeMs) {
        return recordMessage(QLatin1String("$SYS/broker/") + QLatin1String(name),
                             QLatin1String("broker_") + QLatin1String(id), std::move(value), timeMs, source);
    };
    const auto wire = [&](qint64 number, qint64 timeMs) {
        return record("bytes/sent", "bytes_sent", number, Source::Wire, timeMs);
    };
    const auto counted = [&](double seconds, qint64 timeMs) {
        return record("syspulse/counted", "syspulse_counted", seconds, Source::Wire, timeMs);
    };
    const auto analytics = [&](qint64 number, qint64 timeMs) {
        return record("bytes/received", "bytes_received", number, Source::Analytics, timeMs);
    };
    constexpr auto sent = "$SYS/broker/bytes/sent";
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({wire(10, 900000), analytics(5, 900000), counted(40.5, 900000)});
    QVERIFY(!valueIn(decoder.takeFrame(), sent).countedMs); // the sample is not complete
    decoder.add({heartbeat(900000)});
    ValuesFrame frame = decoder.takeFrame();
    QCOMPARE(valueIn(frame, sent).countedMs, 40500);
    QVERIFY(!valueIn(frame, sent).ahead);
    QVERIFY(!valueIn(frame, "$SYS/broker/bytes/received").countedMs); // the wire's clock is not its own
    // No news: the counter is confirmed and its time stays.
    decoder.add({heartbeat(901000)});
    frame = decoder.takeFrame();
    QCOMPARE(valueIn(frame, sent).timestampMs, 901000);
    QCOMPARE(valueIn(frame, sent).countedMs, 40500);
    // What has come of the next sample has the time of the one before until it is complete.
    decoder.add({wire(20, 902000), counted(42.25, 902000)});
    frame = decoder.takeFrame();
    QCOMPARE(valueIn(frame, sent).countedMs, 40500);
    QVERIFY(valueIn(frame, sent).ahead);
    decoder.add({heartbeat(902000)});
    frame = decoder.takeFrame();
    QCOMPARE(valueIn(frame, sent).countedMs, 42250);
    QVERIFY(!valueIn(frame, sent).ahead);
    // One that comes after the heartbeat of its own sample.
    decoder.add({counted(43.25, 903000), heartbeat(903000), wire(30, 903000)});
    frame = decoder.takeFrame();
    QCOMPARE(valueIn(frame, sent).countedMs, 43250);
    QVERIFY(!valueIn(frame, sent).ahead);
    // Nothing is known of the wire any more, or what is said is not a time.
    for (const MetricValue &value :
         {MetricValue(-1.0), MetricValue(1e300), MetricValue(QStringLiteral("x"))}) {
        static qint64 timeMs = 904000;
        decoder.add(
            {record("syspulse/counted", "syspulse_counted", value, Source::Wire, timeMs), heartbeat(timeMs)});
        QVERIFY(!valueIn(decoder.takeFrame(), sent).countedMs);
        timeMs += 1000;
    }
}

void TestValuesDecoder::heartbeatBeforeTheRecords()
{
    // The state at the time of subscribing comes in any order.
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({heartbeat(950000), clients(8, 900000)});
    QCOMPARE(valueIn(decoder.takeFrame(), "$SYS/broker/clients/connected").timestampMs, 950000);
    decoder.add({heartbeat(940000)}); // an older one changes nothing
    QCOMPARE(decoder.takeFrame().sampleMs, 950000);
}

void TestValuesDecoder::clocksThatDisagree()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.setClockOffset(500000);
    decoder.add({clients(8, 1490000)});
    QCOMPARE(decoder.takeFrame().values.first().seenMs, 990000);
    decoder.add({clients(9, 9999999)});
    QCOMPARE(decoder.takeFrame().values.first().seenMs, m_clock.now); // never from the future
}

void TestValuesDecoder::aHeartbeatFromTheFuture_data()
{
    QTest::addColumn<qint64>("aheadMs");
    QTest::newRow("a second") << qint64(1000);
    QTest::newRow("an hour") << qint64(3'600'000);
    QTest::newRow("a day") << qint64(86'400'000);
    QTest::newRow("far") << qint64(9'007'199'254'740'991) - 2'000'000;
}

/// One bad time must not outweigh the good ones that follow.
void TestValuesDecoder::aHeartbeatFromTheFuture()
{
    QFETCH(qint64, aheadMs);
    m_clock.now = 1'000'000;
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({clients(8, m_clock.now), heartbeat(m_clock.now)});
    decoder.add({heartbeat(m_clock.now + aheadMs)});
    decoder.takeFrame();
    for (int i = 0; i < 4; ++i) {
        m_clock.now += 10'000;
        decoder.add({heartbeat(m_clock.now)});
        const ValuesFrame frame = decoder.takeFrame();
        QCOMPARE(frame.sampleMs, m_clock.now);
        QCOMPARE(valueIn(frame, "$SYS/broker/clients/connected").timestampMs, m_clock.now);
        QCOMPARE(valueIn(frame, "$SYS/broker/clients/connected").seenMs, m_clock.now);
    }
    QCOMPARE(decoder.takeClockDoubt(), aheadMs > 5000);
    QVERIFY(!decoder.takeClockDoubt());
}

void TestValuesDecoder::theServersClockIsSet_data()
{
    QTest::addColumn<qint64>("stepMs");
    for (const qint64 step : {1000LL, 3'600'000LL, 86'400'000LL}) {
        QTest::addRow("%lld ahead", step) << qint64(step);
        QTest::addRow("%lld back", step) << qint64(-step);
    }
}

/// Values stay as fresh as they are, and each heartbeat makes a difference, before anybody has asked the
/// server for its time.
void TestValuesDecoder::theServersClockIsSet()
{
    QFETCH(qint64, stepMs);
    m_clock.now = 1'700'000'000'000;
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({clients(8, m_clock.now), heartbeat(m_clock.now)});
    decoder.takeFrame();
    qint64 before = 0;
    for (int i = 0; i < 5; ++i) {
        m_clock.now += 10'000;
        decoder.add({heartbeat(m_clock.now + stepMs)});
        const TopicValue value = valueIn(decoder.takeFrame(), "$SYS/broker/clients/connected");
        if (i == 0) // one heartbeat alone may just have come late
            continue;
        QVERIFY2(qAbs(value.seenMs - m_clock.now) <= 1000, qPrintable(QString::number(value.seenMs)));
        QVERIFY(value.timestampMs != before);
        before = value.timestampMs;
    }
    QCOMPARE(decoder.takeClockDoubt(), qAbs(stepMs) > 5000);
}

void TestValuesDecoder::deletedRecords()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({clients(8, 900000), heartbeat(900000)});
    decoder.takeFrame();
    decoder.add({{QStringLiteral("sys/broker_clients_connected"), "null", 0, false}});
    const ValuesFrame frame = decoder.takeFrame();
    QCOMPARE(frame.removed, QStringList{QStringLiteral("$SYS/broker/clients/connected")});
    QVERIFY(frame.values.isEmpty());
    QCOMPARE(decoder.takeRemoval().removed,
             QStringList{QStringLiteral("$SYS/broker/syspulse/updater/heartbeat")});
}

void TestValuesDecoder::recordsThatGetOtherIdsStay_data()
{
    QTest::addColumn<bool>("away"); // nobody listened when the records of before were removed
    QTest::newRow("watched") << false;
    QTest::newRow("away") << true;
}

void TestValuesDecoder::recordsThatGetOtherIdsStay()
{
    QFETCH(bool, away);
    const QString topic = QStringLiteral("$SYS/broker/clients/connected");
    const QStringList ids{QStringLiteral("broker_clients_connected"),
                          QStringLiteral("broker/clients/connected")};
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({message(topic, ids.at(0), qint64(8), 990000)});
    decoder.takeFrame();
    for (int i = 1; i < 4; ++i) { // there and back again
        const QString &before = ids.at((i + 1) % 2);
        const QString &now = ids.at(i % 2);
        if (away)
            decoder.beginState();
        decoder.add({message(topic, now, qint64(8 + i), 990000 + i)});
        if (away)
            decoder.endState();
        else
            decoder.add({{QStringLiteral("sys/") + before, "null", 0, false}});
        const ValuesFrame frame = decoder.takeFrame();
        QCOMPARE(frame.removed, QStringList());
        QCOMPARE(frame.values.size(), 1);
        QCOMPARE(frame.values.constFirst().topic, topic);
        QCOMPARE(frame.values.constFirst().recordId, now);
        QCOMPARE(frame.values.constFirst().number, double(8 + i));
    }
    decoder.add({{QStringLiteral("sys/") + ids.at(1), "null", 0, false}});
    QCOMPARE(decoder.takeFrame().removed, QStringList{topic});
    QCOMPARE(decoder.rejected(), 0);
}

void TestValuesDecoder::recordsDeletedWhileAwayAreGone()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.beginState();
    decoder.add({clients(8, 900000), heartbeat(900000)});
    decoder.endState();
    QVERIFY(decoder.takeFrame().removed.isEmpty());

    decoder.beginState(); // the connection came back
    decoder.add({heartbeat(950000)});
    QVERIFY(decoder.takeFrame().removed.isEmpty()); // it may still come
    decoder.endState();
    QVERIFY(decoder.hasChanges());
    const ValuesFrame frame = decoder.takeFrame();
    QCOMPARE(frame.removed, QStringList{QStringLiteral("$SYS/broker/clients/connected")});
    decoder.endState(); // a subscription that was granted again tells nothing new
    QVERIFY(!decoder.hasChanges());
    decoder.add({clients(9, 960000)});
    QCOMPARE(decoder.takeFrame().values.size(), 1);
}

void TestValuesDecoder::aFlushOfTopicsIsTold()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    const auto custom = [](int number) {
        return message(QStringLiteral("$SYS/x/%1").arg(number), QStringLiteral("x_%1").arg(number),
                       qint64(number), 1);
    };
    QList<MqttMessage> flood;
    for (int i = 0; i < ValuesDecoder::maxValues; ++i)
        flood.append(custom(i));
    decoder.add(flood);
    QVERIFY(!decoder.isFull());
    QVERIFY(!decoder.takeFrame().full);
    decoder.add({custom(int(ValuesDecoder::maxValues))});
    QVERIFY(decoder.isFull());
    QVERIFY(decoder.hasChanges()); // that alone is news
    QVERIFY(decoder.takeFrame().full);
    QVERIFY(!decoder.hasChanges());
    decoder.beginState();
    decoder.add(flood.mid(10));
    decoder.endState();
    QVERIFY(!decoder.takeFrame().full);
}

void TestValuesDecoder::hostileMessages_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *topic, const QByteArray &payload) {
        QTest::addRow("%s %s", topic, payload.left(30).constData()) << QString::fromLatin1(topic) << payload;
    };
    row("sys/a", "");
    row("sys/a", "not json");
    row("sys/a", "[1,2]");
    row("sys/a", QByteArray("\0\xff\x80", 3));
    row("sys/a", R"({"id":"b","value":1,"topic":"$SYS/b"})");                    // another record's id
    row("sys/mine", R"({"id":"mine","value":1,"topic":"$SYS/broker/version"})"); // another record's topic
    row("sys/mine", R"({"id":"mine","value":1})");                               // no topic at all
    row("sys/mine", R"({"id":"mine","value":1,"topic":"evil"})");
    row("sys/a", QByteArray(100000, '['));
    row("other/broker_clients_connected", R"({"id":"broker_clients_connected","value":1})");
}

void TestValuesDecoder::hostileMessages()
{
    QFETCH(QString, topic);
    QFETCH(QByteArray, payload);
    ValuesDecoder decoder(SysLayout(), &m_clock);
    decoder.add({{topic, payload, 0, false}});
    QVERIFY(!decoder.hasChanges());
}

void TestValuesDecoder::floodIsBounded()
{
    ValuesDecoder decoder(SysLayout(), &m_clock);
    QList<MqttMessage> flood;
    for (int i = 0; i < 30000; ++i)
        flood.append(
            message(QStringLiteral("$SYS/x/%1").arg(i), QStringLiteral("x_%1").arg(i), qint64(i), 1));
    decoder.add(flood);
    QCOMPARE(decoder.takeFrame().values.size(), 20000);
    QCOMPARE(decoder.rejected(), 10000);
}

SYSPULSE_TEST(TestValuesDecoder)
#include "tst_valuesdecoder.moc"
