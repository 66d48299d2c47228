// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "tests/support/harperfixture.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/settle.h"
#include "tests/support/threadspy.h"
#include "tests/support/windowplaces.h"
#include "ui/charts/timechart.h"
#include "ui/window/translations.h"

#include <QCheckBox>
#include <QDateTime>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The real window on a real HarperDB: set up with one click, updater started, messages published by
/// mosquitto_pub, and the charts move. With SYSPULSE_SCREENSHOTS set, pictures of the pages are left in that
/// folder.
class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void connects();
    void setUpWithOneClick();
    void updaterRuns();
    void chartsGrow();
    void topicsShowTheValues();
    void closedIntoTheTrayItKeepsUpdating();
    void lostLinkIsShown();
    void cleanupTestCase();

private:
    template <typename T>
    T *child(const char *name) const
    {
        T *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("The window has no %s.", name);
        return found;
    }

    void showTheBroker();
    void showPage(int key)
    {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_0 + key), Qt::ControlModifier);
        settle(*m_window);
    }

    void picture(const QString &name, QSize size = {1280, 800})
    {
        const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        m_window->resize(size);
        settle(*m_window);
        QVERIFY(m_window->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
    }

    void clientPictures(const QString &stage, const QString &look)
    {
        auto *tabs = child<QTabWidget>("clientTabs");
        for (int tab = tabs->count() - 1; tab >= 0; --tab) { // back to the first one
            tabs->setCurrentIndex(tab);
            picture(QStringLiteral("%1-clients%2-%3").arg(stage).arg(tab).arg(look));
        }
    }

    void brokerPictures(const QString &stage, const QString &look)
    {
        auto *tabs = child<QTabWidget>("brokerTabs");
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            settle(*m_window);
            int reports = 0;
            const QObject counting;
            const SessionBroker &broker = m_session->broker();
            const auto count = [&reports] { ++reports; };
            connect(&broker, &SessionBroker::workersChanged, &counting, count);
            connect(&broker, &SessionBroker::topClientsChanged, &counting, count);
            connect(&broker, &SessionBroker::stormsChanged, &counting, count);
            connect(&broker, &SessionBroker::topTopicsChanged, &counting, count);
            if (stage == QLatin1String("live"))
                QTRY_VERIFY(reports >= 3);
            picture(QStringLiteral("%1-broker%2-%3").arg(stage).arg(tab).arg(look));
            if (tab == 0 && stage == QLatin1String("live")) // for the README
                picture(QStringLiteral("broker-") + look);
            picture(QStringLiteral("%1-broker%2-wide-%3").arg(stage).arg(tab).arg(look), {1920, 1080});
        }
    }

    void pictures(const QString &stage)
    {
        if (qEnvironmentVariableIsEmpty("SYSPULSE_SCREENSHOTS"))
            return;
        const QStringList pages{QStringLiteral("overview"), QStringLiteral("topics"),
                                QStringLiteral("clients"),  QStringLiteral("broker"),
                                QStringLiteral("updater"),  QStringLiteral("setup"),
                                QStringLiteral("log"),      QStringLiteral("alerts")};
        for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
            m_window->setAppearance(appearance);
            const QString look =
                appearance == Appearance::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            for (int i = 0; i < pages.size(); ++i) {
                showPage(i + 1);
                picture(stage + QLatin1Char('-') + pages.at(i) + QLatin1Char('-') + look);
                if (i == 0)
                    picture(stage + QStringLiteral("-overview-wide-") + look, {1920, 1080});
                if (pages.at(i) == QLatin1String("clients"))
                    clientPictures(stage, look);
                if (pages.at(i) == QLatin1String("broker"))
                    brokerPictures(stage, look);
            }
        }
        showPage(1);
    }

    /// The highest point of the first line of @p chart that lies after @p fromMs.
    double highest(const TimeChart *chart, qint64 fromMs) const
    {
        double most = -1;
        for (const QPointF &point : chart->points(0)) {
            if (point.x() >= double(fromMs))
                most = std::max(most, point.y());
        }
        return most;
    }

    HarperFixture m_harper;
    QStringList m_notes;          ///< of all runs
    Session *m_session = nullptr; ///< of the window's first instance
    Translations m_english;       ///< its plurals
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::initTestCase()
{
    m_english.use(QStringLiteral("en"));
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_session = &m_window->current().session();
    connect(&m_session->updater(), &SessionUpdater::runFinished, this,
            [this](const RunReport &report) { m_notes += report.notes; });
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    pictures(QStringLiteral("empty"));
}

