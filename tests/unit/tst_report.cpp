// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"
#include "core/report/instancereport.h"
#include "core/report/reportsource.h"
#include "core/report/svgchart.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace syspulse;

namespace {

/// A round hour.
constexpr qint64 beginMs = 1'700'000'000'000 / Series::hourMs * Series::hourMs;
const QString instance = QStringLiteral("http://db.example.org:9925");
const SeriesKey reportedKey{QStringLiteral("$SYS/broker/clients/connected"), false};

SeriesBucket bucket(qint64 startMs, double value, qint64 count = 1)
{
    return {startMs, value, value, value * double(count), value, count};
}

InstanceReport emptyReport()
{
    InstanceReport report;
    report.origin = {instance, {}, beginMs + 24 * Series::hourMs};
    report.name = QStringLiteral("Plant 4");
    report.span = {beginMs, beginMs + 24 * Series::hourMs};
    return report;
}

QString pageOf(const InstanceReport &report)
{
    return QString::fromUtf8(instanceReportHtml(report, UnitFormatter(QLocale::c())));
}

AlertEvent fired(qint64 timeMs, const QString &name)
{
    AlertEvent event;
    event.timeMs = timeMs;
    event.rule.name = name;
    event.rule.severity = AlertSeverity::Critical;
    event.rule.topic = reportedKey.topic;
    event.value = 12;
    return event;
}

} // namespace

/// The report of an instance: figures, gaps, hostile texts, and the command that prints it.
class TestReport : public QObject
{
    Q_OBJECT

private slots:
    void bucketsAreJoined();
    void theFinestTierThatReachesBackIsShown();
    void gapsAreGaps();
    void whatIsNotKnownIsNoZero();
    void figures();
    void alertsAndFailuresOfTheTime();
    void notesOfTheTime();
    void hostileTexts();
    void theCommandPrintsWhatTheWindowKept();
    void theCommandMakesAPdf();
    void theWindowsProgramRefusesOtherInput();
    void theCommandSaysWhatIsMissing();

private:
    /// Runs syspulsectl with the data in @p folder.
    static QProcess &run(QProcess &process, const QTemporaryDir &folder, const QStringList &arguments);
};

void TestReport::bucketsAreJoined()
{
    QCOMPARE(coarser({{beginMs, 1, 5, 6, 5, 2},
                      {beginMs + Series::minuteMs, 0, 9, 9, 4, 3},
                      bucket(beginMs + 2 * Series::minuteMs, 7)},
                     2 * Series::minuteMs),
             (QList<SeriesBucket>{{beginMs, 0, 9, 15, 4, 5}, bucket(beginMs + 2 * Series::minuteMs, 7)}));
    QVERIFY(coarser({}, Series::minuteMs).isEmpty());
}

void TestReport::theFinestTierThatReachesBackIsShown()
{
    const TimeSpan day{beginMs, beginMs + 24 * Series::hourMs};
    SeriesTiers tiers;
    for (int hour = -1; hour < 24; ++hour)
        tiers.hours.append(bucket(beginMs + hour * Series::hourMs, hour));
    for (int minute = 23 * 60; minute < 24 * 60; ++minute)
        tiers.minutes.append(bucket(beginMs + minute * Series::minuteMs, minute));
    SvgLine line = lineOf({}, tiers, day, 400);
    QCOMPARE(line.widthMs, Series::hourMs); // the minutes begin at 23:00
    QCOMPARE(line.buckets.size(), 24);      // without the hour before
    QCOMPARE(line.buckets.constFirst().startMs, beginMs);

    tiers.minutes.clear();
    for (int minute = 0; minute < 24 * 60; ++minute)
        tiers.minutes.append(bucket(beginMs + minute * Series::minuteMs, minute));
    line = lineOf({}, tiers, day, 400);
    QCOMPARE(line.widthMs, 4 * Series::minuteMs);
    QCOMPARE(line.buckets.size(), 360);
    // Nobody watched before 20:00, and there are minutes of all that.
    tiers.hours = tiers.hours.mid(21);
    tiers.minutes = tiers.minutes.mid(20 * 60);
    QCOMPARE(lineOf({}, tiers, day, 400).widthMs, 4 * Series::minuteMs);
    QVERIFY(lineOf({}, {}, day, 400).buckets.isEmpty());
}

