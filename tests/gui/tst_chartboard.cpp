// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include <QDialog>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

#include "ui/charts/legendbutton.h"
#include "ui/charts/legendtable.h"

using namespace syspulse;

namespace {

using Board = ChartBoardFixture;

} // namespace

class TestChartBoard : public QObject
{
    Q_OBJECT

private slots:
    /// The window moves on each second or so, whether anything comes or not.
    void aValueAfterARestIsDrawnAtOnce()
    {
        Board f;
        f.clock.now += 10'000;
        f.board.refresh();
        QVERIFY(f.chart()->toMs() > f.clock.now); // it moved
        f.session.sendNumber(clientsTopic, 41, f.clock.now);
        f.board.noteValues();
        f.board.refresh();
        const auto point = f.chart()->pointAt(0, f.clock.now);
        QVERIFY(point);
        QCOMPARE(point->y(), 41.0);
    }

    void aValueThatComesBeforeItsPixelIsDrawnSoon()
    {
        Board f;
        const auto sent = [&f](double number) {
            f.session.sendNumber(clientsTopic, number, f.clock.now);
            f.board.noteValues();
            f.board.refresh();
            const auto point = f.chart()->pointAt(0, f.clock.now);
            return point ? point->y() : -1;
        };
        f.board.refresh();
        const qint64 pixelMs = (f.chart()->toMs() - f.chart()->fromMs()) / f.chart()->plotWidth();
        f.clock.now = (f.clock.now / pixelMs + 10) * pixelMs + 1; // the window stays while the next ones come
        QCOMPARE(sent(41), 41.0);
        f.clock.now += pixelMs / 8;
        QCOMPARE(sent(42), 41.0); // a flood is not drawn value by value
        f.clock.now += pixelMs / 6;
        QCOMPARE(sent(43), 43.0);
    }

    /// In three columns of a small window a pixel is more than two seconds wide.
    void whatComesEachSecondIsDrawnAsItComes()
    {
        Board f;
        f.board.resize(800, 560);
        QTRY_VERIFY(f.chart()->plotWidth() < 300);
        for (int i = 0; i < 5; ++i) {
            f.session.sendNumber(clientsTopic, 40 + i, f.clock.now += 1000);
            f.board.noteValues();
            f.board.refresh();
            const auto point = f.chart()->pointAt(0, f.clock.now);
            QVERIFY(point);
            QCOMPARE(point->y(), 40.0 + i);
        }
    }

