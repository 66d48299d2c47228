// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include "core/topics/systopics.h"
#include "ui/charts/chartspec.h"

using namespace syspulse;

/// The charts of a page as they are kept in a file.
class TestChartLayout : public QObject
{
    Q_OBJECT

private slots:
    void titlesAreInTheLanguageOfTheWindow()
    {
        // As it was stored by a German window of an earlier version.
        const auto german = chartLayoutFromJson(
            R"({"version":1,"rangeMs":0,"charts":[{"id":"messages","title":"Nachrichten pro Sekunde","lines":[
                {"topic":"$SYS/broker/publish/messages/received","rate":true,"visible":true},
                {"topic":"$SYS/broker/publish/messages/sent","rate":true,"visible":true},
                {"topic":"$SYS/broker/messages/received","rate":true,"visible":false},
                {"topic":"$SYS/broker/messages/sent","rate":true,"visible":false}]}]})");
        QVERIFY(german);
        QCOMPARE(chartTitle(german->charts.constFirst()), QStringLiteral("Messages per second"));
        QCOMPARE(chartTitle(defaultChartLayout().charts.at(1)), QStringLiteral("Messages per second"));
        QVERIFY(!chartLayoutToJson(defaultChartLayout()).contains("Messages per second"));

        ChartSpec changed = german->charts.constFirst();
        changed.lines.removeLast();
        QCOMPARE(chartTitle(changed), QStringLiteral("Published in per second and 4 more"));
    }

    void whatItIsComparedWithIsKept()
    {
        ChartLayout layout = defaultChartLayout();
        QCOMPARE(layout.charts.constFirst().earlierDays, 0);
        layout.charts[0].earlierDays = 7;
        layout.charts[1].earlierDays = 1;
        QCOMPARE(*chartLayoutFromJson(chartLayoutToJson(layout)), layout);
        const auto foreign = chartLayoutFromJson(
            R"({"version":1,"charts":[{"id":"a","earlierDays":3,"lines":[{"topic":"$SYS/a"}]}]})");
        QVERIFY(foreign);
        QCOMPARE(foreign->charts.constFirst().earlierDays, 0);
    }

    void layoutsFromBeforeGetTheLinesOfOwnTraffic()
    {
        const QByteArray before =
            R"({"version":1,"rangeMs":0,"charts":[{"id":"messages","lines":[
                {"topic":"$SYS/broker/publish/messages/received","rate":true,"visible":false},
                {"topic":"$SYS/broker/publish/messages/sent","rate":true,"visible":true},
                {"topic":"$SYS/broker/messages/received","rate":true,"visible":true},
                {"topic":"$SYS/broker/messages/sent","rate":true,"visible":false}]},{"id":"mine","lines":[
                {"topic":"$SYS/broker/publish/messages/received","rate":true,"visible":true}]}]})";
        const auto layout = chartLayoutFromJson(before);
        QVERIFY(layout);
        QList<ChartLine> lines = defaultChartLayout().charts.at(1).lines;
        lines[0].visible = false;
        lines[2].visible = true;
        QCOMPARE(layout->charts.at(0).lines, lines);
        QCOMPARE(layout->charts.at(1).lines.size(), 1); // a chart of the user's own

        // Who removes them does not get them again.
        ChartLayout without = *layout;
        without.charts[0].lines.resize(4);
        const auto again = chartLayoutFromJson(chartLayoutToJson(without));
        QVERIFY(again);
        QCOMPARE(again->charts.at(0).lines.size(), 4);
        QCOMPARE(chartTitle(again->charts.at(0)), QStringLiteral("Messages per second"));
    }

    void aForeignLayoutIsBounded()
    {
        ChartLayout layout;
        for (int i = 0; i < 100; ++i) {
            ChartSpec spec;
            spec.id = QString::number(i);
            for (int k = 0; k < 50; ++k)
                spec.lines.append({systopics::clientsConnected});
            layout.charts.append(spec);
        }
        const Result<ChartLayout> read = chartLayoutFromJson(chartLayoutToJson(layout));
        QVERIFY(read);
        QCOMPARE(read->charts.size(), maxCharts);
        QCOMPARE(read->charts.constFirst().lines.size(), maxChartLines);
        for (const char *bytes : {"", "[]", "{}", "{\"version\":1,\"charts\":3}", "\xff", "{\"version\":1}"})
            QVERIFY2(!chartLayoutFromJson(bytes), bytes);
        const auto odd = chartLayoutFromJson(
            R"({"version":1,"charts":[7,{"id":"a","lines":[1,{"topic":5}]},{"id":"a","lines":[]}]})");
        QVERIFY(odd);
        QCOMPARE(odd->charts.size(), 1);
        QVERIFY(odd->charts.constFirst().lines.isEmpty());
        QCOMPARE(chartLayoutFromJson(chartLayoutToJson(defaultChartLayout())).value(), defaultChartLayout());
    }
};

SYSPULSE_GUI_TEST(TestChartLayout)
#include "tst_chartlayout.moc"
