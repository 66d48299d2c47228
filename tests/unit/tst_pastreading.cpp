// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "tests/support/testregistry.h"
#include "tests/support/watchedforayear.h"

#include <QDateTime>
#include <QSignalSpy>

using namespace syspulse;
using namespace syspulse::test;

/// What memory does not hold of the past, read from the disk.
class TestPastReading : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        HistoryDatabase database;
        QVERIFY(database.open(m_file));
        QVERIFY(YearOfHistory(m_nowMs).store(database, pastUrl, {pastTopic, false}));
        QVERIFY(database.prune(HistoryLimits(), m_nowMs));
    }

    void aYearIsToldByItsMeansAndExtremes()
    {
        WatchedForAYear f(m_file, m_nowMs);
        const SeriesCourse course = f.readYear(1000);
        QVERIFY2(course.size() > 360 && course.size() < 370, qPrintable(QString::number(course.size())));
        compareWithTheYear(f, course);
    }

    void whatComesGoesOnWhereTheDiskEnds()
    {
        WatchedForAYear f(m_file, m_nowMs);
        for (qint64 hours = 1; hours <= 60; ++hours) {
            f.clock.now += Series::hourMs;
            f.session.sendNumber(pastTopic, 5000, f.clock.now);
        }
        const SeriesCourse course = f.readYear(1000);
        QCOMPARE(course.constLast().mean, 5000.0);
        QVERIFY(f.clock.now - course.constLast().timeMs < YearOfHistory::dayMs);
        qint64 count = 0;
        for (qsizetype i = 0; i < course.size(); ++i) {
            count += course.at(i).count;
            QVERIFY(i == 0 || course.at(i).timeMs > course.at(i - 1).timeMs);
        }
        // Nothing twice, nothing left out, but for the groups at the left edge.
        const qint64 expected = (YearOfHistory::yearMs - 60 * Series::hourMs) / (10 * Series::minuteMs) + 60;
        QVERIFY2(std::abs(count - expected) <= 2 * 144, qPrintable(QString::number(count)));
    }

    void aPictureThatMovesOnDoesNotReadAgain()
    {
        WatchedForAYear f(m_file, m_nowMs);
        QVERIFY(!f.readYear(1000).isEmpty());
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        for (int i = 0; i < 500; ++i) {
            f.clock.now += Series::hourMs;
            f.session.sendNumber(pastTopic, i, f.clock.now);
            QVERIFY(!f.store->course({pastTopic, false}, f.span(), YearOfHistory::yearMs / 1000).isEmpty());
        }
        QVERIFY(passHistory(*f.history));
        QCOMPARE(read.size(), 0);
    }

    void theOldPictureStaysUntilTheNewOneIsRead()
    {
        WatchedForAYear f(m_file, m_nowMs);
        QVERIFY(!f.readYear(1000).isEmpty());
        const auto closer = [&f] {
            return f.store->course({pastTopic, false}, {f.clock.now - 80 * YearOfHistory::dayMs, f.clock.now},
                                   YearOfHistory::dayMs / 12);
        };
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        const SeriesCourse coarse = closer();
        QVERIFY(coarse.constFirst().timeMs < f.clock.now - 78 * YearOfHistory::dayMs);
        QVERIFY(read.wait(test::patienceMs));
        QVERIFY(closer().size() > coarse.size() * 3 / 2);
    }

    void answersOfAnotherInstanceDie()
    {
        WatchedForAYear f(m_file, m_nowMs);
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        (void)f.store->course({pastTopic, false}, f.span(), YearOfHistory::yearMs / 1000);
        f.session.pretendConnected(QStringLiteral("https://other.example.org:9925/"));
        QVERIFY(passHistory(*f.history));
        QCOMPARE(read.size(), 0);
        QVERIFY(f.readYear(1000).isEmpty());
    }

    void whatTheServerTellsOfThePastIsReadAgain()
    {
        WatchedForAYear f(m_file, m_nowMs);
        const SeriesKey key{systopics::messagesSent, true};
        const TimeSpan span{f.clock.now - 7 * YearOfHistory::dayMs, f.clock.now};
        const auto ask = [&] { return f.store->course(key, span, (span.toMs - span.fromMs) / 1000); };
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        QVERIFY(ask().isEmpty());
        QVERIFY(read.wait(test::patienceMs));
        QVERIFY(ask().isEmpty());
        PastFrame frame;
        const qint64 firstMs = f.clock.now / 60'000 * 60'000 - 5 * YearOfHistory::dayMs + 30'000;
        for (int i = 0; i < 60; ++i)
            frame.values[key].append({firstMs + i * 60'000, 3});
        emit f.session.connection().pastArrived(frame);
        (void)ask();
        QVERIFY(read.wait(test::patienceMs));
        QVERIFY(!ask().isEmpty());
        QCOMPARE(ask().constFirst().mean, 3.0);
    }

    void whatIsNotThereIsNotAskedForAgainAndAgain()
    {
        WatchedForAYear f(m_file, m_nowMs);
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        const auto ask = [&] {
            return f.store->course({QStringLiteral("$SYS/nothing"), false}, f.span(), YearOfHistory::dayMs);
        };
        QVERIFY(ask().isEmpty());
        QVERIFY(read.wait(test::patienceMs));
        QVERIFY(ask().isEmpty());
        QVERIFY(passHistory(*f.history));
        QCOMPARE(read.size(), 1);
    }

    void ownTrafficIsSubtractedFromTheMeans()
    {
        WatchedForAYear f(m_file, m_nowMs);
        const QString own = TrafficView::ownTopicOf(systopics::messagesSent);
        {
            HistoryDatabase database;
            QVERIFY(database.open(f.file));
            QVERIFY(YearOfHistory(f.clock.now).store(database, pastUrl, {systopics::messagesSent, true}));
            QVERIFY(YearOfHistory(f.clock.now, 10 * Series::minuteMs, 0.25)
                        .store(database, pastUrl, {own, true}));
        }
        const TrafficView view(*f.store, false);
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        const auto ask = [&] {
            return view.course({systopics::messagesSent, true}, f.span(), YearOfHistory::yearMs / 1000);
        };
        (void)ask();
        QVERIFY(read.wait(test::patienceMs));
        const SeriesCourse course = ask();
        QVERIFY(course.size() > 360);
        for (const CoursePoint &point : course) {
            const CoursePoint whole = f.year.of(point.startMs, point.startMs + YearOfHistory::dayMs);
            QVERIFY(std::abs(point.mean - 0.75 * whole.mean) < 1e-6 * whole.mean);
            QVERIFY(point.minimum <= point.mean && point.mean <= point.maximum);
        }
    }

private:
    static void compareWithTheYear(const WatchedForAYear &f, const SeriesCourse &course)
    {
        for (const CoursePoint &point : course) {
            const CoursePoint expected = f.year.of(point.startMs, point.startMs + YearOfHistory::dayMs);
            QCOMPARE(point.startMs % YearOfHistory::dayMs, 0);
            QCOMPARE(point.count, expected.count);
            QVERIFY(std::abs(point.mean - expected.mean) < 1e-6 * expected.mean);
            QCOMPARE(point.minimum, expected.minimum);
            QCOMPARE(point.maximum, expected.maximum);
        }
    }

    /// The true one: the history is pruned by it.
    const qint64 m_nowMs = QDateTime::currentMSecsSinceEpoch();
    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(QStringLiteral("year.sqlite"));
};

SYSPULSE_TEST(TestPastReading)
#include "tst_pastreading.moc"