void TestReport::gapsAreGaps()
{
    InstanceReport report = emptyReport();
    for (const int hour : {0, 1, 2, 10, 11, 20})
        report.series[reportedKey].hours.append(bucket(beginMs + hour * Series::hourMs, 5));
    const QString page = pageOf(report);
    QCOMPARE(page.count(QStringLiteral("<polyline")), 2);
    QCOMPARE(page.count(QStringLiteral("<circle")), 1); // a single hour is seen, too
}

void TestReport::whatIsNotKnownIsNoZero()
{
    const QString page = pageOf(emptyReport());
    QCOMPARE(page.count(QStringLiteral("Nothing is known of this time.")), 6);
    QVERIFY(!page.contains(QStringLiteral("<svg")));
    QVERIFY(!page.contains(QStringLiteral("<td")));

    InstanceReport report = emptyReport();
    report.series[{QStringLiteral("$SYS/broker/publish/messages/sent"), true}].hours.append(
        bucket(beginMs, 3));
    const QString half = pageOf(report);
    const qsizetype received = half.indexOf(QStringLiteral("</span>received"));
    QVERIFY(received > 0);
    // Four figures are not known; how many samples there are is.
    const QString row = half.mid(received, half.indexOf(QStringLiteral("</tr>"), received) - received);
    QCOMPARE(row.count(unknownText()), 4);
    QVERIFY(row.endsWith(QStringLiteral(">0</td>")));
}

