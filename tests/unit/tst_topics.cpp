// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/catalogue.h"
#include "core/topics/topicfilter.h"
#include "core/topics/topicmapper.h"
#include "tests/support/testregistry.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace syspulse;

class TestTopics : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void overlongNames();
    void invalidUtf8_data();
    void invalidUtf8();
    void aByteOrderMarkIsPartOfAName();
    void filters_data();
    void filters();
    void matching_data();
    void matching();
    void customersTable_data();
    void customersTable();
    void refusedByMapper_data();
    void refusedByMapper();
    void everyCatalogueTopicHasItsOwnRecord();
    void flatIdsAreNotGuessedBack();
    void recordTopicMustFit();
    void generatedTopicsRoundTrip();
    void generatedFiltersAgreeWithAnIndependentMatcher();
    void families();
    void whatHarperDbCannotGive();
};

static TopicName name(const QString &text)
{
    const auto result = TopicName::parse(text);
    if (!result)
        qFatal("not a topic: %s", qPrintable(text));
    return *result;
}

void TestTopics::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << QStringLiteral("a/b") << true;
    QTest::newRow("leading slash") << QStringLiteral("/a") << true;
    QTest::newRow("empty level") << QStringLiteral("a//b") << true;
    QTest::newRow("only a slash") << QStringLiteral("/") << true;
    QTest::newRow("dollar") << QStringLiteral("$SYS/broker") << true;
    QTest::newRow("space") << QStringLiteral("$SYS/broker/retained messages/count") << true;
    QTest::newRow("dot") << QStringLiteral("a.b") << true; // MQTT allows it; the mapper does not
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("plus") << QStringLiteral("a/+") << false;
    QTest::newRow("hash") << QStringLiteral("a/#") << false;
    QTest::newRow("plus inside") << QStringLiteral("a+b") << false;
    QTest::newRow("NUL") << QString(QStringLiteral("a") + QChar(0)) << false;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << false;
}

void TestTopics::names()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const auto result = TopicName::parse(text);
    QCOMPARE(result.has_value(), valid);
    if (!valid)
        QVERIFY(!result.error().message.isEmpty());
}

void TestTopics::overlongNames()
{
    QVERIFY(TopicName::parse(QString(65535, QLatin1Char('a'))));
    QVERIFY(!TopicName::parse(QString(65536, QLatin1Char('a'))));
    // The limit is in bytes: each of these takes two.
    QVERIFY(TopicName::parse(QString(32767, QChar(0xE4))));
    QVERIFY(!TopicName::parse(QString(32768, QChar(0xE4))));
    QVERIFY(!TopicFilter::parse(QString(65536, QLatin1Char('a'))));
}

void TestTopics::invalidUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ascii") << QByteArray("a/b") << true;
    QTest::newRow("umlaut") << QByteArray("\xC3\xA4") << true;
    QTest::newRow("four bytes") << QByteArray("\xF0\x9F\x98\x80") << true;
    QTest::newRow("cut off") << QByteArray("a\xC3") << false;
    QTest::newRow("lone continuation") << QByteArray("\x80") << false;
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << false;
    QTest::newRow("encoded surrogate") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("beyond Unicode") << QByteArray("\xF5\x80\x80\x80") << false;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
}

void TestTopics::invalidUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(TopicName::fromUtf8(bytes).has_value(), valid);
}

void TestTopics::aByteOrderMarkIsPartOfAName()
{
    // MQTT 3.1.1, 1.5.3: it is U+FEFF wherever it stands, and no receiver may strip it.
    for (const QByteArray &bytes : QByteArrayList{"\xef\xbb\xbf", "\xef\xbb\xbf\xef\xbb\xbf"
                                                                  "a"}) {
        const auto name = TopicName::fromUtf8(bytes);
        QVERIFY(name);
        QCOMPARE(name->text().toUtf8(), bytes);
    }
}

void TestTopics::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    for (const char *good : {"#", "+", "a/#", "a/+/b", "+/+", "/+", "$SYS/#", "a//#"})
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char *bad : {"", "a#", "a/#/b", "##", "a+", "+a", "a/b+/c", "#/a"})
        QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << false;
}

void TestTopics::filters()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QCOMPARE(TopicFilter::parse(text).has_value(), valid);
}

