// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannelstore.h"
#include "core/alerts/alertmessage.h"
#include "core/alerts/alerttexts.h"
#include "core/alerts/httpsender.h"
#include "core/base/json.h"
#include "core/base/version.h"
#include "core/session/valuesframe.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

AlertChannel fullChannel()
{
    AlertChannel channel;
    channel.id = QStringLiteral("1");
    channel.name = QStringLiteral("<b>On call</b>");
    channel.kind = AlertChannelKind::Ntfy;
    channel.enabled = false;
    channel.url = QStringLiteral("https://ntfy.example.org/topic");
    channel.header = QStringLiteral("Authorization");
    channel.program = QStringLiteral("/usr/local/bin/on alert");
    channel.arguments = {QStringLiteral("--to"), QString(), QStringLiteral("$HOME \"x\"")};
    channel.unknown = R"({"color":"red"})";
    return channel;
}

AlertChannel webhookAt(const QString &url, const QString &header = {})
{
    AlertChannel channel;
    channel.url = url;
    channel.header = header;
    return channel;
}

AlertEvent firedEvent()
{
    AlertEvent event;
    event.timeMs = 1'700'000'000'000;
    event.rule.id = QStringLiteral("r1");
    event.rule.name = QStringLiteral("Crowd\x1b[2J\r\nX: y");
    event.rule.topic = QStringLiteral("$SYS/broker/clients/connected");
    event.rule.severity = AlertSeverity::Critical;
    event.rule.threshold = 100;
    event.rule.forSeconds = 60;
    event.value = 142;
    return event;
}

} // namespace

/// The channels' file, and what is told of an alert.
class TestAlertChannels : public QObject
{
    Q_OBJECT

private slots:
    void aChannelSurvivesJson()
    {
        const Result<AlertChannel> read = alertChannelFromJson(alertChannelToJson(fullChannel()));
        QVERIFY(read);
        QVERIFY(*read == fullChannel());
        for (const auto kind : {AlertChannelKind::Webhook, AlertChannelKind::Ntfy, AlertChannelKind::Mqtt,
                                AlertChannelKind::Command})
            QCOMPARE(alertChannelKindOf(alertChannelKindName(kind)), std::optional(kind));
    }

