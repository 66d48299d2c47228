// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannel.h"

#include "core/base/enumtable.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/base/utf8.h"
#include "core/harper/endpoint.h"
#include "core/mqtt/mqttaddress.h"
#include "core/topics/topicname.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct AlertChannelTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::AlertChannel)
};

constexpr auto channelKinds = enumTable<AlertChannelKind>({{AlertChannelKind::Webhook, "webhook"},
                                                           {AlertChannelKind::Ntfy, "ntfy"},
                                                           {AlertChannelKind::Mqtt, "mqtt"},
                                                           {AlertChannelKind::Command, "command"}});

/// Headers that belong to the message itself.
bool isReserved(const QString &header)
{
    static const QStringList reserved{QStringLiteral("host"),
                                      QStringLiteral("content-length"),
                                      QStringLiteral("content-type"),
                                      QStringLiteral("connection"),
                                      QStringLiteral("transfer-encoding"),
                                      QStringLiteral("expect"),
                                      QStringLiteral("upgrade"),
                                      QStringLiteral("title"),
                                      QStringLiteral("priority"),
                                      QStringLiteral("tags")};
    return reserved.contains(header.toLower());
}

Result<void> checkHeader(const QString &header)
{
    // A token of RFC 9110, 5.6.2.
    static const QRegularExpression token(QStringLiteral("\\A[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}\\z"));
    if (!token.match(header).hasMatch())
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("\"%1\" is not the name of a header, such as Authorization.")
                           .arg(oneLine(header, 80)));
    if (isReserved(header))
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("SysPulse sets the header \"%1\" itself. Use another one, such "
                                             "as Authorization.")
                           .arg(header));
    return {};
}

/// What of @p url is of use for a broker.
Result<QUrl> brokerUrl(QUrl url)
{
    const bool tls = url.scheme() == QLatin1String("mqtts");
    const bool alone = url.path().isEmpty() || url.path() == QLatin1String("/");
    if (!url.isValid() || url.host().isEmpty() || !(tls || url.scheme() == QLatin1String("mqtt")) || !alone ||
        url.hasQuery())
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("The address must be that of a broker, such as "
                                             "mqtts://broker.example.org:8883 or mqtt://127.0.0.1:1883."));
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("Leave user name and password out of the address. There are "
                                             "fields for them, and the password is kept in the keychain."));
    QUrl broker;
    broker.setScheme(url.scheme());
    broker.setHost(url.host());
    broker.setPort(url.port(usualMqttPort(tls)));
    return broker;
}

/// Why nothing can be published to @p topic.
Result<void> checkPublishTopic(const QString &topic)
{
    if (topic.isEmpty())
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("Enter the topic to publish to, for example alerts/syspulse."));
    const Result<TopicName> name = TopicName::parse(topic);
    return name ? Result<void>() : Unexpected<Error>{name.error()};
}

Unexpected<Error> badMember(const QString &text)
{
    return failure(ErrorKind::Local, text);
}

} // namespace

QString alertChannelKindName(AlertChannelKind kind)
{
    return channelKinds.name(kind);
}

std::optional<AlertChannelKind> alertChannelKindOf(const QString &name)
{
    return channelKinds.find(name);
}

QString alertHeaderKey(const QString &channelId)
{
    return QStringLiteral("alert-channel-") + channelId + QStringLiteral("/header");
}

Result<QUrl> alertChannelUrl(const AlertChannel &channel)
{
    const QString text = channel.url.trimmed();
    if (text.isEmpty())
        return failure(
            ErrorKind::Local,
            AlertChannelTexts::tr("Enter the address to send to, for example https://hooks.example.org/x."));
    QUrl url(text, QUrl::StrictMode);
    if (channel.usesMqtt())
        return brokerUrl(url);
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    // The text is not repeated: it may hold the token of the service.
    if (!url.isValid() || url.host().isEmpty() || !http)
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("The address must be complete and begin with https:// or "
                                             "http://."));
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("Leave user name and password out of the address. Send them in "
                                             "a header, whose value is kept in the keychain."));
    url.setFragment(QString());
    return url;
}

Result<void> checkAlertChannel(const AlertChannel &channel)
{
    if (channel.kind == AlertChannelKind::Command) {
        if (QDir::isAbsolutePath(channel.program))
            return {};
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("Enter the program with its whole path, for example "
                                             "/usr/local/bin/on-alert."));
    }
    const Result<QUrl> url = alertChannelUrl(channel);
    if (!url)
        return Unexpected<Error>{url.error()};
    if (channel.usesMqtt())
        return checkPublishTopic(channel.topic);
    return channel.header.isEmpty() ? Result<void>() : checkHeader(channel.header);
}

