// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"
#include "core/report/parityexport.h"
#include "core/topics/parity.h"
#include "tests/support/testregistry.h"

#include <QSet>
#include <QTest>

using namespace syspulse;

class TestParity : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void noTopicTwice();
    void ownTopicsArePublished();
    void statesAreConsistent();
    void knownPairs_data();
    void knownPairs();
    void everyMosquittoTopicOfTheCatalogueKeepsItsName();
    void qualityCounts();
    void names();
    void csvFields_data();
    void csvFields();
    void csvIsSafe();
    void htmlIsSafe();
    void valuesForPeople();
};

namespace {

ParityRow rowOf(Convention convention, const QString &topic, const ParityValues &values = {})
{
    for (const ParityRow &row : parityReport(convention, values).rows) {
        if (row.topic == topic)
            return row;
    }
    qFatal("no such topic: %s", qPrintable(topic));
}

/// @p text for every topic.
ParityValues everywhere(const QString &text, const QString &quality = QStringLiteral("measured"))
{
    return [text, quality](const QString &) { return ParityValue{text, std::nullopt, quality, 4200}; };
}

} // namespace

void TestParity::counts_data()
{
    QTest::addColumn<Convention>("convention");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("sameName");
    QTest::addColumn<int>("otherName");
    QTest::addColumn<int>("derived");
    QTest::addColumn<int>("unavailable");
    QTest::newRow("mosquitto") << Convention::Mosquitto << 55 << 21 << 0 << 27 << 7;
    QTest::newRow("wiki") << Convention::Wiki << 50 << 11 << 5 << 27 << 7;
    QTest::newRow("EMQX") << Convention::Emqx << 85 << 0 << 44 << 2 << 39;
}

void TestParity::counts()
{
    QFETCH(Convention, convention);
    const ParitySummary summary = parityReport(convention).summary();
    QTEST(summary.total, "total");
    QTEST(summary.sameName, "sameName");
    QTEST(summary.otherName, "otherName");
    QTEST(summary.derived, "derived");
    QTEST(summary.unavailable, "unavailable");
    QCOMPARE(summary.withValue, 0);
    QCOMPARE(summary.sameName + summary.otherName + summary.derived, summary.available());
    const QString sentence = paritySentence(summary, false);
    QVERIFY2(sentence.startsWith(
                 QStringLiteral("%1 of %2 topics are available").arg(summary.available()).arg(summary.total)),
             qPrintable(sentence));
}

void TestParity::noTopicTwice()
{
    for (const Convention convention : conventions) {
        QSet<QString> topics;
        for (const ParityRow &row : parityReport(convention).rows) {
            QVERIFY2(!topics.contains(row.topic), qPrintable(row.topic));
            topics.insert(row.topic);
            QVERIFY2(row.topic.startsWith(QLatin1String("$SYS/")) && !row.topic.endsWith(QLatin1Char('/')),
                     qPrintable(row.topic));
        }
    }
}

void TestParity::ownTopicsArePublished()
{
    QSet<QString> published;
    for (const MetricDescription &metric : catalogue()) {
        if (metric.publishable())
            published.insert(metric.topic);
    }
    for (const Convention convention : conventions) {
        for (const ParityRow &row : parityReport(convention).rows) {
            QVERIFY2(row.own.isEmpty() || published.contains(row.own), qPrintable(row.own));
            // A name that we publish with another meaning must say so.
            if (published.contains(row.topic) && row.own != row.topic)
                QVERIFY2(row.note.contains(QStringLiteral("SysPulse uses this name")), qPrintable(row.topic));
        }
    }
}

void TestParity::statesAreConsistent()
{
    for (const Convention convention : conventions) {
        QVERIFY(!conventionNote(convention).isEmpty());
        for (const ParityRow &row : parityReport(convention).rows) {
            QCOMPARE(row.state == ParityState::Unavailable, row.own.isEmpty());
            if (row.state == ParityState::SameName)
                QCOMPARE(row.own, row.topic);
            if (row.state == ParityState::OtherName)
                QVERIFY(row.own != row.topic);
            // Why there is none, or how a number differs, is always said.
            if (row.state == ParityState::Unavailable || row.state == ParityState::Derived)
                QVERIFY2(row.note.endsWith(QLatin1Char('.')), qPrintable(row.topic));
            QVERIFY(!row.value);
        }
    }
}