void TestReport::figures()
{
    InstanceReport report = emptyReport();
    report.series[reportedKey].hours = {{beginMs, 2, 8, 30, 6, 10},
                                        {beginMs + Series::hourMs, 1, 4, 15, 3, 5},
                                        {beginMs + 30 * Series::hourMs, 99, 99, 99, 99, 1}}; // after the time
    const QString page = pageOf(report);
    for (const char *figure : {">3 clients<", ">1 client<", ">8 clients<", ">15<"}) {
        QString text = QLatin1String(figure);
        QVERIFY2(page.contains(text.replace(QLatin1Char(' '), QChar(QChar::Nbsp))), figure);
    }
    QVERIFY(!page.contains(QStringLiteral("99\u00a0clients")));
    QVERIFY(page.contains(QStringLiteral("<title>MQTT broker report: Plant 4</title>")));
    QVERIFY(page.contains(QStringLiteral("SysPulse ") + versionText()));
    // Whatever it draws is well-formed.
    const qsizetype from = page.indexOf(QStringLiteral("<svg"));
    const QString end = QStringLiteral("</svg>");
    QXmlStreamReader xml(page.mid(from, page.indexOf(end, from) + end.size() - from));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TestReport::alertsAndFailuresOfTheTime()
{
    InstanceReport report = emptyReport();
    report.alerts = {fired(report.span.toMs + 1, QStringLiteral("late")),
                     fired(beginMs, QStringLiteral("inside")), fired(beginMs - 1, QStringLiteral("early"))};
    RunReport failed;
    failed.startedMs = beginMs + 1000;
    failed.outcome = RunOutcome::Failed;
    failed.error = {ErrorKind::Network, QStringLiteral("It did not answer."), {}, 0};
    RunReport updated = failed;
    updated.outcome = RunOutcome::Updated;
    updated.error.message = QStringLiteral("of none");
    RunReport before = failed;
    before.startedMs = beginMs - 1000;
    before.error.message = QStringLiteral("of before");
    report.runs = {before, failed, updated};
    const QString page = pageOf(report);
    QVERIFY(page.contains(QStringLiteral("<td>Critical</td>")));
    QVERIFY(page.contains(QStringLiteral("inside")) && page.contains(QStringLiteral("It did not answer.")));
    for (const char *absent : {"late", "early", "of none", "of before"})
        QVERIFY2(!page.contains(QLatin1Char('>') + QLatin1String(absent) + QLatin1Char('<')), absent);

    report.alerts.clear();
    for (int i = 0; i < 500; ++i)
        report.alerts.append(fired(beginMs, QStringLiteral("many")));
    const QString many = pageOf(report);
    QCOMPARE(many.count(QStringLiteral(">many<")), 200);
    QVERIFY(many.contains(QStringLiteral("300 more are left out.")));
}

void TestReport::notesOfTheTime()
{
    using Kind = TimelineMark::Kind;
    InstanceReport report = emptyReport();
    QVERIFY(pageOf(report).contains(QStringLiteral("None was written about this time.")));
    report.series[reportedKey].hours = {bucket(beginMs, 5), bucket(beginMs + Series::hourMs, 6)};
    report.notes = {
        {Kind::Note, beginMs - 2, beginMs - 1, QStringLiteral("too early")},
        {Kind::Note, beginMs - 2 * Series::hourMs, beginMs + Series::hourMs,
         QStringLiteral("since the evening")},
        {Kind::Event, beginMs + Series::hourMs, beginMs + Series::hourMs, QStringLiteral("<b>set</b> & up")},
        {Kind::Note, beginMs + 25 * Series::hourMs, beginMs + 25 * Series::hourMs,
         QStringLiteral("too late")}};
    const QString page = pageOf(report);
    QVERIFY(!page.contains(QStringLiteral("too early")));
    QVERIFY(!page.contains(QStringLiteral("too late")));
    QVERIFY(!page.contains(QStringLiteral("<b>")));
    // In the list, newest first, and with their words over the lines of the one chart.
    const QString row = QStringLiteral("<td>&lt;b&gt;set&lt;/b&gt; &amp; up</td>");
    QVERIFY(page.contains(row));
    QVERIFY(page.indexOf(row) < page.indexOf(QStringLiteral("<td>since the evening</td>")));
    QCOMPARE(page.count(QStringLiteral("<title>&lt;b&gt;set&lt;/b&gt; &amp; up</title></rect>")), 1);
    const qsizetype svg = page.indexOf(QStringLiteral("<svg"));
    const qsizetype end = page.indexOf(QStringLiteral("</svg>"), svg) + 6;
    QXmlStreamReader xml(page.mid(svg, end - svg));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TestReport::hostileTexts()
{
    const QString evil = QStringLiteral("<script>alert('x')</script>\"&\u202e%1 %2");
    InstanceReport report = emptyReport();
    report.name = evil;
    report.origin.address = evil;
    report.origin.version = evil;
    report.alerts = {fired(beginMs, evil)};
    report.series[reportedKey].hours.append(bucket(beginMs, 5));
    RunReport failed;
    failed.startedMs = beginMs;
    failed.outcome = RunOutcome::Failed;
    failed.error = {ErrorKind::Network, evil, evil, 0};
    report.runs = {failed};
    const QString page = pageOf(report);
    QVERIFY(!page.contains(QStringLiteral("<script")));
    QVERIFY(!page.contains(QChar(0x202e)));
    QVERIFY(page.count(QStringLiteral("&lt;script&gt;alert")) >= 6);
    for (const char *reference : {"src=", "href=", "@import", "url("})
        QVERIFY2(!page.contains(QLatin1String(reference)), reference);
    QCOMPARE(page.count(QStringLiteral("<td")), page.count(QStringLiteral("</td>")));
    QCOMPARE(page.count(QStringLiteral("<tr")), page.count(QStringLiteral("</tr>")));
}

QProcess &TestReport::run(QProcess &process, const QTemporaryDir &folder, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), folder.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SYSPULSECTL), QStringList{QStringLiteral("report")} + arguments);
    process.waitForFinished(test::patienceMs);
    return process;
}

void TestReport::theCommandPrintsWhatTheWindowKept()
{
    const QTemporaryDir folder;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    {
        HistoryStore store(folder.filePath(QStringLiteral("SysPulse/history.sqlite")));
        store.record(instance, {{reportedKey, {nowMs - 2 * Series::hourMs, 7}},
                                {reportedKey, {nowMs - Series::hourMs, 41}}});
        store.record(QStringLiteral("http://other:9925"), {{reportedKey, {nowMs - Series::hourMs, 555}}});
    }
    QProcess process;
    run(process, folder,
        {QStringLiteral("--url"), instance, QStringLiteral("--since"), QStringLiteral("3h")});
    const QByteArray page = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(page.contains("db.example.org:9925"));
    QVERIFY(page.contains("41\u00a0clients"));
    QVERIFY(page.contains("7\u00a0clients"));
    QVERIFY(!page.contains("555\u00a0clients"));
    // The server is not asked, so neither a password nor a server is needed.
    QVERIFY(process.readAllStandardError().isEmpty());
}