    void aChannelThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("named");
        const auto row = [](const QByteArray &change, const char *named) {
            QTest::newRow(change.left(40).constData()) << change << QString::fromLatin1(named);
        };
        row(R"({"kind":"pigeon"})", "kind");
        row(R"({"kind":null})", "kind");
        row(R"({"url":5})", "url");
        row("{\"url\":\"" + QByteArray(2001, 'x') + "\"}", "url");
        row(R"({"header":[]})", "header");
        row(R"({"program":true})", "program");
        row(R"({"enabled":"true"})", "enabled");
        row(R"({"user":1})", "user");
        row(R"({"topic":{}})", "topic");
        row(R"({"qos":3})", "qos");
        row(R"({"qos":"1"})", "qos");
        row(R"({"retain":1})", "retain");
        row(R"({"arguments":"-x"})", "arguments");
        row(R"({"arguments":["-x",1]})", "arguments");
    }

    void aChannelThatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, named);
        Json json = alertChannelToJson(fullChannel());
        json.merge_patch(*parseJson(change));
        const Result<AlertChannel> read = alertChannelFromJson(json);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
    }

    void whatCannotBeSentToIsSaid_data()
    {
        QTest::addColumn<AlertChannel>("channel");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const AlertChannel &channel, const char *said) {
            QTest::newRow(name) << channel << QString::fromLatin1(said);
        };
        row("good", webhookAt(QStringLiteral("https://h.example.org/x?y=z"), QStringLiteral("X-Token")), "");
        row("empty", webhookAt({}), "Enter the address");
        row("no scheme", webhookAt(QStringLiteral("h.example.org/x")), "begin with https://");
        row("file", webhookAt(QStringLiteral("file:///etc/passwd")), "begin with https://");
        row("password", webhookAt(QStringLiteral("https://me:s3cret@h.example.org/")), "header");
        row("header injection", webhookAt(QStringLiteral("https://h/"), QStringLiteral("X: y\r\nZ")),
            "not the name of a header");
        row("reserved header", webhookAt(QStringLiteral("https://h/"), QStringLiteral("Content-length")),
            "itself");
        AlertChannel command;
        command.kind = AlertChannelKind::Command;
        row("no program", command, "whole path");
        command.program = QStringLiteral("on-alert");
        row("relative program", command, "whole path");
        command.program = QStringLiteral("/usr/bin/on-alert");
        row("program", command, "");
        AlertChannel mqtt;
        mqtt.kind = AlertChannelKind::Mqtt;
        mqtt.topic = QStringLiteral("alerts/syspulse");
        const auto broker = [&mqtt](const char *url) {
            mqtt.url = QString::fromLatin1(url);
            return mqtt;
        };
        row("broker", broker("mqtts://broker.example.org"), "");
        row("broker with port", broker("mqtt://[::1]:1884/"), "");
        row("no broker", broker(""), "Enter the address");
        row("web address of a broker", broker("https://broker.example.org"), "that of a broker");
        row("broker with path", broker("mqtt://broker.example.org/topic"), "that of a broker");
        row("password of a broker", broker("mqtt://me:s3cret@broker.example.org"), "keychain");
        broker("mqtt://b");
        mqtt.topic.clear();
        row("no topic", mqtt, "Enter the topic");
        mqtt.topic = QStringLiteral("alerts/+");
        row("filter", mqtt, "+");
    }

    void whatCannotBeSentToIsSaid()
    {
        QFETCH(AlertChannel, channel);
        QFETCH(QString, said);
        const Result<void> usable = checkAlertChannel(channel);
        QCOMPARE(usable.has_value(), said.isEmpty());
        if (!usable) {
            QVERIFY2(usable.error().message.contains(said), qPrintable(usable.error().message));
            QVERIFY(!describe(usable.error()).contains(QLatin1String("s3cret")));
        }
    }

    void thePlaceHasNoPath()
    {
        const AlertChannel channel =
            webhookAt(QStringLiteral("https://h.example.org:8443/s3cret?t=s3cret#s3cret"));
        QCOMPARE(alertChannelPlace(channel), QStringLiteral("https://h.example.org:8443"));
        QCOMPARE(alertChannelTitle(channel), QStringLiteral("https://h.example.org:8443"));
    }

    void aSecretInTheClearIsNoticed()
    {
        const QString header = QStringLiteral("Authorization");
        QVERIFY(sendsSecretInTheClear(webhookAt(QStringLiteral("http://h.example.org/"), header)));
        QVERIFY(!sendsSecretInTheClear(webhookAt(QStringLiteral("http://h.example.org/"))));
        QVERIFY(!sendsSecretInTheClear(webhookAt(QStringLiteral("http://127.0.0.1:8080/"), header)));
        QVERIFY(!sendsSecretInTheClear(webhookAt(QStringLiteral("https://h.example.org/"), header)));
    }

    void anAddressMayBeAToken()
    {
        QVERIFY(mayHoldToken(webhookAt(QStringLiteral("https://h.example.org/services/T0/B0/x"))));
        QVERIFY(mayHoldToken(webhookAt(QStringLiteral("https://h.example.org?key=x"))));
        QVERIFY(!mayHoldToken(webhookAt(QStringLiteral("https://h.example.org/"))));
        QVERIFY(!mayHoldToken(webhookAt(QStringLiteral("h.example.org/x"))));
    }

    void theFileIsSharedByPrograms()
    {
        QTemporaryDir folder;
        StateStore here(folder.path());
        StateStore there(folder.path());
        AlertChannelStore one(here);
        AlertChannelStore other(there);
        QTRY_VERIFY(one.isLoaded() && other.isLoaded());
        const QString id = one.put(fullChannel());
        QVERIFY(!id.isEmpty());
        QTRY_VERIFY(QFile::exists(here.fileOf(QStringLiteral("alertchannels"))));
        const QSignalSpy changed(&other, &AlertChannelStore::changed);
        other.refresh();
        QTRY_COMPARE(other.channels().size(), 1);
        QVERIFY(*other.find(id) == fullChannel());
        QCOMPARE(changed.size(), 1);
        QVERIFY(other.remove(id));
        QTRY_VERIFY([&] {
            one.refresh();
            return one.channels().isEmpty();
        }());
    }

    void aNewerFileIsReadAndLeftAlone()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        QFile file(state.fileOf(QStringLiteral("alertchannels")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray text =
            dumpJson(Json{{"version", 99}, {"channels", Json::array({alertChannelToJson(fullChannel())})}});
        file.write(text);
        file.close();
        AlertChannelStore store(state);
        const QSignalSpy noticed(&store, &AlertChannelStore::noticed);
        QTRY_VERIFY(store.isLoaded());
        QCOMPARE(store.channels().size(), 1);
        QVERIFY(store.isReadOnly());
        QVERIFY(store.put(fullChannel()).isEmpty());
        QCOMPARE(noticed.size(), 1);
    }

    void absurdThresholdsAreTold()
    {
        AlertRule rule;
        rule.condition = AlertCondition::CertificateEnds;
        const AlertTexts texts{UnitFormatter(QLocale(QStringLiteral("en_US")))};
        for (const double days : {1e300, -1e300}) {
            rule.threshold = days;
            QVERIFY(!texts.sentence(rule).isEmpty());
            // As long as a number of milliseconds can tell.
            const bool earlier = days < 0;
            QCOMPARE(texts.name(rule).contains(QLatin1String("106,751,991,167")), true);
            QCOMPARE(texts.name(rule).contains(QLatin1Char('-')), earlier);
        }
    }

    void theMessageHasStableMembers()
    {
        TopicValue value;
        value.source = QStringLiteral("events");
        value.quality = QStringLiteral("measured");
        const AlertTexts texts{UnitFormatter(QLocale(QStringLiteral("en_US")))};
        const AlertMessage message =
            alertMessage(firedEvent(), {QStringLiteral("Plant 7"), QStringLiteral("db:9925")}, texts, &value,
                         1200, 1'699'999'940'000);
        const Result<Json> read = parseJson(alertMessageJson(message));
        QVERIFY(read);
        Json json = *read;
        const QString name = QString::fromStdString(json["rule"]["name"].get<std::string>());
        QVERIFY2(name.startsWith(QLatin1String("Crowd")), qPrintable(name));
        QVERIFY(!name.contains(QLatin1Char('\n')) && !name.contains(QChar(0x1b)));
        for (const char *member : {"text", "title"})
            QVERIFY(json[member].is_string() && !json[member].get<std::string>().empty());
        json.erase("text");
        json.erase("title");
        json["rule"].erase("name");
        const Json wanted{{"format", 1},
                          {"program", "SysPulse"},
                          {"version", toUtf8String(versionText())},
                          {"state", "fired"},
                          {"time", "2023-11-14T22:13:20.000Z"},
                          {"since", "2023-11-14T22:12:20.000Z"},
                          {"advice", nullptr},
                          {"unwatched", false},
                          {"severity", "critical"},
                          {"instance", {{"name", "Plant 7"}, {"address", "db:9925"}}},
                          {"rule", {{"id", "r1"}, {"condition", "above"}, {"forSeconds", 60}}},
                          {"metric", "$SYS/broker/clients/connected"},
                          {"value",
                           {{"number", 142.0},
                            {"unit", "clients"},
                            {"source", "events"},
                            {"quality", "measured"},
                            {"ageMs", 1200}}},
                          {"threshold", 100.0}};
        QCOMPARE(dumpJson(json), dumpJson(wanted));
    }

    void ntfyIsToldHowUrgentItIs()
    {
        AlertMessage message;
        const auto priority = [&message] {
            QNetworkRequest request;
            ntfyPost(message, request);
            return request.rawHeader("Priority");
        };
        message.rule.severity = AlertSeverity::Information;
        QCOMPARE(priority(), QByteArray("default"));
        message.rule.severity = AlertSeverity::Warning;
        QCOMPARE(priority(), QByteArray("high"));
        message.rule.severity = AlertSeverity::Critical;
        QCOMPARE(priority(), QByteArray("urgent"));
        message.state = AlertMessage::State::Resolved;
        QCOMPARE(priority(), QByteArray("default"));
    }

    void unknownIsNull()
    {
        AlertEvent event = firedEvent();
        event.kind = AlertEventKind::Ended;
        event.rule.condition = AlertCondition::NoData;
        event.value.reset();
        const AlertTexts texts{UnitFormatter(QLocale(QStringLiteral("en_US")))};
        const Result<Json> json = parseJson(alertMessageJson(
            alertMessage(event, {{}, QStringLiteral("db:9925")}, texts, nullptr, std::nullopt, 0)));
        QVERIFY(json);
        QVERIFY((*json)["state"] == Json("resolved"));
        QVERIFY((*json)["unwatched"] == Json(true));
        for (const Json &unknown :
             {(*json)["since"], (*json)["threshold"], (*json)["instance"]["name"], (*json)["value"]["number"],
              (*json)["value"]["source"], (*json)["value"]["ageMs"]})
            QVERIFY(unknown.is_null());
        const Result<Json> test = parseJson(alertMessageJson(alertTestMessage(1)));
        QVERIFY(test && test->at("severity").is_null());
    }
};

Q_DECLARE_METATYPE(syspulse::AlertChannel)

SYSPULSE_TEST(TestAlertChannels)
#include "tst_alertchannels.moc"
