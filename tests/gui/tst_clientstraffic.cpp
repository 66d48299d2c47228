// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/clientsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QPushButton>

#include "ui/clients/clientdetails.h"
#include "ui/clients/clientsmodel.h"

using namespace syspulse;

/// What the Clients page knows of the traffic of clients, and whose they are.
class TestClientsTraffic : public QObject
{
    Q_OBJECT

private slots:
    void trafficIsShownAndUnknownIsNotZero()
    {
        ClientsFixture f(3);
        QTRY_VERIFY(f.table->isVisible());
        TopClients top;
        ClientNumbers busy;
        busy.id = QStringLiteral("r1");
        busy.messagesInRate = 12;
        busy.messagesOutRate = 0;
        busy.bytesInRate = 2048;
        busy.queued = 3;
        ClientNumbers slow = busy;
        slow.id = QStringLiteral("r2");
        slow.messagesInRate.reset();
        slow.messagesOutRate.reset();
        slow.bytesInRate.reset();
        slow.queued = 70;
        top.busiest = {busy};
        top.slowest = {slow};
        emit f.session.broker().topClientsChanged(top);
        const auto *model = f.table->model();
        const auto cell = [model](const char *id, int column, int role = Qt::DisplayRole) {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data(ClientsModel::IdRole) == QLatin1String(id))
                    return model->index(row, column).data(role).toString();
            }
            return QString();
        };
        QCOMPARE(cell("r1", ClientsModel::MessagesIn), QStringLiteral("12"));
        QCOMPARE(cell("r1", ClientsModel::MessagesOut), QStringLiteral("0"));
        QCOMPARE(cell("r2", ClientsModel::MessagesIn), unknownText());
        QCOMPARE(cell("r2", ClientsModel::Lag), QStringLiteral("70"));
        QCOMPARE(cell("r0", ClientsModel::Lag), unknownText());
        QVERIFY(cell("r0", ClientsModel::Lag, Qt::ToolTipRole).contains(QStringLiteral("Select the client")));
        f.table->sortByColumn(ClientsModel::Lag, Qt::DescendingOrder);
        QCOMPARE(model->index(0, 0).data(ClientsModel::IdRole).toString(), QStringLiteral("r2"));
        QCOMPARE(model->index(2, 0).data(ClientsModel::IdRole).toString(), QStringLiteral("r0"));
        // An instance whose component is older says so, instead of showing what was before.
        TopClients failed;
        failed.source.error = {ErrorKind::Conflict, QStringLiteral("Set it up <again>."), {}, 0};
        emit f.session.broker().topClientsChanged(failed);
        QCOMPARE(cell("r1", ClientsModel::MessagesIn), unknownText());
        QVERIFY(cell("r1", ClientsModel::MessagesIn, Qt::ToolTipRole).contains(QStringLiteral("Set it up")));
    }

    void aSelectedClientIsAskedForItsNumbers()
    {
        ClientsFixture f(3);
        QTRY_VERIFY(f.table->isVisible());
        f.session.requests.clear();
        f.table->selectRow(0);
        const QString id = f.table->currentIndex().data(ClientsModel::IdRole).toString();
        QTRY_COMPARE(f.session.requests, QStringList{QStringLiteral("describe client ") + id});
        const auto *details = child<ClientDetails>(f.page, "clientDetails");
        QVERIFY(details->text().contains(QStringLiteral("Messages in: ") + unknownText()));
        ClientNumbers numbers;
        numbers.messagesIn = 1234;
        numbers.queued = 0;
        emit f.session.clients().clientDescribed(id, numbers, {});
        QVERIFY2(details->text().contains(QStringLiteral("Messages in: 1,234")), qPrintable(details->text()));
        QVERIFY(details->text().contains(QStringLiteral("Messages out: ") + unknownText()));
        // How fast it goes on is told of the busiest ones.
        ClientNumbers busy;
        busy.id = id;
        busy.messagesIn = 1300;
        busy.messagesInRate = 12;
        busy.bytesOutRate = 2048;
        TopClients top;
        top.busiest = {busy};
        emit f.session.broker().topClientsChanged(top);
        QVERIFY2(details->text().contains(QStringLiteral("Messages in: 1,300 (12\u00a0msg/s)")),
                 qPrintable(details->text()));
        QVERIFY2(details->text().contains(QStringLiteral("Bytes out: ") + unknownText() +
                                          QStringLiteral(" (2.0\u00a0KiB/s)")),
                 qPrintable(details->text()));
        emit f.session.broker().topClientsChanged({});
        f.session.requests.clear();
        QTest::keyClick(&f.page, Qt::Key_F5);
        QVERIFY(f.session.requests.contains(QStringLiteral("describe client ") + id));
        emit f.session.clients().clientDescribed(
            id, {}, {ErrorKind::Conflict, QStringLiteral("This client was connected before."), {}, 0});
        // What was told before stays.
        QVERIFY(details->text().contains(QStringLiteral("Messages in: 1,234")));
    }

    void whoMayNotAskIsNotAskedFor()
    {
        ClientsFixture f(3);
        InstanceInfo info = f.session.info();
        info.superUser = false;
        emit f.session.connection().infoChanged(info);
        QTRY_VERIFY(f.table->isVisible());
        f.session.requests.clear();
        f.table->selectRow(0);
        auto *trace = child<QPushButton>(f.page, "clientTrace");
        QVERIFY(!trace->isEnabled());
        QCOMPARE(trace->toolTip(), QStringLiteral("Only super users may trace clients."));
        QTest::keyClick(&f.page, Qt::Key_F5);
        QCOMPARE(f.session.requests.filter(QStringLiteral("describe")), QStringList());
    }

    void columnsAreChosenAndRemembered()
    {
        GuiFixture f;
        {
            ClientsPage page(f.context());
            GuiFixture::show(page);
            f.session.pretendConnected();
            f.session.pretendClients(3, f.clock.now);
            auto *table = child<QTableView>(page, "clientTable");
            QTRY_VERIFY(table->isVisible());
            QVERIFY(!table->isColumnHidden(ClientsModel::Lag));
            auto *lag = child<QAction>(page, "clientColumn-lag");
            QVERIFY(lag->isChecked());
            lag->trigger();
            child<QAction>(page, "clientColumn-port")->trigger();
            QVERIFY(table->isColumnHidden(ClientsModel::Lag) && table->isColumnHidden(ClientsModel::Port));
            QVERIFY(page.findChild<QAction *>(QStringLiteral("clientColumn-client")) == nullptr);
            child<QAction>(page, "clientColumn-port")->trigger();
            QVERIFY(!table->isColumnHidden(ClientsModel::Port));
        }
        QCOMPARE(f.preferences.values().hiddenClientColumns, QStringList{QStringLiteral("lag")});
        const ClientsPage again(f.context());
        QVERIFY(child<QTableView>(again, "clientTable")->isColumnHidden(ClientsModel::Lag));
        QVERIFY(!child<QAction>(again, "clientColumn-lag")->isChecked());
    }

    void ownConnectionsAreMarked()
    {
        ClientsFixture f;
        f.session.pretendConnected();
        InstanceInfo info = f.session.info();
        info.mqttClientId = QStringLiteral("syspulse-1");
        emit f.session.connection().infoChanged(info);
        QList<ClientSession> clients = fakeClients(4, f.clock.now);
        clients[0].clientId = QStringLiteral("syspulse-1");
        clients[0].own = true;
        clients[1].clientId = QStringLiteral("syspulse-2");
        clients[2].clientId = QStringLiteral("syspulse-3");
        clients[2].own = false; // whoever counts knows better than the name
        clients[3].clientId = QStringLiteral("other");
        emit f.session.clients().clientsArrived({true, clients, {}});
        emit f.session.clients().clientsStatusChanged({ClientsState::Live, {}});
        QTRY_VERIFY(f.table->isVisible());
        QStringList names;
        for (int row = 0; row < 4; ++row)
            names.append(f.table->model()->index(row, 0).data().toString());
        QCOMPARE(names, QStringList({QStringLiteral("other"), QStringLiteral("This window: syspulse-1"),
                                     QStringLiteral("SysPulse: syspulse-2"), QStringLiteral("syspulse-3")}));
    }
};

SYSPULSE_GUI_TEST(TestClientsTraffic)
#include "tst_clientstraffic.moc"
