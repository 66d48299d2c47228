// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakesession.h"

#include <cmath>

#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

namespace syspulse {

void FakeConnection::connectTo(const ConnectionSettings &wanted)
{
    m_asked.settings = wanted;
    m_asked.requests.append(QStringLiteral("connect ") + wanted.url);
}

void FakeConnection::test(const ConnectionSettings &wanted, std::optional<ConnectStage> only,
                          RequestToken token)
{
    m_asked.token = token;
    m_asked.settings = wanted;
    QString request = QStringLiteral("test ") + wanted.url;
    if (only)
        request += QStringLiteral(", only ") + connectStageName(*only);
    m_asked.requests.append(request);
}

void FakeConnection::fetchCertificates(const ConnectionSettings &wanted, TlsLink link, RequestToken token)
{
    m_asked.token = token;
    m_asked.settings = wanted;
    m_asked.requests.append(link == TlsLink::Mqtt ? QStringLiteral("certificates of MQTT")
                                                  : QStringLiteral("certificates of operations"));
}

void FakeUpdater::startUpdater(const UpdaterSchedule &schedule)
{
    QStringList words{QStringLiteral("start"), QString::number(schedule.intervalSeconds)};
    if (schedule.quiet.isSet())
        words.append(quietHoursText(schedule.quiet));
    if (schedule.canary)
        words.append(QStringLiteral("canary"));
    m_asked.requests.append(words.join(QLatin1Char(' ')));
}

void FakeClients::watchClients(bool on)
{
    m_asked.requests.append(on ? QStringLiteral("watch clients") : QStringLiteral("leave clients"));
}

void FakeClients::disconnectClient(const QString &id)
{
    m_asked.requests.append(QStringLiteral("disconnect client ") + id);
}

void FakeClients::removeOrphanedSession(const QString &clientId)
{
    m_asked.requests.append(QStringLiteral("remove session ") + clientId);
}

void FakeClients::describeClient(const QString &id)
{
    m_asked.requests.append(QStringLiteral("describe client ") + id);
}

void FakeClients::startTrace(const QString &id, const TraceLimits &limits, RequestToken token)
{
    m_asked.token = token;
    m_asked.requests.append(
        QStringLiteral("trace %1 for %2 s, %3 packets").arg(id).arg(limits.seconds).arg(limits.packets));
}

void FakeBroker::watchBroker(BrokerViews views)
{
    QStringList names;
    if (views.testFlag(BrokerView::Workers))
        names.append(QStringLiteral("workers"));
    if (views.testFlag(BrokerView::Clients))
        names.append(QStringLiteral("top clients"));
    if (views.testFlag(BrokerView::Storms))
        names.append(QStringLiteral("storms"));
    if (views.testFlag(BrokerView::Topics))
        names.append(QStringLiteral("top topics"));
    m_asked.requests.append(names.isEmpty() ? QStringLiteral("leave broker")
                                            : QStringLiteral("watch ") + names.join(QStringLiteral(", ")));
}

void FakeSession::pretendConnected(const QString &url)
{
    emit connection().stateChanged(SessionState::Connecting, {});
    InstanceInfo info;
    info.url = url;
    info.user = QStringLiteral("admin");
    info.superUser = true;
    info.mayUpdate = true;
    info.version = QStringLiteral("4.7.29");
    info.mqtt = {QStringLiteral("db.example.org"), 8883, true};
    info.mqttBackend = QStringLiteral("libmosquitto");
    info.configurationKnown = true;
    emit connection().infoChanged(info);
    emit connection().stateChanged(SessionState::Connected, {});
    emit connection().mqttStateChanged(MqttClient::State::Connected, {});
}

void FakeSession::pretendClients(int count, qint64 nowMs)
{
    emit clients().clientsArrived({true, syspulse::fakeClients(count, nowMs), {}});
    emit clients().clientsStatusChanged({ClientsState::Live, {}});
}

TopicValue fakeValue(const QString &topic, const QString &text, qint64 timeMs)
{
    TopicValue value;
    value.topic = topic;
    value.recordId = topic.mid(5).replace(QLatin1Char('/'), QLatin1Char('_'));
    value.text = text;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber)
        value.number = number;
    value.timestampMs = timeMs;
    value.seenMs = timeMs;
    if (const auto description = describeTopic(topic)) {
        value.unit = unitName(description->unit);
        value.kind = kindName(description->kind);
        value.source = sourceName(description->source);
        value.quality = qualityName(Quality::Measured);
        value.description = description->meaning;
    }
    return value;
}

void FakeSession::sendValue(const QString &topic, const QString &text, qint64 timeMs)
{
    ValuesFrame frame;
    frame.values.append(fakeValue(topic, text, timeMs));
    frame.sampleMs = timeMs;
    emit connection().valuesArrived(frame);
}

void FakeSession::sendNumber(const QString &topic, double number, qint64 timeMs)
{
    sendValue(topic, QString::number(number, 'f', 0), timeMs);
}

