// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace syspulse {

/// How an alert leaves this machine.
enum class AlertChannelKind {
    Webhook, ///< HTTP POST of JSON
    Ntfy,    ///< HTTP POST of plain text, with title and priority in headers as ntfy reads them
    Mqtt,    ///< PUBLISH of the JSON to a topic of a broker
    Command, ///< a program that gets the JSON on its standard input
};

/// Where alerts of all instances are sent. Holds no secret: the value of the header, or the password, is in a
/// SecretStore, see alertHeaderKey().
struct AlertChannel
{
    QString id;   ///< unique and stable; made by AlertChannelStore
    QString name; ///< as the user wrote it; may be empty
    AlertChannelKind kind = AlertChannelKind::Webhook;
    bool enabled = true;
    QString url;           ///< of Webhook, Ntfy and Mqtt
    QString header;        ///< of Webhook and Ntfy: the header whose value is secret; empty: none
    QString user;          ///< of Mqtt; empty: anonymous
    QString topic;         ///< of Mqtt
    int qos = 1;           ///< of Mqtt
    bool retain = false;   ///< of Mqtt
    QString program;       ///< of Command: absolute path
    QStringList arguments; ///< of Command: as they are, no shell reads them
    QByteArray unknown;    ///< members that a newer version wrote, as membersBeyond() gives them

    bool usesHttp() const { return kind == AlertChannelKind::Webhook || kind == AlertChannelKind::Ntfy; }
    bool usesMqtt() const { return kind == AlertChannelKind::Mqtt; }
    /// Whether a value of the header, or the password of the user, has to be in the keychain.
    bool needsSecret() const { return usesMqtt() ? !user.isEmpty() : usesHttp() && !header.isEmpty(); }
    bool operator==(const AlertChannel &) const = default;
};

/// Bounds, so that a foreign file cannot make the program unusable.
inline constexpr qsizetype maxAlertChannels = 20;
inline constexpr qsizetype maxAlertChannelName = 100;
inline constexpr qsizetype maxAlertChannelText = 2000;
inline constexpr qsizetype maxAlertArguments = 50;

/// Stable name for files.
QString alertChannelKindName(AlertChannelKind kind);
std::optional<AlertChannelKind> alertChannelKindOf(const QString &name);

/// The key of the header's value, or of the password, in a SecretStore.
QString alertHeaderKey(const QString &channelId);

/// The address that @p channel sends to, or why it cannot be used. User info in it is refused: a password in
/// a URL ends up in logs.
Result<QUrl> alertChannelUrl(const AlertChannel &channel);

/// Why nothing can be sent to @p channel as it is, as a sentence that says what to enter.
Result<void> checkAlertChannel(const AlertChannel &channel);

/// Why @p value cannot be sent as the secret of @p channel.
Result<void> checkAlertSecret(const AlertChannel &channel, const Secret &value);

/// Whether the secret would cross a network in the clear.
bool sendsSecretInTheClear(const AlertChannel &channel);

/// Whether the address of @p channel tells more than where it leads, which with many services is a token.
bool mayHoldToken(const AlertChannel &channel);

/// Where @p channel leads, for people and logs: scheme, host and port, or the program. Path and query stay
/// out, since with many services they are the password.
QString alertChannelPlace(const AlertChannel &channel);
/// The name of @p channel, or where it leads; on one line.
QString alertChannelTitle(const AlertChannel &channel);

Json alertChannelToJson(const AlertChannel &channel);
/// Says which member is not understood. The id may be missing.
Result<AlertChannel> alertChannelFromJson(const Json &json);

} // namespace syspulse
