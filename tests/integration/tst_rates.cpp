// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/livestore.h"
#include "core/session/sessionthread.h"
#include "core/topics/systopics.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <cmath>

using namespace syspulse;
using namespace syspulse::test;

/// Rates as the window shows them, of a real HarperDB with steady traffic and an updater that writes each
/// second.
class TestRates : public QObject
{
    Q_OBJECT

private slots:
    void steadyTraffic_data();
    void steadyTraffic();
};

void TestRates::steadyTraffic_data()
{
    QTest::addColumn<int>("threads");
    QTest::newRow("one worker") << 1;
    QTest::newRow("two workers") << 2;
}

void TestRates::steadyTraffic()
{
    QFETCH(int, threads);
    constexpr int perSecond = 400; // by two clients
    constexpr int wanted = 6;      // rates in a row that are right: what saw-tooths never has them
    HarperFixture harper(HarperOptions{.threads = threads, .content = HarperContent::SetUp});
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    Ctl ctl(harper);

    MosquittoClients clients(harper.mqttBroker());
    std::vector<std::unique_ptr<QProcess>> publishers;
    for (int i = 0; i < 2; ++i) {
        publishers.push_back(clients.openPublisher(QStringLiteral("sys/steady"), 0));
        QVERIFY2(publishers.back(), qPrintable(clients.errorString()));
    }
    QElapsedTimer since;
    since.start();
    int sent = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, this, [&] {
        for (; sent < perSecond * since.elapsed() / 1000; ++sent)
            publishers.at(size_t(sent % 2))->write("x\n");
    });
    timer.start(5);

    const SystemClock clock;
    SessionThread session;
    LiveStore store(session, clock);
    QList<double> right; // in a row
    double last = -1;
    connect(&store, &LiveStore::updated, this, [&](const QSet<QString> &topics) {
        const QList<SeriesPoint> rates =
            store.ratePoints(systopics::messagesReceived, 0, clock.nowMs() + 60000);
        if (!topics.contains(systopics::messagesReceived) || rates.isEmpty() || double(rates.size()) == last)
            return;
        last = double(rates.size());
        const double rate = rates.constLast().value;
        if (std::abs(rate - perSecond) > 0.05 * perSecond)
            right.clear();
        else
            right.append(rate);
    });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [&](SessionState state) {
        if (state == SessionState::Connected)
            session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    });
    ConnectionSettings settings;
    settings.url = harper.opsUrl().toString();
    settings.user = harper.user();
    settings.password = Secret(harper.password());
    session.request<&SessionConnection::connectTo>(settings);
    QTRY_VERIFY2(right.size() >= wanted, qPrintable(QString::number(last)));
    timer.stop();
    for (const auto &publisher : publishers) {
        publisher->closeWriteChannel();
        publisher->waitForFinished();
    }
}

SYSPULSE_TEST(TestRates)
#include "tst_rates.moc"