void TestWindow::connects()
{
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    m_window->connectTo(settings);
    QTRY_COMPARE(m_session->state(), SessionState::Connected);
    QTRY_COMPARE(m_session->mqttState(), MqttClient::State::Connected);
    QTRY_VERIFY(m_session->plan());
    QVERIFY(!m_session->plan()->complete());
    pictures(QStringLiteral("new"));
}

void TestWindow::setUpWithOneClick()
{
    showPage(6);
    auto *button = child<QPushButton>("setupPrimary");
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    bool finished = false;
    bool succeeded = false;
    Error error;
    connect(&m_session->setup(), &SessionSetup::setupFinished, this,
            [&](bool, bool ok, const Error &problem) {
                finished = true;
                succeeded = ok;
                error = problem;
            });
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(finished);
    QVERIFY2(succeeded, qPrintable(describe(error)));
    // It is written down where the charts show it.
    const QList<TimelineMark> &notes = m_window->current().store().notes().notes();
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.constFirst().text.startsWith(QStringLiteral("The instance was set up with component ")),
             qPrintable(notes.constFirst().text));
    QTRY_VERIFY(m_session->plan()->complete());
    QTRY_COMPARE(m_session->mqttState(), MqttClient::State::Connected);
}

void TestWindow::updaterRuns()
{
    showPage(5);
    m_session->request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    QTRY_VERIFY(m_session->updaterStatus().lastRun.outcome == RunOutcome::Updated);
    QTRY_VERIFY(child<QTableView>("journalTable")->model()->rowCount() >= 3);
    // The window tried MQTT before there was a component to count that. Beside this nothing is to be said:
    // restarting the workers is not a restart of the broker.
    m_notes.removeIf([](const QString &note) {
        return note.startsWith(QLatin1String("The component began to count after the broker had started."));
    });
    QVERIFY2(m_notes.isEmpty(), qPrintable(m_notes.join(QLatin1Char('\n'))));
}

void TestWindow::chartsGrow()
{
    showPage(1);
    const auto charts = child<QWidget>("overviewPage")->findChildren<TimeChart *>();
    QVERIFY(charts.size() >= 2);
    QTRY_VERIFY(highest(charts.at(0), 0) >= 1); // ourselves
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    MosquittoClients clients(
        {QStringLiteral("127.0.0.1"), m_harper.mqttPort(), m_harper.user(), m_harper.password(), {}, false});
    QVERIFY2(clients.startIdle(5, QStringLiteral("sys/broker_version")), qPrintable(clients.errorString()));
    QByteArrayList payloads;
    for (int i = 0; i < 2000; ++i)
        payloads.append("x" + QByteArray::number(i));
    // The table "sys" is SysPulse's, so what is published there is not the traffic of others.
    QTRY_VERIFY(child<QCheckBox>("ownTraffic")->isEnabled());
    if (!child<QCheckBox>("ownTraffic")->isChecked())
        QTest::mouseClick(child<QCheckBox>("ownTraffic"), Qt::LeftButton, {}, QPoint(8, 8));
    QTRY_VERIFY(child<QCheckBox>("ownTraffic")->isChecked());
    // The first chart shows clients, the second messages per second: first those that come in, of which there
    // were none before. How many a second depends on how long an update takes here, which is half a minute
    // on a machine that is short of time. A rate over a pause of the server's is not known, hence a burst for
    // each update; in between the window, which shares this thread, must not wait for us.
    const ThreadSpy updates(&m_session->updater(), &SessionUpdater::runFinished);
    qsizetype bursts = 0;
    const auto isBusy = [&] {
        if (highest(charts.at(1), before) >= 10)
            return true;
        if (bursts <= updates.size()) {
            bursts = updates.size() + 1;
            clients.publishMany(QStringLiteral("sys/window"), payloads);
        }
        return false;
    };
    QTRY_VERIFY2(isBusy(), qPrintable(QString::number(highest(charts.at(1), before))));
    QTRY_VERIFY2(highest(charts.at(0), before) >= 6,
                 qPrintable(QString::number(highest(charts.at(0), before))));
    // The list on the page is the broker's: those five and ourselves.
    showPage(3);
    QTRY_COMPARE(child<QTableView>("clientTable")->model()->rowCount(), 6);
    QTRY_VERIFY(child<QTableView>("clientTable")->isVisible());
    if (!qEnvironmentVariableIsEmpty("SYSPULSE_SCREENSHOTS")) {
        picture(QStringLiteral("clients-light"));
        for (int i = 0; i < 3; ++i) {
            clients.publishMany(QStringLiteral("sys/window"), payloads.mid(0, 300 + 40 * (i % 9)));
            const ThreadSpy runs(&m_session->updater(), &SessionUpdater::runFinished);
            QTRY_VERIFY(runs.size() >= 2); // a point of the chart for each
        }
    }
    showTheBroker();
    pictures(QStringLiteral("live"));
}

