// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/connectionsettings.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

struct ConnectionSettingsTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ConnectionSettings)
};

} // namespace

QStringList plainTextWarnings(const ConnectionSettings &settings)
{
    const Result<QUrl> url = parseInstanceUrl(settings.url);
    if (!url)
        return {};
    QStringList warnings;
    if (url->scheme() == QLatin1String("http") && !isLoopback(url->host()))
        warnings.append(ConnectionSettingsTexts::tr(
                            "The password travels to %1 in the clear. Use https:// where the server has "
                            "it.")
                            .arg(instanceName(*url)));
    const QString mqttHost = settings.mqttHost.isEmpty() ? url->host() : settings.mqttHost;
    if (settings.mqttTls == false && !isLoopback(mqttHost))
        warnings.append(ConnectionSettingsTexts::tr(
                            "The password travels over MQTT to %1 in the clear. Use mqtts:// where the "
                            "server has it.")
                            .arg(mqttHost));
    return warnings;
}

} // namespace syspulse
