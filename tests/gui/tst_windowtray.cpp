// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/notednotices.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include "ui/alerts/alertruledialog.h"
#include "ui/alerts/alertsilencedialog.h"
#include "ui/base/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navigation.h"

using namespace syspulse;

/// The window and what the desktop shows of the program outside of it.
class TestWindowTray : public QObject
{
    Q_OBJECT

private slots:
    void closingGoesToTheTrayOnlyWhereWished()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        QVERIFY(!places.tray.visible);

        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = true; });
        QVERIFY(places.tray.visible);
        window.close();
        QVERIFY(!window.isVisible());
        QCOMPARE(quit.count(), 0);
        QCOMPARE(places.tray.notified.size(), 1);
        emit places.tray.openRequested();
        QVERIFY(window.isVisible());
        window.close();
        QCOMPARE(places.tray.notified.size(), 1); // explained once is enough
        emit places.tray.quitRequested();
        QCOMPARE(quit.count(), 1);
    }

    void closingQuitsWhereThereIsNoTray()
    {
        PlacesFixture places;
        places.tray.available = false;
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = true; });
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        window.close();
        QCOMPARE(quit.count(), 1);
    }

    void quittingAsksOnceWhileAnUpdaterWorks_data()
    {
        QTest::addColumn<bool>("menu");
        QTest::newRow("Ctrl+Q") << true;
        QTest::newRow("closing the window") << false;
    }

    void quittingAsksOnceWhileAnUpdaterWorks()
    {
        QFETCH(const bool, menu);
        PlacesFixture places;
        auto owned = std::make_unique<FakePrompts>();
        FakePrompts &prompts = *owned;
        MainWindow window(places.services(), std::move(owned));
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        const auto leave = [&] {
            if (menu)
                child<QAction>(window, "quitAction")->trigger();
            else
                window.close();
        };
        UpdaterStatus status;
        status.state = UpdaterState::Waiting;
        emit session.updater().updaterStatusChanged(status);
        leave();
        QTRY_COMPARE(prompts.asked.size(), 1);
        QVERIFY2(prompts.asked.constFirst().text.startsWith(QStringLiteral("1 updater(s)")),
                 qPrintable(prompts.asked.constFirst().text));
        QCOMPARE(quit.count(), 0);
        QVERIFY(window.isVisible());
        prompts.answer = true;
        leave();
        QTRY_COMPARE(prompts.asked.size(), 2);
        QTRY_COMPARE(quit.count(), 1);
        QVERIFY(!window.isVisible());
    }

    void quittingAsksNothingWhereNothingStops()
    {
        PlacesFixture places;
        auto owned = std::make_unique<FakePrompts>();
        FakePrompts &prompts = *owned;
        MainWindow window(places.services(), std::move(owned));
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        UpdaterStatus status;
        status.state = UpdaterState::Paused;
        emit session.updater().updaterStatusChanged(status);
        child<QAction>(window, "closeInstanceAction")->trigger();
        QCOMPARE(prompts.asked.size(), 0);
        QCOMPARE(session.requests.constLast(), QStringLiteral("disconnect"));
        child<QAction>(window, "quitAction")->trigger();
        QCOMPARE(prompts.asked.size(), 0);
        QCOMPARE(quit.count(), 1);
    }

    void theWindowComesBackWhenTheTrayGoes()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        QSignalSpy quit(&window, &MainWindow::quitRequested);
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = true; });
        window.close();
        QVERIFY(!window.isVisible());
        places.tray.available = false;
        QTRY_VERIFY(window.isVisible());

        // So it does when the wish to be kept there goes, and only then does closing it end the program.
        places.tray.available = true;
        window.close();
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = false; });
        QTRY_VERIFY(window.isVisible());
        QCOMPARE(quit.count(), 0);
        window.close();
        QCOMPARE(quit.count(), 1);
        places.tray.available = false;
        QVERIFY(!window.isVisible());
    }

    void aWindowThatEndsDoesNotComeBack()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = true; });
        window.close();
        emit places.tray.quitRequested();
        places.tray.available = false;
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = false; });
        QVERIFY(!window.isVisible());
    }

    void theTrayTellsTheState()
    {
        PlacesFixture places;
        places.preferences.change([](Preferences &preferences) { preferences.keepInTray = true; });
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        QCOMPARE(places.tray.severity, Severity::Neutral);
        QVERIFY(places.tray.text.contains(QStringLiteral("not connected")));
        connectAndFill(session, window);
        emit session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry,
                                                   {ErrorKind::Network, QStringLiteral("It was reset."), {}});
        QVERIFY(places.tray.severity >= Severity::Warning);
        QVERIFY(places.tray.text.contains(QStringLiteral("It was reset.")));
    }

    void anAlertIsSeenInTheNavigationAndTheTray()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        auto *navigation = child<QListWidget>(window, "navigation");
        const auto count = [&] { return navigation->item(8)->data(Navigation::countRole).toInt(); };
        child<QAction>(window, "showPage8")->trigger();
        QTRY_VERIFY(child<QPushButton>(window, "alertAdd")->isEnabled());
        click(child<QPushButton>(window, "alertAdd"));
        auto *dialog = window.findChild<AlertRuleDialog *>();
        QVERIFY(dialog != nullptr);
        child<QLineEdit>(*dialog, "alertTopic")->setText(QStringLiteral("$SYS/broker/clients/connected"));
        child<QLineEdit>(*dialog, "alertThreshold")->setText(QStringLiteral("1"));
        child<QLineEdit>(*dialog, "alertName")->setText(QStringLiteral("Crowded"));
        child<QSpinBox>(*dialog, "alertDuration")->setValue(0);
        QCOMPARE(count(), 0);
        QVERIFY(!places.tray.visible);
        click(child<QPushButton>(*dialog, "alertSave"));
        QCOMPARE(count(), 1);
        QCOMPARE(places.tray.notified.size(), 1);
        QVERIFY(places.tray.visible); // what notifies must be there
        QCOMPARE(places.tray.severity, Severity::Warning);
        QVERIFY(places.tray.text.contains(QStringLiteral("Crowded")));
        session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 1,
                           QDateTime::currentMSecsSinceEpoch());
        QCOMPARE(count(), 0);
        QVERIFY(!places.tray.visible);
    }

    void aNoticeBringsTheWindowToItsAlerts()
    {
        PlacesFixture places;
        NotedNotices notifier;
        const WindowServices known = places.services();
        MainWindow window({known.makeSession, known.state, known.profiles, known.secrets, known.preferences,
                           known.history, known.tray, notifier});
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        AlertRuleStore &rules = window.current().alerts().rules();
        QTRY_VERIFY(rules.isLoaded());
        AlertRule rule;
        rule.topic = QStringLiteral("$SYS/broker/clients/connected");
        rule.threshold = 1;
        rule.forSeconds = 0;
        rules.put(rule);
        QTRY_COMPARE(notifier.notices.size(), 1);
        Instance &alarming = window.current();
        child<QAction>(window, "showPage0")->trigger();
        window.hide();
        emit notifier.showRequested(QStringLiteral("somebody else's"), {});
        QVERIFY(!window.isVisible());
        emit notifier.showRequested(notifier.notices.constFirst().id, QStringLiteral("token"));
        QVERIFY(window.isVisible());
        QCOMPARE(&window.current(), &alarming);
        QCOMPARE(child<QListWidget>(window, "navigation")->currentRow(), 8);
        QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("token"));
        qunsetenv("XDG_ACTIVATION_TOKEN");
    }

    void withoutATrayTheWindowSaysWhatFires()
    {
        PlacesFixture places;
        places.tray.available = false;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        AlertRuleStore &rules = window.current().alerts().rules();
        QTRY_VERIFY(rules.isLoaded());
        AlertRule rule;
        rule.topic = QStringLiteral("$SYS/broker/clients/connected");
        rule.name = QStringLiteral("Crowded");
        rule.threshold = 1;
        rule.forSeconds = 0;
        auto *banner = child<Banner>(window, "alertBanner");
        QVERIFY(banner->isHidden());
        rules.put(rule);
        QTRY_VERIFY(!banner->isHidden());
        QVERIFY(banner->text().contains(QStringLiteral("Crowded")));
        QVERIFY(places.tray.notified.isEmpty());
        // Where the area comes, it says the same.
        places.tray.available = true;
        QTRY_VERIFY(banner->isHidden());
        places.tray.available = false;
        QTRY_VERIFY(!banner->isHidden());
        // Whoever acknowledges it has the banner go.
        auto *acknowledge = child<QPushButton>(window, "alertBannerOther");
        QVERIFY(acknowledge->isVisible());
        click(acknowledge);
        auto *dialog = window.findChild<AlertSilenceDialog *>();
        QVERIFY(dialog != nullptr);
        click(child<QPushButton>(*dialog, "silenceApply"));
        QTRY_VERIFY(banner->isHidden());
        QVERIFY(!acknowledge->isVisible());
        QCOMPARE(window.current().alerts().firing().size(), 1);
    }
};

SYSPULSE_GUI_TEST(TestWindowTray)
#include "tst_windowtray.moc"
