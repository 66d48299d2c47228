// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"
#include "tests/support/testregistry.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

using MarkKind = TimelineMark::Kind;
constexpr qint64 markStartMs = 1'800'000'000'000;
const QString markInstance = QStringLiteral("https://db.example.org:9925");

} // namespace

/// Marks of the time axis that outlive the program.
class TestHistoryMarks : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void marksAreThereAgain()
    {
        const QList<TimelineMark> marks{
            {MarkKind::Outage, markStartMs, markStartMs + 60'000},
            {MarkKind::Restart, markStartMs + 90'000, markStartMs + 90'000},
            {MarkKind::Alert, markStartMs + 100'000, markStartMs + 100'000, QStringLiteral("Crowd'; DROP")}};
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
            QVERIFY(database.noteMarks(markInstance, marks));
            QVERIFY(database.noteMarks(markInstance, marks)); // as after a lost answer
            QVERIFY(database.noteMarks(QStringLiteral("other"), {{MarkKind::Outage, 1, 2}}));
            // Another program computed the same start.
            QVERIFY(database.noteMarks(markInstance,
                                       {{MarkKind::Restart, markStartMs + 91'000, markStartMs + 91'000}}));
        }
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QCOMPARE(*database.marks(markInstance, 0), marks);
        QCOMPARE(database.marks(markInstance, markStartMs + 95'000)->size(), 1);
    }

    void aFileOfAnEarlierVersionGetsThem()
    {
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
            QVERIFY(database.append(markInstance, {{{QStringLiteral("t"), false}, {markStartMs, 1}}}));
        }
        {
            QSqlDatabase plain =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plain"));
            plain.setDatabaseName(path());
            QVERIFY(plain.open());
            QVERIFY(QSqlQuery(plain).exec(QStringLiteral("DROP TABLE marks")));
            plain.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("plain"));
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.marks(markInstance, 0)->isEmpty());
        QVERIFY(database.noteMarks(markInstance, {{MarkKind::Outage, markStartMs, markStartMs + 1}}));
        QCOMPARE(database.marks(markInstance, 0)->size(), 1);
        QCOMPARE(database.load(markInstance, 0)->size(), 1);
    }

    void theirNumberIsBounded()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QList<TimelineMark> marks;
        for (int i = 0; i < HistoryDatabase::keptMarks + 10; ++i)
            marks.append({MarkKind::Outage, markStartMs + i * 60'000LL, markStartMs + i * 60'000LL + 1000});
        QVERIFY(database.noteMarks(markInstance, marks));
        const auto kept = database.marks(markInstance, 0);
        QVERIFY(kept);
        QCOMPARE(kept->size(), HistoryDatabase::keptMarks);
        QCOMPARE(kept->constLast(), marks.constLast());
        HistoryLimits limits;
        limits.hourDays = 1;
        QVERIFY(database.prune(limits, marks.constLast().fromMs + 24 * Series::hourMs - 1));
        QCOMPARE(database.marks(markInstance, 0)->size(), 1);
    }

    void notesAreKeptBesideTheMarks()
    {
        const TimelineMark note{MarkKind::Note, markStartMs, markStartMs, QStringLiteral("Upgrade'; DROP")};
        const TimelineMark later{MarkKind::Note, markStartMs + 1, markStartMs + 9, QStringLiteral("b")};
        const TimelineMark event{MarkKind::Event, markStartMs, markStartMs, QStringLiteral("Set up")};
        {
            HistoryDatabase database;
            QVERIFY(database.open(path()));
            for (const TimelineMark &each : {note, later, event})
                QVERIFY(database.changeNote(markInstance, std::nullopt, each));
            QVERIFY(database.changeNote(QStringLiteral("other"), std::nullopt, note));
            QVERIFY(database.noteMarks(markInstance, {{MarkKind::Outage, markStartMs, markStartMs + 5}}));
        }
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        // However close they are.
        QCOMPARE(*database.notes(markInstance), (QList<TimelineMark>{event, note, later}));
        QCOMPARE(database.marks(markInstance, 0)->size(), 1);
        const TimelineMark moved{MarkKind::Note, markStartMs - 50, markStartMs, QStringLiteral("c")};
        QVERIFY(database.changeNote(markInstance, later, moved));
        QVERIFY(database.changeNote(markInstance, event, std::nullopt));
        QCOMPARE(*database.notes(markInstance), (QList<TimelineMark>{moved, note}));
        QCOMPARE(database.notes(QStringLiteral("other"))->size(), 1);
    }

    void theNumberOfNotesIsBoundedByKind()
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        const TimelineMark note{MarkKind::Note, markStartMs - 1, markStartMs, QStringLiteral("by hand")};
        QVERIFY(database.changeNote(markInstance, std::nullopt, note));
        for (int i = 0; i < HistoryDatabase::keptNotes + 3; ++i)
            QVERIFY(database.changeNote(
                markInstance, std::nullopt,
                TimelineMark{MarkKind::Event, markStartMs + i, markStartMs + i, QStringLiteral("e")}));
        const auto kept = database.notes(markInstance);
        QVERIFY(kept);
        // What SysPulse writes by itself never takes the place of what somebody wrote.
        QCOMPARE(kept->size(), HistoryDatabase::keptNotes + 1);
        QCOMPARE(kept->at(0), note);
        QCOMPARE(kept->at(1).fromMs, markStartMs + 3);
    }

    void marksOfBeforeAreNotSeenTwice()
    {
        TimelineMarks marks;
        marks.brokerStarted(markStartMs + 400);
        QCOMPARE(marks.takeNew().size(), 1);
        QVERIFY(marks.takeNew().isEmpty());
        marks.load({{MarkKind::Outage, markStartMs - 50'000, markStartMs - 10'000},
                    {MarkKind::Restart, markStartMs, markStartMs}});
        QCOMPARE(marks.marks(markStartMs, 30'000),
                 (QList<TimelineMark>{{MarkKind::Outage, markStartMs - 50'000, markStartMs - 10'000},
                                      {MarkKind::Restart, markStartMs + 400, markStartMs + 400}}));
        QVERIFY(marks.takeNew().isEmpty()); // what came from the disk need not go there again
        // The other way round: the past is known first.
        TimelineMarks later;
        later.load({{MarkKind::Restart, markStartMs, markStartMs}});
        later.brokerStarted(markStartMs + 400);
        QCOMPARE(later.marks(markStartMs, 30'000).size(), 1);
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestHistoryMarks)
#include "tst_historymarks.moc"
