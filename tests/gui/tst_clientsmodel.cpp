// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTableView>

#include "ui/clients/clientsmodel.h"

using namespace syspulse;

class TestClientsModel : public QObject
{
    Q_OBJECT

private slots:
    void staysConsistentThroughFrames()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.sort(ClientsModel::User, Qt::DescendingOrder);
        QList<ClientSession> clients = fakeClients(30, f.clock.now);
        model.apply({true, clients.mid(0, 20), {}});
        QCOMPARE(model.rowCount(), 20);
        const QPersistentModelIndex kept = model.index(model.rowOf(QStringLiteral("r7")), 0);

        clients[4].user = QStringLiteral("zz");
        model.apply(
            {false, clients.mid(4, 1) + clients.mid(20), {QStringLiteral("r1"), QStringLiteral("r2")}});
        QCOMPARE(model.rowCount(), 28);
        QCOMPARE(model.rowOf(QStringLiteral("r4")), 0);
        QCOMPARE(kept.data(ClientsModel::IdRole).toString(), QStringLiteral("r7"));

        // A client that comes to match, or no longer does, moves in and out.
        model.setSearch(QStringLiteral("ZZ"));
        QCOMPARE(model.rowCount(), 1);
        clients[4].user.clear();
        clients[5].user = QStringLiteral("azza");
        model.apply({false, clients.mid(4, 2), {}});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowOf(QStringLiteral("r5")), 0);
        QCOMPARE(model.total(), 28);
        model.apply({true, {}, {}});
        QCOMPARE(model.rowCount(), 0);
    }

    void eachColumnIsSorted_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column <= ClientsModel::Thread; ++column)
            QTest::addRow("column %d", column) << column;
    }

    void eachColumnIsSorted()
    {
        QFETCH(int, column);
        ClientsModel model{UnitFormatter(QLocale(QStringLiteral("en_US")))};
        QList<ClientSession> clients = fakeClients(400, 1'700'000'000'000);
        TopClients top;
        for (int i = 0; i < clients.size(); ++i) {
            ClientSession &client = clients[i];
            client.clientId = (i % 3 == 0 ? QStringLiteral("Ä%1") : QStringLiteral("ä%1")).arg(i * 7919 % 97);
            client.user = i % 4 == 0 ? QString() : (i % 2 ? QStringLiteral("Bob") : QStringLiteral("ann"));
            client.keepAliveSeconds = i * 31 % 60;
            if (i % 3 != 0)
                client.protocolVersion = 3 + i % 3;
            client.subscriptionCount = i % 11;
            if (i % 2 == 0)
                continue;
            ClientNumbers numbers;
            numbers.id = client.id;
            numbers.messagesInRate = i % 13;
            numbers.messagesOutRate = i % 17;
            numbers.bytesInRate = i % 19;
            numbers.queued = i % 5;
            top.busiest.append(numbers);
        }
        model.apply({true, clients, {}});
        model.setTop(top);
        const auto number = [&](const ClientSession &client) -> double {
            const ClientNumbers numbers = model.numbers(client.id);
            switch (column) {
            case ClientsModel::Port:
                return client.port;
            case ClientsModel::Protocol:
                return client.protocolVersion.value_or(0);
            case ClientsModel::KeepAlive:
                return client.keepAliveSeconds;
            case ClientsModel::Since:
                return -double(client.sinceMs);
            case ClientsModel::MessagesIn:
                return numbers.messagesInRate.value_or(-1);
            case ClientsModel::MessagesOut:
                return numbers.messagesOutRate.value_or(-1);
            case ClientsModel::Bytes:
                return numbers.bytesInRate.value_or(-1);
            case ClientsModel::Lag:
                return numbers.queued ? double(*numbers.queued) : -1;
            case ClientsModel::Subscriptions:
                return client.subscriptionCount;
            case ClientsModel::Persistent:
                return client.persistent;
            case ClientsModel::Thread:
                return client.thread;
            default:
                return 0;
            }
        };
        const auto order = [&](const ClientSession &a, const ClientSession &b) -> int {
            switch (column) {
            case ClientsModel::ClientId:
                return a.clientId.compare(b.clientId, Qt::CaseInsensitive);
            case ClientsModel::User:
                return a.user.compare(b.user, Qt::CaseInsensitive);
            case ClientsModel::Address:
                return a.address.compare(b.address);
            case ClientsModel::Transport:
                return a.transport.compare(b.transport);
            default:
                return number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0;
            }
        };
        for (const Qt::SortOrder wanted : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(column, wanted);
            QCOMPARE(model.rowCount(), int(clients.size()));
            for (int row = 1; row < model.rowCount(); ++row) {
                const ClientSession &before = *model.client(model.at(row - 1));
                const ClientSession &after = *model.client(model.at(row));
                const int result = wanted == Qt::AscendingOrder ? order(before, after) : order(after, before);
                // What is equal keeps its place, however the list is sorted.
                QVERIFY2(result < 0 || (result == 0 && before.id < after.id), qPrintable(after.id));
            }
        }
    }

    void holdsTenThousandClients()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        QTableView view;
        view.setModel(&model);
        GuiFixture::show(view);
        model.sort(ClientsModel::Address);
        model.setSearch(QStringLiteral("sensor"));
        QList<ClientSession> clients = fakeClients(10000, f.clock.now);
        QElapsedTimer timer;
        timer.start();
        model.apply({true, clients, {}});
        QCoreApplication::processEvents();
        qInfo("10,000 clients shown after %lld ms", timer.elapsed());
        QCOMPARE(model.rowCount(), 10000);
        view.selectRow(5000);
        const QString selected = view.currentIndex().data(ClientsModel::IdRole).toString();

        qint64 worst = 0;
        for (int frame = 0; frame < 10; ++frame) {
            ClientsFrame changes;
            for (int i = 0; i < 200; ++i) {
                ClientSession &client = clients[(frame * 200 + i) * 5];
                client.address = QStringLiteral("10.9.%1.%2").arg(frame).arg(i);
                changes.changed.append(client);
            }
            timer.restart();
            model.apply(changes);
            QCoreApplication::processEvents();
            worst = std::max(worst, timer.elapsed());
        }
        qInfo("200 changes took %lld ms at most", worst);
        QCOMPARE(view.currentIndex().data(ClientsModel::IdRole).toString(), selected);
    }

    void makesUntrustedTextHarmless()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        ClientSession client = fakeClients(1, f.clock.now).first();
        client.clientId = QStringLiteral("a\nb") + QChar(0x202E) + QStringLiteral("c");
        model.apply({true, {client}, {}});
        const QString shown = model.index(0, ClientsModel::ClientId).data().toString();
        QVERIFY(!shown.contains(QLatin1Char('\n')));
        QVERIFY(!shown.contains(QChar(0x202E)));
    }
};

SYSPULSE_GUI_TEST(TestClientsModel)
#include "tst_clientsmodel.moc"
