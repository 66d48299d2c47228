// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/setuprun.h"

#include <QSignalSpy>

namespace syspulse::test {

Result<void> runSetup(SetupRunner &runner, const HarperFixture &harper)
{
    QSignalSpy finished(&runner, &SetupRunner::finished);
    MqttEndpoint mqtt;
    mqtt.host = QStringLiteral("127.0.0.1");
    mqtt.port = harper.mqttPort();
    mqtt.user = harper.user();
    mqtt.password = Secret(harper.password());
    runner.apply(mqtt);
    if (!finished.wait(200'000))
        return failure(ErrorKind::Local, QStringLiteral("The setup does not end."));
    if (finished.constFirst().at(1).toBool())
        return {};
    return Unexpected<Error>{finished.constFirst().at(2).value<Error>()};
}

} // namespace syspulse::test
