// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttclient.h"
#include "tests/support/faketransport.h"
#include "tests/support/testregistry.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace std::chrono_literals;

/// The filters of an MqttClient over a fake transport.
class TestMqttFilters : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void subscribesTheSetOnEachConnection();
    void changesFiltersWhileConnected();
    void sharesFilters();
    void reportsRefusedFilters();
    void asksSoonAboutRefusedFilters();
    void asksAgainAboutSilentFilters();

private:
    void makeClient(const MqttRetryPolicy &policy);
    void lose() { emit m_transport->closed(Error{ErrorKind::Network, QStringLiteral("lost"), {}}); }
    /// How often the broker was asked for @p filter.
    qsizetype asked(const QString &filter) const
    {
        return m_transport->calls.count(QStringLiteral("subscribe %1 0").arg(filter));
    }

    std::unique_ptr<MqttClient> m_client;
    QPointer<FakeTransport> m_transport;
    int m_made = 0;
};

void TestMqttFilters::init()
{
    MqttRetryPolicy policy;
    policy.first = 10ms;
    makeClient(policy);
}

void TestMqttFilters::makeClient(const MqttRetryPolicy &policy)
{
    m_made = 0;
    m_client = std::make_unique<MqttClient>(
        [this] {
            ++m_made;
            auto transport = std::make_unique<FakeTransport>();
            m_transport = transport.get();
            return transport;
        },
        policy);
}

void TestMqttFilters::subscribesTheSetOnEachConnection()
{
    m_client->addFilter(QStringLiteral("a"));
    m_client->addFilter(QStringLiteral("a"));
    m_client->addFilter(QStringLiteral("b"));
    m_client->removeFilter(QStringLiteral("b"));
    m_client->start({});
    for (int connection = 1; connection <= 3; ++connection) {
        QTRY_COMPARE(m_made, connection);
        QCOMPARE(m_transport->calls, QStringList({QStringLiteral("open")}));
        emit m_transport->opened();
        QCOMPARE(m_transport->calls, QStringList({QStringLiteral("open"), QStringLiteral("subscribe a 0")}));
        lose();
    }
}

void TestMqttFilters::changesFiltersWhileConnected()
{
    m_client->setFilters({QStringLiteral("a"), QStringLiteral("b")});
    m_client->start({});
    emit m_transport->opened();
    m_transport->calls.clear();
    m_client->setFilters({QStringLiteral("b"), QStringLiteral("c")});
    QCOMPARE(m_transport->calls,
             QStringList({QStringLiteral("unsubscribe a"), QStringLiteral("subscribe c 0")}));
    m_transport->calls.clear();
    m_client->setFilters({QStringLiteral("b"), QStringLiteral("c")});
    m_client->removeFilter(QStringLiteral("z"));
    QVERIFY(m_transport->calls.isEmpty());
}

/// Whoever adds one that another has gets what is retained, too, and neither ends the other's.
void TestMqttFilters::sharesFilters()
{
    const QString filter = QStringLiteral("a");
    m_client->addFilter(filter);
    m_client->start({});
    emit m_transport->opened();
    m_transport->calls.clear();
    m_client->addFilter(filter);
    QCOMPARE(m_transport->calls, QStringList({QStringLiteral("subscribe a 0")}));
    m_transport->calls.clear();
    m_client->removeFilter(filter);
    QVERIFY(m_transport->calls.isEmpty());
    QCOMPARE(m_client->filters(), QSet<QString>({filter}));
    m_client->removeFilter(filter);
    QCOMPARE(m_transport->calls, QStringList({QStringLiteral("unsubscribe a")}));
    QVERIFY(m_client->filters().isEmpty());
    // A set that is told as a whole has forgotten who shared.
    m_client->addFilter(filter);
    m_client->addFilter(filter);
    m_client->setFilters({});
    m_client->addFilter(filter);
    m_client->removeFilter(filter);
    QVERIFY(m_client->filters().isEmpty());
}

void TestMqttFilters::reportsRefusedFilters()
{
    QSignalSpy refused(m_client.get(), &MqttClient::subscriptionRefused);
    m_client->addFilter(QStringLiteral("a"));
    m_client->start({});
    emit m_transport->opened();
    emit m_transport->subscribed(QStringLiteral("a"), true);
    QVERIFY(refused.isEmpty());
    emit m_transport->subscribed(QStringLiteral("a"), false);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().constFirst().toString(), QStringLiteral("a"));
    QCOMPARE(m_client->filters(), QSet<QString>({QStringLiteral("a")}));
    m_client->removeFilter(QStringLiteral("a"));
    emit m_transport->subscribed(QStringLiteral("a"), false);
    QCOMPARE(refused.size(), 1);
}

/// A server that starts may not have loaded what is behind a filter.
void TestMqttFilters::asksSoonAboutRefusedFilters()
{
    const QString late = QStringLiteral("late/#");
    const QString forbidden = QStringLiteral("forbidden/#");
    MqttRetryPolicy policy;
    policy.refused = 1ms;
    makeClient(policy);
    QSignalSpy granted(m_client.get(), &MqttClient::subscriptionGranted);
    m_client->setFilters({late, forbidden});
    m_client->start({});
    emit m_transport->opened();
    for (int refusal = 1; refusal <= 3; ++refusal) {
        QTRY_COMPARE(asked(late), refusal);
        QTRY_COMPARE(asked(forbidden), refusal);
        emit m_transport->subscribed(late, false);
        emit m_transport->subscribed(forbidden, false);
    }
    QTRY_COMPARE(asked(late), 4);
    emit m_transport->subscribed(late, true);
    QCOMPARE(granted.size(), 1);
    emit m_transport->subscribed(forbidden, false);
    QTRY_COMPARE(asked(forbidden), 5);
    QCOMPARE(asked(late), 4);
    // Nobody wants it any more.
    emit m_transport->subscribed(forbidden, false);
    m_client->removeFilter(forbidden);
    emit m_transport->subscribed(late, false);
    QTRY_COMPARE(asked(late), 5);
    QCOMPARE(asked(forbidden), 5);
}

/// Rights that are revoked end a subscription on some servers, and MQTT 3.1.1 has no word for that.
void TestMqttFilters::asksAgainAboutSilentFilters()
{
    const QString lively = QStringLiteral("lively/#");
    const QString silent = QStringLiteral("silent/+/x");
    MqttRetryPolicy policy;
    policy.silence = 50ms;
    makeClient(policy);
    m_client->setFilters({lively, silent});
    QSignalSpy refused(m_client.get(), &MqttClient::subscriptionRefused);
    m_client->start({});
    emit m_transport->opened();
    QCOMPARE(asked(silent), 1);
    // Whenever it is asked about one, something has come on the other.
    connect(m_client.get(), &MqttClient::subscriptionRefused, m_client.get(), [this] {
        emit m_transport->messagesReceived({{QStringLiteral("lively/1"), "1"}});
    });
    const auto answered = [&] {
        if (asked(silent) > refused.size() + 1)
            emit m_transport->subscribed(silent, false);
        return refused.size() >= 3;
    };
    emit m_transport->messagesReceived({{QStringLiteral("lively/1"), "1"}});
    QTRY_VERIFY(answered());
    QVERIFY2(asked(lively) < asked(silent), qPrintable(m_transport->calls.join(QLatin1Char('\n'))));

    const qsizetype before = asked(silent);
    m_client->removeFilter(silent);
    QTRY_VERIFY(asked(lively) > 3); // nothing comes any more
    QCOMPARE(asked(silent), before);
}

SYSPULSE_TEST(TestMqttFilters)

#include "tst_mqttfilters.moc"