void TestParity::knownPairs_data()
{
    QTest::addColumn<Convention>("convention");
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("own");
    QTest::addColumn<ParityState>("state");
    const auto row = [](Convention convention, const char *topic, const char *own, ParityState state) {
        QTest::addRow("%s %s", qPrintable(conventionName(convention)), topic)
            << convention << QString::fromLatin1(topic) << QString::fromLatin1(own) << state;
    };
    row(Convention::Mosquitto, "$SYS/broker/clients/connected", "$SYS/broker/clients/connected",
        ParityState::SameName);
    row(Convention::Mosquitto, "$SYS/broker/retained messages/count", "", ParityState::Unavailable);
    row(Convention::Mosquitto, "$SYS/broker/load/publish/dropped/5min",
        "$SYS/broker/load/publish/dropped/5min", ParityState::Derived);
    row(Convention::Mosquitto, "$SYS/broker/load/sockets/15min", "$SYS/broker/load/sockets/15min",
        ParityState::Derived);
    row(Convention::Wiki, "$SYS/broker/load/bytes/received", "$SYS/broker/bytes/received",
        ParityState::OtherName);
    row(Convention::Wiki, "$SYS/broker/messages/publish/sent", "$SYS/broker/publish/messages/sent",
        ParityState::OtherName);
    row(Convention::Wiki, "$SYS/broker/messages/publish/dropped", "$SYS/broker/publish/messages/dropped",
        ParityState::OtherName);
    row(Convention::Wiki, "$SYS/broker/timestamp", "", ParityState::Unavailable);
    row(Convention::Emqx, "$SYS/brokers", "", ParityState::Unavailable);
    row(Convention::Emqx, "$SYS/brokers/${node}/metrics/packets/received", "$SYS/broker/messages/received",
        ParityState::OtherName);
    row(Convention::Emqx, "$SYS/brokers/${node}/metrics/messages/received",
        "$SYS/broker/publish/messages/received", ParityState::OtherName);
    row(Convention::Emqx, "$SYS/brokers/${node}/metrics/packets/puback/inuse", "", ParityState::Unavailable);
    row(Convention::Emqx, "$SYS/brokers/${node}/metrics/messages/delivered",
        "$SYS/broker/publish/messages/sent", ParityState::Derived);
    row(Convention::Emqx, "$SYS/brokers/${node}/stats/connections/max", "$SYS/broker/clients/maximum",
        ParityState::OtherName);
}

void TestParity::knownPairs()
{
    QFETCH(Convention, convention);
    QFETCH(QString, topic);
    const ParityRow row = rowOf(convention, topic);
    QTEST(row.own, "own");
    QTEST(row.state, "state");
}

void TestParity::everyMosquittoTopicOfTheCatalogueKeepsItsName()
{
    // What mosquitto has and we have must not be claimed to be missing.
    for (const ParityRow &row : parityReport(Convention::Mosquitto).rows) {
        const auto metric = describeTopic(row.topic);
        if (metric && metric->publishable())
            QCOMPARE(row.own, row.topic);
        if (metric && !metric->publishable())
            QVERIFY2(row.note.startsWith(metric->unavailable), qPrintable(row.note));
    }
}

void TestParity::qualityCounts()
{
    const QString topic = QStringLiteral("$SYS/broker/clients/connected");
    const auto state = [&](const char *quality) {
        return rowOf(Convention::Mosquitto, topic, everywhere(QStringLiteral("7"), QLatin1String(quality)));
    };
    QCOMPARE(state("measured").state, ParityState::SameName);
    QCOMPARE(state("derived").state, ParityState::Derived);
    QCOMPARE(state("estimated").state, ParityState::Derived);
    QVERIFY(!rowOf(Convention::Mosquitto, topic, everywhere({})).value); // unknown is not a value
    QVERIFY(state("estimated").note.contains(QStringLiteral("estimate")));
    QCOMPARE(state("measured").value->text, QStringLiteral("7"));

    const ParityReport report = parityReport(Convention::Mosquitto, everywhere(QStringLiteral("7")));
    QCOMPARE(report.summary().withValue, report.summary().available());
    for (const ParityRow &row : report.rows)
        QCOMPARE(row.value.has_value(), row.state != ParityState::Unavailable);
}

void TestParity::names()
{
    for (const Convention convention : conventions) {
        QVERIFY(conventionFromName(conventionName(convention)) == convention);
        QVERIFY(!conventionTitle(convention).isEmpty());
    }
    QVERIFY(!conventionFromName(QStringLiteral("hivemq")));
    QVERIFY(!conventionFromName({}));
}

