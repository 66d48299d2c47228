// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/topalerts.h"
#include "tests/support/testregistry.h"

#include <clocale>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

/// The screen of "syspulsectl top" for terminals of any size.
class TestTopPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everySizeIsFilledAndKept_data();
    void everySizeIsFilledAndKept();
    void numbersOfAllWorkersAreSummed();
    void whatIsNotKnownIsNotZero();
    void bytesSortClientsAndTopics();
    void oneTableHasAllTheRoom();
    void whatWasReadStaysWhenNothingCanBeRead();
    void countingThatIsOffIsSaid();
    void textsFromOutsideAreHarmless();
    void alertsThatFireAreNamed();
    void alertsAreWhatWasLastSeen();
};

namespace {

ClientNumbers client(const QString &id, double messages, double bytes)
{
    ClientNumbers numbers;
    numbers.clientId = id;
    numbers.node = QStringLiteral("n");
    numbers.thread = 1;
    numbers.messagesInRate = messages;
    numbers.messagesOutRate = 0;
    numbers.bytesInRate = bytes;
    numbers.bytesOutRate = 0;
    return numbers;
}

TopicTraffic topic(const QString &name, double messages, double bytes)
{
    TopicTraffic traffic;
    traffic.topic = name;
    traffic.messagesInRate = messages;
    traffic.bytesInRate = bytes;
    return traffic;
}

WorkerLoad worker(int thread, std::optional<double> packetsIn)
{
    WorkerLoad load;
    load.node = QStringLiteral("n");
    load.thread = thread;
    load.clients = 10;
    load.packetsInRate = packetsIn;
    load.packetsOutRate = 5;
    return load;
}

TopFrame frame(int clients = 3)
{
    TopFrame made;
    made.instance = QStringLiteral("http://db.example.org:9925, HarperDB 4.7.29");
    made.nowMs = made.serverNowMs = 1'700'000'000'000;
    made.workers.emplace();
    made.workers->source.workers = 2;
    made.workers->source.asOfMs = made.serverNowMs - 1000;
    made.workers->clients = 20;
    made.workers->imbalance = 1.5;
    made.workers->workers = {worker(1, 100.0), worker(2, 23.0)};
    made.clients.emplace();
    for (int i = 0; i < clients; ++i)
        made.clients->busiest.append(client(QStringLiteral("client-%1").arg(i), 100 - i, 10 * i));
    made.topics.emplace();
    made.topics->topics = {topic(QStringLiteral("plant/1"), 9, 1), topic(QStringLiteral("plant/2"), 1, 9)};
    made.storms.emplace();
    return made;
}

QStringList page(const TopFrame &frame, const TopView &view)
{
    QStringList texts;
    for (const TopLine &line : topPage(frame, view))
        texts.append(line.text);
    return texts;
}

/// The place of the first line that contains @p text; -1: there is none.
qsizetype place(const QStringList &lines, const QString &text)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).contains(text))
            return i;
    }
    return -1;
}

} // namespace

void TestTopPage::initTestCase()
{
    // The C library tells how wide characters are; a program of Qt has it do so in the user's language.
    QVERIFY(std::setlocale(LC_CTYPE, "C.UTF-8"));
}

void TestTopPage::everySizeIsFilledAndKept_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");
    for (const auto &[columns, rows] :
         {std::pair(80, 24), {200, 60}, {40, 12}, {20, 5}, {1, 1}, {3, 2}, {132, 7}})
        QTest::addRow("%dx%d", columns, rows) << columns << rows;
}

void TestTopPage::everySizeIsFilledAndKept()
{
    QFETCH(const int, columns);
    QFETCH(const int, rows);
    for (const TopFrame &shown : {frame(), frame(0), frame(500), TopFrame{}}) {
        const QStringList lines = page(shown, {columns, rows, TopOrder::Messages, std::nullopt});
        QCOMPARE(lines.size(), qsizetype(rows));
        for (const QString &line : lines)
            QCOMPARE(columnsOf(line), columns);
    }
}

