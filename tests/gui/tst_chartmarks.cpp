// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"

#include <QSignalSpy>

#include "core/topics/systopics.h"
#include "ui/charts/chartalerts.h"
#include "ui/charts/chartlane.h"

using namespace syspulse;

namespace {

using LaneKind = TimelineMark::Kind;

constexpr QRectF lane(100, 0, 1000, ChartLane::height); // 1 s is a pixel
constexpr qint64 laneMs = 1'000'000;

} // namespace

/// What is seen over the lines of charts: marks, and the thresholds of alerts.
class TestChartMarks : public QObject
{
    Q_OBJECT

private slots:
    void marksStandWhereTheyWere()
    {
        const QList<LaneItem> items = ChartLane::items({{LaneKind::Restart, 500'000, 500'000},
                                                        {LaneKind::Outage, 100'000, 300'000},
                                                        {LaneKind::Outage, -900'000, -800'000},
                                                        {LaneKind::Note, 5'000'000, 5'000'000}},
                                                       0, laneMs, lane);
        QCOMPARE(items.size(), 2); // what is not in the span is not in the lane
        QVERIFY(!items.at(0).point);
        QCOMPARE(items.at(0).place.left(), 200.0);
        QCOMPARE(items.at(0).place.right(), 400.0);
        QVERIFY(items.at(1).point);
        QCOMPARE(items.at(1).place.center().x(), 600.0);
    }

    void marksThatAreCloseAreOne()
    {
        QList<TimelineMark> marks;
        for (int i = 0; i < 30; ++i)
            marks.append({LaneKind::Restart, 500'000 + i * 2000, 500'000 + i * 2000});
        const QList<LaneItem> points = ChartLane::items(marks, 0, laneMs, lane);
        for (qsizetype i = 1; i < points.size(); ++i) // none lies on another
            QVERIFY(points.at(i).place.left() >= points.at(i - 1).place.right() - 1);
        qsizetype found = 0;
        for (const LaneItem &item : points)
            found += item.marks.size();
        QCOMPARE(found, 30);
        // Spans of a kind with nothing to see between them.
        const QList<LaneItem> spans =
            ChartLane::items({{LaneKind::Outage, 100'000, 200'000},
                              {LaneKind::Outage, 201'000, 300'000},
                              {LaneKind::Filled, 150'000, 250'000},
                              {LaneKind::Alert, 150'000, 250'000, QStringLiteral("a")}},
                             0, laneMs, lane);
        QCOMPARE(spans.size(), 3);
        for (int i = 0; i < 3; ++i) { // kinds do not cover each other
            for (int k = 0; k < i; ++k)
                QVERIFY(!spans.at(i).place.intersects(spans.at(k).place));
        }
    }

    void thePointerTellsWhatAMarkIs()
    {
        ChartBoardFixture f;
        const qint64 start = f.clock.now - 300'000;
        f.session.sendValue(systopics::started,
                            QDateTime::fromMSecsSinceEpoch(start).toUTC().toString(Qt::ISODateWithMs),
                            f.clock.now);
        f.board.refresh(true);
        TimeChart *chart = f.chart();
        const QRectF plot = chart->plotRect();
        const double x = plot.left() + plot.width() * double(start - chart->fromMs()) /
                                           double(chart->toMs() - chart->fromMs());
        const QString text = chart->textAt({x, plot.top() - ChartLane::height / 2.0});
        QVERIFY2(text.contains(QStringLiteral("the broker started")), qPrintable(text));
        QVERIFY(text.contains(f.context().format.dateTime(start)));
        QVERIFY(chart->textAt({x + 40, plot.top() - ChartLane::height / 2.0}).isEmpty());
        // For those who do not see it.
        QVERIFY(chart->accessibleDescription().contains(QStringLiteral("the broker started")));
    }

