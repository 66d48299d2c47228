// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/instancesfixture.h"
#include "tests/support/ordering.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>

#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "ui/connect/connectdialog.h"
#include "ui/instances/connector.h"
#include "ui/instances/instancespage.h"
#include "ui/instances/instancetabs.h"

using namespace syspulse;

namespace {

/// How often the tabs were painted.
class TabPaints : public QObject
{
public:
    explicit TabPaints(QWidget &tabs) { tabs.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

} // namespace

/// Several instances in one window: the page with a row for each, tabs, and what belongs to which.
class TestInstances : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_f = std::make_unique<InstancesFixture>(); }
    void cleanup() { m_f.reset(); }

    void emptyPageOffersToConnect()
    {
        m_f->showInstances();
        QCOMPARE(child<QStackedWidget>(*m_f->window, "instancesStack")->currentIndex(), 0);
        click(child<QPushButton>(*m_f->window, "instancesEmptyButton"));
        QVERIFY(m_f->window->findChild<ConnectDialog *>() != nullptr);
    }

    /// The bar lays itself out anew for whatever it is told, each second and for each instance.
    void tabsThatSayTheSameAreLeftAlone()
    {
        m_f->window->instances().add();
        auto *tabs = child<InstanceTabs>(*m_f->window, "instanceTabs");
        QTRY_VERIFY(tabs->isVisible());
        settle(*m_f->window);
        QCoreApplication::processEvents();
        TabPaints painted(*tabs);
        tabs->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(painted.count, 0);
        m_f->places.sessions.constFirst()->pretendConnected();
        QTRY_VERIFY(painted.count > 0);
    }

    void everyProfileHasARow()
    {
        m_f->addProfile(QStringLiteral("alpha"), QStringLiteral("eu"), Environment::Production);
        m_f->addProfile(QStringLiteral("beta"), QStringLiteral("eu"), Environment::Test);
        m_f->showInstances();
        const QAbstractItemModel *rows = m_f->table()->model();
        const QAbstractItemModelTester tester(m_f->window->findChild<InstancesModel *>());
        QCOMPARE(rows->rowCount(), 2);
        QCOMPARE(m_f->cell(0, InstancesModel::Name), QStringLiteral("alpha"));
        QCOMPARE(m_f->cell(0, InstancesModel::EnvironmentColumn), QStringLiteral("Production"));
        QCOMPARE(m_f->cell(0, InstancesModel::State), QStringLiteral("Not connected"));
        // What is not known is never 0.
        QCOMPARE(m_f->cell(0, InstancesModel::Clients), unknownText());
        QCOMPARE(m_f->cell(0, InstancesModel::MessagesIn), unknownText());
        QCOMPARE(m_f->cell(0, InstancesModel::Age), unknownText());
        child<QLineEdit>(*m_f->window, "instanceFilter")->setText(QStringLiteral("PROD"));
        QCOMPARE(rows->rowCount(), 1);
    }