Result<void> checkAlertSecret(const AlertChannel &channel, const Secret &value)
{
    if (channel.usesMqtt()) {
        if (!value.isEmpty())
            return {};
        return failure(ErrorKind::Local, AlertChannelTexts::tr("Enter the password of the user."));
    }
    const bool oneLine = value.revealText([](const QString &text) {
        const bool control = std::any_of(text.cbegin(), text.cend(),
                                         [](QChar c) { return c.category() == QChar::Other_Control; });
        return !control && !QStringView(text).trimmed().isEmpty();
    });
    if (!oneLine)
        return failure(ErrorKind::Local,
                       AlertChannelTexts::tr("Enter the value of the header, as text on one line."));
    return {};
}

bool sendsSecretInTheClear(const AlertChannel &channel)
{
    const Result<QUrl> url = alertChannelUrl(channel);
    const bool plain =
        url && (url->scheme() == QLatin1String("http") || url->scheme() == QLatin1String("mqtt"));
    return channel.needsSecret() && plain && !isLoopback(url->host());
}

bool mayHoldToken(const AlertChannel &channel)
{
    const Result<QUrl> url = alertChannelUrl(channel);
    return channel.usesHttp() && url && (url->hasQuery() || url->path().size() > 1);
}

QString alertChannelPlace(const AlertChannel &channel)
{
    if (channel.kind == AlertChannelKind::Command)
        return oneLine(channel.program, 120);
    const Result<QUrl> url = alertChannelUrl(channel);
    return url ? oneLine(url->toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery), 120)
               : AlertChannelTexts::tr("no address");
}

QString alertChannelTitle(const AlertChannel &channel)
{
    const QString name = oneLine(channel.name.trimmed(), maxAlertChannelName);
    return name.isEmpty() ? alertChannelPlace(channel) : name;
}

Json alertChannelToJson(const AlertChannel &channel)
{
    Json json = keptMembers(channel.unknown);
    json["id"] = toUtf8String(channel.id);
    json["name"] = toUtf8String(channel.name);
    json["kind"] = toUtf8String(alertChannelKindName(channel.kind));
    json["enabled"] = channel.enabled;
    json["url"] = toUtf8String(channel.url);
    json["header"] = toUtf8String(channel.header);
    json["user"] = toUtf8String(channel.user);
    json["topic"] = toUtf8String(channel.topic);
    json["qos"] = channel.qos;
    json["retain"] = channel.retain;
    json["program"] = toUtf8String(channel.program);
    Json arguments = Json::array();
    for (const QString &argument : channel.arguments)
        arguments.push_back(toUtf8String(argument));
    json["arguments"] = std::move(arguments);
    return json;
}

Result<AlertChannel> alertChannelFromJson(const Json &json)
{
    if (!json.is_object())
        return badMember(QStringLiteral("A channel must be a JSON object."));
    AlertChannel channel;
    const std::tuple<const char *, QString *, qsizetype> texts[] = {
        {"id", &channel.id, maxAlertChannelName},          {"name", &channel.name, maxAlertChannelName},
        {"url", &channel.url, maxAlertChannelText},        {"header", &channel.header, maxAlertChannelName},
        {"user", &channel.user, maxAlertChannelText},      {"topic", &channel.topic, maxAlertChannelText},
        {"program", &channel.program, maxAlertChannelText}};
    for (const auto &[key, text, most] : texts) {
        const Json *value = member(json, key);
        if (value != nullptr && !value->is_string())
            return badMember(QStringLiteral("\"%1\" of a channel must be a string.").arg(QLatin1String(key)));
        *text = textOr(json, key);
        if (text->size() > most)
            return badMember(QStringLiteral("\"%1\" of a channel is too long.").arg(QLatin1String(key)));
    }
    const std::optional<AlertChannelKind> kind = alertChannelKindOf(textOr(json, "kind"));
    if (!kind)
        return badMember(QStringLiteral("\"kind\" of a channel is not known."));
    channel.kind = *kind;
    if (!takeBool(json, "enabled", channel.enabled))
        return badMember(QStringLiteral("\"enabled\" of a channel must be true or false."));
    if (!takeBool(json, "retain", channel.retain))
        return badMember(QStringLiteral("\"retain\" of a channel must be true or false."));
    qint64 qos = channel.qos;
    if (!takeInteger(json, "qos", 0, 2, qos))
        return badMember(QStringLiteral("\"qos\" of a channel must be 0, 1 or 2."));
    channel.qos = int(qos);
    if (const Json *arguments = member(json, "arguments")) {
        if (!arguments->is_array() || qsizetype(arguments->size()) > maxAlertArguments)
            return badMember(QStringLiteral("\"arguments\" of a channel must be a list of strings."));
        for (const Json &argument : *arguments) {
            if (!argument.is_string())
                return badMember(QStringLiteral("\"arguments\" of a channel must be a list of strings."));
            channel.arguments.append(textFromUtf8(argument.get<std::string>()));
        }
    }
    channel.unknown = membersBeyond(json, alertChannelToJson(AlertChannel()));
    return channel;
}

} // namespace syspulse
