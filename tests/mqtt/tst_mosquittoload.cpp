// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/loadaverage.h"
#include "core/mqtt/mqttclient.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/support/testregistry.h"

#include <cmath>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

const QString broker = QStringLiteral("$SYS/broker/");

/// The counters of mosquitto and the loads that it makes of them, by what both are below "$SYS/broker/".
const QMap<QString, QString> &loads()
{
    static const QMap<QString, QString> map{
        {QStringLiteral("load/messages/received"), QStringLiteral("messages/received")},
        {QStringLiteral("load/messages/sent"), QStringLiteral("messages/sent")},
        {QStringLiteral("load/publish/received"), QStringLiteral("publish/messages/received")},
        {QStringLiteral("load/publish/sent"), QStringLiteral("publish/messages/sent")},
        {QStringLiteral("load/bytes/received"), QStringLiteral("bytes/received")},
        {QStringLiteral("load/bytes/sent"), QStringLiteral("bytes/sent")},
    };
    return map;
}

/// At least as many are published between two updates: what mosquitto sends of $SYS itself, between the load
/// of a counter and the counter, is little beside it.
constexpr int leastMessages = 4000;

/// What mosquitto said in one update of its tree.
struct Update
{
    qint64 uptimeMs = 0;
    QHash<QString, QByteArray> values;

    bool hasTraffic() const { return counter(QStringLiteral("publish/messages/received")) >= leastMessages; }
    qint64 counter(const QString &topic) const { return values.value(broker + topic).toLongLong(); }
    double load(const QString &stem, int minutes) const
    {
        return values.value(broker + stem + QStringLiteral("/%1min").arg(minutes)).toDouble();
    }
};

/// What the component's rule makes of @p samples: its values after each of them, or nothing.
QList<QList<double>> byComponent(const Json &samples)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(QStringLiteral(SYSPULSE_NODE), {QStringLiteral(SYSPULSE_PRINT_LOADS)});
    node.write(QByteArray::fromStdString(samples.dump()));
    node.closeWriteChannel();
    QList<QList<double>> values;
    if (!node.waitForFinished(test::patienceMs) || node.exitCode() != 0)
        return values;
    const Json answer = Json::parse(node.readAllStandardOutput().toStdString(), nullptr, false);
    for (const Json &after : answer) {
        QList<double> list;
        for (const Json &value : after)
            list.append(value.get<double>());
        values.append(list);
    }
    return values;
}

} // namespace

/// Our loads beside those of a real mosquitto, made of the same counters at the same moments.
class TestMosquittoLoad : public QObject
{
    Q_OBJECT

private slots:
    void asMosquittoItself();
};

void TestMosquittoLoad::asMosquittoItself()
{
    constexpr int wanted = 7; // updates, the first ones before there is any traffic
    MosquittoBroker mosquitto;
    mosquitto.setSysInterval(1);
    QVERIFY2(mosquitto.start(), qPrintable(mosquitto.error()));

    MqttClient client([] { return makeMqttTransport(availableMqttBackends().constFirst()); });
    QRandomGenerator random(7);
    QList<Update> updates;
    Update now;
    qsizetype granted = 0;
    connect(&client, &MqttClient::subscriptionGranted, this, [&granted] { ++granted; });
    connect(&client, &MqttClient::messagesReceived, this, [&](const QList<MqttMessage> &messages) {
        for (const MqttMessage &message : messages) {
            // It begins each update with this, and says afterwards what has changed.
            if (message.topic == broker + QLatin1String("uptime")) {
                const bool complete = granted == client.filters().size();
                if (complete)
                    updates.append(now);
                now.uptimeMs = 1000 * message.payload.split(' ').constFirst().toLongLong();
                if (!complete)
                    continue;
                for (int i = random.bounded(leastMessages, 3 * leastMessages); i > 0; --i)
                    client.publish(QStringLiteral("plant/line"), QByteArray(random.bounded(200), 'x'));
            }
            now.values.insert(message.topic, message.payload);
        }
    });
    client.addFilter(broker + QStringLiteral("uptime"));
    for (auto it = loads().cbegin(); it != loads().cend(); ++it) {
        client.addFilter(broker + *it);
        client.addFilter(broker + it.key() + QStringLiteral("/+"));
    }
    client.addFilter(QStringLiteral("plant/#"));
    client.start(mosquitto.plainEndpoint());
    QTRY_VERIFY(updates.size() >= wanted);
    client.stop();

    for (auto it = loads().cbegin(); it != loads().cend(); ++it) {
        LoadAverage ours;
        Json samples = Json::array();
        QList<QList<double>> values;
        for (const Update &update : std::as_const(updates)) {
            ours.update(update.counter(*it), update.uptimeMs);
            samples.push_back({update.counter(*it), update.uptimeMs});
            QList<double> list;
            for (int window = 0; window < 3; ++window)
                list.append(ours.value(window).value_or(0));
            values.append(list);
            for (int window = 0; window < 3 && update.hasTraffic(); ++window) {
                const double theirs = update.load(it.key(), LoadAverage::minutes[size_t(window)]);
                // It publishes what has changed by a hundredth.
                QVERIFY2(std::abs(list.at(window) - theirs) <= 0.01 * theirs + 0.05,
                         qPrintable(QStringLiteral("%1 at %2 ms, window %3: mosquitto %4, we %5")
                                        .arg(it.key())
                                        .arg(update.uptimeMs)
                                        .arg(window)
                                        .arg(theirs)
                                        .arg(list.at(window))));
            }
        }
        QVERIFY2(values.constLast().constFirst() > 50,
                 qPrintable(it.key())); // there was something to compare
        const QList<QList<double>> components = byComponent(samples);
        QCOMPARE(components.size(), values.size());
        for (qsizetype i = 0; i < values.size(); ++i) {
            for (int window = 0; window < 3; ++window)
                QVERIFY(std::abs(components.at(i).at(window) - values.at(i).at(window)) <= 0.005 + 1e-9);
        }
    }
}

SYSPULSE_TEST(TestMosquittoLoad)
#include "tst_mosquittoload.moc"
