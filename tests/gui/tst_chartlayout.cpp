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
        const QList<ChartLine> &lines = layout->charts.at(0).lines;
        QCOMPARE(lines.size(), 6);
        QVERIFY(!lines.at(0).visible && lines.at(2).visible); // as they were
        QCOMPARE(lines.at(5).topic, QStringLiteral("$SYS/broker/syspulse/own/publish/messages/sent"));
        QVERIFY(!lines.at(5).visible);
        QCOMPARE(layout->charts.at(1).lines.size(), 1); // a chart of the user's own

        // Who removes them does not get them again.
        ChartLayout without = *layout;
        without.charts[0].lines.resize(4);
        const auto again = chartLayoutFromJson(chartLayoutToJson(without));
        QVERIFY(again);
        QCOMPARE(again->charts.at(0).lines.size(), 4);
        QCOMPARE(chartTitle(again->charts.at(0)), QStringLiteral("Messages per second"));
    }

    void whoArrangedNothingGetsTheSixCharts()
    {
        const QByteArray two = R"({"version":1,"rangeMs":3600000,"ownLines":true,"charts":[
            {"id":"clients","lines":[{"topic":"$SYS/broker/clients/connected","rate":false,"visible":true}]},
            {"id":"messages","lines":[
                {"topic":"$SYS/broker/publish/messages/received","rate":true,"visible":true},
                {"topic":"$SYS/broker/publish/messages/sent","rate":true,"visible":true},
                {"topic":"$SYS/broker/messages/received","rate":true,"visible":false},
                {"topic":"$SYS/broker/messages/sent","rate":true,"visible":false},
                {"topic":"$SYS/broker/syspulse/own/publish/messages/received","rate":true,"visible":false},
                {"topic":"$SYS/broker/syspulse/own/publish/messages/sent","rate":true,"visible":false}]}]})";
        const auto layout = chartLayoutFromJson(two);
        QVERIFY(layout);
        QCOMPARE(layout->charts, defaultChartLayout().charts);
        QCOMPARE(layout->rangeMs, 3'600'000);
        // Any change is an arrangement: it stays.
        const auto changed =
            chartLayoutFromJson(QByteArray(two).replace(R"("visible":false}]}]})", R"("visible":true}]}]})"));
        QVERIFY(changed);
        QCOMPARE(changed->charts.size(), 2);
        // So are the two charts of somebody who has removed the others.
        ChartLayout fewer = *layout;
        fewer.charts.resize(2);
        QCOMPARE(chartLayoutFromJson(chartLayoutToJson(fewer))->charts.size(), 2);
    }

    void chartsAreCalledWhatTheyShow()
    {
        const auto title = [](const char *topic, bool rate = false) {
            return chartTitle({QStringLiteral("x"), {{QString::fromLatin1(topic), rate}}});
        };
        QCOMPARE(title("$SYS/broker/heap/maximum"),
                 QStringLiteral("Most heap in use since the broker started, as far as it was sampled"));
        QCOMPARE(title("$SYS/broker/messages/inflight"),
                 QStringLiteral("Messages with QoS above 0 that await acknowledgement"));
        QCOMPARE(title("plant/pump"), QStringLiteral("plant/pump"));
        QStringList titles;
        for (const ChartSpec &spec : defaultChartLayout().charts)
            titles.append(chartTitle(spec));
        QCOMPARE(
            titles.join(u'|'),
            QStringLiteral("Connected clients|Messages per second|Bytes per second|Connections and refused "
                           "logins|Subscriptions and messages in flight|JavaScript heap"));
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
