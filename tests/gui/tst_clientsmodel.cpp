// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
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

    void changesEndAsIfAllWereSorted_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("search");
        QTest::newRow("by client") << int(ClientsModel::ClientId) << QString();
        QTest::newRow("by user, many alike") << int(ClientsModel::User) << QString();
        QTest::newRow("by age") << int(ClientsModel::Since) << QString();
        QTest::newRow("while searched") << int(ClientsModel::Address) << QStringLiteral("plant1");
    }

    /// Placing what changed ends as sorting all does, row by row, and what is remembered stays what it was.
    void changesEndAsIfAllWereSorted()
    {
        QFETCH(int, column);
        QFETCH(QString, search);
        const UnitFormatter format(QLocale(QStringLiteral("en_US")));
        QRandomGenerator random(7);
        QList<ClientSession> clients = fakeClients(700, 1'700'000'000'000);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            ClientsModel model(format);
            const QAbstractItemModelTester tester(&model,
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
            model.setSearch(search);
            model.sort(column, order);
            model.apply({false, clients, {}}); // as they come in when the list begins
            const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
            for (const int changes : {1, 2, 40, 600}) {
                QHash<QString, QPersistentModelIndex> kept;
                for (int row = 0; row < model.rowCount(); row += 7)
                    kept.insert(model.at(row), model.index(row, row % 3));
                ClientsFrame frame;
                for (int i = 0; i < changes; ++i) {
                    const auto at = qsizetype(random.bounded(clients.size()));
                    ClientSession &client = clients[at];
                    client.user = QStringLiteral("plant%1").arg(random.bounded(30));
                    client.address = QStringLiteral("10.3.0.%1").arg(random.bounded(250));
                    if (random.bounded(2))
                        client.clientId = QStringLiteral("Sensor-%1").arg(random.bounded(100'000));
                    client.sinceMs += random.bounded(3) - 1;
                    frame.changed.append(client);
                }
                ClientSession fresh = clients.constFirst();
                fresh.id = QStringLiteral("n%1-%2").arg(changes).arg(int(order));
                frame.changed.append(fresh);
                clients.append(fresh);
                const ClientSession gone = clients.takeAt(qsizetype(random.bounded(clients.size() - 1)));
                frame.changed.removeIf([&gone](const ClientSession &each) { return each.id == gone.id; });
                frame.removed.append(gone.id);
                model.apply(frame);
                ClientsModel whole(format);
                whole.setSearch(search);
                whole.sort(column, order);
                whole.apply({true, clients, {}});
                QCOMPARE(model.rowCount(), whole.rowCount());
                for (int row = 0; row < whole.rowCount(); ++row) {
                    QCOMPARE(model.at(row), whole.at(row));
                    QCOMPARE(model.rowOf(model.at(row)), row);
                }
                for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
                    if (it->isValid())
                        QCOMPARE(model.at(it->row()), it.key());
                }
            }
            QCOMPARE(reset.size(), 0);
        }
    }

    /// Each row is found where it stands, also behind characters that do not fit into a byte.
    void lettersOfAllAlphabetsAreInOneOrder()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        QList<ClientSession> clients = fakeClients(6, f.clock.now);
        const QStringList names{QStringLiteral("a\u00ffb"), QStringLiteral("a\u0101a"),
                                QStringLiteral("a\u00ffa"), QStringLiteral("a\u0436a"),
                                QStringLiteral("a"),        QStringLiteral("a\u00ff")};
        for (int i = 0; i < 6; ++i)
            clients[i].clientId = names.at(i);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(ClientsModel::ClientId, order);
            model.apply({true, clients, {}});
            for (int row = 0; row < 6; ++row)
                QCOMPARE(model.rowOf(model.at(row)), row);
        }
        QStringList sorted = names;
        std::sort(sorted.begin(), sorted.end());
        QCOMPARE(model.index(5, ClientsModel::ClientId).data().toString(), sorted.constFirst());
    }

    /// Letters that are told as others without regard to case, and texts that begin alike.
    void foldedTextsAreInOneOrder()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        const QStringList names{QStringLiteral("STRASSE"),
                                QStringLiteral("stra\u00dfe"),
                                QStringLiteral("Stra\u00dff"),
                                QStringLiteral("\u212aa"),
                                QStringLiteral("ka"),
                                QStringLiteral("k"),
                                QString(QStringLiteral("k")).append(QChar(0)),
                                QStringLiteral("K"),
                                QStringLiteral("a long name that others begin with, 1"),
                                QStringLiteral("A LONG NAME that others begin with, 0")};
        QList<ClientSession> clients = fakeClients(int(names.size()), f.clock.now);
        for (qsizetype i = 0; i < names.size(); ++i)
            clients[i].clientId = names.at(i);
        for (const qsizetype count : {names.size(), qsizetype(2)}) { // with and without other alphabets
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                model.sort(ClientsModel::ClientId, order);
                model.apply({true, clients.last(count), {}});
                std::sort(clients.end() - count, clients.end(),
                          [order](const ClientSession &a, const ClientSession &b) {
                              const int result = a.clientId.toCaseFolded().compare(b.clientId.toCaseFolded());
                              return result == 0 ? a.id < b.id
                                                 : (result < 0) == (order == Qt::AscendingOrder);
                          });
                for (int row = 0; row < int(count); ++row) {
                    QCOMPARE(model.at(row), clients.at(clients.size() - count + row).id);
                    QCOMPARE(model.rowOf(model.at(row)), row);
                }
            }
        }
    }

    void aChangeThatMovesNothingSortsNothing()
    {
        GuiFixture f;
        ClientsModel model(f.context().format);
        QList<ClientSession> clients = fakeClients(100, f.clock.now);
        model.apply({true, clients, {}});
        const QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        clients[40].subscriptionCount = 5;
        model.apply({false, {clients.at(40)}, {}});
        QCOMPARE(layout.size(), 0);
        QCOMPARE(changed.size(), 1);
        const int row = model.rowOf(clients.at(40).id);
        QCOMPARE(changed.at(0).at(0).value<QModelIndex>(), model.index(row, 0));
        QCOMPARE(model.index(row, ClientsModel::Subscriptions).data().toString(), QStringLiteral("5"));
        clients[40].clientId.prepend(QLatin1Char('a'));
        model.apply({false, {clients.at(40)}, {}});
        QCOMPARE(layout.size(), 1);
        QCOMPARE(model.rowOf(clients.at(40).id), 0);
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