void TestParity::csvFields_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *text, const char *field) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << QByteArray(field);
    };
    row("", "");
    row("plain", "plain");
    row("a,b", "\"a,b\"");
    row("say \"hi\"", "\"say \"\"hi\"\"\"");
    row("two\nlines", "\"two\nlines\"");
    row("=1+1", "'=1+1");
    // A number is what it is.
    for (const char *number : {"-5", "+5", "-0.25", "1e9", "-1.5E-3"})
        row(number, number);
    row("-1+1", "'-1+1");
    row("-", "'-");
    row("+cmd", "'+cmd");
    row("1.2.3", "1.2.3");
    row("-1e", "'-1e");
    row("a;b", "\"a;b\"");
    row("a\tb", "\"a\tb\"");
    row(" =1", "' =1");
    row("\xef\xbc\x9d"
        "1",
        "'\xef\xbc\x9d"
        "1"); // full-width
    row("\xef\xbc\x8b"
        "x",
        "'\xef\xbc\x8b"
        "x");
    row("\xef\xbc\x8dx", "'\xef\xbc\x8dx");
    row("\xef\xbc\xa0x", "'\xef\xbc\xa0x");
    row("\xe3\x80\x80=1", "'\xe3\x80\x80=1"); // behind a wide blank
    // What a terminal would obey.
    row("\x1b[2Jx", "\xef\xbf\xbd[2Jx");
    row("a\x7f\xc2\x9b\xe2\x80\xae", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    row("a\rb", "a\xef\xbf\xbd"
                "b");
    row("a\r\nb", "\"a\r\nb\"");
    row("@SUM(A1)", "'@SUM(A1)");
    row("=a,b", "\"'=a,b\"");
    row("\tx", "\"'\tx\"");
    row("ä", "ä");
}

void TestParity::csvFields()
{
    QFETCH(QString, text);
    QTEST(csvField(text), "field");
}

void TestParity::csvIsSafe()
{
    const ParityReport report =
        parityReport(Convention::Wiki, everywhere(QStringLiteral("=HYPERLINK(\"http://x\",\"y\")")));
    const QByteArray csv = parityCsv(report);
    QVERIFY(csv.startsWith("topic,state,syspulse_topic,value,unit,quality,age_seconds,note\r\n"));
    QVERIFY(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""));
    QVERIFY(!csv.contains(",=") && !csv.contains("\"="));
    QVERIFY(csv.contains("$SYS/broker/messages/publish/sent,other name,$SYS/broker/publish/messages/sent,"));
    // No value of ours has a line break, so each row is one line.
    QCOMPARE(csv.count("\r\n"), report.rows.size() + 1);
}

void TestParity::htmlIsSafe()
{
    const QString evil = QStringLiteral("<script>alert('x')</script>\"&\x1b");
    const ParityReport report = parityReport(Convention::Mosquitto, everywhere(evil));
    const ReportOrigin origin{QStringLiteral("https://<b>evil</b>/"), QStringLiteral("4<i>"),
                              1'700'000'000'000};
    const QString html = QString::fromUtf8(parityHtml(report, origin, UnitFormatter(QLocale::c())));
    for (const char *tag : {"<script", "<b>", "<i>", "\x1b"})
        QVERIFY2(!html.contains(QLatin1String(tag)), tag);
    QVERIFY(html.contains(QStringLiteral("&lt;script&gt;alert('x')&lt;/script&gt;&quot;&amp;\uFFFD")));
    QVERIFY(html.contains(QStringLiteral("https://&lt;b&gt;evil&lt;/b&gt;/")));
    QVERIFY(html.contains(QStringLiteral("2023-11-14 22:13:20 UTC")));
    QVERIFY(html.contains(QStringLiteral("<title>$SYS topics compared with mosquitto 2.0</title>")));
    // Self-contained.
    for (const char *reference : {"src=", "href=", "@import", "url("})
        QVERIFY2(!html.contains(QLatin1String(reference)), reference);
    QCOMPARE(html.count(QStringLiteral("<tr")), report.rows.size() + 1);
    QCOMPARE(html.count(QStringLiteral("<td")), html.count(QStringLiteral("</td>")));
}

void TestParity::valuesForPeople()
{
    const UnitFormatter format(QLocale(QStringLiteral("en_US")));
    ParityRow row = rowOf(Convention::Mosquitto, QStringLiteral("$SYS/broker/messages/sent"));
    QCOMPARE(parityValueText(row, format), unknownText());
    row.value = ParityValue{QStringLiteral("12345"), 12345, {}, {}};
    QVERIFY(parityValueText(row, format).startsWith(QStringLiteral("12,345")));
    // A value that is known to be unknown is no 0.
    row.value = ParityValue{{}, std::nullopt, {}, {}};
    QCOMPARE(parityValueText(row, format), unknownText());
}

SYSPULSE_TEST(TestParity)
#include "tst_parity.moc"
