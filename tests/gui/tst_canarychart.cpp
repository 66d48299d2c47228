// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"

#include <QDialog>
#include <QListWidget>
#include <QPushButton>

#include "ui/charts/chartspec.h"

using namespace syspulse;

/// The chart of what the canary measures, among those that one can add.
class TestCanaryChart : public QObject
{
    Q_OBJECT

private slots:
    void isOfferedWhereThereIsACanary()
    {
        ChartBoardFixture f;
        const qsizetype before = f.board.layoutState().charts.size();
        click(child<QToolButton>(f.board, "addChart"));
        auto *picker = child<QDialog>(f.board, "topicPicker");
        QVERIFY(findText(*picker).isEmpty());
        picker->reject();
        QTRY_VERIFY(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).isEmpty());

        f.session.sendNumber(QStringLiteral("$SYS/broker/syspulse/canary/ping/p50"), 0.4, f.clock.now);
        click(child<QToolButton>(f.board, "addChart"));
        picker = child<QDialog>(f.board, "topicPicker");
        const QList<QListWidgetItem *> found = findText(*picker);
        QCOMPARE(found.size(), 1);
        child<QListWidget>(*picker, "pickerList")->setCurrentItem(found.constFirst());
        click(child<QPushButton>(*picker, "pickerAdd"));
        const QList<ChartSpec> charts = f.board.layoutState().charts;
        QCOMPARE(charts.size(), before + 1);
        QCOMPARE(charts.constLast().lines, canaryLines());
        QCOMPARE(chartTitle(charts.constLast()), QStringLiteral("Response times (canary)"));
        // To a chart that is there only single topics are added.
        QTRY_VERIFY(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).isEmpty());
        f.action("clientsPanelMenu", "addTopic")->trigger();
        QTRY_COMPARE(f.board.findChildren<QDialog *>(QStringLiteral("topicPicker")).size(), 1);
        QVERIFY(findText(*child<QDialog>(f.board, "topicPicker")).isEmpty());
    }

    void itsLinesFitAndAreInTheCatalogue()
    {
        QVERIFY(canaryLines().size() <= maxChartLines);
        QSet<QString> names;
        for (const ChartLine &line : canaryLines()) {
            QCOMPARE(chartUnit(line.topic), Unit::Milliseconds);
            QVERIFY(!line.rate);
            names.insert(chartLineName(line.topic));
        }
        QCOMPARE(names.size(), canaryLines().size());
        QVERIFY(names.contains(QStringLiteral("PUBACK")) && names.contains(QStringLiteral("PUBACK, p99")));
    }

private:
    static QList<QListWidgetItem *> findText(const QDialog &picker)
    {
        return child<QListWidget>(picker, "pickerList")
            ->findItems(QStringLiteral("Response times (canary)"), Qt::MatchExactly);
    }
};

SYSPULSE_GUI_TEST(TestCanaryChart)
#include "tst_canarychart.moc"
