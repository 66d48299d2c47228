// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>

#include "core/settings/statestore.h"
#include "ui/base/banner.h"
#include "ui/base/theme.h"
#include "ui/connect/connectdialog.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void navigatesByKeyboard()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        window.activateWindow();
        const auto *pages = child<QStackedWidget>(window, "pages");
        QCOMPARE(pages->count(), InstanceView::pageCount);
        for (int page = pages->count() - 1; page >= 0; --page) {
            QTest::keyClick(&window, Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
            QCOMPARE(pages->currentIndex(), page);
            QVERIFY(pages->isVisible());
            QCOMPARE(child<QListWidget>(window, "navigation")->currentRow(), page + 1);
        }
        QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
        QVERIFY(!pages->isVisible());
        QVERIFY(child<QWidget>(window, "instancesPage")->isVisible());
        QCOMPARE(child<QListWidget>(window, "navigation")->currentRow(), 0);
    }

    void connectToFillsTitleAndHeader()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        QCOMPARE(window.windowTitle(), QStringLiteral("SysPulse"));
        ConnectionSettings settings;
        settings.url = QStringLiteral("db.example.org");
        settings.user = QStringLiteral("admin");
        window.connectTo(settings);
        QCOMPARE(session.requests, QStringList{QStringLiteral("connect db.example.org")});
        QCOMPARE(window.windowTitle(), QStringLiteral("SysPulse — db.example.org:9925"));
        session.pretendConnected();
        QCOMPARE(textOf(window, "instanceAddress"), QStringLiteral("db.example.org:9925"));
        QCOMPARE(textOf(window, "serverVersion"), QStringLiteral("HarperDB 4.7.29, user admin"));
        QCOMPARE(textOf(window, "instanceState"), QStringLiteral("Connected"));
        QCOMPARE(textOf(window, "mqttState"), QStringLiteral("MQTT live"));
    }

    void appearanceAndSizeAreKept()
    {
        PlacesFixture places;
        {
            MainWindow window(places.services());
            GuiFixture::show(window, {1280, 800});
            child<QAction>(window, "appearanceDark")->trigger();
            window.resize(1111, 777);
            QTRY_VERIFY(!places.preferences.values().windowGeometry.isEmpty());
        }
        applyAppearance(Appearance::Light);
        MainWindow window(places.services());
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(child<QAction>(window, "appearanceDark")->isChecked());
        QCOMPARE(window.size(), QSize(1111, 777));
        applyAppearance(Appearance::Light);
    }

    void saysWhenTheLinkIsLost()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        const auto *banner = child<Banner>(window, "linkBanner");
        QVERIFY(banner->isHidden());
        emit session.connection().mqttStateChanged(
            MqttClient::State::WaitingToRetry,
            {ErrorKind::Network, QStringLiteral("It was reset."), QStringLiteral("<b>x</b>")});
        QVERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(QStringLiteral("It was reset.")));
        QCOMPARE(child<QLabel>(window, "linkBannerText")->textFormat(), Qt::PlainText);
        emit session.connection().mqttStateChanged(MqttClient::State::Connected, {});
        QVERIFY(banner->isHidden());
        emit session.connection().stateChanged(SessionState::Disconnected, {});
        QVERIFY(banner->isVisible());
        click(child<QPushButton>(window, "linkBannerButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("connect https://db.example.org:9925"));
    }

    void offersToStartTheUpdaterWhenValuesAreOld()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        session.pretendConnected();
        session.sendSample(1, QDateTime::currentMSecsSinceEpoch() - 3'600'000);
        QTRY_VERIFY(child<Banner>(window, "linkBanner")->isVisible());
        click(child<QPushButton>(window, "linkBannerButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("start 10"));
    }

    void anotherInstanceStartsEmpty()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        const auto *stack = child<QStackedWidget>(window, "overviewStack");
        QTRY_COMPARE(stack->currentIndex(), 1);
        emit session.connection().stateChanged(SessionState::Disconnected, {});
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://other:9925");
        window.connectTo(settings);
        QCOMPARE(places.sessions.size(), 1);
        QTRY_COMPARE(stack->currentIndex(), 0);
    }

    void dialogOpensOnceAndConnects()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        click(child<QPushButton>(window, "connectButton"));
        child<QAction>(window, "connectAction")->trigger();
        QCOMPARE(window.findChildren<ConnectDialog *>().size(), 1);
        auto *dialog = window.findChild<ConnectDialog *>();
        child<QLineEdit>(*dialog, "urlEdit")->setText(QStringLiteral("https://db:9925"));
        child<QLineEdit>(*dialog, "userEdit")->setText(QStringLiteral("admin"));
        click(child<QPushButton>(*dialog, "dialogConnectButton"));
        QCOMPARE(session.requests, QStringList{QStringLiteral("connect https://db:9925")});
        session.pretendConnected();
        QTRY_VERIFY(window.findChild<ConnectDialog *>() == nullptr);
        QVERIFY(child<QPushButton>(window, "disconnectButton")->isVisible());
        click(child<QPushButton>(window, "disconnectButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("disconnect"));
    }

    void appearanceCanBeChosen()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        child<QAction>(window, "appearanceDark")->trigger();
        QVERIFY(isDark(QApplication::palette()));
        child<QAction>(window, "appearanceLight")->trigger();
        QVERIFY(!isDark(QApplication::palette()));
    }

    void interactiveWidgetsHaveNames()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            // Those that Qt makes inside its own widgets are not ours to name.
            QVERIFY2(isQtsOwn(*button) || !button->objectName().isEmpty(), qPrintable(button->text()));
        }
    }

    /// Alt and a letter must mean one thing: with two, a key press only moves the focus.
    void mnemonicsAreUnique()
    {
        PlacesFixture places;
        places.state.save(QStringLiteral("alerts-db.example.org:9925"),
                          R"({"version":1,"rules":[{"topic":"t","condition":"noData","forSeconds":60}]})");
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        session.pretendConnected();
        emit session.setup().planChanged(completePlan());
        session.pretendClients(3, 1'700'000'000'000);
        session.sendSample(1, QDateTime::currentMSecsSinceEpoch());
        auto *navigation = child<QListWidget>(window, "navigation");
        for (int page = 0; page < navigation->count(); ++page) { // all instances, then the pages of one
            navigation->setCurrentRow(page);
            settle(window);
            QCOMPARE(mnemonicClashes(window), QStringList());
        }
    }
};

SYSPULSE_GUI_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
