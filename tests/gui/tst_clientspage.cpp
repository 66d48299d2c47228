// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/clientsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

#include "ui/base/itemviews.h"
#include "ui/charts/timechart.h"
#include "ui/clients/clientdetails.h"
#include "ui/clients/clientsmodel.h"

using namespace syspulse;

class TestClientsPage : public QObject
{
    Q_OBJECT

private slots:
    void clientIdsTakeTheRoomThereIs()
    {
        ClientsFixture f(3);
        const auto width = [&f] { return f.table->columnWidth(ClientsModel::ClientId); };
        f.page.resize(960, 600);
        QTRY_VERIFY(f.table->horizontalScrollBar()->isVisible());
        const int least = width();
        f.page.resize(1920, 1080);
        const QString id = QStringLiteral("panel-line2-with-a-name-that-nobody-ever-shortened");
        QTRY_VERIFY(width() >= f.table->fontMetrics().horizontalAdvance(id) + 2 * cellPadding);
        QTRY_VERIFY(!f.table->horizontalScrollBar()->isVisible());
        f.page.resize(960, 600);
        QTRY_COMPARE(width(), least);
        // A column less leaves its room.
        f.page.resize(1300, 600);
        QTRY_VERIFY(f.table->viewport()->width() > 1200);
        const int before = width();
        f.preferences.change([](Preferences &preferences) {
            preferences.hiddenClientColumns = {QStringLiteral("subscriptions"), QStringLiteral("address"),
                                               QStringLiteral("bytes"), QStringLiteral("lag")};
        });
        QVERIFY(width() > before);
        f.table->horizontalHeader()->resizeSection(ClientsModel::ClientId, 333); // the user's own choice
        f.page.resize(1920, 1080);
        QTRY_VERIFY(f.table->viewport()->width() > 1500);
        QCOMPARE(width(), 333);
    }

    void watchesOnlyWhileShown()
    {
        GuiFixture f;
        ClientsPage page(f.context());
        f.session.pretendConnected();
        QVERIFY(f.session.requests.isEmpty());
        GuiFixture::show(page);
        const QStringList watching{QStringLiteral("watch clients"), QStringLiteral("watch top clients")};
        QCOMPARE(f.session.requests, watching);
        f.session.requests.clear();
        page.hide();
        const QStringList leaving{QStringLiteral("leave clients"), QStringLiteral("leave broker")};
        QCOMPARE(f.session.requests, leaving);
        page.show();
        f.session.requests.clear();
        f.session.pretendConnected();
        QCOMPARE(f.session.requests, watching);
    }

    void saysWhyThereIsNoList()
    {
        ClientsFixture f;
        QCOMPARE(textOf(f.page, "clientsPaneTitle"), QStringLiteral("Not connected"));
        f.session.pretendConnected();
        QTRY_COMPARE(textOf(f.page, "clientsPaneTitle"), QStringLiteral("Waiting for the list of clients"));
        emit f.session.clients().clientsStatusChanged(
            {ClientsState::Refused, {ErrorKind::Protocol, QStringLiteral("No table <b>here</b>."), {}, 0}});
        QTRY_COMPARE(textOf(f.page, "clientsPaneText"), QStringLiteral("No table <b>here</b>."));
        QSignalSpy setup(&f.page, &Page::setupRequested);
        click(child<QPushButton>(f.page, "clientsPaneButton"));
        QCOMPARE(setup.size(), 1);
    }

