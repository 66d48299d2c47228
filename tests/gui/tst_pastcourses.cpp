// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/yearofhistory.h"

#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "ui/base/theme.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/chartpanel.h"

#include <QDir>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace syspulse;
using test::YearOfHistory;

namespace {

const QString pastUrl = QStringLiteral("https://db.example.org:9925/");
const QString pastTopic = QStringLiteral("$SYS/broker/clients/connected");

/// Returns once @p history has answered everything that it was asked for before.
bool passHistory(HistoryStore &history)
{
    bool answered = false;
    QObject context;
    history.loadRuns(QStringLiteral("marker"), &context,
                     [&answered](const Result<QList<RunReport>> &) { answered = true; });
    return QTest::qWaitFor([&answered] { return answered; }, test::patienceMs);
}

/// An instance that was watched for a year, whose history, the file @p kept, is opened again at @p nowMs.
struct WatchedForAYear
{
    WatchedForAYear(const QString &kept, qint64 nowMs)
        : year(nowMs)
    {
        clock.now = nowMs;
        QFile::copy(kept, file);
        history = std::make_unique<HistoryStore>(file);
        store = std::make_unique<LiveStore>(session, clock, history.get());
        session.pretendConnected(pastUrl);
    }

    /// What a picture of a year in @p columns shows, once all of it has been read.
    SeriesCourse readYear(int columns)
    {
        if (!passHistory(*history)) // the newest of the past is in memory now
            return {};
        QSignalSpy read(store.get(), &LiveStore::pastRead);
        const auto ask = [&] {
            return store->course({pastTopic, false}, span(), YearOfHistory::yearMs / columns);
        };
        ask();
        return read.wait(test::patienceMs) ? ask() : SeriesCourse();
    }
    TimeSpan span() const { return {clock.now - YearOfHistory::yearMs, clock.now}; }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("history.sqlite"));
    FakeClock clock;
    YearOfHistory year;
    FakeSession session;
    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<LiveStore> store;
};

/// The charts of such an instance.
struct ChartParts
{
    explicit ChartParts(WatchedForAYear &f)
        : state(f.folder.path())
        , updater(f.session, *f.store, state)
        , board({f.session, *f.store, prompts, f.clock, UnitFormatter(QLocale::c()), state, preferences, tray,
                 updater})
    {}

    StateStore state;
    PreferenceStore preferences{state};
    FakePrompts prompts;
    FakeTray tray;
    UpdaterControl updater;
    ChartBoard board;
};

} // namespace

