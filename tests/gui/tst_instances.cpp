// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "ui/connect/connectdialog.h"
#include "ui/instances/connector.h"
#include "ui/instances/instancesmodel.h"
#include "ui/instances/instancespage.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

/// Several instances in one window: the page with a row for each, tabs, and what belongs to which.
class TestInstances : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_places = std::make_unique<PlacesFixture>();
        QTRY_VERIFY(m_places->profiles.isLoaded());
        auto prompts = std::make_unique<FakePrompts>();
        m_prompts = prompts.get();
        m_window = std::make_unique<MainWindow>(m_places->services(), std::move(prompts));
        GuiFixture::show(*m_window, {1280, 800});
    }

    void cleanup()
    {
        m_window.reset();
        m_places.reset();
    }

    void emptyPageOffersToConnect()
    {
        showInstances();
        QCOMPARE(child<QStackedWidget>(*m_window, "instancesStack")->currentIndex(), 0);
        click(child<QPushButton>(*m_window, "instancesEmptyButton"));
        QVERIFY(m_window->findChild<ConnectDialog *>() != nullptr);
    }

    void everyProfileHasARow()
    {
        addProfile(QStringLiteral("alpha"), QStringLiteral("eu"), Environment::Production);
        addProfile(QStringLiteral("beta"), QStringLiteral("eu"), Environment::Test);
        showInstances();
        const QAbstractItemModel *rows = table()->model();
        const QAbstractItemModelTester tester(m_window->findChild<InstancesModel *>());
        QCOMPARE(rows->rowCount(), 2);
        QCOMPARE(cell(0, InstancesModel::Name), QStringLiteral("alpha"));
        QCOMPARE(cell(0, InstancesModel::EnvironmentColumn), QStringLiteral("Production"));
        QCOMPARE(cell(0, InstancesModel::State), QStringLiteral("Not connected"));
        // What is not known is never 0.
        QCOMPARE(cell(0, InstancesModel::Clients), unknownText());
        QCOMPARE(cell(0, InstancesModel::MessagesIn), unknownText());
        QCOMPARE(cell(0, InstancesModel::Age), unknownText());
        child<QLineEdit>(*m_window, "instanceFilter")->setText(QStringLiteral("PROD"));
        QCOMPARE(rows->rowCount(), 1);
    }

    void severalAreLiveAtOnce()
    {
        const QString alpha =
            addProfile(QStringLiteral("alpha"), {}, Environment::Production, QStringLiteral("secret-a"));
        const QString beta =
            addProfile(QStringLiteral("beta"), {}, Environment::Test, QStringLiteral("secret-b"));
        showInstances();
        connectRow(0);
        QTRY_COMPARE(m_places->sessions.at(0)->requests,
                     QStringList{QStringLiteral("connect https://alpha:9925")});
        QCOMPARE(m_places->sessions.at(0)->settings.password, QStringLiteral("secret-a"));
        m_places->sessions.at(0)->pretendConnected(QStringLiteral("https://alpha:9925/"));
        connectRow(1);
        QTRY_COMPARE(m_places->sessions.size(), 2);
        m_places->sessions.at(1)->pretendConnected(QStringLiteral("https://beta:9925/"));
        QCOMPARE(m_window->instances().connectedCount(), 2);
        // Connecting from the list does not leave it.
        QVERIFY(child<QWidget>(*m_window, "instancesPage")->isVisible());
        QCOMPARE(table()->model()->rowCount(), 2);

        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_places->sessions.at(0)->sendSample(1, now - 10'000);
        m_places->sessions.at(0)->sendSample(2, now);
        m_places->sessions.at(1)->sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 4711, now);
        QTRY_COMPARE(cell(1, InstancesModel::Clients), QLocale().toString(4711));
        QVERIFY(cell(0, InstancesModel::Clients) != cell(1, InstancesModel::Clients));
        QVERIFY(cell(0, InstancesModel::MessagesIn).contains(QStringLiteral("msg/s")));
        QCOMPARE(cell(1, InstancesModel::MessagesIn), unknownText());

        // The environment's colour and the name follow the instance.
        m_window->instances().all().at(1)->session().setProfile(*m_places->profiles.find(beta));
        table()->selectRow(0);
        click(child<QPushButton>(*m_window, "instanceOpen"));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("SysPulse — alpha"));
        auto *tabs = child<QTabBar>(*m_window, "instanceTabs");
        QVERIFY(tabs->isVisible());
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->tabText(0), QStringLiteral("alpha"));
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("SysPulse — beta"));
        QCOMPARE(tabs->currentIndex(), 1);
        QCOMPARE(m_window->instances().ofProfile(alpha), m_window->instances().all().at(0));
    }

    void withoutAPasswordItAsks()
    {
        addProfile(QStringLiteral("alpha"), {}, Environment::None);
        showInstances();
        connectRow(0);
        ConnectDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_window->findChild<ConnectDialog *>()) != nullptr);
        QCOMPARE(child<QLineEdit>(*dialog, "urlEdit")->text(), QStringLiteral("https://alpha:9925"));
        QVERIFY(m_places->sessions.at(0)->requests.isEmpty());
        dialog->reject();
        QCOMPARE(m_window->instances().all().size(), 1);
    }

    void connectingAgainUsesTheProfileAsItIsNow_data()
    {
        QTest::addColumn<bool>("kept");
        QTest::newRow("password in the keychain") << true;
        QTest::newRow("password in memory") << false;
    }

    void connectingAgainUsesTheProfileAsItIsNow()
    {
        QFETCH(bool, kept);
        const QString id =
            addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        showInstances();
        connectRow(0);
        FakeSession *session = m_places->sessions.at(0);
        QTRY_COMPARE(session->requests.size(), 1);
        session->pretendConnected(QStringLiteral("https://alpha:9925/"));
        emit session->connection().stateChanged(SessionState::Disconnected, {});
        if (!kept)
            m_places->secrets.remove(passwordKey(id), m_window.get(), [](const Result<void> &) {});
        Profile profile = *m_places->profiles.find(id);
        profile.login = LoginMode::Token;
        profile.name = QStringLiteral("renamed");
        m_places->profiles.put(profile);
        connectRow(0);
        QTRY_COMPARE(session->requests.size(), 2);
        QCOMPARE(session->settings.login, LoginMode::Token);
        QCOMPARE(session->settings.password, QStringLiteral("secret"));
        QCOMPARE(session->profile().name, QStringLiteral("renamed"));

        // The password is for that server only.
        emit session->connection().stateChanged(SessionState::Failed, {});
        profile.url = QStringLiteral("https://other:9925");
        m_places->profiles.put(profile);
        showInstances();
        connectRow(0);
        if (kept) {
            QTRY_COMPARE(session->settings.url, QStringLiteral("https://other:9925"));
        } else {
            QTRY_VERIFY(m_window->findChild<ConnectDialog *>() != nullptr);
            QCOMPARE(m_window->findChild<ConnectDialog *>()->settings().url,
                     QStringLiteral("https://other:9925"));
        }
        QCOMPARE(m_places->sessions.size(), 1);
    }

    void trafficIsShownAsOnTheOverview()
    {
        addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        showInstances();
        connectRow(0);
        QTRY_COMPARE(m_places->sessions.at(0)->requests.size(), 1);
        FakeSession &session = *m_places->sessions.at(0);
        session.pretendConnected(QStringLiteral("https://alpha:9925/"));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto send = [&](const QString &topic, double before, double after) {
            session.sendNumber(topic, before, now - 10'000);
            session.sendNumber(topic, after, now);
        };
        send(systopics::messagesSent, 1000, 1400);
        // An instance that does not tell SysPulse's part is shown with it.
        QTRY_VERIFY(cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("40")));
        send(TrafficView::ownTopicOf(systopics::messagesSent), 100, 300);
        QTRY_VERIFY(cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("20")));
        QCOMPARE(table()->model()->index(0, InstancesModel::MessagesOut).data(InstancesModel::SortRole),
                 20.0);
        m_places->preferences.change([](Preferences &preferences) { preferences.ownTrafficShown = true; });
        QTRY_VERIFY(cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("40")));
        QVERIFY(table()
                    ->model()
                    ->headerData(InstancesModel::MessagesOut, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .startsWith(QStringLiteral("With SysPulse's own traffic")));
    }

    /// The keychain may be locked for minutes.
    void aProfileThatIsEditedWhileTheKeychainIsAsked()
    {
        const QString id =
            addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        showInstances();
        connectRow(0);
        Profile profile = *m_places->profiles.find(id);
        profile.url = QStringLiteral("https://other:9925");
        m_places->profiles.put(profile);
        FakeSession *session = m_places->sessions.at(0);
        QTRY_COMPARE(session->requests.size(), 1);
        QCOMPARE(session->settings.url, QStringLiteral("https://other:9925"));
        QCOMPARE(session->profile(), profile);
    }

    void aProfileHasOneSession()
    {
        const QString id =
            addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        showInstances();
        connectRow(0);
        QTRY_COMPARE(m_places->sessions.at(0)->requests.size(), 1);
        emit m_places->sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        ConnectionSettings other;
        other.url = QStringLiteral("https://other:9925");
        m_window->instances().add()->connectTo(other, Profile());
        m_places->sessions.at(1)->pretendConnected(other.url + QLatin1Char('/'));
        Instance *third = m_window->instances().add();
        m_window->connector().askFor(third);
        auto *dialog = m_window->findChild<ConnectDialog *>();
        dialog->chooseProfile(id);
        QTRY_COMPARE(dialog->settings().password, QStringLiteral("secret"));
        click(child<QPushButton>(*dialog, "dialogConnectButton"));
        QCOMPARE(third->session().profile().id, id);
        QCOMPARE(m_window->instances().ofProfile(id), third);
        QCOMPARE(m_window->instances().all().size(), 2); // the one that it had before is gone
    }

    /// What is edited and not kept is not the profile: its alerts and service are for something else.
    void anEditedProfileThatIsNotKeptIsNotThatProfile_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("itself");
        QTest::addColumn<bool>("guarded");
        QTest::newRow("nothing") << "urlEdit"
                                 << "https://alpha:9925" << true << true;
        QTest::newRow("spelling") << "urlEdit"
                                  << "https://ALPHA:9925/" << true << true;
        QTest::newRow("address") << "urlEdit"
                                 << "https://beta:9925" << false << false;
        QTest::newRow("path") << "urlEdit"
                              << "https://alpha:9925/b" << false << false;
        QTest::newRow("broker") << "mqttHostEdit"
                                << "beta" << false << false;
        QTest::newRow("user") << "userEdit"
                              << "bob" << false << true; // the server is still production
    }

    void anEditedProfileThatIsNotKeptIsNotThatProfile()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(bool, itself);
        QFETCH(bool, guarded);
        const QString id =
            addProfile(QStringLiteral("alpha"), {}, Environment::Production, QStringLiteral("secret"));
        Instance *instance = m_window->instances().all().constFirst();
        m_window->connector().askFor(instance);
        auto *dialog = m_window->findChild<ConnectDialog *>();
        dialog->chooseProfile(id);
        QTRY_COMPARE(dialog->settings().password, QStringLiteral("secret"));
        child<QCheckBox>(*dialog, "profileKeep")->setChecked(false);
        dialog->findChild<QLineEdit *>(field)->setText(text);
        click(child<QPushButton>(*dialog, "dialogConnectButton"));
        QCOMPARE(m_places->sessions.at(0)->requests.size(), 1);
        QCOMPARE(instance->session().profile().id, itself ? id : QString());
        QCOMPARE(instance->session().profile().environment,
                 guarded ? Environment::Production : Environment::None);
    }

    /// An instance that was made for the dialog only must not stay when the user gives up.
    void aDialogThatIsCancelledLeavesNothing()
    {
        connectFirst();
        child<QAction>(*m_window, "connectAction")->trigger();
        QCOMPARE(m_window->instances().all().size(), 2);
        m_window->findChild<ConnectDialog *>()->reject();
        QCOMPARE(m_window->instances().all().size(), 1);
        QVERIFY(!child<QTabBar>(*m_window, "instanceTabs")->isVisible());
        QCOMPARE(m_window->windowTitle(), QStringLiteral("SysPulse — first:9925"));
    }

    void closingAsksWhileTheUpdaterRuns()
    {
        connectFirst();
        UpdaterStatus status;
        status.state = UpdaterState::Waiting;
        emit m_places->sessions.at(0)->updater().updaterStatusChanged(status);
        m_prompts->answer = false;
        child<QAction>(*m_window, "closeInstanceAction")->trigger();
        QCOMPARE(m_prompts->asked.size(), 1);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("SysPulse — first:9925"));

        m_prompts->answer = true;
        QPointer<FakeSession> session = m_places->sessions.at(0);
        child<QAction>(*m_window, "closeInstanceAction")->trigger();
        QCOMPARE(session->requests.constLast(), QStringLiteral("disconnect"));
        // A fresh one takes its place; the old one stays until its lease is given back.
        QCOMPARE(m_window->windowTitle(), QStringLiteral("SysPulse"));
        QCOMPARE(m_window->instances().all().size(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(session);
        emit session->connection().stateChanged(SessionState::Disconnected, {});
        QTRY_VERIFY(!session);
    }

    void disconnectAllWaitsForAll()
    {
        connectFirst();
        m_window->instances().add();
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://second:9925");
        m_window->connectTo(settings);
        m_places->sessions.at(1)->pretendConnected(QStringLiteral("https://second:9925/"));
        QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
        m_window->instances().disconnectAll();
        emit m_places->sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        passQueue();
        QCOMPARE(done.count(), 0);
        emit m_places->sessions.at(1)->connection().stateChanged(SessionState::Disconnected, {});
        emit m_places->sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        QTRY_COMPARE(done.count(), 1);
        passQueue();
        QCOMPARE(done.count(), 1);
    }

    void hostileNamesArePlain()
    {
        addProfile(QStringLiteral("<b>x</b> & y"), QStringLiteral("<img src=1>"), Environment::None,
                   QStringLiteral("p"));
        showInstances();
        QCOMPARE(cell(0, InstancesModel::Name), QStringLiteral("<b>x</b> & y"));
        const QString hint =
            table()->model()->index(0, InstancesModel::Name).data(Qt::ToolTipRole).toString();
        QVERIFY2(hint.contains(QStringLiteral("&lt;b&gt;")), qPrintable(hint));
    }

private:
    QTableView *table() const { return child<QTableView>(*m_window, "instanceTable"); }

    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    void showInstances() { QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier); }

    void connectRow(int row)
    {
        table()->selectRow(row);
        click(child<QPushButton>(*m_window, "instanceOpen"));
    }

    void connectFirst()
    {
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://first:9925");
        m_window->connectTo(settings);
        m_places->sessions.at(0)->pretendConnected(QStringLiteral("https://first:9925/"));
    }

    QString addProfile(const QString &name, const QString &group, Environment environment,
                       const QString &password = {})
    {
        Profile profile;
        profile.name = name;
        profile.group = group;
        profile.environment = environment;
        profile.url = QStringLiteral("https://%1:9925").arg(name);
        profile.user = QStringLiteral("admin");
        const QString id = m_places->profiles.put(profile);
        if (!password.isEmpty())
            m_places->secrets.write(passwordKey(id), password, m_window.get(), [](const Result<void> &) {});
        return id;
    }

    std::unique_ptr<PlacesFixture> m_places;
    FakePrompts *m_prompts = nullptr;
    std::unique_ptr<MainWindow> m_window;
};

SYSPULSE_GUI_TEST(TestInstances)
#include "tst_instances.moc"
