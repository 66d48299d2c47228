// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/brokerfixture.h"
#include "tests/support/guitestregistry.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>

#include "ui/base/itemviews.h"
#include "ui/base/theme.h"
#include "ui/broker/heatmap.h"

using namespace syspulse;

/// The Broker page in small windows and in both palettes.
class TestBrokerLooks : public QObject
{
    Q_OBJECT

private:
    /// Has @p tab show its content, without any.
    static void tellSomething(BrokerFixture &f, int tab)
    {
        const auto tell = [&f](auto report) {
            report.source = reportOf(f.clock.now);
            return report;
        };
        if (tab == Workers)
            emit f.session.broker().workersChanged(tell(WorkersReport()));
        else if (tab == Slow)
            emit f.session.broker().topClientsChanged(tell(TopClients()));
        else if (tab == StormsTab)
            emit f.session.broker().stormsChanged(tell(Storms()));
        else
            emit f.session.broker().topTopicsChanged(tell(TopTopics()));
    }

private slots:
    void cleanup() { applyAppearance(Appearance::Light); }

    /// As wide as the page is in a window of 1280 pixels.
    void columnsFitASmallWindow_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("workers") << int(Workers) << QByteArray("workersTable");
        QTest::newRow("slow") << int(Slow) << QByteArray("slowTable");
        QTest::newRow("busy") << int(Slow) << QByteArray("busyTable");
        QTest::newRow("attempts") << int(StormsTab) << QByteArray("attemptsTable");
        QTest::newRow("offenders") << int(StormsTab) << QByteArray("offendersTable");
        QTest::newRow("topics") << int(Topics) << QByteArray("hotTopicsTable");
        QTest::newRow("refused") << int(Refused) << QByteArray("refusedPacketsTable");
    }

    void columnsFitASmallWindow()
    {
        QFETCH(int, tab);
        QFETCH(QByteArray, name);
        constexpr int arrowRoom = 12;
        BrokerFixture f{BrokerTabs(tab)};
        f.page.resize(1108, 700);
        tellSomething(f, tab);
        const auto *table = child<QTableView>(f.page, name.constData());
        QTRY_VERIFY(table->isVisible());
        settle(f.page);
        const QHeaderView *header = table->horizontalHeader();
        QVERIFY2(header->length() <= table->viewport()->width(),
                 qPrintable(QString::number(header->length())));
        for (int column = 0; column < header->count(); ++column) {
            const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
            const int needed = header->fontMetrics().horizontalAdvance(title) + 2 * cellPadding + arrowRoom;
            QVERIFY2(title.isEmpty() || header->sectionSize(column) >= needed, qPrintable(title));
        }
    }

    /// Also when nothing new comes any more, because the server is gone.
    void textsFollowThePalette()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        report.workers = {workerLoad(1, 1000)};
        report.clients = 1000;
        report.busiest = 0;
        report.imbalance = 1;
        emit f.session.broker().workersChanged(report);
        const auto *spread = child<QLabel>(f.page, "workersSpread");
        QTRY_VERIFY(spread->isVisible());
        for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
            applyAppearance(appearance);
            QTRY_COMPARE(isDark(f.page.palette()), appearance == Appearance::Dark);
            QTRY_COMPARE(spread->palette().color(QPalette::WindowText),
                         f.page.palette().color(QPalette::WindowText));
        }
        report.workers = {workerLoad(1, 3), workerLoad(2, 997)};
        report.imbalance = 1.99;
        report.busiest = 1;
        emit f.session.broker().workersChanged(report);
        report.imbalance = 2.0;
        emit f.session.broker().workersChanged(report);
        for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
            applyAppearance(appearance);
            QTRY_COMPARE(isDark(f.page.palette()), appearance == Appearance::Dark);
            QTRY_COMPARE(spread->palette().color(QPalette::WindowText),
                         themeColors(f.page.palette()).warning);
        }
    }

    /// A gap must not look like a time without traffic, whatever the palette.
    void aGapLooksLikeNothingElse()
    {
        BrokerFixture f(Topics);
        TopTopics topics;
        topics.source = reportOf(f.clock.now);
        topics.topics = {topicTraffic(QStringLiteral("a/#"), 5), topicTraffic(QStringLiteral("b/#"), 5)};
        emit f.session.broker().topTopicsChanged(topics);
        topics.topics = {topicTraffic(QStringLiteral("a/#"), 0), topicTraffic(QStringLiteral("b/#"), 0)};
        topics.source = reportOf(f.clock.now + 4000);
        emit f.session.broker().topTopicsChanged(topics);
        auto *map = child<HeatMap>(f.page, "heatMap");
        QTRY_VERIFY(map->isVisible());
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
            applyAppearance(appearance);
            QTRY_COMPARE(isDark(f.page.palette()), appearance == Appearance::Dark);
            settle(f.page);
            const QImage picture = map->grab().toImage();
            const QRect plot = map->plotRect().toRect();
            const auto colors = [&](const QRect &area) {
                QSet<QRgb> found;
                for (int y = area.top(); y < area.bottom(); ++y) {
                    for (int x = area.left(); x < area.right(); ++x)
                        found.insert(picture.pixel(x, y));
                }
                return found;
            };
            const int middle = plot.left() + plot.width() / 2;
            QVERIFY(colors({middle, plot.top() + 4, 20, 10}).size() > 1); // hatched
        }
    }
};

SYSPULSE_GUI_TEST(TestBrokerLooks)
#include "tst_brokerlooks.moc"