/// The past in the charts: what memory does not hold, read from the disk.
class TestPastCourses : public QObject
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

    void theChartsShowTheYear()
    {
        WatchedForAYear f(m_file, m_nowMs);
        ChartParts parts(f);
        ChartBoard &board = parts.board;
        f.session.sendNumber(pastTopic, f.year.valueAt(f.clock.now), f.clock.now);
        GuiFixture::show(board, {1100, 560});
        click(child<QToolButton>(board, "range1y"));
        QCOMPARE(board.axis().rangeMs(), YearOfHistory::yearMs);
        auto *chart = child<TimeChart>(board, "clientsPanelChart");
        const CoursePoint year = f.year.of(0, f.clock.now + 1);
        double smallest = 1e9;
        double largest = 0;
        // The six charts read one after the other, and until then show what memory has.
        const auto isRead = [&] {
            smallest = 1e9;
            largest = 0;
            if (chart->bands().hasBand(0))
                chart->bands().extend(0, smallest, largest);
            return qFuzzyCompare(smallest, year.minimum) && qFuzzyCompare(largest, year.maximum);
        };
        QVERIFY2(QTest::qWaitFor(isRead, test::patienceMs),
                 qPrintable(QStringLiteral("%1 %2").arg(smallest).arg(largest)));
        // The line is the mean: of the group that is under the crosshair.
        for (const qint64 days : {360, 200, 100, 31, 8, 2}) {
            const std::optional<QPointF> point = chart->pointAt(0, f.clock.now - days * YearOfHistory::dayMs);
            QVERIFY(point);
            const qint64 groupMs = CourseGrid::of(YearOfHistory::yearMs / chart->plotWidth(), 10'000).groupMs;
            const qint64 startMs = qint64(point->x()) - groupMs / 2;
            QCOMPARE(startMs % groupMs, 0);
            QCOMPARE(float(point->y()), float(f.year.of(startMs, startMs + groupMs).mean));
        }
    }

    void theDayBeforeLiesBelow()
    {
        WatchedForAYear f(m_file, m_nowMs);
        ChartParts parts(f);
        GuiFixture::show(parts.board, {1100, 560});
        QVERIFY(passHistory(*f.history));
        f.session.sendNumber(systopics::interval, 600, f.clock.now);
        parts.board.axis().moveTo(f.clock.now - 3 * YearOfHistory::dayMs);
        parts.board.axis().setRange(6 * Series::hourMs);
        auto *chart = child<TimeChart>(parts.board, "clientsPanelChart");
        for (const int days : {1, 7}) {
            QMenu *menu = child<QToolButton>(parts.board, "clientsPanelMenu")->menu();
            emit menu->aboutToShow();
            child<QAction>(*menu, days == 1 ? "earlier1" : "earlier7")->trigger();
            QTRY_VERIFY(chart->bands().earlier(0).value(0).size() > 30);
            const QList<QPointF> line = chart->bands().earlier(0).constFirst();
            for (const QPointF &point : line) {
                const qint64 thenMs = qint64(point.x()) - days * YearOfHistory::dayMs; // in UTC
                QVERIFY(point.x() > double(chart->fromMs() - Series::hourMs));
                QCOMPARE(point.y(), f.year.valueAt(thenMs));
            }
        }
        QMenu *menu = child<QToolButton>(parts.board, "clientsPanelMenu")->menu();
        emit menu->aboutToShow();
        child<QAction>(*menu, "earlier0")->trigger();
        QVERIFY(chart->bands().earlier(0).isEmpty());
    }

    /// With SYSPULSE_SCREENSHOTS set, pictures of the overview over long ranges are left in that folder.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (folder.isEmpty())
            QSKIP("There is no folder for pictures.");
        PlacesFixture places;
        const auto record = [&](const SeriesKey &key, double scale) {
            QList<HistorySample> samples;
            for (const SeriesPoint &point : YearOfHistory(m_nowMs, 10 * Series::minuteMs, scale).samples())
                samples.append({key, point});
            places.history.record(pastUrl, samples);
        };
        record({pastTopic, false}, 1);
        record({systopics::messagesReceived, true}, 0.3);
        record({systopics::messagesSent, true}, 0.8);
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        connectAndFill(*places.sessions.constLast(), window);
        places.preferences.change([](Preferences &preferences) { preferences.ownTrafficShown = true; });
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
            window.setAppearance(appearance);
            for (const char *range : {"range1y", "range90d", "range30d", "range7d", "range24h"}) {
                click(child<QToolButton>(window, range));
                QVERIFY(passHistory(places.history));
                settle(window);
                const QString name = (appearance == Appearance::Dark ? QStringLiteral("past-dark-")
                                                                     : QStringLiteral("past-light-")) +
                                     QLatin1String(range) + QStringLiteral(".png");
                QVERIFY(window.grab().save(QDir(folder).filePath(name)));
            }
            QMenu *menu = child<QToolButton>(window, "clientsPanelMenu")->menu();
            emit menu->aboutToShow();
            child<QAction>(*menu, appearance == Appearance::Dark ? "earlier7" : "earlier1")->trigger();
            QVERIFY(passHistory(places.history));
            settle(window);
            QVERIFY(window.grab().save(QDir(folder).filePath(
                appearance == Appearance::Dark ? QStringLiteral("past-dark-week-before.png")
                                               : QStringLiteral("past-light-day-before.png"))));
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

SYSPULSE_GUI_TEST(TestPastCourses)
#include "tst_pastcourses.moc"
