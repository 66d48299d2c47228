// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"

#include "app/cli11.h"
#include "core/mqtt/mqttaddress.h"

#include <QRegularExpression>

// What single options take, and what errors stand for.
namespace syspulse {

void requireValues(CLI::App &app)
{
    static const CLI::Validator notEmpty(
        [](std::string &text) { return text.empty() ? std::string("the value is empty") : std::string(); },
        "");
    for (CLI::Option *option : app.get_options()) {
        if (option->get_expected_max() > 0)
            option->check(notEmpty);
    }
    for (CLI::App *sub : app.get_subcommands({}))
        requireValues(*sub);
}

bool applyMqttAddress(const QString &text, ConnectionSettings &settings)
{
    if (text.isEmpty())
        return true;
    const std::optional<MqttAddress> address = parseMqttAddress(text);
    if (!address)
        return false;
    settings.mqttHost = address->host;
    settings.mqttPort = address->port;
    settings.mqttTls = address->tls;
    return true;
}

std::optional<qint64> parseSpan(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,4})(h|d|w)\\z"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    constexpr qint64 hour = 3600;
    const QString unit = match.captured(2);
    const qint64 factor = unit == QLatin1String("w")   ? 7 * 24 * hour
                          : unit == QLatin1String("d") ? 24 * hour
                                                       : hour;
    const qint64 seconds = match.captured(1).toLongLong() * factor;
    if (seconds < hour || seconds > 366 * 24 * hour)
        return std::nullopt;
    return seconds;
}

std::optional<int> parseInterval(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,4})(s|m|h)?\\z"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const int factor = unit == QLatin1String("h") ? 3600 : unit == QLatin1String("m") ? 60 : 1;
    const int seconds = match.captured(1).toInt() * factor;
    if (seconds < minIntervalSeconds || seconds > maxIntervalSeconds)
        return std::nullopt;
    return seconds;
}

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
        return ExitCode::Unreachable;
    case ErrorKind::Auth:
        return ExitCode::Auth;
    case ErrorKind::Permission:
        return ExitCode::Permission;
    case ErrorKind::Conflict:
        return ExitCode::Conflict;
    case ErrorKind::Server:
    case ErrorKind::Protocol:
    case ErrorKind::Local:
    case ErrorKind::Cancelled:
        return ExitCode::Failed;
    }
    return ExitCode::Failed;
}

} // namespace syspulse