void TestTopPage::numbersOfAllWorkersAreSummed()
{
    const QStringList lines = page(frame(), {120, 40, TopOrder::Messages, std::nullopt});
    QVERIFY2(place(lines, QStringLiteral("Packets/s in 123 out 10")) >= 0,
             qPrintable(lines.join(QLatin1Char('\n'))));
    QVERIFY(place(lines, QStringLiteral("Clients 20   busiest of 2 workers: 1.5 times its even share")) >= 0);
    QVERIFY(place(lines, QStringLiteral("Told by 2 workers 1 s ago.")) >= 0);
}

void TestTopPage::whatIsNotKnownIsNotZero()
{
    TopFrame one = frame();
    one.workers->workers[1].packetsInRate.reset();
    one.workers->clients.reset();
    const QStringList lines = page(one, {120, 40, TopOrder::Messages, std::nullopt});
    QVERIFY2(place(lines, QStringLiteral("Packets/s in — out 10")) >= 0,
             qPrintable(lines.join(QLatin1Char('\n'))));
    QVERIFY(place(lines, QStringLiteral("Clients —")) >= 0);
    QVERIFY(place(lines, QStringLiteral("opened — closed — refused —")) >= 0);
    const QStringList nothing = page({}, {120, 40, TopOrder::Messages, std::nullopt});
    QVERIFY(place(nothing, QStringLiteral("Reading...")) >= 0);
    QCOMPARE(nothing.filter(QStringLiteral("Not read yet.")).size(), 4);
    QCOMPARE(place(nothing, QStringLiteral("No client")), qsizetype(-1));
}

void TestTopPage::bytesSortClientsAndTopics()
{
    const QStringList messages = page(frame(), {120, 40, TopOrder::Messages, std::nullopt});
    QVERIFY(place(messages, QStringLiteral("client-0")) < place(messages, QStringLiteral("client-2")));
    QVERIFY(place(messages, QStringLiteral("plant/1")) < place(messages, QStringLiteral("plant/2")));
    const QStringList bytes = page(frame(), {120, 40, TopOrder::Bytes, std::nullopt});
    QVERIFY(place(bytes, QStringLiteral("client-2")) < place(bytes, QStringLiteral("client-0")));
    QVERIFY(place(bytes, QStringLiteral("plant/2")) < place(bytes, QStringLiteral("plant/1")));
}

void TestTopPage::oneTableHasAllTheRoom()
{
    const QStringList all = page(frame(100), {120, 30, TopOrder::Messages, std::nullopt});
    QCOMPARE(place(all, QStringLiteral("client-20")), qsizetype(-1));
    QVERIFY2(place(all, QStringLiteral("of 100)")) >= 0, qPrintable(all.join(QLatin1Char('\n'))));
    QVERIFY(place(all, QStringLiteral("plant/2")) >= 0);
    const QStringList only = page(frame(100), {120, 30, TopOrder::Messages, TopTable::Clients});
    QVERIFY(place(only, QStringLiteral("client-20")) >= 0);
    QCOMPARE(place(only, QStringLiteral("plant/2")), qsizetype(-1));
}

void TestTopPage::whatWasReadStaysWhenNothingCanBeRead()
{
    TopFrame lost = frame();
    lost.failingSinceMs = lost.nowMs;
    lost.error = {ErrorKind::Network, QStringLiteral("The server does not answer."), {}, 0};
    const QList<TopLine> lines = topPage(lost, {120, 30, TopOrder::Messages, std::nullopt});
    QVERIFY2(lines.at(1).text.contains(QStringLiteral("Not readable since")) &&
                 lines.at(1).text.contains(QStringLiteral("does not answer")),
             qPrintable(lines.at(1).text));
    QCOMPARE(lines.at(1).style, TopLine::Style::Warning);
    QVERIFY(place(page(lost, {120, 30, TopOrder::Messages, std::nullopt}), QStringLiteral("client-0")) >= 0);
}

void TestTopPage::countingThatIsOffIsSaid()
{
    TopFrame off = frame();
    off.workers->source.uncounted = 1;
    const TopLine line = topPage(off, {120, 30, TopOrder::Messages, std::nullopt}).at(1);
    QVERIFY2(line.text.startsWith(QStringLiteral("Counting is switched off on 1 of 2 workers")),
             qPrintable(line.text));
    QCOMPARE(line.style, TopLine::Style::Warning);
}