    void outagesSurviveTheProgram()
    {
        GuiFixture f;
        const qint64 before = f.clock.now;
        {
            HistoryStore history(f.folder.filePath(QStringLiteral("history.sqlite")));
            LiveStore store(f.session, f.clock, &history);
            f.session.pretendConnected();
            f.session.sendValue(systopics::heartbeat, QStringLiteral("x"), before - 500'000);
            f.session.sendValue(systopics::heartbeat, QStringLiteral("x"), before - 100'000);
            QCOMPARE(store.marks().constFirst().kind, LaneKind::Outage);
        }
        FakeSession session;
        HistoryStore history(f.folder.filePath(QStringLiteral("history.sqlite")));
        LiveStore store(session, f.clock, &history);
        session.pretendConnected();
        QTRY_VERIFY(
            store.marks().contains(TimelineMark{LaneKind::Outage, before - 500'000, before - 100'000}));
    }

    void thresholdsAreDrawn()
    {
        ChartBoardFixture f;
        TimeChart *chart = f.chart();
        const QImage before = chart->grab().toImage();
        chart->setThresholds({{8, QStringLiteral("Too <b>many</b>")}, {5000, QStringLiteral("Far away")}});
        QVERIFY(chart->grab().toImage() != before);
        // What is near is made room for, and the pointer tells what it is.
        const QRectF plot = chart->plotRect();
        QStringList found;
        for (int y = int(plot.top()); y < int(plot.bottom()); ++y) {
            const QString text = chart->textAt({plot.center().x(), double(y)});
            if (!text.isEmpty() && !found.contains(text))
                found.append(text);
        }
        QCOMPARE(found, QStringList{QStringLiteral("Alert: Too <b>many</b>")});
    }

    void rulesHaveThresholdsOnTheirAxisOnly()
    {
        Alerts f;
        f.add(aboveRule(100));
        AlertRule rate = aboveRule(7);
        rate.condition = AlertCondition::RateAbove;
        f.add(rate);
        AlertRule off = aboveRule(300);
        off.enabled = false;
        f.add(off);
        AlertRule silence = aboveRule(0);
        silence.condition = AlertCondition::NoData;
        silence.forSeconds = 60;
        f.add(silence);
        const auto values = [&f](const ChartLine &line) {
            QList<double> list;
            for (const ChartThreshold &threshold : thresholdsOf(f.monitor, {line}))
                list.append(threshold.value);
            return list;
        };
        QCOMPARE(values({clients}), QList<double>{100});
        QCOMPARE(values({clients, true}), QList<double>{7});
        QCOMPARE(values({clients, false, false}), QList<double>()); // a line that is not shown
        QCOMPARE(values({clients, false, true, true}), QList<double>());
        QCOMPARE(values({heartbeat}), QList<double>());
    }

    void alertsAreMarked()
    {
        Alerts f;
        f.add(aboveRule(10, QStringLiteral("Crowd")));
        f.send(5);
        f.wait(1);
        const qint64 begun = f.clock.now;
        f.send(20);
        QTRY_COMPARE(alertMarksOf(f.monitor, {{clients}}, f.clock.now).size(), 1);
        f.wait(5);
        TimelineMark mark = alertMarksOf(f.monitor, {{clients}}, f.clock.now).constFirst();
        QCOMPARE(mark.text, QStringLiteral("Crowd"));
        QVERIFY(mark.fromMs >= begun);
        QCOMPARE(mark.toMs, f.clock.now); // it goes on
        f.send(5);
        const qint64 ended = f.clock.now;
        f.wait(60);
        mark = alertMarksOf(f.monitor, {{clients}}, f.clock.now).constFirst();
        QVERIFY(mark.toMs <= ended + 1000);
        QVERIFY(alertMarksOf(f.monitor, {{heartbeat}}, f.clock.now).isEmpty());
    }

    void anAlertIsBegunInTheMenu()
    {
        ChartBoardFixture f;
        QSignalSpy asked(&f.board, &ChartBoard::alertRequested);
        f.action("clientsPanelMenu", "alertOnThis")->trigger();
        QCOMPARE(asked.size(), 1);
        const auto rule = asked.at(0).at(0).value<AlertRule>();
        QCOMPARE(rule.topic, clientsTopic);
        QCOMPARE(rule.condition, AlertCondition::ValueAbove);
        QCOMPARE(rule.threshold, 9.0); // the most that is seen are 6
        QVERIFY(rule.id.isEmpty());
        // Each line of a chart with several.
        auto *lines = child<QMenu>(*child<QToolButton>(f.board, "messagesPanelMenu")->menu(), "alertOnLine");
        lines->actions().at(0)->trigger();
        QCOMPARE(asked.at(1).at(0).value<AlertRule>().condition, AlertCondition::RateAbove);
        QCOMPARE(suggestedRule({received, true}, 1234).threshold, 2000.0);
        QCOMPARE(suggestedRule({clientsTopic}, std::nullopt).threshold, 0.0);
        QCOMPARE(suggestedRule({heartbeat}, std::nullopt, false).condition, AlertCondition::NoData);
    }

    void theDialogBeginsWithWhatWasAskedFor()
    {
        Alerts f;
        f.page.startRule(suggestedRule({clients}, 20));
        auto *dialog = child<AlertRuleDialog>(f.page, "alertRuleDialog");
        QCOMPARE(dialog->windowTitle(), QStringLiteral("New alert rule"));
        QCOMPARE(child<QLineEdit>(*dialog, "alertTopic")->text(), clients);
        QCOMPARE(child<QLineEdit>(*dialog, "alertThreshold")->text(), QStringLiteral("30"));
        click(child<QPushButton>(*dialog, "alertSave"));
        QCOMPARE(f.monitor.rules().rules().constFirst().threshold, 30.0);
    }
};

SYSPULSE_GUI_TEST(TestChartMarks)
#include "tst_chartmarks.moc"