void TestTopics::matching_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("topic");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *filter, const char *topic, bool matches) {
        QTest::addRow("%s ~ %s", filter, topic)
            << QString::fromLatin1(filter) << QString::fromLatin1(topic) << matches;
    };
    // The examples of MQTT 3.1.1, 4.7.1.2, 4.7.1.3 and 4.7.2.
    row("sport/tennis/player1/#", "sport/tennis/player1", true);
    row("sport/tennis/player1/#", "sport/tennis/player1/ranking", true);
    row("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true);
    row("sport/#", "sport", true);
    row("sport/#", "sports", false);
    row("sport/tennis/+", "sport/tennis/player1", true);
    row("sport/tennis/+", "sport/tennis/player1/ranking", false);
    row("sport/+", "sport", false);
    row("sport/+", "sport/", true);
    row("+/+", "/finance", true);
    row("/+", "/finance", true);
    row("+", "/finance", false);
    row("#", "$SYS/broker", false);
    row("+/monitor/Clients", "$SYS/monitor/Clients", false);
    row("$SYS/#", "$SYS/broker", true);
    row("$SYS/monitor/+", "$SYS/monitor/Clients", true);
    row("$SYS/#", "$SYS", true);
    row("a/+/#", "a", false);
    row("a/+/#", "a/b", true);
    row("a/+/#", "a/b/c/d", true);
    row("a", "a/b", false);
    row("a/b", "a", false);
    row("+/$SYS", "a/$SYS", true);
}

void TestTopics::matching()
{
    QFETCH(QString, filter);
    QFETCH(QString, topic);
    QFETCH(bool, matches);
    QCOMPARE(TopicFilter::parse(filter)->matches(name(topic)), matches);
}

void TestTopics::customersTable_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("id");
    QTest::newRow("version") << QStringLiteral("$SYS/broker/version") << QStringLiteral("broker_version");
    QTest::newRow("clients") << QStringLiteral("$SYS/broker/clients/connected")
                             << QStringLiteral("broker_clients_connected");
    QTest::newRow("messages") << QStringLiteral("$SYS/broker/messages/received")
                              << QStringLiteral("broker_messages_received");
}

void TestTopics::customersTable()
{
    QFETCH(QString, topic);
    QFETCH(QString, id);
    const TopicMapper mapper;
    QCOMPARE(*mapper.recordId(name(topic)), id);
    QCOMPARE(mapper.topic(id)->text(), topic);
}

void TestTopics::refusedByMapper_data()
{
    QTest::addColumn<QString>("topic");
    for (const char *bad :
         {"a/b", "$SYS", "$SYS/", "$SYS//broker", "$SYS/broker/", "$SYS/a..b", "$SYS/4.7.29", "$sys/broker"})
        QTest::newRow(bad) << QString::fromLatin1(bad);
}

void TestTopics::refusedByMapper()
{
    QFETCH(QString, topic);
    for (const IdStyle style : {IdStyle::Flat, IdStyle::Hierarchical}) {
        const auto id = TopicMapper(style).recordId(name(topic));
        QVERIFY(!id);
        QCOMPARE(id.error().kind, ErrorKind::Protocol);
    }
}

void TestTopics::everyCatalogueTopicHasItsOwnRecord()
{
    for (const IdStyle style : {IdStyle::Flat, IdStyle::Hierarchical}) {
        const TopicMapper mapper(style);
        QSet<QString> ids;
        for (const MetricDescription &metric : catalogue()) {
            QVERIFY2(!metric.meaning.isEmpty(), qPrintable(metric.topic));
            const auto id = mapper.recordId(name(metric.topic));
            QVERIFY2(id, qPrintable(metric.topic));
            QVERIFY2(!ids.contains(*id), qPrintable(*id));
            ids.insert(*id);
            QCOMPARE(mapper.topic(*id)->text(), metric.topic);
        }
        QVERIFY(ids.size() > 90);
    }
}

void TestTopics::flatIdsAreNotGuessedBack()
{
    const TopicMapper mapper;
    QVERIFY(!mapper.topic(QStringLiteral("broker_topics_my_table_messages_sent")));
    const QString topic = QStringLiteral("$SYS/broker/topics/my_table/messages/sent");
    QCOMPARE(mapper.topic(QStringLiteral("broker_topics_my_table_messages_sent"), topic)->text(), topic);
    // "retained messages/count" has a blank and "counting_since" an underscore: only the catalogue knows.
    QCOMPARE(mapper.topic(QStringLiteral("broker_syspulse_updater_counting_since"))->text(),
             QStringLiteral("$SYS/broker/syspulse/updater/counting_since"));
    QCOMPARE(mapper.topic(QStringLiteral("broker_retained messages_count"))->text(),
             QStringLiteral("$SYS/broker/retained messages/count"));
}

void TestTopics::recordTopicMustFit()
{
    const TopicMapper mapper;
    QVERIFY(!mapper.topic(QStringLiteral("mine"), QStringLiteral("$SYS/broker/version")));
    QVERIFY(!mapper.topic(QStringLiteral("mine"), QStringLiteral("other/mine")));
    QVERIFY(!mapper.topic(QStringLiteral("mine"), QStringLiteral("$SYS/#")));
    QVERIFY(!mapper.topic(QString()));
    // The catalogue wins over what a record claims.
    QCOMPARE(mapper.topic(QStringLiteral("broker_version"), QStringLiteral("$SYS/evil"))->text(),
             QStringLiteral("$SYS/broker/version"));
}

