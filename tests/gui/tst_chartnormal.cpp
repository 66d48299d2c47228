// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/normalfixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "ui/base/theme.h"
#include "ui/charts/chartexport.h"
#include "ui/charts/chartreadout.h"

#include <cmath>

#include <QDir>
#include <QPainter>
#include <QSignalSpy>

using namespace syspulse;

namespace {

/// For pictures: a curve, weeks that differ a little, and noise.
double lively(qint64 timeMs)
{
    const double minute = double(timeMs) / double(Series::minuteMs);
    const double day = minute / (24 * 60);
    const double weekend = qint64(day + 3) % 7 >= 5 ? 0.5 : 1;
    return weekend * (180 - 110 * std::cos(2 * 3.14159265 * day) + 8 * std::sin(qint64(day / 7) * 2.3)) +
           9 * std::sin(minute / 11) + 7 * std::sin(minute / 2.7) + 5 * std::sin(minute * 1.7);
}

} // namespace

/// What is usual, in the charts.
class TestChartNormal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QList<HistorySample> samples;
        for (const SeriesPoint &point : m_weeks.points)
            samples.append({{normalTopic, false}, point});
        HistoryDatabase database;
        QVERIFY(database.open(m_file));
        QVERIFY(database.append(normalUrl, samples));
    }

    void theBandLiesBelowTheLine()
    {
        NormalCharts f(m_file, m_nowMs);
        TimeChart *chart = f.chart();
        QTRY_VERIFY(chart->pointAt(0, m_nowMs - Series::hourMs)); // the past is read
        QVERIFY(!chart->bands().hasNormal(0));
        QVERIFY(f.isChosen("earlier0"));
        const QImage before = chart->grab().toImage();
        f.choose("normalBand");
        QTRY_VERIFY(chart->bands().hasNormal(0));
        QVERIFY(chart->grab().toImage() != before);
        for (qint64 hours = 0; hours < 6; ++hours) {
            const qint64 timeMs = m_nowMs - hours * Series::hourMs;
            const std::optional<NormalHour> usual = chart->bands().normalAt(0, timeMs);
            QVERIFY(usual);
            QCOMPARE(usual->weeks, 4);
            QCOMPARE(usual->median, usualValue(timeMs));
            QVERIFY(usual->lower < usual->median - 3 && usual->upper > usual->median + 3);
        }
        // There is room for all of it.
        double smallest = 0;
        double largest = 0;
        chart->bands().extend(double(chart->fromMs()), smallest, largest);
        QVERIFY(largest >= chart->bands().normalAt(0, m_nowMs)->upper);

        f.choose("earlier7");
        QVERIFY(!chart->bands().hasNormal(0));
        f.choose("normalBand");
        QVERIFY(chart->bands().hasNormal(0));
        QVERIFY(chart->bands().earlier(0).isEmpty());
        f.choose("earlier0");
        QVERIFY(!chart->bands().hasNormal(0));
        QVERIFY(f.legend()->ground().isEmpty());
        QVERIFY(f.legend()->toolTip().isEmpty());
    }

    void theBandIsPaleAndLeavesOutWhatIsUnknown()
    {
        ChartBands bands;
        bands.setNormal({{{{10, 20}, 50, 40, 60, 4}, {{20, 30}, 30, 20, 40, 4}, {{60, 70}, 50, 40, 60, 4}}});
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        bands.paint(
            &painter, image.rect(), image.rect(), [](const QPointF &point) { return point; },
            [](int) { return QColor(Qt::blue); });
        painter.end();
        const auto at = [&image](int x, int y) { return image.pixelColor(x, y); };
        QVERIFY(at(15, 50).blue() > at(15, 50).red() && at(15, 50).red() > 180);
        for (const QPoint place : {QPoint(12, 42), QPoint(25, 30), QPoint(65, 58)})
            QCOMPARE(at(place.x(), place.y()), at(15, 50));
        for (const QPoint place : {QPoint(15, 35), QPoint(25, 50), QPoint(45, 50), QPoint(65, 65)})
            QCOMPARE(at(place.x(), place.y()), QColor(Qt::white));
    }

    void theChoiceIsKept()
    {
        NormalCharts f(m_file, m_nowMs);
        f.board->useLayoutOf(QStringLiteral("here"));
        passFiles(f.state->files());
        f.choose("normalBand");
        QVERIFY(f.isChosen("normalBand") && !f.isChosen("earlier0"));
        QVERIFY(f.board->layoutState().charts.constFirst().normalBand);
        const Result<ChartLayout> layout = chartLayoutFromJson(chartLayoutToJson(f.board->layoutState()));
        QVERIFY(layout && layout->charts.constFirst().normalBand && !layout->charts.at(1).normalBand);
        QTRY_VERIFY(QFile::exists(f.state->fileOf(QStringLiteral("charts-here"))));
        f.board->useLayoutOf(QStringLiteral("elsewhere"));
        passFiles(f.state->files());
        QVERIFY(!f.board->layoutState().charts.constFirst().normalBand);
        f.board->useLayoutOf(QStringLiteral("here"));
        QTRY_VERIFY(f.board->layoutState().charts.constFirst().normalBand);
        f.board->refresh();
        QTRY_VERIFY(f.chart()->bands().hasNormal(0));
        // One of the two: with the day before it would be too much.
        const auto both = chartLayoutFromJson(
            R"({"version":1,"charts":[{"id":"a","earlierDays":1,"normalBand":true,"lines":[{"topic":"$SYS/a"}]}]})");
        QVERIFY(both && !both->charts.constFirst().normalBand);
    }

    void thePointerTellsWhatIsUsual()
    {
        NormalCharts f(m_file, m_nowMs);
        f.choose("normalBand");
        TimeChart *chart = f.chart();
        QTRY_VERIFY(chart->bands().hasNormal(0) && chart->pointAt(0, m_nowMs - Series::hourMs));
        const QPoint at = chart->plotRect().center().toPoint();
        QTest::mouseMove(chart->viewport(), at);
        auto *readout = child<ChartReadout>(*f.board, "clientsPanelReadout");
        QTRY_VERIFY(readout->isVisible());
        const std::optional<NormalHour> usual = chart->bands().normalAt(0, *f.board->axis().cursorMs());
        QVERIFY(usual);
        const QString text =
            QStringLiteral("usually %1–%2").arg(std::lround(usual->lower)).arg(std::lround(usual->upper));
        QCOMPARE(readout->rows().constFirst().usual, text);
        // For those who do not see it.
        QVERIFY(f.legend()->rows().constFirst()->accessibleDescription().endsWith(text));
        QVERIFY(chart->accessibleDescription().contains(QStringLiteral("The pale band is what is usual")));
        // Wide enough for it.
        const int wide = readout->width();
        f.choose("earlier0");
        QTest::mouseMove(chart->viewport(), at + QPoint(40, 0));
        QTRY_VERIFY(readout->rows().constFirst().usual.isEmpty());
        QVERIFY(readout->width() < wide);
    }

    void theBandIsExported()
    {
        NormalCharts f(m_file, m_nowMs);
        QTRY_VERIFY(f.chart()->pointAt(0, m_nowMs - Series::hourMs));
        const auto csv = [&f] {
            const QByteArray text = chartCsv(*child<ChartPanel>(*f.board, "clientsPanel"),
                                             TrafficView(*f.store, true), {QStringLiteral("here"), 0});
            return text.mid(text.indexOf("\ntime,") + 1).split('\n');
        };
        const QByteArray name = normalTopic.toUtf8();
        QCOMPARE(csv().constFirst().trimmed(), "time," + name);
        f.choose("normalBand");
        QTRY_VERIFY(f.chart()->bands().hasNormal(0));
        const QByteArrayList lines = csv();
        QCOMPARE(lines.constFirst().trimmed(),
                 "time," + name + "," + name + " usual lower," + name + " usual," + name + " usual upper");
        QVERIFY(lines.size() > 100);
        for (const QByteArray &line : lines.mid(1, lines.size() - 2)) {
            const QByteArrayList fields = line.trimmed().split(',');
            QCOMPARE(fields.size(), 5);
            const qint64 timeMs = QDateTime::fromString(QString::fromLatin1(fields.at(0)), Qt::ISODateWithMs)
                                      .toMSecsSinceEpoch();
            const std::optional<NormalHour> usual = f.chart()->bands().normalAt(0, timeMs);
            QVERIFY2(usual, line.constData());
            QCOMPARE(fields.at(2).toDouble(), usual->lower);
            QCOMPARE(fields.at(3).toDouble(), usual->median);
            QCOMPARE(fields.at(4).toDouble(), usual->upper);
        }
    }

    void theLegendTellsWhatItIsMadeFrom()
    {
        NormalCharts f(m_file, m_nowMs);
        f.choose("normalBand");
        QCOMPARE(f.legend()->ground(), QStringLiteral("The normal band is being read…"));
        QTRY_COMPARE(f.legend()->ground(), QStringLiteral("Normal band from 4 of 4 weeks"));
        const qint64 sinceMs = f.chart()->fromMs() - 28 * normalDayMs; // in UTC
        QVERIFY2(f.legend()->toolTip().contains(UnitFormatter(QLocale::c()).dateTime(sinceMs)),
                 qPrintable(f.legend()->toolTip()));
        f.board->axis().setRange(90 * normalDayMs);
        QCOMPARE(f.legend()->ground(), QStringLiteral("No normal band"));
        QVERIFY(f.legend()->toolTip().contains(QStringLiteral("31 days")));
        QVERIFY(!f.chart()->bands().hasNormal(0));
        // Of a month all of it; five weeks tell of its end only, and of less weeks the further back it is.
        f.board->axis().setRange(30 * normalDayMs);
        QTRY_COMPARE(f.legend()->ground(), QStringLiteral("Normal band from 2–4 of 4 weeks"));
        f.choose("normalBand", "connectsPanelMenu"); // bars
        QVERIFY(child<LegendTable>(*f.board, "connectsPanelLegend")
                    ->toolTip()
                    .contains(QStringLiteral("Bars and totals")));
    }

    void whatIsUnusualIsMarked()
    {
        NormalCharts f(m_file, m_nowMs);
        QVERIFY(f.chart()->textAt(f.inLane(m_weeks.strangeMs)).isEmpty());
        f.choose("normalBand");
        QTRY_VERIFY(!f.chart()->textAt(f.inLane(m_weeks.strangeMs)).isEmpty());
        const QString text = f.chart()->textAt(f.inLane(m_weeks.strangeMs));
        QVERIFY2(text.contains(QStringLiteral("unusual for this hour: Connected")), qPrintable(text));
        QVERIFY(text.contains(UnitFormatter(QLocale::c()).dateTime(m_weeks.strangeMs)));
        QCOMPARE(f.chart()->accessibleDescription().count(QStringLiteral("unusual for this hour")), 1);
        f.choose("earlier0");
        QVERIFY(f.chart()->textAt(f.inLane(m_weeks.strangeMs)).isEmpty());
    }

    void whatGoesOnIsJudgedByTheMinute()
    {
        NormalCharts f(m_file, m_nowMs);
        f.choose("normalBand");
        QTRY_VERIFY(f.chart()->bands().hasNormal(0));
        QVERIFY(f.passHistory());
        QSignalSpy read(f.store.get(), &LiveStore::pastRead);
        for (int i = 0; i < 50; ++i)
            f.board->refresh(true);
        QVERIFY(f.passHistory());
        QCOMPARE(read.size(), 0); // nothing new to know
        const qint64 startMs = f.clock.now - f.clock.now % Series::minuteMs + Series::minuteMs;
        for (qint64 minute = 0; minute < 3; ++minute) {
            f.clock.now = startMs + minute * Series::minuteMs;
            f.session.sendNumber(normalTopic, 900, f.clock.now);
            f.board->refresh(true);
            QVERIFY(f.passHistory());
            QVERIFY(!f.chart()->textAt(f.inLane(startMs)).contains(QStringLiteral("unusual")));
        }
        f.clock.now = startMs + 3 * Series::minuteMs; // now the third is over
        f.board->refresh(true);
        QTRY_VERIFY(f.chart()->textAt(f.inLane(startMs)).contains(QStringLiteral("unusual for this hour")));
    }

    void theServersOwnPastIsEnough()
    {
        NormalCharts f({}, m_nowMs);
        f.choose("normalBand");
        QTRY_COMPARE(f.legend()->ground(), QStringLiteral("No normal band yet"));
        QVERIFY(f.legend()->toolTip().contains(QStringLiteral("at least 2 of the 4 weeks")));
        PastFrame frame;
        for (const SeriesPoint &point : m_weeks.points) {
            if (point.timeMs > m_nowMs - LiveStore::pastMs)
                frame.values[{normalTopic, false}].append(
                    {point.timeMs - point.timeMs % Series::minuteMs + Series::minuteMs / 2, point.value});
        }
        emit f.session.connection().pastArrived(frame);
        f.board->refresh(true);
        QTRY_COMPARE(f.legend()->ground(), QStringLiteral("Normal band from 4 of 4 weeks"));
        QTRY_VERIFY(
            f.chart()->textAt(f.inLane(m_weeks.strangeMs)).contains(QStringLiteral("unusual for this hour")));
    }

    void ownTrafficIsTakenOff()
    {
        NormalCharts f({}, m_nowMs);
        const SeriesKey whole{systopics::messagesSent, true};
        const SeriesKey own{TrafficView::ownTopicOf(systopics::messagesSent), true};
        QList<HistorySample> samples;
        for (const int days : {21, 14, 7}) {
            const qint64 middleMs = m_nowMs - days * normalDayMs;
            for (qint64 timeMs = middleMs - Series::hourMs; timeMs < middleMs + Series::hourMs;
                 timeMs += Series::minuteMs)
                samples << HistorySample{whole, {timeMs, 100}} << HistorySample{own, {timeMs, 30}};
        }
        f.history->record(normalUrl, samples);
        const auto medianNow = [&](bool withOwn) {
            const TrafficView view(*f.store, withOwn);
            const NormalCourse course = view.normal(whole, {m_nowMs - Series::hourMs, m_nowMs});
            const std::optional<NormalHour> usual = normalAt(course.hours, m_nowMs);
            return usual ? usual->median : -1;
        };
        QTRY_COMPARE(medianNow(true), 100.0);
        QTRY_COMPARE(medianNow(false), 70.0);
        QCOMPARE(medianNow(true), 100.0);
    }

    void answersOfAnotherInstanceDie()
    {
        NormalCharts f(m_file, m_nowMs);
        f.choose("normalBand");
        f.session.pretendConnected(QStringLiteral("https://other.example.org:9925/"));
        f.board->refresh(true);
        QVERIFY(f.passHistory());
        QTRY_COMPARE(f.legend()->ground(), QStringLiteral("No normal band yet"));
        QVERIFY(!f.chart()->bands().hasNormal(0));
    }

    /// With SYSPULSE_SCREENSHOTS set, pictures of a chart with its band are left in that folder.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (folder.isEmpty())
            QSKIP("There is no folder for pictures.");
        PlacesFixture places;
        QList<HistorySample> samples;
        for (const SeriesPoint &point : m_weeks.points) {
            const double value = lively(point.timeMs) + (point.value > regular(point.timeMs) ? 150 : 0);
            samples << HistorySample{{normalTopic, false}, {point.timeMs, value}}
                    << HistorySample{{systopics::messagesReceived, true}, {point.timeMs, value / 3}}
                    << HistorySample{{systopics::messagesSent, true}, {point.timeMs, value}};
        }
        places.history.record(normalUrl, samples);
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        connectAndFill(*places.sessions.constLast(), window);
        passFiles(places.state.files()); // the arrangement is read
        places.preferences.change([](Preferences &preferences) { preferences.ownTrafficShown = true; });
        for (const char *panel : {"clientsPanelMenu", "messagesPanelMenu"}) {
            QMenu *menu = child<QToolButton>(window, panel)->menu();
            emit menu->aboutToShow();
            child<QAction>(*menu, "normalBand")->trigger();
        }
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
            window.setAppearance(appearance);
            for (const char *range : {"range6h", "range24h", "range7d", "range30d"}) {
                click(child<QToolButton>(window, range));
                auto *chart = child<TimeChart>(window, "clientsPanelChart");
                QTRY_VERIFY(chart->bands().hasNormal(0));
                settle(window);
                // Where the table at the pointer covers little.
                QTest::mouseMove(chart->viewport(),
                                 (chart->plotRect().bottomLeft() + QPointF(60, -1)).toPoint());
                settle(window);
                const QString name = (appearance == Appearance::Dark ? QStringLiteral("normal-dark-")
                                                                     : QStringLiteral("normal-light-")) +
                                     QLatin1String(range) + QStringLiteral(".png");
                QVERIFY(window.grab().save(QDir(folder).filePath(name)));
            }
        }
    }

private:
    /// The true one: the history is pruned by it.
    const qint64 m_nowMs = QDateTime::currentMSecsSinceEpoch();
    const FiveWeeks m_weeks{m_nowMs};
    const QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(QStringLiteral("kept.sqlite"));
};

SYSPULSE_GUI_TEST(TestChartNormal)
#include "tst_chartnormal.moc"