void TestWindow::showTheBroker()
{
    showPage(4);
    child<QTabWidget>("brokerTabs")->setCurrentIndex(0);
    const auto *workers = child<QTableView>("workersTable");
    QTRY_VERIFY(workers->isVisible());
    QCOMPARE(workers->model()->rowCount(), 1);
    QTRY_COMPARE(workers->model()->index(0, 1).data().toString(), QStringLiteral("6"));
    auto *tabs = child<QTabWidget>("brokerTabs");
    tabs->setCurrentIndex(1);
    QTRY_VERIFY(child<QTableView>("busyTable")->model()->rowCount() > 0);
    tabs->setCurrentIndex(3);
    const auto *topics = child<QTableView>("hotTopicsTable");
    child<QCheckBox>("hotTopicsOwn")->setChecked(true);
    QTRY_VERIFY(topics->model()->rowCount() > 0);
    tabs->setCurrentIndex(0);
}

void TestWindow::topicsShowTheValues()
{
    showPage(2);
    const QAbstractItemModel *model = child<QTableView>("topicTable")->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString().endsWith(QLatin1String("broker/version")))
            texts.append(model->index(row, 1).data().toString());
    }
    QCOMPARE(texts.size(), 1);
    QVERIFY2(texts.first().startsWith(QLatin1String("HarperDB ")), qPrintable(texts.first()));
}

void TestWindow::closedIntoTheTrayItKeepsUpdating()
{
    showPage(5);
    QTest::mouseClick(child<QCheckBox>("keepInTray"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(m_places.preferences.values().keepInTray);
    QVERIFY(m_places.tray.visible);
    int quits = 0;
    connect(m_window.get(), &MainWindow::quitRequested, this, [&quits] { ++quits; });
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->isVisible());
    QCOMPARE(m_places.tray.notified.size(), 1);
    // The broker's own records go on: two more runs that wrote, and their values arrive over MQTT.
    int runs = 0;
    int frames = 0;
    const auto counting = std::make_unique<QObject>();
    connect(&m_session->updater(), &SessionUpdater::runFinished, counting.get(),
            [&runs](const RunReport &report) {
                if (report.outcome == RunOutcome::Updated && report.recordsWritten > 0)
                    ++runs;
            });
    connect(&m_session->connection(), &SessionConnection::valuesArrived, counting.get(),
            [&frames] { ++frames; });
    QTRY_VERIFY(runs >= 2 && frames >= 2);
    QCOMPARE(m_places.tray.severity, Severity::Ok);
    emit m_places.tray.openRequested();
    QVERIFY(m_window->isVisible());
    QCOMPARE(quits, 0);
    QTest::mouseClick(child<QCheckBox>("keepInTray"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!m_places.tray.visible);
}

void TestWindow::lostLinkIsShown()
{
    m_harper.kill9();
    QTRY_VERIFY(m_session->mqttState() != MqttClient::State::Connected);
    QTRY_VERIFY(m_session->updaterStatus().state == UpdaterState::Retrying);
    pictures(QStringLiteral("lost"));
    // It comes back by itself.
    QVERIFY2(m_harper.restartProcess() && m_harper.waitReady(), qPrintable(m_harper.errorString()));
    QTRY_COMPARE(m_session->mqttState(), MqttClient::State::Connected);
    QTRY_VERIFY(m_session->updaterStatus().state == UpdaterState::Waiting);
}

void TestWindow::cleanupTestCase()
{
    m_window.reset();
}

SYSPULSE_GUI_TEST(TestWindow)
#include "tst_window.moc"