    void theLineOfAnEarlierIntervalStaysALine()
    {
        Board f;
        const QString interval = QStringLiteral("$SYS/broker/syspulse/updater/interval");
        f.session.sendNumber(interval, 1, f.clock.now);
        for (int i = 0; i < 3; ++i) {
            f.session.sendNumber(interval, 1, f.clock.now += 1000);
            f.session.sendNumber(clientsTopic, 3, f.clock.now);
        }
        f.board.refresh(true);
        QVERIFY(f.chart()->pointAt(0, f.clock.now - 3000 - 65'000)); // between two samples, 10 s apart
        f.clock.now += 10'000;
        f.session.sendNumber(interval, 1, f.clock.now);
        f.session.sendNumber(clientsTopic, 3, f.clock.now);
        f.board.refresh(true);
        QVERIFY(!f.chart()->pointAt(0, f.clock.now - 5000)); // that is a gap now
    }

    void theWheelZoomsAllCharts()
    {
        Board f;
        const qint64 before = f.chart()->toMs() - f.chart()->fromMs();
        f.wheel(120, f.chart()->plotRect().center());
        QVERIFY(f.chart()->toMs() - f.chart()->fromMs() < before);
        QCOMPARE(f.chart("messagesPanelChart")->fromMs(), f.chart()->fromMs());
        QVERIFY(f.chart()->toMs() > f.clock.now); // following goes on
        f.wheel(-120, f.chart()->plotRect().center());
        QCOMPARE(f.chart()->toMs() - f.chart()->fromMs(), before);
    }

    void theWheelScrollsThePageWhenItBeganThere()
    {
        Board f;
        const qint64 before = f.board.axis().rangeMs();
        f.board.axis().notePageScrolled();
        f.wheel(120, f.chart()->plotRect().center());
        QCOMPARE(f.board.axis().rangeMs(), before);
        f.clock.now += TimeAxis::scrollPauseMs;
        f.wheel(120, f.chart()->plotRect().center());
        QVERIFY(f.board.axis().rangeMs() < before);
    }

    void zoomingWhilePausedKeepsThePlace()
    {
        Board f;
        TimeAxis &axis = f.board.axis();
        axis.moveTo(f.clock.now - 300'000);
        const qint64 around = axis.endMs() - axis.rangeMs() / 3;
        const double share = double(axis.endMs() - around) / double(axis.rangeMs());
        axis.zoom(0.5, around);
        QVERIFY(std::abs(double(axis.endMs() - around) / double(axis.rangeMs()) - share) < 1e-6);
        for (int i = 0; i < 100; ++i)
            axis.zoom(0.5, around);
        QCOMPARE(axis.rangeMs(), TimeAxis::minRangeMs);
        for (int i = 0; i < 100; ++i)
            axis.zoom(2, around);
        QCOMPARE(axis.rangeMs(), TimeAxis::maxRangeMs);
        QVERIFY(axis.endMs() <= f.clock.now); // there is nothing to see in the future
    }

    void draggingPansAndPauses()
    {
        Board f;
        QWidget *viewport = f.chart()->viewport();
        const QPoint from = f.chart()->plotRect().center().toPoint();
        const qint64 before = f.chart()->fromMs();
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        QTest::mouseMove(viewport, from + QPoint(100, 0));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, from + QPoint(100, 0));
        QVERIFY(f.board.axis().isPaused());
        const double moved = double(before - f.chart()->fromMs());
        const double expected = 100.0 * double(f.board.axis().rangeMs()) / f.chart()->plotWidth();
        QVERIFY2(std::abs(moved - expected) < expected * 0.05, qPrintable(QString::number(moved)));
        QVERIFY(child<QToolButton>(f.board, "pauseButton")->isChecked());
        QVERIFY(textOf(f.board, "pausedText").startsWith(QStringLiteral("Paused")));
        QTest::mouseDClick(viewport, Qt::LeftButton, {}, from);
        QVERIFY(!f.board.axis().isPaused());
        QVERIFY(f.chart()->toMs() > f.clock.now);
    }

    void theCrosshairReadsEveryLine()
    {
        Board f;
        auto *first = child<LegendButton>(f.board, "clientsPanelLine0");
        auto *rate = child<LegendButton>(f.board, "messagesPanelLine0");
        auto *hidden = child<LegendButton>(f.board, "messagesPanelLine2");
        QVERIFY(first->value().isEmpty());
        f.board.axis().setCursor(f.clock.now - 5 * 10'000 + 900);
        QCOMPARE(first->value(), QStringLiteral("5\u00a0clients"));
        QCOMPARE(rate->value(), QStringLiteral("10\u00a0msg/s"));
        QVERIFY(hidden->value().isEmpty());
        QVERIFY(textOf(f.board, "pausedText").startsWith(QStringLiteral("At ")));
        // Before the first value nothing is known, and that is not 0.
        f.board.axis().setCursor(f.clock.now - 660'000);
        QCOMPARE(first->value(), unknownText());
        f.board.axis().setCursor(std::nullopt);
        QVERIFY(first->value().isEmpty());
    }

    void theKeyboardDoesWhatTheMouseDoes()
    {
        Board f;
        TimeAxis &axis = f.board.axis();
        f.chart()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(f.chart(), Qt::Key_Left);
        QVERIFY(axis.cursorMs());
        const qint64 at = *axis.cursorMs();
        QTest::keyClick(f.chart(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(*axis.cursorMs() < at);
        QTest::keyClick(f.chart(), Qt::Key_Escape);
        QVERIFY(!axis.cursorMs());
        const qint64 range = axis.rangeMs();
        QTest::keyClick(f.chart(), Qt::Key_Plus);
        QVERIFY(axis.rangeMs() < range);
        QTest::keyClick(f.chart(), Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(axis.isPaused());
        QTest::keyClick(f.chart(), Qt::Key_Space);
        QVERIFY(!axis.isPaused());
    }

    void aTopicCanBeAddedToAChartOrDrawnInANewOne()
    {
        Board f;
        click(child<QToolButton>(f.board, "addChart"));
        auto *picker = child<QDialog>(f.board, "topicPicker");
        auto *list = child<QListWidget>(*picker, "pickerList");
        QCOMPARE(list->count(), 2);
        QTest::keyClicks(child<QLineEdit>(*picker, "pickerFilter"), QStringLiteral("RECEIVED"));
        QVERIFY(list->item(0)->isHidden());
        QTest::keyClick(child<QLineEdit>(*picker, "pickerFilter"), Qt::Key_Return);
        QCOMPARE(f.board.layoutState().charts.size(), 7);
        // A counter is drawn as its change per second unless one wants otherwise.
        QCOMPARE(f.board.layoutState().charts.constLast().lines, (QList<ChartLine>{{received, true, true}}));

        f.action("clientsPanelMenu", "addTopic")->trigger();
        QTRY_COMPARE(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).size(), 1);
        picker = child<QDialog>(f.board, "topicPicker");
        child<QListWidget>(*picker, "pickerList")->setCurrentRow(1);
        click(child<QPushButton>(*picker, "pickerAdd"));
        QCOMPARE(f.board.layoutState().charts.constFirst().lines.size(), 2);
        QVERIFY(child<LegendButton>(f.board, "clientsPanelLine1")->isChecked());
    }

    void chartsBesideEachOtherHaveAsMuchRoomWhateverIsAdded()
    {
        Board f;
        f.board.resize(1200, 900);
        const auto legend = [&f](const char *panel) {
            return child<QWidget>(f.board, panel)->findChild<LegendTable *>()->minimumHeight();
        };
        const int before = legend("subscriptionsPanel");
        for (int row = 0; row < 2; ++row) {
            f.action("heapPanelMenu", "addTopic")->trigger();
            QTRY_COMPARE(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).size(), 1);
            auto *picker = child<QDialog>(f.board, "topicPicker");
            child<QListWidget>(*picker, "pickerList")->setCurrentRow(row);
            click(child<QPushButton>(*picker, "pickerAdd"));
            QTRY_VERIFY(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).isEmpty());
        }
        QVERIFY(legend("heapPanel") > before);
        QCOMPARE(legend("subscriptionsPanel"), legend("heapPanel"));
    }

    void countersAreDrawnRawOrAsRate()
    {
        Board f;
        f.action("messagesPanelMenu", "showRates")->setChecked(false);
        TimeChart *chart = f.chart("messagesPanelChart");
        QCOMPARE(chart->pointAt(0, f.clock.now)->y(), 6000.0);
        f.action("messagesPanelMenu", "showRates")->setChecked(true);
        QCOMPARE(chart->pointAt(0, f.clock.now)->y(), 10.0);
        QVERIFY(!f.action("clientsPanelMenu", "showRates")->isEnabled());
    }

    void clearingHidesAndDeletesNothing()
    {
        Board f;
        f.action("clientsPanelMenu", "clearChart")->trigger();
        f.session.sendNumber(clientsTopic, 3, f.clock.now += 10'000);
        f.board.refresh(true);
        QVERIFY(!f.chart()->pointAt(0, f.clock.now - 60'000));
        QCOMPARE(f.chart()->pointAt(0, f.clock.now)->y(), 3.0);
        QVERIFY(f.chart("messagesPanelChart")->pointAt(0, f.clock.now - 60'000)); // the others go on
        f.action("clientsPanelMenu", "showAll")->trigger();
        QVERIFY(f.chart()->pointAt(0, f.clock.now - 60'000));
    }

    void aRemovedChartCanBeBroughtBack()
    {
        Board f;
        auto *restore = child<QToolButton>(f.board, "restoreChart");
        QVERIFY(!restore->isVisible());
        const ChartLayout before = f.board.layoutState();
        f.action("clientsPanelMenu", "removeChart")->trigger();
        QCOMPARE(f.board.layoutState().charts.size(), 5);
        click(restore);
        QCOMPARE(f.board.layoutState(), before);
        QVERIFY(!restore->isVisible());
    }

    void theLayoutIsKeptPerInstance()
    {
        Board f;
        f.board.useLayoutOf(QStringLiteral("one:9925"));
        passFiles(f.state.files());
        f.board.addChart(clientsTopic);
        const ChartLayout kept = f.board.layoutState();
        // Another board reads the file.
        QTRY_VERIFY(QFile::exists(f.state.fileOf(QStringLiteral("charts-one:9925"))));
        {
            ChartBoard other(f.context());
            other.useLayoutOf(QStringLiteral("two:9925"));
            passFiles(f.state.files());
            QCOMPARE(other.layoutState().charts, defaultChartLayout().charts);
            other.useLayoutOf(QStringLiteral("one:9925"));
            QTRY_COMPARE(other.layoutState().charts, kept.charts);
        }
    }

    void aSpanIsMarkedToZoomIn()
    {
        Board f;
        QWidget *viewport = f.chart()->viewport();
        const QRectF plot = f.chart()->plotRect();
        const QPoint from(int(plot.left() + plot.width() / 4), int(plot.center().y()));
        const QPoint to = from + QPoint(int(plot.width() / 4), 0);
        const qint64 begin = f.chart()->timeAt(from.x());
        const qint64 end = f.chart()->timeAt(to.x());
        QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, to); // from right to left as well
        QTest::mouseMove(viewport, from);
        QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, from);
        QVERIFY(f.board.axis().isPaused());
        QCOMPARE(f.board.axis().endMs(), end);
        QCOMPARE(f.board.axis().rangeMs(), end - begin);
        QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, to); // a click marks nothing
        QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, to);
        QCOMPARE(f.board.axis().endMs(), end);
    }

    void restartsAndOutagesAreMarked()
    {
        Board f;
        const QString beat = QStringLiteral("$SYS/broker/syspulse/updater/heartbeat");
        f.session.sendValue(beat, QStringLiteral("x"), f.clock.now - 300'000);
        f.session.sendValue(beat, QStringLiteral("x"), f.clock.now - 100'000);
        f.session.sendValue(
            QStringLiteral("$SYS/broker/timestamp"),
            QDateTime::fromMSecsSinceEpoch(f.clock.now - 50'000).toUTC().toString(Qt::ISODateWithMs),
            f.clock.now);
        const QList<TimelineMark> marks = f.store.marks();
        QCOMPARE(marks.size(), 3); // the second outage goes on
        QCOMPARE(marks.at(0),
                 (TimelineMark{TimelineMark::Kind::Outage, f.clock.now - 300'000, f.clock.now - 100'000}));
        QCOMPARE(marks.at(1).fromMs, f.clock.now - 50'000);
        const QImage before = f.chart()->grab().toImage();
        f.board.refresh(true);
        QVERIFY(f.chart()->grab().toImage() != before);
    }

    void analyticsAreNamedAsTheSource()
    {
        Board f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 3, f.clock.now);
        f.board.refresh(true);
        QVERIFY(f.chart()->accessibleDescription().isEmpty());
        const QImage before = f.chart()->grab().toImage();
        PastFrame frame;
        for (qint64 ago = 2; ago < 15; ++ago)
            frame.values[{QStringLiteral("$SYS/broker/clients/connected"), false}].prepend(
                {(f.clock.now / 60'000 - ago) * 60'000 + 30'000, double(2 + ago % 3)});
        emit f.session.connection().pastArrived(frame);
        f.board.refresh(true);
        QVERIFY(f.chart()->accessibleDescription().contains(QLatin1String("analytics")));
        QVERIFY(f.chart()->grab().toImage() != before);
        QVERIFY(f.chart()->pointAt(0, f.clock.now - 5 * 60'000));
        // The analytics know nothing of the heap: no bar stands over a chart that is empty there.
        QVERIFY(child<TimeChart>(f.board, "heapPanelChart")->accessibleDescription().isEmpty());
    }
};

SYSPULSE_GUI_TEST(TestChartBoard)
#include "tst_chartboard.moc"
