// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/series.h"
#include "core/session/instancesession.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace syspulse;
using namespace syspulse::test;

namespace {

const SeriesKey receivedKey{QStringLiteral("$SYS/broker/publish/messages/received"), true};
const SeriesKey clientsKey{QStringLiteral("$SYS/broker/clients/connected"), false};
constexpr int published = 3000;
constexpr int summedUpSeconds = 5;

} // namespace

/// What a real HarperDB tells about the time before anybody was connected. It sums up every 5 s here, so that
/// the test need not wait for minutes.
class TestPast : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aSuperUserGetsTheRawHour();
    void anybodyGetsTheSums();

private:
    /// What a session of @p user is told about the last hour.
    PastValues past(const QString &user, const QString &password);
    /// Messages that the rates of @p points amount to.
    static double messages(const QList<SeriesPoint> &points);
    QJsonArray sums(const QString &metric, qint64 thenMs = 0)
    {
        return op({{QStringLiteral("operation"), QStringLiteral("get_analytics")},
                   {QStringLiteral("metric"), metric},
                   {QStringLiteral("start_time"), thenMs}})
            .toArray();
    }
    /// What the server's own sums of the PUBLISH packets amount to where each of them stands for the longest
    /// time from one tick to the next. HarperDB sums up the last 5 s at each tick; its ticks are 7.5 s apart,
    /// or more on a busy machine, and after that less, so that two of them sum up the same messages.
    double mostSummedUp()
    {
        double longestMs = 0;
        for (const QJsonValue &tick : sums(QStringLiteral("resource-usage")))
            longestMs = std::max(longestMs, tick[QLatin1String("period")].toDouble());
        double most = 0;
        for (const QJsonValue &sum : sums(QStringLiteral("bytes-received"))) {
            if (sum[QLatin1String("type")] == QLatin1String("mqtt") &&
                sum[QLatin1String("method")].toString().startsWith(QLatin1String("publish")))
                most += sum[QLatin1String("count")].toDouble() * longestMs /
                        sum[QLatin1String("period")].toDouble();
        }
        return most;
    }
    /// Whether the server has made all sums of the time before @p thenMs: two later ones are there.
    bool isSummedUp(qint64 thenMs) { return sums(QStringLiteral("resource-usage"), thenMs).size() >= 2; }
    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }

    HarperFixture m_harper{HarperOptions{
        .environment = {{QStringLiteral("ANALYTICS_AGGREGATEPERIOD"), QString::number(summedUpSeconds)}}}};
};

void TestPast::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    Ctl ctl(m_harper);
    const auto outcome = ctl.run({QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    MosquittoClients clients(
        {QStringLiteral("127.0.0.1"), m_harper.mqttPort(), m_harper.user(), m_harper.password(), {}, false});
    QVERIFY2(clients.startIdle(5, QStringLiteral("sys/broker_version")), qPrintable(clients.errorString()));
    // A minute counts only where the server was there for most of it, so it must see the whole of one. A
    // time, because minutes are those of the server's clock, which nobody can move on.
    const auto waitForNextMinute = [] {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        QTest::qWait(int(Series::minuteMs - nowMs % Series::minuteMs));
    };
    waitForNextMinute();
    QByteArrayList payloads;
    for (int i = 0; i < published; ++i)
        payloads.append("message " + QByteArray::number(i));
    QVERIFY2(clients.publishMany(QStringLiteral("sys/past"), payloads), qPrintable(clients.errorString()));
    // The minute must be over, and its sums made: a later one has been.
    waitForNextMinute();
    const qint64 overMs = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(isSummedUp(overMs));
}

PastValues TestPast::past(const QString &user, const QString &password)
{
    InstanceSession session;
    PastValues values;
    bool settled = false;
    connect(&session.connection(), &SessionConnection::pastArrived, this, [&](const PastFrame &frame) {
        for (auto it = frame.values.cbegin(); it != frame.values.cend(); ++it) {
            if (!values.contains(it.key()))
                values.insert(it.key(), *it);
        }
        settled = settled || !frame.settled.isEmpty();
    });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [&](SessionState state) {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        if (state == SessionState::Connected)
            session.connection().fillPast({{nowMs - Series::hourMs, nowMs}});
    });
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = user;
    settings.password = Secret(password);
    settings.mqttPort = m_harper.mqttPort();
    session.connection().connectTo(settings);
    if (!QTest::qWaitFor([&settled] { return settled; }, test::patienceMs))
        qWarning("the past never came");
    return values;
}

double TestPast::messages(const QList<SeriesPoint> &points)
{
    double sum = 0;
    for (const SeriesPoint &point : points)
        sum += point.value * 60;
    return sum;
}

void TestPast::aSuperUserGetsTheRawHour()
{
    const PastValues values = past(m_harper.user(), m_harper.password());
    const QList<SeriesPoint> rates = values.value(receivedKey);
    // Beside these there are only the test messages of the setup.
    QVERIFY2(std::abs(messages(rates) - published) < 100, qPrintable(QString::number(messages(rates))));
    const QList<SeriesPoint> clients = values.value(clientsKey);
    QVERIFY(std::any_of(clients.cbegin(), clients.cend(),
                        [](const SeriesPoint &point) { return point.value >= 5 && point.value <= 6; }));
}

void TestPast::anybodyGetsTheSums()
{
    op({{QStringLiteral("operation"), QStringLiteral("add_role")},
        {QStringLiteral("role"), QStringLiteral("p_nobody")},
        {QStringLiteral("permission"), QJsonObject{{QStringLiteral("super_user"), false}}}});
    op({{QStringLiteral("operation"), QStringLiteral("add_user")},
        {QStringLiteral("role"), QStringLiteral("p_nobody")},
        {QStringLiteral("username"), QStringLiteral("p_nobody")},
        {QStringLiteral("password"), QStringLiteral("p-1")},
        {QStringLiteral("active"), true}});
    const PastValues values = past(QStringLiteral("p_nobody"), QStringLiteral("p-1"));
    const QList<SeriesPoint> rates = values.value(receivedKey);
    QVERIFY(!rates.isEmpty());
    // The burst may be left out, since the server sums up only a part of the time. Where it is summed up, the
    // time between two sums is taken to be as busy, and a minute is told from its half on.
    const double sum = messages(rates);
    const double most = mostSummedUp() * 2;
    QVERIFY2(sum <= most, qPrintable(QStringLiteral("%1 of at most %2").arg(sum).arg(most)));
}

SYSPULSE_TEST(TestPast)
#include "tst_past.moc"
