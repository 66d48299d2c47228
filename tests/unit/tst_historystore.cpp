// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

const QString storedInstance = QStringLiteral("http://localhost:9925");
const SeriesKey clientsSeries{QStringLiteral("$SYS/broker/clients/connected"), false};

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void whatWaitsIsWrittenWhenTheStoreGoes()
    {
        const qint64 nowMs = 1'700'000'000'000;
        {
            HistoryStore store(path());
            store.record(storedInstance, {{clientsSeries, {nowMs, 5}}, {clientsSeries, {nowMs + 1000, 6}}});
        }
        HistoryStore store(path());
        const auto past = load(store);
        QVERIFY(past);
        QCOMPARE(past->series.value(clientsSeries).raw, (QList<SeriesPoint>{{nowMs, 5}, {nowMs + 1000, 6}}));
    }

    void loadingSeesWhatStillWaits()
    {
        HistoryStore store(path());
        store.record(storedInstance, {{clientsSeries, {1000, 5}}});
        QCOMPARE(load(store)->series.value(clientsSeries).raw.size(), 1);
        QVERIFY(load(store, QStringLiteral("http://other:9925"))->series.isEmpty());
    }

    void runsOutliveTheProgram()
    {
        RunReport run;
        run.startedMs = 1'700'000'000'000;
        run.outcome = RunOutcome::Failed;
        run.error = {ErrorKind::Network, QStringLiteral("No answer."), {}, 0};
        {
            HistoryStore store(path());
            store.recordRun(storedInstance, run);
        }
        HistoryStore store(path());
        run.startedMs += 1000;
        store.recordRun(storedInstance, run);
        std::optional<Result<QList<RunReport>>> runs;
        store.loadRuns(storedInstance, &store,
                       [&runs](const Result<QList<RunReport>> &past) { runs = past; });
        QTRY_VERIFY(runs);
        QVERIFY(*runs);
        QCOMPARE((*runs)->size(), 2); // the one that still waited, too
        QCOMPARE((*runs)->at(1).startedMs, run.startedMs);
        QCOMPARE((*runs)->at(0).error.message, run.error.message);
    }

    void whoeverAskedMayBeGone()
    {
        HistoryStore store(path());
        bool called = false;
        {
            QObject context;
            store.load(storedInstance, 0, &context,
                       [&called](const Result<HistoryStore::Past> &) { called = true; });
        }
        QVERIFY(load(store)); // its answer comes after the first one's would have
        QVERIFY(!called);
    }

    void saysThatAFileWasDamaged()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        HistoryStore store(path());
        QSignalSpy noticed(&store, &HistoryStore::noticed);
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed.at(0).at(0).toString().contains(QStringLiteral(".damaged-")));
        QVERIFY(load(store));
    }

    void saysOnceThatNothingCanBeStored()
    {
        QVERIFY(QDir().mkpath(path()));
        HistoryStore store(path());
        QSignalSpy failed(&store, &HistoryStore::failed);
        QVERIFY(!load(store));
        for (int i = 0; i < 3; ++i) {
            store.record(storedInstance, {{clientsSeries, {1000 * i, 5}}});
            QVERIFY(!load(store)); // writes first
        }
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).value<Error>().message.contains(path()));
    }

    void aDiskThatDoesNotKeepUpCostsHistoryOnly()
    {
        HistoryStore store(path());
        QSignalSpy failed(&store, &HistoryStore::failed);
        const QList<HistorySample> many(HistoryStore::maxWaiting / 2 + 1, {clientsSeries, {1000, 5}});
        store.record(storedInstance, many);
        QCOMPARE(failed.size(), 0);
        store.record(storedInstance, many);
        QCOMPARE(failed.size(), 1);
        QVERIFY(load(store));
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    static Result<HistoryStore::Past> load(HistoryStore &store, const QString &of = storedInstance)
    {
        std::optional<Result<HistoryStore::Past>> answer;
        store.load(of, 0, &store, [&answer](const Result<HistoryStore::Past> &past) { answer = past; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, test::patienceMs))
            return failure(ErrorKind::Local, QStringLiteral("The store did not answer."));
        return *answer;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestHistoryStore)
#include "tst_historystore.moc"
