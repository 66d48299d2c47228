// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include <QFile>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>

using namespace syspulse;

/// Where charts stand, and what they are called.
class TestChartArrange : public QObject
{
    Q_OBJECT

private slots:
    void sixChartsInTwoColumnsOfOneWidth()
    {
        ChartBoardFixture f;
        QCOMPARE(ids(f).join(u' '), QStringLiteral("clients messages bytes connects subscriptions heap"));
        for (const int width : {960, 1100, 1700}) {
            f.board.resize(width, 900);
            settle(f.board);
            const QList<ChartPanel *> panels = f.board.findChildren<ChartPanel *>();
            QCOMPARE(panels.size(), 6);
            for (const ChartPanel *panel : panels) {
                QVERIFY(std::abs(panel->width() - panels.constFirst()->width()) <= 1);
                QVERIFY(std::abs(panel->height() - panels.constFirst()->height()) <= 1 ||
                        panel->chart()->height() >= panel->chart()->minimumSizeHint().height());
            }
            QCOMPARE(place(f, "clientsPanel").top(), place(f, "messagesPanel").top());
            QVERIFY(place(f, "bytesPanel").top() > place(f, "clientsPanel").bottom());
            // Beside each other, so are their axes.
            QCOMPARE(f.chart("clientsPanelChart")->height(), f.chart("messagesPanelChart")->height());
        }
        f.board.resize(900, 900);
        settle(f.board);
        QVERIFY(place(f, "messagesPanel").top() > place(f, "clientsPanel").bottom());
    }

    void chartsAreDragged()
    {
        ChartBoardFixture f;
        f.board.useLayoutOf(QStringLiteral("one"));
        passFiles(f.state.files());
        auto *panel = child<ChartPanel>(f.board, "clientsPanel");
        const QPoint head(60, 10);
        QTest::mousePress(panel, Qt::LeftButton, {}, head);
        QTest::mouseMove(panel, head + QPoint(1, 0)); // a hand is never quite still
        QCOMPARE(ids(f).constFirst(), QStringLiteral("clients"));
        const QPoint target = place(f, "bytesPanel").center();
        QTest::mouseMove(panel, panel->mapFrom(&f.board, target));
        QTest::mouseRelease(panel, Qt::LeftButton, {}, panel->mapFrom(&f.board, target));
        QCOMPARE(ids(f).join(u' '), QStringLiteral("messages bytes clients connects subscriptions heap"));
        // It is kept.
        QTRY_VERIFY(QFile::exists(f.state.fileOf(QStringLiteral("charts-one"))));
        ChartBoard other(f.context());
        other.useLayoutOf(QStringLiteral("one"));
        QTRY_COMPARE(other.layoutState().charts, f.board.layoutState().charts);
    }