static QString randomLevel(QRandomGenerator &random)
{
    static const QString alphabet = QStringLiteral("abcXYZ019_- $äß漢") + QString::fromUcs4(U"\U0001F600");
    QString level;
    const int length = random.bounded(1, 12);
    for (int i = 0; i < length; ++i) {
        qsizetype at = random.bounded(int(alphabet.size()));
        if (alphabet.at(at).isLowSurrogate())
            --at;
        level += alphabet.at(at);
        if (alphabet.at(at).isHighSurrogate())
            level += alphabet.at(at + 1);
    }
    return level;
}

void TestTopics::generatedTopicsRoundTrip()
{
    QRandomGenerator random(4711);
    const TopicMapper flat;
    const TopicMapper hierarchical(IdStyle::Hierarchical);
    for (int i = 0; i < 5000; ++i) {
        QStringList levels{QStringLiteral("$SYS")};
        for (int depth = random.bounded(1, 8); depth > 0; --depth)
            levels.append(randomLevel(random));
        const QString topic = levels.join(QLatin1Char('/'));
        const auto parsed = TopicName::fromUtf8(topic.toUtf8());
        QVERIFY2(parsed, qPrintable(topic));
        const auto id = flat.recordId(*parsed);
        QVERIFY2(id, qPrintable(topic));
        QVERIFY(!id->contains(QLatin1Char('/')));
        QCOMPARE(flat.topic(*id, topic)->text(), topic);
        const auto path = hierarchical.recordId(*parsed);
        QCOMPARE(*path, topic.mid(5));
        QCOMPARE(hierarchical.topic(*path)->text(), topic);
    }
}

/// The wildcard rules once more, recursively and without any of the code under test.
static bool matchesByDefinition(const QStringList &filter, const QStringList &topic)
{
    if (filter.isEmpty())
        return topic.isEmpty();
    if (filter.first() == QLatin1String("#"))
        return true;
    if (topic.isEmpty())
        return false;
    if (filter.first() != QLatin1String("+") && filter.first() != topic.first())
        return false;
    return matchesByDefinition(filter.mid(1), topic.mid(1));
}

void TestTopics::generatedFiltersAgreeWithAnIndependentMatcher()
{
    QRandomGenerator random(815);
    const QStringList parts{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("$SYS"), QString()};
    int matched = 0;
    for (int i = 0; i < 20000; ++i) {
        QStringList topic;
        for (int depth = random.bounded(1, 5); depth > 0; --depth)
            topic.append(parts.at(random.bounded(int(parts.size()))));
        QStringList filter;
        for (int depth = random.bounded(1, 5); depth > 0; --depth)
            filter.append(random.bounded(2) ? QStringLiteral("+")
                                            : parts.at(random.bounded(int(parts.size()))));
        if (random.bounded(3) == 0)
            filter.append(QStringLiteral("#"));
        const QString topicText = topic.join(QLatin1Char('/'));
        const QString filterText = filter.join(QLatin1Char('/'));
        if (topicText.isEmpty() || filterText.isEmpty())
            continue;
        const bool hidden =
            topicText.startsWith(QLatin1Char('$')) &&
            (filterText.startsWith(QLatin1Char('+')) || filterText.startsWith(QLatin1Char('#')));
        const bool expected = !hidden && matchesByDefinition(filter, topic);
        QVERIFY2(TopicFilter::parse(filterText)->matches(name(topicText)) == expected,
                 qPrintable(filterText + QStringLiteral(" ~ ") + topicText));
        matched += expected;
    }
    QVERIFY(matched > 1000); // or the generator proves nothing
}

void TestTopics::families()
{
    const auto sent = describeTopic(QStringLiteral("$SYS/broker/topics/orders/bytes/sent"));
    QVERIFY(sent);
    QCOMPARE(sent->unit, Unit::Bytes);
    QCOMPARE(sent->kind, MetricKind::Counter);
    QVERIFY(!describeTopic(QStringLiteral("$SYS/broker/topics/orders/nonsense/sent")));
    QVERIFY(!describeTopic(QStringLiteral("$SYS/broker/topics/orders")));
    QVERIFY(!describeTopic(QStringLiteral("$SYS/broker/topics//messages/sent")));
    QVERIFY(!describeTopic(QStringLiteral("$SYS/other")));
}

void TestTopics::whatHarperDbCannotGive()
{
    QStringList unavailable;
    for (const MetricDescription &metric : catalogue()) {
        if (!metric.publishable())
            unavailable.append(metric.topic.mid(QStringLiteral("$SYS/broker/").size()));
    }
    QCOMPARE(unavailable.join(QLatin1Char(' ')),
             QStringLiteral("clients/expired shared_subscriptions/count messages/stored store/messages/count "
                            "store/messages/bytes retained "
                            "messages/count"));
    QCOMPARE(describeTopic(QStringLiteral("$SYS/broker/load/sockets/5min"))->source, Source::Events);
    QCOMPARE(describeTopic(QStringLiteral("$SYS/broker/load/bytes/sent/5min"))->source, Source::Wire);
}

SYSPULSE_TEST(TestTopics)
#include "tst_topics.moc"