void TestTopPage::textsFromOutsideAreHarmless()
{
    TopFrame hostile = frame(0);
    const QString wide(300, QChar(0x4e2d));
    const QString zalgo = QStringLiteral("z") + QString(5000, QChar(0x0301));
    hostile.clients->busiest = {client(QStringLiteral("a\x1b[2J\x07\nb"), 1, 1), client(wide, 1, 1),
                                client(zalgo, 1, 1), client(QString(QChar(0xd800)), 1, 1)};
    hostile.topics->topics = {topic(QStringLiteral("\u202egnp"), 1, 1)};
    const QStringList lines = page(hostile, {60, 40, TopOrder::Messages, std::nullopt});
    for (const QString &line : lines) {
        QCOMPARE(columnsOf(line), 60);
        QVERIFY(line.size() < 1000);
        for (const QChar c : line)
            QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x7f && c.unicode() != 0x202e);
    }
}

void TestTopPage::alertsThatFireAreNamed()
{
    TopFrame quiet = frame();
    QCOMPARE(place(page(quiet, {120, 40, TopOrder::Messages, std::nullopt}), QStringLiteral("lert")),
             qsizetype(-1));
    const TopView view{120, 40, TopOrder::Messages, std::nullopt};
    quiet.alerts.emplace();
    QVERIFY(place(page(quiet, view), QStringLiteral("No alert was seen firing.")) >= 0);
    quiet.alerts = {{AlertSeverity::Critical, QStringLiteral("Crowd: Firing since 14:03:22\n")},
                    {AlertSeverity::Information, QStringLiteral("b")}};
    const QList<TopLine> lines = topPage(quiet, view);
    const auto line = [&lines](const QString &text) {
        return std::find_if(lines.cbegin(), lines.cend(),
                            [&](const TopLine &each) { return each.text.contains(text); });
    };
    const auto critical = line(QStringLiteral("Alert, critical: Crowd: Firing since 14:03:22"));
    QVERIFY(critical != lines.cend());
    QCOMPARE(critical->style, TopLine::Style::Warning);
    const auto information = line(QStringLiteral("Alert, information: b"));
    QVERIFY(information != lines.cend());
    QCOMPARE(information->style, TopLine::Style::Plain);
    for (int i = 0; i < 20; ++i)
        quiet.alerts->append({AlertSeverity::Information, QStringLiteral("more")});
    const QStringList many = page(quiet, view);
    QVERIFY(place(many, QStringLiteral("(and 19 more)")) >= 0);
    QCOMPARE(many.filter(QStringLiteral("Alert, ")).size(), 3);
}

void TestTopPage::alertsAreWhatWasLastSeen()
{
    QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    const QString key = QStringLiteral("db:9925");
    {
        TopAlerts unknown(key);
        QVERIFY(!unknown.alerts());
        QSignalSpy changed(&unknown, &TopAlerts::changed);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(unknown.alerts() && unknown.alerts()->isEmpty());
        AlertRule rule;
        rule.id = QStringLiteral("r");
        rule.name = QStringLiteral("Crowd");
        rule.topic = QStringLiteral("t");
        StateStore state;
        AlertRuleStore rules(state);
        AlertMemoryStore memory(state);
        rules.open(key);
        memory.open(key);
        QTRY_VERIFY(rules.isLoaded() && memory.isLoaded());
        rules.put(rule);
        AlertMemory known;
        known.open = {{rule, 1'700'000'000'000, true, false}};
        known.put({rule.id, SilenceKind::Acknowledged, 1'700'000'000'000, 0, QStringLiteral("known")});
        memory.set(known);
    }
    // What was kept under the address belongs to the profile that it became.
    TopAlerts alerts(QStringLiteral("a-profile"), key);
    QTRY_VERIFY(alerts.alerts());
    QCOMPARE(alerts.alerts()->size(), 1);
    const QString text = alerts.alerts()->constFirst().text;
    QVERIFY2(text.startsWith(QStringLiteral("Crowd: Firing since ")), qPrintable(text));
    QVERIFY(text.endsWith(QStringLiteral(", acknowledged: known")));
    qunsetenv("XDG_CONFIG_HOME");
}

SYSPULSE_TEST(TestTopPage)
#include "tst_toppage.moc"
