// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/brokerfixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/guitestregistry.h"

#include <QPushButton>
#include <QStackedWidget>

#include "ui/base/banner.h"
#include "ui/instances/instancespage.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

/// A server that stops answering while it is watched: every page says so, and none forgets what it knows.
class TestReach : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_f = std::make_unique<WindowFixture>(); }
    void cleanup() { m_f.reset(); }
    void allPagesSayThatTheServerIsAway();
    void whatIsNotKnownYetIsNotWaitedFor();
    void whatTheBrokerToldLastIsCalledOld();
    void mqttThatIsAwayAloneIsSaidAsSuch();
    void aBrokerThatCannotBeReachedIsNotAMissingSetup();
    void aSubscriptionThatIsRefusedIsNotAMissingUpdater();
    void tryingAgainIsOneWordAndOneAction();
    void aRefusedCertificateLeadsToTheConnection();

private:
    std::unique_ptr<WindowFixture> m_f;
};

namespace {

Reach away(qint64 sinceMs)
{
    Reach reach;
    reach.awaySinceMs = reach.mqttAwaySinceMs = sinceMs;
    reach.nextTryMs = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
    reach.error = {ErrorKind::Network, QStringLiteral("db.example.org:9925 refuses connections."), {}, 0};
    return reach;
}

/// 19:37:29 of some day where this runs.
qint64 thatTime()
{
    return QDateTime(QDate(2026, 11, 25), QTime(19, 37, 29)).toMSecsSinceEpoch();
}

/// What stands in the middle of an empty page.
QString messageOf(const QObject &window, const QByteArray &name)
{
    return textOf(window, QByteArray(name + "Title").constData()) + QLatin1Char(' ') +
           textOf(window, QByteArray(name + "Text").constData());
}

} // namespace

void TestReach::allPagesSayThatTheServerIsAway()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    connectAndFill(session, window);
    emit session.setup().planChanged(completePlan());
    const auto *banner = child<Banner>(window, "linkBanner");
    QVERIFY(banner->isHidden());
    QVERIFY(textOf(window, "setupSummary").contains(QStringLiteral("Everything is in place")));

    const QString since = QStringLiteral("Not reachable since 19:37:29");
    emit session.connection().reachChanged(away(thatTime()));
    QCOMPARE(textOf(window, "instanceState"), since);
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().startsWith(since + QStringLiteral(". Next try in ")), qPrintable(banner->text()));
    QVERIFY(banner->text().contains(QStringLiteral("refuses connections")));
    QVERIFY2(textOf(window, "setupSummary").startsWith(since), qPrintable(textOf(window, "setupSummary")));
    // What cannot be used stays where it is.
    for (const char *name : {"setupPrimary", "setupProve", "setupIds"}) {
        QVERIFY2(!child<QWidget>(window, name)->isHidden(), name);
        QVERIFY2(!child<QWidget>(window, name)->isEnabled(), name);
    }
    QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
    QVERIFY2(textOf(window, "instanceTotals").contains(QStringLiteral("0 connected")),
             qPrintable(textOf(window, "instanceTotals")));
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(child<QWidget>(window, "cardGrid")->isVisible()); // the last values stay

    click(child<QPushButton>(window, "linkBannerButton"));
    QCOMPARE(session.requests.last(), QStringLiteral("retry"));

    emit session.connection().reachChanged(Reach());
    QCOMPARE(textOf(window, "instanceState"), QStringLiteral("Connected"));
    QVERIFY(banner->isHidden());
    QVERIFY(textOf(window, "setupSummary").contains(QStringLiteral("Everything is in place")));
    // The end of the connection is the end of it too.
    emit session.connection().reachChanged(away(thatTime()));
    emit session.connection().stateChanged(SessionState::Disconnected, {});
    QCOMPARE(textOf(window, "instanceState"), QStringLiteral("Not connected"));
    session.pretendConnected();
    QCOMPARE(textOf(window, "instanceState"), QStringLiteral("Connected"));
}

void TestReach::whatIsNotKnownYetIsNotWaitedFor()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    session.pretendConnected();
    emit session.connection().reachChanged(away(thatTime()));
    const QString since = QStringLiteral("Not reachable since 19:37:29");
    QTRY_VERIFY2(messageOf(window, "overviewMessage").contains(since),
                 qPrintable(messageOf(window, "overviewMessage")));
    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "clientsPage"));
    QTRY_VERIFY2(messageOf(window, "clientsPane").contains(since),
                 qPrintable(messageOf(window, "clientsPane")));
    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "brokerPage"));
    QTRY_VERIFY2(messageOf(window, "workersPane").contains(since),
                 qPrintable(messageOf(window, "workersPane")));
}

void TestReach::whatTheBrokerToldLastIsCalledOld()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    connectAndFill(session, window);
    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "brokerPage"));
    WorkersReport report;
    report.source = reportOf(QDateTime::currentMSecsSinceEpoch());
    report.workers = {workerLoad(1, 10)};
    emit session.broker().workersChanged(report);
    QTRY_VERIFY(textOf(window, "workersSource").startsWith(QStringLiteral("Reported by ")));
    emit session.connection().reachChanged(away(thatTime()));
    QTRY_VERIFY2(textOf(window, "workersSource").startsWith(QStringLiteral("This may be out of date.")),
                 qPrintable(textOf(window, "workersSource")));
    // What the banner says of the server is not said twice.
    report.source.error = away(thatTime()).error;
    emit session.broker().workersChanged(report);
    QVERIFY2(textOf(window, "workersSource").startsWith(QStringLiteral("This may be out of date.")),
             qPrintable(textOf(window, "workersSource")));
    report.source.error = {};
    emit session.connection().reachChanged(Reach());
    emit session.broker().workersChanged(report);
    QTRY_VERIFY(textOf(window, "workersSource").startsWith(QStringLiteral("Reported by ")));
}