void FakeSession::sendSample(int step, qint64 timeMs, int intervalSeconds)
{
    ValuesFrame frame;
    frame.sampleMs = timeMs;
    constexpr qint64 uptimeSeconds = 273600;
    m_startedMs = m_startedMs.value_or(timeMs - 1000 * uptimeSeconds);
    const double wave = 1 + 0.5 * std::sin(step / 9.0) + 0.2 * std::sin(step / 2.3);
    for (const MetricDescription &metric : catalogue()) {
        if (!metric.publishable())
            continue;
        QString text;
        switch (metric.kind) {
        case MetricKind::Counter:
            text = QString::number(qint64(1000 + step * 4200.0 + 9000 * (std::cos(step / 9.0) + 1)) *
                                   (metric.unit == Unit::Bytes ? 64 : 1));
            // A tenth of the broker's traffic.
            if (metric.topic.startsWith(systopics::ownTraffic))
                text = QString::number(text.toLongLong() / 10);
            break;
        case MetricKind::Rate:
            text = QString::number(420 * wave, 'f', 2);
            break;
        case MetricKind::Gauge:
        case MetricKind::Static:
            text = QString::number(qint64(metric.unit == Unit::Bytes ? 9.1e7 * wave : 18 * wave));
            break;
        }
        if (metric.unit == Unit::Time)
            text = QDateTime::fromMSecsSinceEpoch(timeMs).toUTC().toString(Qt::ISODateWithMs);
        if (metric.topic == systopics::started)
            text = QDateTime::fromMSecsSinceEpoch(*m_startedMs).toUTC().toString(Qt::ISODateWithMs);
        if (metric.topic.endsWith(QLatin1String("broker/uptime")))
            text = QString::number(uptimeSeconds + step * intervalSeconds);
        if (metric.topic.endsWith(QLatin1String("broker/version")))
            text = QStringLiteral("HarperDB 4.7.29");
        if (metric.topic.endsWith(QLatin1String("connections/failed")))
            text = QString::number(3 + step / 40);
        if (metric.topic.endsWith(QLatin1String("updater/state")))
            text = QStringLiteral("running");
        if (metric.topic.endsWith(QLatin1String("updater/host")))
            text = QStringLiteral("workstation-7");
        if (metric.topic.endsWith(QLatin1String("updater/version")))
            text = QStringLiteral("0.1.0");
        if (metric.topic.endsWith(QLatin1String("updater/interval")))
            text = QString::number(intervalSeconds);
        frame.values.append(fakeValue(metric.topic, text, timeMs));
    }
    emit connection().valuesArrived(frame);
}

QList<ClientSession> fakeClients(int count, qint64 nowMs)
{
    QList<ClientSession> clients;
    for (int i = 0; i < count; ++i) {
        ClientSession client;
        client.id = QStringLiteral("r%1").arg(i);
        client.clientId = QStringLiteral("sensor-%1").arg((i * 7919) % 100003, 6, 10, QLatin1Char('0'));
        client.user = i % 3 == 0 ? QString() : QStringLiteral("plant%1").arg(i % 40);
        client.address = QStringLiteral("10.1.%1.%2").arg(i / 250 % 250).arg(i % 250 + 1);
        client.port = 40000 + i % 20000;
        client.transport = i % 4 == 0 ? QStringLiteral("wss") : QStringLiteral("tls");
        client.sinceMs = nowMs - 1000LL * (i * 37 % 90000);
        client.persistent = i % 5 == 0;
        client.keepAliveSeconds = 60;
        client.subscriptions = {{QStringLiteral("plant/%1/#").arg(i), 1}, {QStringLiteral("alarms/+"), 0}};
        client.subscriptionCount = 2;
        client.node = QStringLiteral("node-1");
        client.thread = 1 + i % 2;
        client.boot = QStringLiteral("b1");
        clients.append(client);
    }
    return clients;
}

SetupPlan neededPlan()
{
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    return {
        {{SetupPart::Access, StepState::Done, text("Check access"),
          text("HarperDB 4.7.29, logged in as \"admin\" (super user).")},
         {SetupPart::Component, StepState::Needed, text("Install the component"),
          text("Puts config.yaml, resources.js, schema.graphql into the new component \"syspulse\".")},
         {SetupPart::Restart, StepState::Needed, text("Restart the workers"),
          text("Loads the component. HTTP, operations and MQTT refuse connections for about 2 s.")},
         {SetupPart::Tables, StepState::Needed, text("Create the tables"),
          text("The component's schema creates data.sys, data.sys_control when it loads.")},
         {SetupPart::Marker, StepState::Needed, text("Note what was made"),
          text("A record in \"sys_control\" says what SysPulse made, so that undo removes exactly that.")},
         {SetupPart::Seed, StepState::Needed, text("Write the first values"), text("Runs the updater once.")},
         {SetupPart::Proof, StepState::Needed, text("Prove it over MQTT"),
          text("Subscribes to both trees, writes a test record and waits for its arrival on both.")}}};
}

SetupPlan completePlan()
{
    SetupPlan plan = neededPlan();
    const SysLayout layout;
    plan.removable = SetupRemovable{layout.project, {}, layout.database};
    for (const QString &table : layout.tables())
        plan.removable->tables.append(layout.database + QLatin1Char('.') + table);
    for (SetupStep &step : plan.steps) {
        if (step.part != SetupPart::Seed && step.part != SetupPart::Proof)
            step.state = StepState::Done;
    }
    return plan;
}

} // namespace syspulse