    void theKeyboardAndTheMenuMoveThem()
    {
        ChartBoardFixture f;
        f.chart()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(f.chart(), Qt::Key_Up, Qt::AltModifier); // it is the first
        QCOMPARE(ids(f).constFirst(), QStringLiteral("clients"));
        QTest::keyClick(f.chart(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(ids(f).mid(0, 2).join(u' '), QStringLiteral("messages clients"));
        QVERIFY(f.chart()->hasFocus());
        f.action("clientsPanelMenu", "moveEarlier")->trigger();
        QCOMPARE(ids(f).constFirst(), QStringLiteral("clients"));
        QVERIFY(!f.action("clientsPanelMenu", "moveEarlier")->isEnabled());
        QVERIFY(!f.action("heapPanelMenu", "moveLater")->isEnabled());
        // Tab goes the way of the eye.
        f.action("clientsPanelMenu", "moveLater")->trigger();
        const QWidget *next = child<QToolButton>(f.board, "messagesPanelLine3");
        do
            next = next->nextInFocusChain();
        while ((next->focusPolicy() & Qt::TabFocus) == 0 || !next->isVisible());
        QCOMPARE(next->objectName(), QStringLiteral("clientsPanelMenu"));
    }

    void oneChartTakesAllTheRoom()
    {
        ChartBoardFixture f;
        f.action("heapPanelMenu", "maximiseChart")->trigger();
        settle(f.board);
        QVERIFY(f.board.isMaximised());
        QVERIFY(!child<ChartPanel>(f.board, "clientsPanel")->isVisible());
        QVERIFY(place(f, "heapPanel").width() > f.board.width() - 30);
        QCOMPARE(ids(f).size(), 6); // nothing is lost
        f.chart("heapPanelChart")->setFocus(Qt::TabFocusReason);
        QTest::keyClick(f.chart("heapPanelChart"), Qt::Key_Escape);
        QVERIFY(!f.board.isMaximised());
        QVERIFY(child<ChartPanel>(f.board, "clientsPanel")->isVisible());
        QTest::mouseDClick(child<ChartPanel>(f.board, "bytesPanel"), Qt::LeftButton, {}, {60, 10});
        QVERIFY(f.board.isMaximised());
        f.action("bytesPanelMenu", "removeChart")->trigger();
        QVERIFY(child<ChartPanel>(f.board, "clientsPanel")->isVisible());
    }

    void chartsAreRenamed()
    {
        ChartBoardFixture f;
        f.action("clientsPanelMenu", "renameChart")->trigger();
        auto *dialog = child<QInputDialog>(f.board, "renameChart");
        QCOMPARE(dialog->textValue(), QStringLiteral("Connected clients"));
        dialog->setTextValue(QStringLiteral("  Pumps <b>hall 3</b>\n"));
        dialog->accept();
        QCOMPARE(textOf(f.board, "clientsPanelTitle"), QStringLiteral("Pumps <b>hall 3</b>"));
        const auto kept = chartLayoutFromJson(chartLayoutToJson(f.board.layoutState()));
        QCOMPARE(kept->charts, f.board.layoutState().charts);
        // Without a name it is called after its lines again, in the language of the window.
        f.action("clientsPanelMenu", "renameChart")->trigger();
        QTRY_COMPARE(f.board.findChildren<QInputDialog *>().size(), 1);
        dialog = child<QInputDialog>(f.board, "renameChart");
        dialog->setTextValue({});
        dialog->accept();
        QCOMPARE(textOf(f.board, "clientsPanelTitle"), QStringLiteral("Connected clients"));
        QVERIFY(f.board.layoutState().charts.constFirst().name.isEmpty());
    }

    void countsAreBars()
    {
        ChartBoardFixture f;
        const QString failed = QStringLiteral("$SYS/broker/connections/failed");
        for (int i = 60; i >= 0; --i)
            f.session.sendNumber(failed, i > 30 ? 2 : 3, f.clock.now - i * 10'000);
        f.board.axis().setRange(600'000);
        f.board.refresh(true);
        TimeChart *chart = f.chart("connectsPanelChart");
        // One event is one, however often values come; it is in the bucket in which it happened.
        const auto bar = chart->pointAt(1, f.clock.now - 300'000);
        QVERIFY(bar);
        QCOMPARE(bar->y(), 1.0);
        QVERIFY(std::abs(bar->x() - double(f.clock.now - 300'000)) <= double(chart->bucketMs()) / 2);
        const auto later = chart->pointAt(1, f.clock.now - 100'000);
        QVERIFY(later);
        QCOMPARE(later->y(), 0.0);
        QVERIFY(!chart->pointAt(0, f.clock.now - 300'000)); // of this counter nothing is known
        const QImage image = chart->grab().toImage();
        const QRectF plot = chart->plotRect();
        const double x = plot.left() +
                         plot.width() * (bar->x() + double(chart->bucketMs()) / 4 - double(chart->fromMs())) /
                             double(chart->toMs() - chart->fromMs());
        QCOMPARE(image.pixelColor(int(x), int(plot.bottom()) - 4), chart->lineColor(1));
    }

private:
    static QStringList ids(const ChartBoardFixture &f)
    {
        QStringList list;
        for (const ChartSpec &spec : f.board.layoutState().charts)
            list.append(spec.id);
        return list;
    }

    static QRect place(ChartBoardFixture &f, const char *name)
    {
        return child<ChartPanel>(f.board, name)->geometry();
    }
};

SYSPULSE_GUI_TEST(TestChartArrange)
#include "tst_chartarrange.moc"
