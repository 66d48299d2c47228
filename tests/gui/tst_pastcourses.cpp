// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/watchedforayear.h"

#include "core/topics/systopics.h"
#include "ui/base/theme.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/chartpanel.h"

#include <QDir>
#include <QMenu>
#include <QToolButton>

using namespace syspulse;
using namespace syspulse::test;

namespace {

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
    /// The true one: the history is pruned by it.
    const qint64 m_nowMs = QDateTime::currentMSecsSinceEpoch();
    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(QStringLiteral("year.sqlite"));
};

SYSPULSE_GUI_TEST(TestPastCourses)
#include "tst_pastcourses.moc"
