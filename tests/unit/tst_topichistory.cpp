// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/topichistory.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

TopTopics topicsAt(qint64 serverMs, const QList<std::pair<QString, double>> &rates, qint64 silentMs = 0)
{
    TopTopics topics;
    topics.source.serverMs = serverMs;
    topics.source.asOfMs = serverMs - silentMs;
    for (const auto &[name, rate] : rates) {
        TopicTraffic topic;
        topic.topic = name;
        topic.own = name.startsWith(QLatin1Char('$'));
        topic.messagesInRate = rate;
        topics.topics.append(topic);
    }
    return topics;
}

constexpr qint64 start = 1'795'000'000'000;
const QString busy = QStringLiteral("busy");
const QString idle = QStringLiteral("idle");

} // namespace

class TestTopicHistory : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasNewestThen()
    {
        TopicHistory history;
        QVERIFY(history.at(start) == nullptr);
        history.add(topicsAt(start, {{busy, 1}}));
        history.add(topicsAt(start + 2000, {{busy, 2}}));
        QVERIFY(history.at(start - 1) == nullptr);
        QCOMPARE(history.at(start)->timeMs, start);
        QCOMPARE(history.at(start + 1999)->timeMs, start);
        QCOMPARE(history.at(start + 2000 + TopicHistory::longestMs)->timeMs, start + 2000);
        QVERIFY(history.at(start + 2001 + TopicHistory::longestMs) == nullptr);
    }

    void whatIsNotCountedIsAGap()
    {
        TopicHistory history;
        TopTopics topics = topicsAt(start, {{busy, 0}});
        topics.source.workers = topics.source.uncounted = 2;
        history.add(topics);
        QVERIFY(history.isEmpty());
        topics.source.uncounted = 1; // the other one tells what it has
        history.add(topics);
        QVERIFY(!history.isEmpty());
    }

    /// A topic with few messages may have most of the bytes.
    void theBusiestOfEachMeasureAreKept()
    {
        TopTopics topics = topicsAt(start, {});
        const auto add = [&topics](const QString &name, double messages, double bytes) {
            TopicTraffic topic;
            topic.topic = name;
            topic.messagesInRate = topic.messagesOutRate = messages;
            topic.bytesInRate = topic.bytesOutRate = bytes;
            topics.topics.append(topic);
        };
        for (int i = 0; i < 3 * TopicHistory::mostTopics; ++i)
            add(QStringLiteral("chatty/%1").arg(i), 1000 - i, 10);
        add(QStringLiteral("firmware"), 0.5, 5e7);
        TopicHistory history;
        history.add(topics);
        for (const TopicMeasure measure : {TopicMeasure::BytesIn, TopicMeasure::BytesOut})
            QCOMPARE(history.busiest(measure, 1, false), QStringList{QStringLiteral("firmware")});
        for (const TopicMeasure measure : {TopicMeasure::MessagesIn, TopicMeasure::MessagesOut})
            QCOMPARE(history.busiest(measure, 1, false), QStringList{QStringLiteral("chatty/0")});
        QCOMPARE(history.samples().back().topics.size(), qsizetype(TopicHistory::mostTopics));
    }

    void silentWorkersTellNothing()
    {
        TopicHistory history;
        history.add(topicsAt(start, {{busy, 1}}, TopicHistory::longestMs + 1));
        QVERIFY(history.isEmpty());
        TopTopics never = topicsAt(start, {});
        never.source.asOfMs = 0;
        history.add(never);
        QVERIFY(history.isEmpty());
    }

    void aClockThatGoesBackBeginsAgain()
    {
        TopicHistory history;
        history.add(topicsAt(start, {{busy, 1}}));
        history.add(topicsAt(start, {{busy, 9}})); // read twice
        QCOMPARE(history.samples().size(), std::size_t(1));
        history.add(topicsAt(start - 3'600'000, {{idle, 2}}));
        QCOMPARE(history.samples().size(), std::size_t(1));
        QCOMPARE(history.samples().front().topics.constFirst().topic, idle);
    }

    void memoryIsBounded()
    {
        TopicHistory history;
        QList<std::pair<QString, double>> many;
        for (int i = 0; i < TopicHistory::mostTopics + 50; ++i)
            many.append({QString::number(i), double(i)});
        for (int i = 0; i < TopicHistory::mostSamples + 20; ++i)
            history.add(topicsAt(start + i * 2000, many));
        QCOMPARE(history.samples().size(), std::size_t(TopicHistory::mostSamples));
        QCOMPARE(history.samples().front().timeMs, start + 20 * 2000);
        QCOMPARE(history.samples().back().topics.size(), TopicHistory::mostTopics);
    }

    void theBusiestOfAllTime()
    {
        TopicHistory history;
        history.add(topicsAt(start, {{busy, 5}, {idle, 0}, {QStringLiteral("$SYS"), 100}}));
        history.add(topicsAt(start + 2000, {{QStringLiteral("b"), 3}, {QStringLiteral("a"), 3}}));
        QCOMPARE(history.busiest(TopicMeasure::MessagesIn, 10, false),
                 (QStringList{busy, QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(history.busiest(TopicMeasure::MessagesIn, 2, true),
                 (QStringList{QStringLiteral("$SYS"), busy}));
        // What is not known is not traffic.
        QCOMPARE(history.busiest(TopicMeasure::BytesOut, 10, true), QStringList());
    }
};

SYSPULSE_TEST(TestTopicHistory)
#include "tst_topichistory.moc"
