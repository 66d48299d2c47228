// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 startMs = 1'800'000'000'000; // a whole minute and hour
const QString instance = QStringLiteral("https://db.example.org:9925");
const SeriesKey connected{QStringLiteral("$SYS/broker/clients/connected"), false};
const SeriesKey rate{QStringLiteral("$SYS/broker/messages/received"), true};

} // namespace

class TestHistoryDatabase : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsEverySampleAndItsBuckets()
    {
        {
            HistoryDatabase database;
            QVERIFY2(database.open(path()), "open");
            QList<HistorySample> samples;
            for (int i = 0; i < 130; ++i)
                samples.append({connected, {startMs + 1000 * i, double(i % 10)}});
            samples.append({rate, {startMs, 2.5}});
            QVERIFY(database.append(instance, samples));
            // The same again, as after a lost answer: nothing is counted twice.
            QVERIFY(database.append(instance, samples));
            QVERIFY(database.append(QStringLiteral("other"), {{connected, {startMs, 99}}}));
        }
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        const auto past = database.load(instance, 0);
        QVERIFY(past);
        QCOMPARE(past->size(), 2);
        const SeriesTiers tiers = past->value(connected);
        QCOMPARE(tiers.raw.size(), 130);
        QCOMPARE(tiers.raw.constFirst(), (SeriesPoint{startMs, 0}));
        QCOMPARE(tiers.raw.constLast(), (SeriesPoint{startMs + 129000, 9}));
        QCOMPARE(tiers.minutes.size(), 3);
        QCOMPARE(tiers.minutes.constFirst(), (SeriesBucket{startMs, 0, 9, 270, 9, 60}));
        QCOMPARE(tiers.hours, (QList<SeriesBucket>{{startMs, 0, 9, 585, 9, 130}}));
        QCOMPARE(past->value(rate).raw, (QList<SeriesPoint>{{startMs, 2.5}}));
        QCOMPARE(database.load(instance, startMs + 100000)->value(connected).raw.size(), 30);
    }

    void notesWhatWasFilled()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        constexpr qint64 day = 24 * Series::hourMs;
        const QList<FilledSpan> spans{{{startMs - 800 * day, startMs - 799 * day}, true},
                                      {{startMs - day, startMs}, false}};
        QVERIFY(database.noteFilled(instance, spans));
        QVERIFY(database.noteFilled(QStringLiteral("other"), {{{1, startMs}, true}}));
        QCOMPARE(*database.filled(instance, 0), spans);
        QCOMPARE(database.filled(instance, startMs - 2 * day)->size(), 1);
        QVERIFY(database.prune(HistoryLimits(), startMs));
        QCOMPARE(*database.filled(instance, 0), spans.mid(1)); // as far as one-hour values are kept
    }

    void prunesByAgeAndBySize()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QList<HistorySample> samples;
        for (int i = 0; i < 60000; ++i)
            samples.append({connected, {startMs + 60000LL * i, double(i)}});
        QVERIFY(database.append(instance, samples));
        const qint64 nowMs = startMs + 60000LL * 60000;
        HistoryLimits limits;
        limits.rawDays = limits.minuteDays = 7;
        QVERIFY(database.prune(limits, nowMs));
        SeriesTiers tiers = database.load(instance, 0)->value(connected);
        QCOMPARE(tiers.raw.size(), Series::rawCapacity); // what a chart can take, though 10,080 are there
        QCOMPARE(tiers.raw.constLast().value, 59999.0);
        QVERIFY(tiers.minutes.constFirst().startMs >= nowMs - limits.minuteDays * 24 * Series::hourMs);
        QCOMPARE(tiers.hours.size(), 1000);

        // Smaller than the minutes and hours together: no sample is left, and the newest minutes are.
        const qint64 sizeBefore = QFileInfo(path()).size();
        limits.megabytes = 0;
        QVERIFY(database.prune(limits, nowMs));
        QVERIFY(database.load(instance, 0)->isEmpty());
        QVERIFY(database.append(instance, samples));
        limits.megabytes = 1;
        limits.minuteDays = 366;
        QVERIFY(database.prune(limits, nowMs));
        tiers = database.load(instance, 0)->value(connected);
        QVERIFY(tiers.raw.isEmpty());
        QVERIFY(tiers.minutes.size() > 100);
        QCOMPARE(tiers.minutes.constLast().last, 59999.0); // the newest stay
        QCOMPARE(tiers.hours.size(), 1000);

        // A file that is mostly free gives its space back.
        limits.rawDays = limits.minuteDays = limits.hourDays = 0;
        QVERIFY(database.prune(limits, nowMs + 4 * Series::hourMs));
        QVERIFY(database.load(instance, 0)->isEmpty());
        QVERIFY2(QFileInfo(path()).size() <= sizeBefore,
                 qPrintable(QString::number(QFileInfo(path()).size())));
        // A series that went can come again.
        QVERIFY(database.append(instance, {{connected, {nowMs, 1}}}));
        QCOMPARE(database.load(instance, 0)->size(), 1);
    }

    void samplesMayBeKeptForLongerThanHours()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        constexpr qint64 day = 24 * Series::hourMs;
        QVERIFY(database.append(instance, {{connected, {startMs, 1}}, {rate, {startMs - 9 * day, 2}}}));
        QVERIFY(database.prune({7, 7, 1, 256}, startMs + 2 * day));
        QCOMPARE(database.load(instance, 0)->value(connected).raw.size(), 1);
        QVERIFY(!database.load(instance, 0)->contains(rate));
        QVERIFY(database.prune({7, 7, 1, 256}, startMs + 8 * day));
        QVERIFY(database.load(instance, 0)->isEmpty());
    }

    void keepsTheNewestRunsAndOlderFailures()
    {
        const auto run = [](int i) {
            RunReport report;
            report.startedMs = startMs + 1000LL * i;
            report.durationMs = i;
            report.trigger = QStringLiteral("schedule");
            report.outcome = i % 100 == 0 ? RunOutcome::Failed : RunOutcome::Updated;
            report.recordsWritten = report.outcome == RunOutcome::Failed ? 0 : 12;
            if (report.outcome == RunOutcome::Failed)
                report.error = {ErrorKind::Network, QStringLiteral("No answer."),
                                QString(5000, QLatin1Char('x')), 0};
            return report;
        };
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
            QList<RunReport> before;
            for (int i = 0; i < 2000; ++i)
                before.append(run(i));
            QVERIFY(database.appendRuns(instance, before));
            QVERIFY(database.appendRuns(QStringLiteral("other"), before));
            QList<RunReport> many;
            for (int i = 3000; i < 3000 + HistoryDatabase::keptRuns; ++i)
                many.append(run(i));
            QVERIFY(database.appendRuns(instance, many));
            QVERIFY(database.appendRuns(instance, many)); // the same again, as after a lost answer
        }
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        const auto runs = database.runs(instance);
        QVERIFY(runs);
        // 20 failures of before, and the newest 500.
        QCOMPARE(runs->size(), 20 + HistoryDatabase::keptRuns);
        QCOMPARE(runs->at(0).startedMs, startMs);
        QCOMPARE(runs->at(0).outcome, RunOutcome::Failed);
        QCOMPARE(runs->at(0).error.message, QStringLiteral("No answer."));
        QCOMPARE(runs->at(0).error.detail.size(), 2000);
        QCOMPARE(runs->at(19).startedMs, startMs + 1'900'000);
        QCOMPARE(runs->at(20).startedMs, startMs + 3'000'000);
        QCOMPARE(runs->constLast().durationMs, 3499);
        QCOMPARE(runs->constLast().recordsWritten, 12);
        QCOMPARE(database.runs(QStringLiteral("other"))->size(), 15 + HistoryDatabase::keptRuns);
        QVERIFY(database.runs(QStringLiteral("nobody"))->isEmpty());
        // What an instance that is no longer used has left goes with its last buckets.
        HistoryLimits limits;
        QVERIFY(database.prune(limits, startMs + 3'100'000 + limits.hourDays * 24 * Series::hourMs));
        QCOMPARE(database.runs(instance)->constFirst().startedMs, startMs + 3'101'000);
    }

    void keepsEverythingOfARun()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        RunReport run;
        run.startedMs = startMs;
        run.durationMs = 41;
        run.trigger = QStringLiteral("manual");
        run.outcome = RunOutcome::StoodBy;
        run.leaseHolder = QStringLiteral("web-3, process 5");
        run.notes = {QStringLiteral("one"), QStringLiteral("'two'")};
        QVERIFY(database.appendRuns(instance, {run}));
        const auto runs = database.runs(instance);
        QVERIFY(runs);
        QCOMPARE(runs->size(), 1);
        QCOMPARE(runs->at(0).trigger, run.trigger);
        QCOMPARE(runs->at(0).outcome, run.outcome);
        QCOMPARE(runs->at(0).leaseHolder, run.leaseHolder);
        QCOMPARE(runs->at(0).notes, run.notes);
        QVERIFY(runs->at(0).error.message.isEmpty());
    }

    void damagedFileIsPutAside_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("bytes");
        QTest::newRow("no database at all") << 0 << 4096;
        QTest::newRow("pages in the middle") << 4096 << 16384;
    }

    void damagedFileIsPutAside()
    {
        QFETCH(int, from);
        QFETCH(int, bytes);
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
            QList<HistorySample> samples;
            for (int i = 0; i < 5000; ++i)
                samples.append({connected, {startMs + 1000LL * i, double(i)}});
            QVERIFY(database.append(instance, samples));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(from));
        QCOMPARE(file.write(QByteArray(bytes, '\x5a')), bytes);
        file.close();

        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(!database.asideName().isEmpty());
        QVERIFY(QFile::exists(database.asideName()));
        QVERIFY(database.append(instance, {{connected, {startMs, 1}}}));
        QCOMPARE(database.load(instance, 0)->value(connected).raw.size(), 1);
    }

    void placesThatCannotBeUsed()
    {
        HistoryDatabase database;
        QVERIFY(QDir().mkpath(path()));
        const auto opened = database.open(path());
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(path()));
        QVERIFY(QFileInfo(path()).isDir());
        QVERIFY(!database.append(instance, {{connected, {startMs, 1}}}));
        QVERIFY(!database.load(instance, 0));
        QVERIFY(!database.prune({}, startMs));
    }

    void fullDiskLosesNothingThatIsStored()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.append(instance, {{connected, {startMs, 1}}}));
        // What a full disk does to SQLite: no page can be added.
        QVERIFY(database.setMaxBytes(20 * 4096));
        QList<HistorySample> samples;
        for (int i = 1; i < 50000; ++i)
            samples.append({connected, {startMs + 1000LL * i, double(i)}});
        const auto stored = database.append(instance, samples);
        QVERIFY(!stored);
        QVERIFY2(stored.error().message.contains(QStringLiteral("full")), qPrintable(stored.error().message));
        QCOMPARE(database.load(instance, 0)->value(connected).raw.size(), 1);
        QVERIFY(database.append(instance, {{connected, {startMs + 1000, 2}}}));
    }

    void newerFileIsLeftAlone()
    {
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(60)); // user_version, big-endian (sqlite.org/fileformat2.html)
        QCOMPARE(file.write(QByteArray::fromHex("00000009")), 4);
        file.close();
        HistoryDatabase database;
        const auto opened = database.open(path());
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(QStringLiteral("newer")));
        QVERIFY(database.asideName().isEmpty());
    }

    void survivesSigkill()
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("append-for-ever"), path()});
        QVERIFY(child.waitForStarted());
        // The child says each batch that it has stored.
        QByteArray said;
        while (said.count('\n') < 40) {
            QVERIFY(child.waitForReadyRead(test::patienceMs));
            said += child.readAllStandardOutput();
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        said += child.readAllStandardOutput();
        const qsizetype stored = said.count('\n');
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.asideName().isEmpty());
        const qsizetype kept = database.load(instance, 0)->value(connected).raw.size();
        QVERIFY2(kept >= 10 * stored, qPrintable(QStringLiteral("%1 of %2").arg(kept).arg(10 * stored)));
        QCOMPARE(kept % 10, 0); // a batch is stored as a whole or not at all
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// The child of survivesSigkill(): appends batches of ten until it is killed.
static int appendForEver(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = application.arguments().constLast();
    HistoryDatabase database;
    if (!database.open(path))
        return 1;
    QElapsedTimer timer;
    timer.start();
    for (qint64 i = 0; timer.elapsed() < 60000; i += 10) {
        QList<HistorySample> samples;
        for (int k = 0; k < 10; ++k)
            samples.append({connected, {startMs + 1000 * (i + k), double(i)}});
        if (!database.append(instance, samples))
            return 2;
        std::fputs("x\n", stdout);
        std::fflush(stdout);
    }
    return 3;
}

SYSPULSE_TEST(TestHistoryDatabase)
SYSPULSE_TEST_CHILD("append-for-ever", appendForEver)

#include "tst_historydatabase.moc"