    void searchesAndKeepsTheSelection()
    {
        ClientsFixture f(50);
        QTRY_VERIFY(f.table->isVisible());
        QCOMPARE(child<QTabWidget>(f.page, "clientTabs")->tabText(0), QStringLiteral("Connected (50)"));
        child<QLineEdit>(f.page, "clientSearch")->setText(QStringLiteral("plant/49/"));
        QCOMPARE(textOf(f.page, "clientCount"), QStringLiteral("1 of 50 clients"));
        f.table->selectRow(0);
        child<QLineEdit>(f.page, "clientSearch")->clear();
        const auto *details = child<ClientDetails>(f.page, "clientDetails");
        QVERIFY(details->text().contains(QStringLiteral("plant/49/# (QoS 1)")));
        QCOMPARE(child<QTableView>(f.page, "clientSubscriptions")->model()->index(0, 0).data().toString(),
                 QStringLiteral("plant/49/#"));
        emit f.session.clients().clientsArrived({false, {}, {QStringLiteral("r3")}});
        QVERIFY(details->text().contains(QStringLiteral("plant/49/#")));
        emit f.session.clients().clientsArrived({false, {}, {QStringLiteral("r49")}});
        QTRY_VERIFY(child<QLabel>(f.page, "clientDetailsHint")->isVisible());
        QVERIFY(!child<QPushButton>(f.page, "clientCopy")->isVisible());
        QVERIFY(!child<QPushButton>(f.page, "clientDisconnect")->isEnabled());
        child<QLineEdit>(f.page, "clientSearch")->setText(QStringLiteral("nothing like it"));
        QCOMPARE(textOf(f.page, "clientsEmpty"), QStringLiteral("No client matches the search."));
    }

    void aListThatIsCutSaysSo()
    {
        ClientsFixture f(50);
        QTRY_VERIFY(f.table->isVisible());
        QVERIFY(!child<QLabel>(f.page, "clientsEmpty")->isVisible());
        emit f.session.clients().clientsStatusChanged({ClientsState::Live, {}, 50});
        QTRY_VERIFY(textOf(f.page, "clientsEmpty").contains(QStringLiteral("Only 50 clients are listed")));
        child<QLineEdit>(f.page, "clientSearch")->setText(QStringLiteral("nothing like it"));
        QVERIFY(textOf(f.page, "clientsEmpty").contains(QStringLiteral("No client matches")));
        QVERIFY(textOf(f.page, "clientsEmpty").contains(QStringLiteral("Only 50 clients are listed")));
        const OrphanedSession session{QStringLiteral("pump"), {}, 0};
        emit f.session.clients().orphanedSessionsChanged({{session}, {}, 3});
        QVERIFY2(textOf(f.page, "orphanedText").contains(QStringLiteral("Only 3 sessions")),
                 qPrintable(textOf(f.page, "orphanedText")));
    }