void TestReach::mqttThatIsAwayAloneIsSaidAsSuch()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    connectAndFill(session, window);
    Reach reach;
    reach.mqttAwaySinceMs = thatTime();
    reach.mqttNextTryMs = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
    emit session.connection().reachChanged(reach);
    emit session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry,
                                               {ErrorKind::Network, QStringLiteral("It was reset."), {}, 0});
    const auto *banner = child<Banner>(window, "linkBanner");
    QCOMPARE(textOf(window, "instanceState"), QStringLiteral("Connected"));
    QVERIFY2(banner->text().startsWith(QStringLiteral("MQTT is not reachable since 19:37:29")),
             qPrintable(banner->text()));
    QVERIFY(banner->text().contains(QStringLiteral("It was reset.")));
    click(child<QPushButton>(window, "linkBannerButton"));
    QCOMPARE(session.requests.last(), QStringLiteral("retry"));
}

void TestReach::aBrokerThatCannotBeReachedIsNotAMissingSetup()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    session.pretendConnected();
    emit session.setup().planChanged(neededPlan());
    QTRY_VERIFY(messageOf(window, "overviewMessage").contains(QStringLiteral("no $SYS topics yet")));
    emit session.connection().mqttStateChanged(
        MqttClient::State::WaitingToRetry,
        {ErrorKind::Network, QStringLiteral("127.0.0.1:1883 refuses connections."), {}, 0});
    QTRY_VERIFY2(messageOf(window, "overviewMessage").contains(QStringLiteral("127.0.0.1:1883")),
                 qPrintable(messageOf(window, "overviewMessage")));
}

void TestReach::aSubscriptionThatIsRefusedIsNotAMissingUpdater()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    session.pretendConnected();
    const Error refused{ErrorKind::Permission, QStringLiteral("The broker refused it."), {}, 0};
    const auto *banner = child<Banner>(window, "linkBanner");
    // An instance that is not set up refuses it too, and the pages tell that.
    emit session.connection().mqttStateChanged(MqttClient::State::Connected, refused);
    QVERIFY(banner->isHidden());
    QCOMPARE(textOf(window, "mqttState"), QStringLiteral("MQTT connected"));

    connectAndFill(session, window);
    QCOMPARE(textOf(window, "mqttState"), QStringLiteral("MQTT live"));
    emit session.connection().mqttStateChanged(MqttClient::State::Connected, refused);
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains(refused.message), qPrintable(banner->text()));
    QCOMPARE(textOf(window, "mqttState"), QStringLiteral("MQTT connected"));
    emit session.connection().mqttStateChanged(MqttClient::State::Connected, {});
    QVERIFY(banner->isHidden());
    QCOMPARE(textOf(window, "mqttState"), QStringLiteral("MQTT live"));
}

void TestReach::tryingAgainIsOneWordAndOneAction()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    session.pretendConnected();
    emit session.connection().reachChanged(away(thatTime()));
    auto *inPage = child<QPushButton>(window, "overviewMessageButton");
    QTRY_COMPARE(inPage->text(), QStringLiteral("&Retry now"));
    click(inPage);
    QCOMPARE(session.requests, QStringList{QStringLiteral("retry")});

    emit session.connection().reachChanged(Reach());
    emit session.connection().mqttStateChanged(
        MqttClient::State::WaitingToRetry,
        {ErrorKind::Network, QStringLiteral("127.0.0.1:1883 refuses connections."), {}, 0});
    QTRY_VERIFY(messageOf(window, "overviewMessage").contains(QStringLiteral("127.0.0.1:1883")));
    QCOMPARE(inPage->text(), QStringLiteral("&Retry now"));
    click(inPage);
    QCOMPARE(session.requests, (QStringList{QStringLiteral("retry"), QStringLiteral("retry")}));

    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "logPage"));
    const auto *banner = child<QPushButton>(window, "linkBannerButton");
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(banner->text(), QStringLiteral("&Retry now"));
}

void TestReach::aRefusedCertificateLeadsToTheConnection()
{
    MainWindow &window = *m_f->window;
    FakeSession &session = *m_f->session;
    session.pretendConnected();
    // Another try would end the same.
    const Error error{ErrorKind::Tls, QStringLiteral("Issued by nobody who is trusted here."), {}, 0};
    emit session.connection().mqttStateChanged(MqttClient::State::Disconnected, error);
    const QString action = QStringLiteral("Change the connection…");
    QTRY_COMPARE(child<QPushButton>(window, "overviewMessageButton")->text(), action);
    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "logPage"));
    auto *banner = child<QPushButton>(window, "linkBannerButton");
    QTRY_COMPARE(banner->text(), action);
    click(banner);
    QVERIFY(window.findChild<ConnectDialog *>() != nullptr);
}

SYSPULSE_GUI_TEST(TestReach)
#include "tst_reach.moc"
