// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttaddress.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestMqttAddress : public QObject
{
    Q_OBJECT

private slots:
    void isToldAsItIsTyped()
    {
        QCOMPARE(mqttAddressText({}), QString());
        QCOMPARE(mqttAddressText({QStringLiteral("h"), 1884, false}), QStringLiteral("h:1884"));
        const MqttAddress address{QStringLiteral("fe80::1%eth0"), 8883, true};
        const QString text = mqttAddressText(address);
        QCOMPARE(text, QStringLiteral("[fe80::1%eth0]:8883 (TLS)"));
        const QString typed = QStringLiteral("mqtts://") + text.section(QLatin1Char(' '), 0, 0);
        QCOMPARE(parseMqttAddress(typed), address);
    }

    void anEndOfLineIsNoPartOfAnAddress() { QVERIFY(!parseMqttAddress(QStringLiteral("mqtt://h:1884\n/"))); }
};

SYSPULSE_TEST(TestMqttAddress)
#include "tst_mqttaddress.moc"
