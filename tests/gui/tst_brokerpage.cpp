// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/brokerfixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include "ui/broker/heatmap.h"

using namespace syspulse;

namespace {

ClientNumbers laggard(const QString &id, qint64 queued)
{
    ClientNumbers client;
    client.id = client.clientId = id;
    client.thread = 1;
    client.queued = queued;
    return client;
}

QString cell(const QTableView &table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

QStringList columnOf(const QTableView &table, int column)
{
    QStringList texts;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        texts.append(cell(table, row, column));
    return texts;
}

} // namespace

class TestBrokerPage : public QObject
{
    Q_OBJECT

private slots:
    void readsOnlyWhatIsShown()
    {
        GuiFixture f;
        BrokerPage page(f.context());
        f.session.pretendConnected();
        QVERIFY(f.session.requests.isEmpty());
        GuiFixture::show(page);
        QCOMPARE(f.session.requests.last(), QStringLiteral("watch workers"));
        auto *tabs = child<QTabWidget>(page, "brokerTabs");
        const char *const wanted[] = {"watch workers", "watch top clients", "watch storms",
                                      "watch top topics"};
        for (int tab = 1; tab < 4; ++tab) {
            tabs->setCurrentIndex(tab);
            QCOMPARE(f.session.requests.last(), QLatin1String(wanted[tab]));
        }
        f.session.requests.clear();
        tabs->setCurrentIndex(Refused); // told by the same records as the topics
        QCOMPARE(f.session.requests, QStringList());
        page.hide();
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("leave broker")});
        page.show();
        f.session.requests.clear();
        f.session.pretendConnected(); // another connection has to be asked again
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("watch top topics")});
    }

    void saysWhyThereIsNothing()
    {
        GuiFixture f;
        BrokerPage page(f.context());
        GuiFixture::show(page);
        QTRY_COMPARE(textOf(page, "workersPaneTitle"), QStringLiteral("Not connected"));
        f.session.pretendConnected();
        QTRY_COMPARE(textOf(page, "workersPaneTitle"), QStringLiteral("Waiting for the broker's workers"));
        WorkersReport report;
        report.source.error = {ErrorKind::Conflict, QStringLiteral("No component <b>here</b>."), {}, 0};
        emit f.session.broker().workersChanged(report);
        QTRY_COMPARE(textOf(page, "workersPaneText"), QStringLiteral("No component <b>here</b>."));
        QSignalSpy setup(&page, &Page::setupRequested);
        click(child<QPushButton>(page, "workersPaneButton"));
        QCOMPARE(setup.size(), 1);
    }

    void whatIsNotKnownIsADash()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        WorkerLoad silent;
        silent.id = QStringLiteral("node-9");
        silent.thread = 9;
        report.workers = {silent};
        emit f.session.broker().workersChanged(report);
        const auto *table = child<QTableView>(f.page, "workersTable");
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(cell(*table, 0, 0), QStringLiteral("9"));
        for (int column = 1; column < table->model()->columnCount(); ++column)
            QCOMPARE(cell(*table, 0, column), unknownText());
        QCOMPARE(textOf(f.page, "workersSpread"), QStringLiteral("How the clients are spread is not known."));
        QVERIFY(textOf(f.page, "workersRoom").contains(QStringLiteral("cannot be estimated")));
    }

    void aLopsidedWorkerIsNamed()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        report.workers = {workerLoad(1, 3), workerLoad(2, 97)};
        report.clients = 100;
        report.busiest = 1;
        report.imbalance = 1.94;
        report.room = 4200;
        emit f.session.broker().workersChanged(report);
        QTRY_COMPARE(
            textOf(f.page, "workersSpread"),
            QStringLiteral("The busiest worker, thread 2, has 1.9 × its even share of 100 clients."));
        QCOMPARE(textOf(f.page, "workersRoom"),
                 QStringLiteral("There is room for about 4.2\u00a0k more clients (estimated)."));
        QVERIFY(textOf(f.page, "workersSource").contains(QStringLiteral("2 worker(s)")));
        // Silence shows, and what was told stays.
        f.clock.now += 60'000;
        f.page.tick();
        QTRY_VERIFY(textOf(f.page, "workersSource").startsWith(QStringLiteral("This may be out of date.")));
        QCOMPARE(child<QTableView>(f.page, "workersTable")->model()->rowCount(), 2);
    }

    void smallSharesAreNotZero()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        report.workers = {workerLoad(1, 99)};
        report.workers.first().utilization = 0.004;
        emit f.session.broker().workersChanged(report);
        const auto *table = child<QTableView>(f.page, "workersTable");
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(cell(*table, 0, 2), QStringLiteral("99 %"));
        QCOMPARE(cell(*table, 0, 9), QStringLiteral("0.4 %"));
    }

    void theRoomSaysWhyItIsNotKnown()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        report.workers = {workerLoad(1, 1000)}; // enough, but its heap is not known
        report.clients = 1000;
        report.busiest = 0;
        report.imbalance = 1;
        emit f.session.broker().workersChanged(report);
        QTRY_COMPARE(textOf(f.page, "workersSpread"), QStringLiteral("One worker has all clients: 1,000."));
        QVERIFY2(textOf(f.page, "workersRoom").contains(QStringLiteral("or its load is not known")),
                 qPrintable(textOf(f.page, "workersRoom")));
    }

    /// Counting that is switched off sees no slow client and no topic; that is not silence.
    void whatIsNotCountedIsNotSilence()
    {
        BrokerFixture f(Slow);
        TopClients clients;
        clients.source = reportOf(f.clock.now);
        clients.source.uncounted = 2;
        emit f.session.broker().topClientsChanged(clients);
        QTRY_COMPARE(textOf(f.page, "slowText"),
                     QStringLiteral("Which subscribers fall behind is not known."));
        QVERIFY2(textOf(f.page, "slowSource").startsWith(QStringLiteral("Counting is switched off")),
                 qPrintable(textOf(f.page, "slowSource")));
        clients.source.uncounted = 1;
        emit f.session.broker().topClientsChanged(clients);
        QTRY_COMPARE(textOf(f.page, "slowText"), QStringLiteral("No subscriber falls behind."));
        QVERIFY2(
            textOf(f.page, "slowSource").startsWith(QStringLiteral("Counting is switched off on 1 of 2")),
            qPrintable(textOf(f.page, "slowSource")));
        clients.source.uncounted = 0;
        emit f.session.broker().topClientsChanged(clients);
        QTRY_VERIFY(textOf(f.page, "slowSource").startsWith(QStringLiteral("Reported by")));

        child<QTabWidget>(f.page, "brokerTabs")->setCurrentIndex(Topics);
        TopTopics topics;
        topics.source = reportOf(f.clock.now);
        topics.source.uncounted = 2;
        emit f.session.broker().topTopicsChanged(topics);
        QTRY_COMPARE(textOf(f.page, "hotTopicsMoment"),
                     QStringLiteral("Which topics are busy is not known."));
        // Connections and refusals are seen whether packets are counted or not.
        QVERIFY(textOf(f.page, "refusedPacketsText").startsWith(QStringLiteral("No publish")));
        QVERIFY(!textOf(f.page, "refusedPacketsSource").contains(QStringLiteral("Counting")));
    }

    void theSelectionFollowsTheClient()
    {
        BrokerFixture f(Slow);
        TopClients clients;
        clients.source = reportOf(f.clock.now);
        clients.slowest = {laggard(QStringLiteral("a"), 30), laggard(QStringLiteral("b"), 20),
                           laggard(QStringLiteral("c"), 10)};
        clients.lagging = 3;
        emit f.session.broker().topClientsChanged(clients);
        auto *table = child<QTableView>(f.page, "slowTable");
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(textOf(f.page, "slowText"), QStringLiteral("3 client(s) fall behind."));
        table->selectRow(1);
        clients.slowest = {laggard(QStringLiteral("d"), 90), laggard(QStringLiteral("c"), 80),
                           laggard(QStringLiteral("b"), 5)};
        clients.lagging = 70;
        emit f.session.broker().topClientsChanged(clients);
        QCOMPARE(columnOf(*table, 0),
                 (QStringList{QStringLiteral("d"), QStringLiteral("c"), QStringLiteral("b")}));
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table->selectionModel()->selectedRows().constFirst().row(), 2);
        QCOMPARE(textOf(f.page, "slowText"),
                 QStringLiteral("70 clients fall behind; the slowest 3 are listed."));
        table->sortByColumn(3, Qt::AscendingOrder);
        QCOMPARE(columnOf(*table, 0),
                 (QStringList{QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")}));
        QCOMPARE(table->selectionModel()->selectedRows().constFirst().row(), 0);
    }

    void aStormNamesItsAddressAndCanBeExported()
    {
        BrokerFixture f(StormsTab);
        Storms storms;
        storms.source = reportOf(f.clock.now);
        storms.opened = {30000, 31000, 900000};
        storms.of(OffenderKind::Address) = {{QStringLiteral("10.0.0.9"), 900000, false}};
        storms.of(OffenderKind::Client) = {{QStringLiteral("=cmd,\"x\"\nbot"), 12, true}};
        emit f.session.broker().stormsChanged(storms);
        const auto *offenders = child<QTableView>(f.page, "offendersTable");
        QTRY_VERIFY(offenders->isVisible());
        QCOMPARE(cell(*offenders, 0, 0), QStringLiteral("≥ 900,000"));
        QCOMPARE(cell(*offenders, 0, 1), QStringLiteral("10.0.0.9"));
        QVERIFY(!cell(*offenders, 1, 1).contains(QLatin1Char('\n')));
        const auto *attempts = child<QTableView>(f.page, "attemptsTable");
        QCOMPARE(cell(*attempts, 0, 1), QStringLiteral("30.0\u00a0k"));
        QCOMPARE(cell(*attempts, 1, 1), unknownText()); // closed: nothing was told
        child<QComboBox>(f.page, "stormsKind")->setCurrentIndex(1);
        QCOMPARE(columnOf(*offenders, 1), QStringList{QStringLiteral("10.0.0.9")});

        f.prompts.saveFolder = f.folder.path();
        click(child<QPushButton>(f.page, "stormsExport"));
        QTRY_VERIFY(textOf(f.page, "brokerNoticeText").contains(QStringLiteral("exported to")));
        QFile file(textOf(f.page, "brokerNoticeText").section(QStringLiteral("exported to "), 1).chopped(1));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QByteArray csv = file.readAll();
        QVERIFY2(csv.contains("10.0.0.9,900000,no"), csv.constData());
        QVERIFY2(csv.contains("\"'=cmd,\"\"x\"\""), csv.constData()); // nothing that a spreadsheet would run
    }

    void theRankingFollowsTheCrosshair()
    {
        BrokerFixture f(Topics);
        TopTopics report;
        report.source = reportOf(f.clock.now);
        report.topics = {topicTraffic(QStringLiteral("early/#"), 50),
                         topicTraffic(QStringLiteral("late/#"), 1),
                         topicTraffic(QStringLiteral("$SYS"), 999, true)};
        emit f.session.broker().topTopicsChanged(report);
        f.clock.now += 60'000; // nothing is told for a minute
        report.source = reportOf(f.clock.now);
        report.topics = {topicTraffic(QStringLiteral("early/#"), 0),
                         topicTraffic(QStringLiteral("late/#"), 70)};
        emit f.session.broker().topTopicsChanged(report);
        const auto *table = child<QTableView>(f.page, "hotTopicsTable");
        QTRY_VERIFY(table->isVisible());
        QCOMPARE(textOf(f.page, "hotTopicsMoment"), QStringLiteral("Busiest topics now"));
        QCOMPARE(columnOf(*table, 0), (QStringList{QStringLiteral("late/#"), QStringLiteral("early/#")}));

        auto *map = child<HeatMap>(f.page, "heatMap");
        QCOMPARE(map->most(), 70);
        const QRectF plot = map->plotRect();
        const auto pointTo = [&](qint64 agoMs) {
            const double x = plot.right() - double(agoMs) / double(HeatMap::spanMs) * plot.width();
            QTest::mouseMove(map, QPointF(x, plot.center().y()).toPoint());
        };
        pointTo(58'000);
        QTRY_VERIFY(textOf(f.page, "hotTopicsMoment").startsWith(QStringLiteral("Busiest topics at ")));
        QCOMPARE(columnOf(*table, 0), (QStringList{QStringLiteral("early/#"), QStringLiteral("late/#")}));
        pointTo(30'000);
        QTRY_VERIFY(textOf(f.page, "hotTopicsMoment").startsWith(QStringLiteral("Nothing was reported at ")));
        QCOMPARE(table->model()->rowCount(), 0);
        // A gap is empty in the picture too, and no traffic is not a gap.
        QCOMPARE(map->image().pixelColor(HeatMap::columns - 15, 0).alpha(), 0);
        QCOMPARE(map->image().pixelColor(HeatMap::columns - 1, 0).alpha(), 255);
        QCOMPARE(map->image().pixelColor(HeatMap::columns - 1, 1).alpha(), 255);

        QTest::keyClick(map, Qt::Key_Escape);
        QCOMPARE(textOf(f.page, "hotTopicsMoment"), QStringLiteral("Busiest topics now"));
        QTest::keyClick(map, Qt::Key_Left);
        QVERIFY(map->crosshairMs().has_value());
        QTest::keyClick(map, Qt::Key_Escape);

        click(child<QCheckBox>(f.page, "hotTopicsOwn"));
        QCOMPARE(map->most(), 999);
    }

    void refusedPacketsSayWhy()
    {
        BrokerFixture f(Refused);
        TopTopics report;
        report.source = reportOf(f.clock.now);
        emit f.session.broker().topTopicsChanged(report);
        QTRY_VERIFY(textOf(f.page, "refusedPacketsText").startsWith(QStringLiteral("No publish")));
        RefusedPacket packet;
        packet.timeMs = f.clock.now;
        packet.topic = QStringLiteral("plant/<b>secret</b>");
        packet.user = QStringLiteral("eve");
        packet.reason = QStringLiteral("words of a later component");
        report.refused = {packet};
        emit f.session.broker().topTopicsChanged(report);
        const auto *table = child<QTableView>(f.page, "refusedPacketsTable");
        QCOMPARE(table->model()->rowCount(), 1);
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells.append(cell(*table, 0, column));
        QVERIFY(cells.contains(QStringLiteral("plant/<b>secret</b>")));
        QVERIFY(cells.contains(QStringLiteral("words of a later component")));
    }

    void anotherInstanceBeginsWithNothing()
    {
        BrokerFixture f;
        WorkersReport report;
        report.source = reportOf(f.clock.now);
        report.workers = {workerLoad(1, 3)};
        report.clients = 3;
        emit f.session.broker().workersChanged(report);
        QTRY_VERIFY(child<QTableView>(f.page, "workersTable")->isVisible());
        f.session.pretendConnected(QStringLiteral("http://other:9925"));
        QTRY_COMPARE(textOf(f.page, "workersPaneTitle"), QStringLiteral("Waiting for the broker's workers"));
        QCOMPARE(child<QTableView>(f.page, "workersTable")->model()->rowCount(), 0);
    }
};

SYSPULSE_GUI_TEST(TestBrokerPage)
#include "tst_brokerpage.moc"
