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