void TestReport::theCommandMakesAPdf()
{
#ifdef SYSPULSE_PROGRAM
    const QTemporaryDir folder;
    {
        HistoryStore store(folder.filePath(QStringLiteral("SysPulse/history.sqlite")));
        store.record(instance,
                     {{reportedKey, {QDateTime::currentMSecsSinceEpoch() - 2 * Series::hourMs, 41}}});
    }
    QProcess process;
    run(process, folder,
        {QStringLiteral("--url"), instance, QStringLiteral("--format"), QStringLiteral("pdf")});
    QFile pdf(folder.filePath(QStringLiteral("report.pdf")));
    QVERIFY(pdf.open(QIODevice::WriteOnly));
    pdf.write(process.readAllStandardOutput());
    pdf.close();
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0 && said.isEmpty(), said.constData());
    QProcess reader;
    reader.start(QStringLiteral("pdftotext"), {pdf.fileName(), QStringLiteral("-")});
    QVERIFY2(reader.waitForFinished(test::patienceMs), "pdftotext is missing: bash installer/deps.sh test");
    const QByteArray text = reader.readAllStandardOutput();
    QVERIFY2(text.contains("db.example.org:9925") && text.contains("41"), text.constData());

    // Where only the headless program is installed.
    const QString alone = folder.filePath(QStringLiteral("syspulsectl"));
    QVERIFY(QFile::copy(QStringLiteral(SYSPULSECTL), alone));
    QProcessEnvironment environment = process.processEnvironment();
    environment.insert(QStringLiteral("PATH"), folder.path());
    process.setProcessEnvironment(environment);
    process.start(alone, {QStringLiteral("report"), QStringLiteral("--url"), instance,
                          QStringLiteral("--format"), QStringLiteral("pdf")});
    QVERIFY(process.waitForFinished(test::patienceMs));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("is not installed here"));
    QVERIFY(process.readAllStandardOutput().isEmpty());
#else
    QSKIP("built without the window");
#endif
}

void TestReport::theWindowsProgramRefusesOtherInput()
{
#ifdef SYSPULSE_PROGRAM
    for (const QByteArray &input : {QByteArray(), QByteArray("{}"), QByteArray(1 << 20, 'x')}) {
        QProcess process;
        process.start(QStringLiteral(SYSPULSE_PROGRAM), {QStringLiteral("--report-to-pdf")});
        process.write(input);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(test::patienceMs));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("is no report"));
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }
#else
    QSKIP("built without the window");
#endif
}

void TestReport::theCommandSaysWhatIsMissing()
{
    const QTemporaryDir folder;
    QProcess process;
    run(process, folder, {QStringLiteral("--url"), instance});
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("There is no history in"));
    QVERIFY(process.readAllStandardOutput().isEmpty());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("SysPulse/history.sqlite"))));

    {
        HistoryStore store(folder.filePath(QStringLiteral("SysPulse/history.sqlite")));
        store.record(QStringLiteral("http://other:9925"),
                     {{reportedKey, {QDateTime::currentMSecsSinceEpoch(), 5}}});
    }
    run(process, folder, {QStringLiteral("--url"), instance});
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("has nothing of http://db.example.org:9925"));

    for (const char *since : {"0h", "367d", "7", "7x", "-1d", "99999d"}) {
        run(process, folder,
            {QStringLiteral("--url"), instance, QStringLiteral("--since=") + QLatin1String(since)});
        QCOMPARE(process.exitCode(), 2);
        QVERIFY2(process.readAllStandardError().contains("--since takes 1h to 366d"), since);
    }
    run(process, folder, {QStringLiteral("--url"), QStringLiteral("http://u:secret@h")});
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(!said.isEmpty() && !said.contains("secret"), said.constData());
}

SYSPULSE_TEST(TestReport)
#include "tst_report.moc"