    void asksBeforeDisconnecting()
    {
        ClientsFixture f(1);
        QTRY_VERIFY(f.table->isVisible());
        f.table->selectRow(0);
        f.session.requests.clear();
        click(child<QPushButton>(f.page, "clientDisconnect"));
        QCOMPARE(f.prompts.asked.size(), 1);
        QVERIFY(f.prompts.asked.first().text.contains(QStringLiteral("connect again by itself")));
        QVERIFY(f.prompts.asked.first().text.contains(QStringLiteral("subscriptions stay")));
        QVERIFY(f.session.requests.isEmpty());
        f.prompts.answer = true;
        f.page.activateWindow();
        f.table->setFocus();
        QTest::keyClick(f.table, Qt::Key_Delete);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("disconnect client r0")});
        emit f.session.clients().clientActionFinished(
            {ClientAction::Disconnect,
             QStringLiteral("r0"),
             {ErrorKind::Protocol, QStringLiteral("It did not go."), {}, 0}});
        QCOMPARE(textOf(f.page, "clientsNoticeText"), QStringLiteral("It did not go."));
    }

    void severalAreDisconnectedAtOnce()
    {
        ClientsFixture f(8);
        QTRY_VERIFY(f.table->isVisible());
        f.table->selectAll();
        const auto *details = child<ClientDetails>(f.page, "clientDetails");
        QVERIFY2(details->text().contains(QStringLiteral("Selected: 8")), qPrintable(details->text()));
        QVERIFY2(details->text().contains(QStringLiteral("Subscriptions: 16")), qPrintable(details->text()));
        QVERIFY(!child<QPushButton>(f.page, "clientTrace")->isEnabled());
        f.session.requests.clear();
        f.prompts.answer = true;
        click(child<QPushButton>(f.page, "clientDisconnect"));
        QVERIFY2(f.prompts.asked.last().title.contains(QStringLiteral("Disconnect 8")),
                 qPrintable(f.prompts.asked.last().title));
        QVERIFY2(f.prompts.asked.last().text.contains(QStringLiteral("and 3 more")),
                 qPrintable(f.prompts.asked.last().text));
        QCOMPARE(f.session.requests.size(), 8);
        for (int i = 0; i < 8; ++i) {
            const Error error =
                i == 5 ? Error{ErrorKind::Conflict, QStringLiteral("Not there."), {}, 0} : Error();
            emit f.session.clients().clientActionFinished(
                {ClientAction::Disconnect, QStringLiteral("r%1").arg(i), error});
        }
        QCOMPARE(textOf(f.page, "clientsNoticeText"),
                 QStringLiteral("1 of 8 clients could not be disconnected. Not there."));
        // What is selected stays so through a search that shows all of it again.
        auto *search = child<QLineEdit>(f.page, "clientSearch");
        search->setText(QStringLiteral("plant/3/"));
        search->clear();
        QCOMPARE(f.table->selectionModel()->selectedRows().size(), 8);
    }

    void tooManyAreNotDisconnectedAtOnce()
    {
        ClientsFixture f(101);
        QTRY_VERIFY(f.table->isVisible());
        f.table->selectAll();
        click(child<QPushButton>(f.page, "clientDisconnect"));
        QVERIFY(f.prompts.asked.isEmpty());
        QCOMPARE(textOf(f.page, "clientsNoticeText"),
                 QStringLiteral("At most 100 clients can be disconnected at once."));
    }

    void interruptedListIsMarked()
    {
        ClientsFixture f(1);
        emit f.session.clients().clientsStatusChanged({ClientsState::Interrupted, {}});
        QTRY_VERIFY(textOf(f.page, "clientsEmpty").contains(QStringLiteral("may be out of date")));
        const auto *model = f.table->model();
        QVERIFY(model->index(0, 0).data(Qt::ForegroundRole).isValid());
    }

    void aLostLinkIsDatedAndClaimsNothing()
    {
        ClientsFixture f(1);
        Reach reach;
        reach.awaySinceMs = reach.mqttAwaySinceMs = f.clock.now - 42'000;
        emit f.session.connection().reachChanged(reach);
        // As it is told to whoever comes to the page while the server is away.
        emit f.session.clients().clientsArrived({true, {}, {}});
        emit f.session.clients().clientsStatusChanged({ClientsState::Waiting, {}});
        QTRY_COMPARE(textOf(f.page, "clientsEmpty"), QString());
        emit f.session.clients().clientsStatusChanged({ClientsState::Interrupted, {}});
        QTRY_VERIFY2(textOf(f.page, "clientsEmpty").contains(QStringLiteral("was lost 42 s ago")),
                     qPrintable(textOf(f.page, "clientsEmpty")));
        QVERIFY(!child<QPushButton>(f.page, "clientRefresh")->isEnabled());
    }

    void listsRefusedLogins()
    {
        GuiFixture f;
        ClientsPage page(f.context());
        emit f.session.clients().refusedLoginsChanged(
            {{{f.clock.now, QStringLiteral("eve"), QStringLiteral("c"), QStringLiteral("10.0.0.9"),
               QStringLiteral("tcp")}},
             7,
             f.clock.now,
             {}});
        QCOMPARE(child<QTableView>(page, "refusedTable")->model()->rowCount(), 1);
        QCOMPARE(child<QTabWidget>(page, "clientTabs")->tabText(1), QStringLiteral("Refused logins (7)"));
        QVERIFY(textOf(page, "refusedText").contains(QStringLiteral("newest 100 per worker")));
        emit f.session.clients().refusedLoginsChanged(
            {{}, 0, 0, {ErrorKind::Protocol, QStringLiteral("No."), {}, 0}});
        QCOMPARE(child<QTabWidget>(page, "clientTabs")->tabText(1), QStringLiteral("Refused logins (—)"));
        // Grouped by user and address, those with most first.
        const auto login = [&f](const char *user, const char *client) {
            return RefusedLogin{f.clock.now, QLatin1String(user), QLatin1String(client),
                                QStringLiteral("10.0.0.9"), QStringLiteral("tcp")};
        };
        emit f.session.clients().refusedLoginsChanged(
            {{login("bob", "b"), login("eve", "c1"), login("eve", "c2"), login("eve", "c2")}, 4, 0, {}});
        const auto *view = child<QTableView>(page, "refusedTable");
        QCOMPARE(view->model()->rowCount(), 2);
        QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("eve"));
        QCOMPARE(view->model()->index(0, 2).data().toString(), QStringLiteral("3"));
        QCOMPARE(view->model()->index(0, 3).data().toString(), QStringLiteral("c1 and 1 more"));
        child<QComboBox>(page, "refusedGrouping")->setCurrentIndex(1);
        QCOMPARE(view->model()->rowCount(), 4);
        // Of another instance nothing is known yet, which is not 0.
        f.store.clear();
        QCOMPARE(child<QTabWidget>(page, "clientTabs")->tabText(1), QStringLiteral("Refused logins"));
    }

    void spellsOutWhatARemovedSessionLoses()
    {
        ClientsFixture f(1);
        OrphanedSession session{QStringLiteral("pump"), {}, f.clock.now};
        for (int i = 0; i < 7; ++i)
            session.subscriptions.append({QStringLiteral("t/%1").arg(i), 1});
        emit f.session.clients().orphanedSessionsChanged({{session}, {}});
        child<QTabWidget>(f.page, "clientTabs")->setCurrentIndex(2);
        child<QTableView>(f.page, "orphanedTable")->selectRow(0);
        QTRY_VERIFY(child<QPushButton>(f.page, "orphanedRemove")->isVisible());
        f.session.requests.clear();
        click(child<QPushButton>(f.page, "orphanedRemove"));
        const QString text = f.prompts.asked.value(0).text;
        QVERIFY2(text.contains(QStringLiteral("(7): t/0, t/1, t/2, t/3, t/4, and 2 more")), qPrintable(text));
        QVERIFY(f.session.requests.isEmpty());
        f.prompts.answer = true;
        f.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.page));
        child<QTableView>(f.page, "orphanedTable")->setFocus();
        QTest::keyClick(child<QTableView>(f.page, "orphanedTable"), Qt::Key_Delete);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("remove session pump")});
        // Nor may the key do what the button must not.
        Profile profile;
        profile.readOnly = true;
        f.session.setProfile(profile);
        QTest::keyClick(child<QTableView>(f.page, "orphanedTable"), Qt::Key_Delete);
        QCOMPARE(f.session.requests.size(), 1);
    }

    void sortsByHeaderFindsAndRefreshesByKey()
    {
        ClientsFixture f(20);
        f.page.activateWindow();
        QTRY_VERIFY(f.table->isVisible());
        const auto first = [&f] { return f.table->model()->index(0, 0).data().toString(); };
        const QString smallest = first();
        QHeaderView *header = f.table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionPosition(0) + 20, 8});
        QVERIFY(first() > smallest);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionPosition(0) + 20, 8});
        QCOMPARE(first(), smallest);

        child<QTabWidget>(f.page, "clientTabs")->setCurrentIndex(2);
        QTest::keyClick(&f.page, Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(child<QLineEdit>(f.page, "clientSearch")->hasFocus());
        f.session.requests.clear();
        QTest::keyClick(&f.page, Qt::Key_F5);
        click(child<QPushButton>(f.page, "clientRefresh"));
        QCOMPARE(f.session.requests.count(QStringLiteral("refresh clients")), 2);
    }

    void refusedLoginsAreCounted()
    {
        ClientsFixture f(1);
        const QString failed = QStringLiteral("$SYS/broker/connections/failed");
        f.session.sendNumber(failed, 100, f.clock.now - 20'000);
        f.session.sendNumber(failed, 150, f.clock.now - 10'000);
        f.session.sendNumber(failed, 150, f.clock.now);
        child<QTabWidget>(f.page, "clientTabs")->setCurrentIndex(1);
        f.page.tick();
        const auto *chart = child<TimeChart>(f.page, "refusedPanelChart");
        QTRY_VERIFY(chart->pointAt(0, f.clock.now - 10'000));
        // Events are counted, each in the minute in which it happened.
        QCOMPARE(chart->pointAt(0, f.clock.now - 10'000)->y(), 50.0);
        QVERIFY(!chart->pointAt(0, f.clock.now - 180'000));
    }
};

SYSPULSE_GUI_TEST(TestClientsPage)
#include "tst_clientspage.moc"
