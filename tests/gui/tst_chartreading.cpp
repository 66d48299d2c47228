// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"

#include "ui/base/theme.h"
#include "ui/charts/chartreadout.h"
#include "ui/charts/legendtable.h"

using namespace syspulse;

/// What charts say in numbers: the legend and its figures, the crosshair, the table at the pointer.
class TestChartReading : public QObject
{
    Q_OBJECT

private slots:
    void theLegendTellsTheFiguresOfTheSpan()
    {
        ChartBoardFixture f;
        auto *clients = child<LegendButton>(f.board, "clientsPanelLine0");
        QCOMPARE(clients->shown(LegendColumn::Now), QStringLiteral("0\u00a0clients"));
        QCOMPARE(clients->shown(LegendColumn::Minimum), QStringLiteral("0"));
        QCOMPARE(clients->shown(LegendColumn::Maximum), QStringLiteral("6"));
        QVERIFY(clients->shown(LegendColumn::Mean).startsWith(QStringLiteral("3")) ||
                clients->shown(LegendColumn::Mean).startsWith(QStringLiteral("2.9")));
        auto *rate = child<LegendButton>(f.board, "messagesPanelLine0");
        QCOMPARE(rate->shown(LegendColumn::Now), QStringLiteral("10\u00a0msg/s"));
        QCOMPARE(rate->shown(LegendColumn::Minimum), QStringLiteral("10"));
        // Of a narrower span only what lies in it.
        f.board.axis().setRange(25'000);
        QCOMPARE(clients->shown(LegendColumn::Maximum), QStringLiteral("2"));
        QVERIFY(clients->accessibleDescription().contains(QStringLiteral("maximum 2")));
    }

    void whatIsNotKnownHasNoFigures()
    {
        ChartBoardFixture f;
        auto *hidden = child<LegendButton>(f.board, "messagesPanelLine2");
        QVERIFY(hidden->shown(LegendColumn::Now).isEmpty());
        auto *never = child<LegendButton>(f.board, "messagesPanelLine1"); // no value has come
        QCOMPARE(never->shown(LegendColumn::Now), unknownText());
        QCOMPARE(never->shown(LegendColumn::Mean), unknownText());
        // The newest value is too old to be called the one of now; what it was is still told.
        auto *clients = child<LegendButton>(f.board, "clientsPanelLine0");
        f.clock.now += 60'000;
        f.board.refresh(true);
        QCOMPARE(clients->shown(LegendColumn::Now), unknownText());
        QCOMPARE(clients->shown(LegendColumn::Maximum), QStringLiteral("6"));
        QVERIFY(clients->toolTip().contains(QStringLiteral("60 s ago")) ||
                clients->toolTip().contains(QStringLiteral("1 min ago")));
        QVERIFY(never->toolTip().contains(QStringLiteral("No value has arrived yet.")));
    }

    void columnsStandUnderEachOtherAndAreNeverCut()
    {
        LegendTable table(QStringLiteral("row"));
        table.setLines(
            {QStringLiteral("Short"), QStringLiteral("A name that is much longer than the others")});
        table.setMoment(QStringLiteral("Now"));
        const LegendTexts texts{QStringLiteral("12.3\u00a0k subscriptions"), QStringLiteral("1"),
                                QStringLiteral("12.3\u00a0KiB/s"), QStringLiteral("100")};
        table.setFigures(0, texts);
        table.setFigures(
            1, {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")});
        for (const int width : {700, 420, 330, 230}) {
            GuiFixture::show(table, {width, table.sizeHint().height()});
            int used = 0;
            for (int column = 0; column < legendColumns; ++column) {
                const int wide = table.rows().at(0)->columns().at(size_t(column));
                QCOMPARE(table.rows().at(1)->columns().at(size_t(column)), wide);
                if (wide > 0) // all of the text, or no column at all
                    QVERIFY(wide >= table.fontMetrics().horizontalAdvance(texts.at(size_t(column))));
                used += wide > 0 ? wide + LegendButton::columnGap : 0;
            }
            QVERIFY2(used < width, qPrintable(QString::number(width)));
            QVERIFY(table.rows().at(0)->columns().at(size_t(LegendColumn::Now)) > 0);
        }
        QCOMPARE(table.rows().at(0)->columns().at(size_t(LegendColumn::Minimum)), 0);
    }

    void theCrosshairStandsOnASample()
    {
        ChartBoardFixture f;
        f.board.axis().setRange(120'000);
        QWidget *viewport = f.chart()->viewport();
        const QRectF plot = f.chart()->plotRect();
        // In between two samples: the one that is nearer, and its time.
        const double perMs = plot.width() / double(f.chart()->toMs() - f.chart()->fromMs());
        const double x = plot.left() + double(f.clock.now - 47'000 - f.chart()->fromMs()) * perMs;
        QTest::mouseMove(viewport, QPointF(x, plot.center().y()).toPoint());
        QTRY_COMPARE(f.board.axis().cursorMs(), std::optional<qint64>(f.clock.now - 50'000));
        QCOMPARE(child<LegendButton>(f.board, "clientsPanelLine0")->value(),
                 QStringLiteral("5\u00a0clients"));
    }

    void theArrowKeysWalkFromSampleToSample()
    {
        ChartBoardFixture f;
        TimeAxis &axis = f.board.axis();
        axis.setRange(60'000); // some 20 pixels for a sample
        f.chart()->setFocus(Qt::TabFocusReason);
        axis.setCursor(f.clock.now - 20'000);
        QTest::keyClick(f.chart(), Qt::Key_Left);
        QCOMPARE(axis.cursorMs(), std::optional<qint64>(f.clock.now - 30'000));
        QTest::keyClick(f.chart(), Qt::Key_Right);
        QTest::keyClick(f.chart(), Qt::Key_Right);
        QCOMPARE(axis.cursorMs(), std::optional<qint64>(f.clock.now - 10'000));
    }

    void aTableStandsAtThePointer()
    {
        ChartBoardFixture f;
        auto *readout = child<ChartReadout>(f.board, "messagesPanelReadout");
        QVERIFY(!readout->isVisible());
        TimeChart *chart = f.chart("messagesPanelChart");
        const QPoint at = chart->plotRect().center().toPoint();
        QTest::mouseMove(chart->viewport(), at);
        QTRY_VERIFY(readout->isVisible());
        QCOMPARE(readout->rows().size(), 2); // what is hidden has no row
        QCOMPARE(readout->rows().at(0).value, QStringLiteral("10\u00a0msg/s"));
        QCOMPARE(readout->rows().at(1).value, unknownText());
        QCOMPARE(readout->moment(), f.context().format.timeOfDay(*f.board.axis().cursorMs()));
        // It never lies under the pointer, and within the window.
        const QPoint pointer = chart->viewport()->mapTo(chart->window(), at);
        QVERIFY(!readout->geometry().contains(pointer));
        QVERIFY(chart->window()->rect().contains(readout->geometry()));
        QTest::mouseMove(chart->viewport(), QPoint(2, 2));
        QTRY_VERIFY(!readout->isVisible());
    }

    void theTableNamesWhoHadMostTraffic()
    {
        ChartBoardFixture f;
        QVERIFY(f.session.talkersNoted);
        TopClients clients;
        clients.source.workers = 1;
        ClientNumbers client;
        client.clientId = QStringLiteral("<b>pump</b>\n7");
        client.messagesInRate = 12;
        client.messagesOutRate = 8;
        clients.busiest = {client};
        emit f.session.broker().topClientsChanged(clients);
        TopTopics topics;
        topics.source.workers = 1;
        TopicTraffic topic;
        topic.topic = QStringLiteral("plant/#");
        topic.messagesOutRate = 3;
        topics.topics = {topic};
        emit f.session.broker().topTopicsChanged(topics);

        TimeChart *chart = f.chart("messagesPanelChart");
        auto *readout = child<ChartReadout>(f.board, "messagesPanelReadout");
        const auto point = [&](qint64 timeMs) {
            const QRectF plot = chart->plotRect();
            const double perMs = plot.width() / double(chart->toMs() - chart->fromMs());
            const double x = plot.left() + double(timeMs - chart->fromMs()) * perMs;
            QTest::mouseMove(chart->viewport(), QPointF(x, plot.center().y()).toPoint());
        };
        point(f.clock.now - 20'000);
        QTRY_COMPARE(readout->rows().size(), 5);
        QVERIFY(readout->rows().at(2).name.contains(f.context().format.timeOfDay(f.clock.now)));
        QCOMPARE(readout->rows().at(3).name, QStringLiteral("<b>pump</b>\u23ce"
                                                            "7"));
        QCOMPARE(readout->rows().at(3).value, QStringLiteral("20\u00a0msg/s"));
        QCOMPARE(readout->rows().at(4).name, QStringLiteral("plant/#"));
        QVERIFY(!readout->rows().at(4).color.isValid());
        // Further back nobody watched.
        point(f.clock.now - 200'000);
        QTRY_COMPARE(readout->rows().size(), 2);
        // A chart of something else does not name them.
        chart = f.chart();
        point(f.clock.now - 20'000);
        auto *other = child<ChartReadout>(f.board, "clientsPanelReadout");
        QTRY_VERIFY(other->isVisible());
        QCOMPARE(other->rows().size(), 1);
    }

    void aSingleLineHasALightGround()
    {
        ChartBoardFixture f;
        f.session.sendNumber(clientsTopic, 6, f.clock.now);
        f.board.axis().setRange(60'000);
        const QColor ground = f.chart()->palette().color(QPalette::Base);
        const auto below = [&f](const char *name) {
            TimeChart *chart = f.chart(name);
            const QRectF plot = chart->plotRect();
            // Above the axis, away from the ticks' lines.
            return chart->grab().toImage().pixelColor(int(plot.center().x()) + 3, int(plot.bottom()) - 5);
        };
        QVERIFY(below("clientsPanelChart") != ground);
        // Where two lines are shown it could not be told whose it is.
        QCOMPARE(below("messagesPanelChart"), ground);
    }
};

SYSPULSE_GUI_TEST(TestChartReading)
#include "tst_chartreading.moc"