    void severalAreLiveAtOnce()
    {
        const QString alpha =
            m_f->addProfile(QStringLiteral("alpha"), {}, Environment::Production, QStringLiteral("secret-a"));
        const QString beta =
            m_f->addProfile(QStringLiteral("beta"), {}, Environment::Test, QStringLiteral("secret-b"));
        m_f->showInstances();
        m_f->connectRow(0);
        QTRY_COMPARE(m_f->places.sessions.at(0)->requests,
                     QStringList{QStringLiteral("connect https://alpha:9925")});
        QCOMPARE(m_f->places.sessions.at(0)->settings.password, Secret(u"secret-a"));
        m_f->places.sessions.at(0)->pretendConnected(QStringLiteral("https://alpha:9925/"));
        m_f->connectRow(1);
        QTRY_COMPARE(m_f->places.sessions.size(), 2);
        m_f->places.sessions.at(1)->pretendConnected(QStringLiteral("https://beta:9925/"));
        QCOMPARE(m_f->window->instances().connectedCount(), 2);
        // Connecting from the list does not leave it.
        QVERIFY(child<QWidget>(*m_f->window, "instancesPage")->isVisible());
        QCOMPARE(m_f->table()->model()->rowCount(), 2);

        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_f->places.sessions.at(0)->sendSample(1, now - 10'000);
        m_f->places.sessions.at(0)->sendSample(2, now);
        m_f->places.sessions.at(1)->sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 4711, now);
        QTRY_COMPARE(m_f->cell(1, InstancesModel::Clients), QLocale().toString(4711));
        QVERIFY(m_f->cell(0, InstancesModel::Clients) != m_f->cell(1, InstancesModel::Clients));
        QVERIFY(m_f->cell(0, InstancesModel::MessagesIn).contains(QStringLiteral("msg/s")));
        QCOMPARE(m_f->cell(1, InstancesModel::MessagesIn), unknownText());

        // The environment's colour and the name follow the instance.
        m_f->window->instances().all().at(1)->session().setProfile(*m_f->places.profiles.find(beta));
        m_f->table()->selectRow(0);
        click(child<QPushButton>(*m_f->window, "instanceOpen"));
        QCOMPARE(m_f->window->windowTitle(), QStringLiteral("SysPulse — alpha"));
        auto *tabs = child<QTabBar>(*m_f->window, "instanceTabs");
        QVERIFY(tabs->isVisible());
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->tabText(0), QStringLiteral("alpha"));
        QTest::keyClick(m_f->window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_f->window->windowTitle(), QStringLiteral("SysPulse — beta"));
        QCOMPARE(tabs->currentIndex(), 1);
        QCOMPARE(m_f->window->instances().ofProfile(alpha), m_f->window->instances().all().at(0));
    }

    void withoutAPasswordItAsks()
    {
        m_f->addProfile(QStringLiteral("alpha"), {}, Environment::None);
        m_f->showInstances();
        m_f->connectRow(0);
        ConnectDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_f->window->findChild<ConnectDialog *>()) != nullptr);
        QCOMPARE(child<QLineEdit>(*dialog, "urlEdit")->text(), QStringLiteral("https://alpha:9925"));
        QVERIFY(m_f->places.sessions.at(0)->requests.isEmpty());
        dialog->reject();
        QCOMPARE(m_f->window->instances().all().size(), 1);
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
            m_f->addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        m_f->showInstances();
        m_f->connectRow(0);
        FakeSession *session = m_f->places.sessions.at(0);
        QTRY_COMPARE(session->requests.size(), 1);
        session->pretendConnected(QStringLiteral("https://alpha:9925/"));
        emit session->connection().stateChanged(SessionState::Disconnected, {});
        if (!kept)
            m_f->places.secrets.remove(passwordKey(id), m_f->window.get(), [](const Result<void> &) {});
        Profile profile = *m_f->places.profiles.find(id);
        profile.login = LoginMode::Token;
        profile.name = QStringLiteral("renamed");
        m_f->places.profiles.put(profile);
        m_f->connectRow(0);
        QTRY_COMPARE(session->requests.size(), 2);
        QCOMPARE(session->settings.login, LoginMode::Token);
        QCOMPARE(session->settings.password, Secret(u"secret"));
        QCOMPARE(session->profile().name, QStringLiteral("renamed"));

        // The password is for that server only.
        emit session->connection().stateChanged(SessionState::Failed, {});
        profile.url = QStringLiteral("https://other:9925");
        m_f->places.profiles.put(profile);
        m_f->showInstances();
        m_f->connectRow(0);
        if (kept) {
            QTRY_COMPARE(session->settings.url, QStringLiteral("https://other:9925"));
        } else {
            QTRY_VERIFY(m_f->window->findChild<ConnectDialog *>() != nullptr);
            QCOMPARE(m_f->window->findChild<ConnectDialog *>()->settings().url,
                     QStringLiteral("https://other:9925"));
        }
        QCOMPARE(m_f->places.sessions.size(), 1);
    }

    void trafficIsShownAsOnTheOverview()
    {
        m_f->addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        m_f->showInstances();
        m_f->connectRow(0);
        QTRY_COMPARE(m_f->places.sessions.at(0)->requests.size(), 1);
        FakeSession &session = *m_f->places.sessions.at(0);
        session.pretendConnected(QStringLiteral("https://alpha:9925/"));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto send = [&](const QString &topic, double before, double after) {
            session.sendNumber(topic, before, now - 10'000);
            session.sendNumber(topic, after, now);
        };
        send(systopics::messagesSent, 1000, 1400);
        // An instance that does not tell SysPulse's part is shown with it.
        QTRY_VERIFY(m_f->cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("40")));
        send(TrafficView::ownTopicOf(systopics::messagesSent), 100, 300);
        QTRY_VERIFY(m_f->cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("20")));
        QCOMPARE(m_f->table()->model()->index(0, InstancesModel::MessagesOut).data(InstancesModel::SortRole),
                 20.0);
        m_f->places.preferences.change([](Preferences &preferences) { preferences.ownTrafficShown = true; });
        QTRY_VERIFY(m_f->cell(0, InstancesModel::MessagesOut).startsWith(QStringLiteral("40")));
        QVERIFY(m_f->table()
                    ->model()
                    ->headerData(InstancesModel::MessagesOut, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .startsWith(QStringLiteral("With SysPulse's own traffic")));
    }

    /// The keychain may be locked for minutes.
    void aProfileThatIsEditedWhileTheKeychainIsAsked()
    {
        const QString id =
            m_f->addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        m_f->showInstances();
        m_f->connectRow(0);
        Profile profile = *m_f->places.profiles.find(id);
        profile.url = QStringLiteral("https://other:9925");
        m_f->places.profiles.put(profile);
        FakeSession *session = m_f->places.sessions.at(0);
        QTRY_COMPARE(session->requests.size(), 1);
        QCOMPARE(session->settings.url, QStringLiteral("https://other:9925"));
        QCOMPARE(session->profile(), profile);
    }

    void aProfileHasOneSession()
    {
        const QString id =
            m_f->addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        m_f->showInstances();
        m_f->connectRow(0);
        QTRY_COMPARE(m_f->places.sessions.at(0)->requests.size(), 1);
        emit m_f->places.sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        ConnectionSettings other;
        other.url = QStringLiteral("https://other:9925");
        m_f->window->instances().add()->connectTo(other, Profile());
        m_f->places.sessions.at(1)->pretendConnected(other.url + QLatin1Char('/'));
        Instance *third = m_f->window->instances().add();
        m_f->window->connector().askFor(third);
        auto *dialog = m_f->window->findChild<ConnectDialog *>();
        dialog->chooseProfile(id);
        QTRY_COMPARE(dialog->settings().password, Secret(u"secret"));
        click(child<QPushButton>(*dialog, "dialogConnectButton"));
        QCOMPARE(third->session().profile().id, id);
        QCOMPARE(m_f->window->instances().ofProfile(id), third);
        QCOMPARE(m_f->window->instances().all().size(), 2); // the one that it had before is gone
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
            m_f->addProfile(QStringLiteral("alpha"), {}, Environment::Production, QStringLiteral("secret"));
        Instance *instance = m_f->window->instances().all().constFirst();
        m_f->window->connector().askFor(instance);
        auto *dialog = m_f->window->findChild<ConnectDialog *>();
        dialog->chooseProfile(id);
        QTRY_COMPARE(dialog->settings().password, Secret(u"secret"));
        child<QCheckBox>(*dialog, "profileKeep")->setChecked(false);
        dialog->findChild<QLineEdit *>(field)->setText(text);
        click(child<QPushButton>(*dialog, "dialogConnectButton"));
        QCOMPARE(m_f->places.sessions.at(0)->requests.size(), 1);
        QCOMPARE(instance->session().profile().id, itself ? id : QString());
        QCOMPARE(instance->session().profile().environment,
                 guarded ? Environment::Production : Environment::None);
    }

    /// An instance that was made for the dialog only must not stay when the user gives up.
    void aDialogThatIsCancelledLeavesNothing()
    {
        connectFirst();
        child<QAction>(*m_f->window, "connectAction")->trigger();
        QCOMPARE(m_f->window->instances().all().size(), 2);
        m_f->window->findChild<ConnectDialog *>()->reject();
        QCOMPARE(m_f->window->instances().all().size(), 1);
        QVERIFY(!child<QTabBar>(*m_f->window, "instanceTabs")->isVisible());
        QCOMPARE(m_f->window->windowTitle(), QStringLiteral("SysPulse — first:9925"));
    }

    void closingAsksWhileTheUpdaterRuns()
    {
        connectFirst();
        UpdaterStatus status;
        status.state = UpdaterState::Waiting;
        emit m_f->places.sessions.at(0)->updater().updaterStatusChanged(status);
        m_f->prompts->answer = false;
        child<QAction>(*m_f->window, "closeInstanceAction")->trigger();
        QCOMPARE(m_f->prompts->asked.size(), 1);
        QCOMPARE(m_f->window->windowTitle(), QStringLiteral("SysPulse — first:9925"));

        m_f->prompts->answer = true;
        QPointer<FakeSession> session = m_f->places.sessions.at(0);
        child<QAction>(*m_f->window, "closeInstanceAction")->trigger();
        QCOMPARE(session->requests.constLast(), QStringLiteral("disconnect"));
        // A fresh one takes its place; the old one stays until its lease is given back.
        QCOMPARE(m_f->window->windowTitle(), QStringLiteral("SysPulse"));
        QCOMPARE(m_f->window->instances().all().size(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(session);
        emit session->connection().stateChanged(SessionState::Disconnected, {});
        QTRY_VERIFY(!session);
    }

    void disconnectAllWaitsForAll()
    {
        connectFirst();
        m_f->window->instances().add();
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://second:9925");
        m_f->window->connectTo(settings);
        m_f->places.sessions.at(1)->pretendConnected(QStringLiteral("https://second:9925/"));
        QSignalSpy done(&m_f->window->instances(), &Instances::allDisconnected);
        m_f->window->instances().disconnectAll();
        emit m_f->places.sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        passQueue();
        QCOMPARE(done.count(), 0);
        emit m_f->places.sessions.at(1)->connection().stateChanged(SessionState::Disconnected, {});
        emit m_f->places.sessions.at(0)->connection().stateChanged(SessionState::Disconnected, {});
        QTRY_COMPARE(done.count(), 1);
        passQueue();
        QCOMPARE(done.count(), 1);
    }

    void hostileNamesArePlain()
    {
        m_f->addProfile(QStringLiteral("<b>x</b> & y"), QStringLiteral("<img src=1>"), Environment::None,
                        QStringLiteral("p"));
        m_f->showInstances();
        QCOMPARE(m_f->cell(0, InstancesModel::Name), QStringLiteral("<b>x</b> & y"));
        const QString hint =
            m_f->table()->model()->index(0, InstancesModel::Name).data(Qt::ToolTipRole).toString();
        QVERIFY2(hint.contains(QStringLiteral("&lt;b&gt;")), qPrintable(hint));
    }

private:
    void connectFirst()
    {
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://first:9925");
        m_f->window->connectTo(settings);
        m_f->places.sessions.at(0)->pretendConnected(QStringLiteral("https://first:9925/"));
    }

    std::unique_ptr<InstancesFixture> m_f;
};

SYSPULSE_GUI_TEST(TestInstances)
#include "tst_instances.moc"
