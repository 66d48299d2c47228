// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertdelivery.h"
#include "core/base/json.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"
#include "tests/mqtt/testcertificates.h"
#include "tests/support/logcapture.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using syspulse::test::TestCertificates;

namespace {

const QString headerSecret = QStringLiteral("Bearer s3cret-tok\u00e9n");

AlertMessage alertNamed(const QString &name)
{
    AlertMessage message;
    message.instance = QStringLiteral("Plant 7");
    message.address = QStringLiteral("db:9925");
    message.rule.topic = QStringLiteral("$SYS/broker/clients/connected");
    message.ruleName = name;
    message.value = 142;
    message.sinceMs = message.timeMs = 1'700'000'000'000;
    message.text = QStringLiteral("It is so.");
    return message;
}

/// Channels of a folder of their own, and what was said about them.
struct Delivery
{
    explicit Delivery(const AlertSendLimits &limits = {})
        : delivery(state, secrets, clock, limits)
    {
        QObject::connect(&delivery, &AlertDelivery::noticed, &delivery,
                         [this](const QString &text) { noticed.append(text); });
    }

    QString add(const AlertChannel &channel, const std::optional<Secret> &secret = std::nullopt)
    {
        const bool loaded = QTest::qWaitFor([this] { return delivery.channels().isLoaded(); });
        bool kept = false;
        const QString id =
            delivery.keep(channel, secret, &delivery, [&](const Result<void> &) { kept = true; });
        return loaded && QTest::qWaitFor([&] { return kept; }) ? id : QString();
    }
    DeliveryResult::State stateOf(const QString &id) const { return delivery.result(id).state; }

    QTemporaryDir folder;
    StateStore state{folder.path()};
    SessionSecretStore secrets;
    SystemClock clock;
    QStringList noticed;
    AlertDelivery delivery;
};

AlertChannel channelTo(const QUrl &url, AlertChannelKind kind = AlertChannelKind::Webhook)
{
    AlertChannel channel;
    channel.kind = kind;
    channel.url = url.toString();
    return channel;
}

QByteArray bodyField(const FakeHttpServer::Request &request, const char *object, const char *key)
{
    const Result<Json> json = parseJson(request.body);
    const Json *parent = json ? member(*json, object) : nullptr;
    return parent ? textOr(*parent, key).toUtf8() : QByteArray();
}

} // namespace

/// Alerts on their way to real servers and programs of this machine.
class TestAlertDelivery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_files.create(m_certificates.path()), qPrintable(m_files.error())); }

    void aWebhookGetsTheJsonOnce()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int) { return FakeHttpServer::reply(204, {}); };
        Delivery d;
        AlertChannel channel = channelTo(server.url().resolved(QUrl(QStringLiteral("hook?x=y"))));
        channel.header = QStringLiteral("Authorization");
        const QString id = d.add(channel, Secret(headerSecret));
        d.delivery.tell(alertNamed(QStringLiteral("Crowd")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
        QCOMPARE(server.requests.size(), 1);
        const FakeHttpServer::Request &request = server.requests.constFirst();
        QVERIFY2(request.head.startsWith("POST /hook?x=y HTTP/1.1\r\n"), request.head.constData());
        QVERIFY(request.head.contains("\r\nContent-Type: application/json"));
        QVERIFY(request.head.contains(QByteArray("\r\nAuthorization: " + headerSecret.toUtf8())));
        QCOMPARE(bodyField(request, "rule", "name"), QByteArray("Crowd"));
        QCOMPARE(bodyField(request, "instance", "name"), QByteArray("Plant 7"));
        QCOMPARE(d.delivery.result(id).attempts, 1);
        QVERIFY(d.noticed.isEmpty());
    }

    void whatCameBeforeTheChannelsWereReadIsSent()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        Delivery first;
        QVERIFY(!first.add(channelTo(server.url())).isEmpty());
        QTRY_VERIFY(QFile::exists(first.state.fileOf(QStringLiteral("alertchannels"))));
        AlertDelivery second(first.state, first.secrets, first.clock);
        QVERIFY(!second.channels().isLoaded());
        second.tell(alertNamed(QStringLiteral("Early")));
        QTRY_COMPARE(server.requests.size(), 1);
    }

    void ntfyGetsPlainText()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        Delivery d;
        const QString id =
            d.add(channelTo(server.url().resolved(QUrl(QStringLiteral("topic"))), AlertChannelKind::Ntfy));
        d.delivery.tell(alertNamed(QStringLiteral("Crowd")));
        d.delivery.tell(alertNamed(QStringLiteral("Gr\u00f6\u00dfe\r\nX-Evil: 1")));
        QTRY_COMPARE(server.requests.size(), 2);
        QCOMPARE(server.requests.at(0).body, QByteArray("It is so."));
        QVERIFY(server.requests.at(0).head.contains("\r\nTitle: Alert: Crowd (Plant 7)\r\n"));
        QVERIFY(server.requests.at(0).head.contains("\r\nPriority: high\r\n"));
        const QByteArray &head = server.requests.at(1).head;
        QVERIFY(!head.contains("X-Evil"));
        const qsizetype from = head.indexOf("Title: =?UTF-8?B?");
        QVERIFY2(from > 0, head.constData());
        const QByteArray coded = head.mid(from + 17, head.indexOf("?=", from) - from - 17);
        QVERIFY(QString::fromUtf8(QByteArray::fromBase64(coded)).contains(QStringLiteral("Gr\u00f6\u00dfe")));
    }

    void aServerThatFailsIsAskedAgain()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int number) {
            return FakeHttpServer::reply(number == 0 ? 500 : 200, "{\"error\":\"no\"}");
        };
        Delivery d;
        const QString id = d.add(channelTo(server.url()));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        d.delivery.tell(alertNamed(QStringLiteral("B")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Retrying);
        const DeliveryResult failed = d.delivery.result(id);
        QVERIFY2(failed.text.contains(QLatin1String("500")), qPrintable(failed.text));
        QVERIFY(failed.nextTryMs > failed.timeMs);
        QTRY_COMPARE(server.requests.size(), 3);
        QByteArrayList names;
        for (const auto &request : std::as_const(server.requests))
            names.append(bodyField(request, "rule", "name"));
        QCOMPARE(names, (QByteArrayList{"A", "A", "B"})); // in order, and none lost
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
        QVERIFY(d.noticed.isEmpty());
    }

    void aServerThatIsAwayGetsItLater()
    {
        FakeHttpServer probe;
        Delivery d;
        auto away = std::make_unique<FakeHttpServer>();
        const QString id = d.add(channelTo(away->url()));
        away.reset();
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Retrying);
        QVERIFY(d.delivery.result(id).text.contains(QLatin1String("Nothing listens at")));
        // Correcting the channel does not wait for the pause to end.
        probe.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        AlertChannel corrected = *d.delivery.channels().find(id);
        corrected.url = probe.url().toString();
        QVERIFY(!d.add(corrected).isEmpty());
        QTRY_COMPARE(probe.requests.size(), 1);
    }

    void whatNobodyWillEverTakeIsGivenUp_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("said");
        const auto row = [](int status, const QByteArray &headers, const char *said) {
            QTest::newRow(QByteArray::number(status).constData())
                << FakeHttpServer::reply(status, {}, headers) << QString::fromLatin1(said);
        };
        row(302, "Location: https://elsewhere.test/\r\n", "redirects");
        row(307, "Location: /login\r\n", "redirects");
        row(401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "header");
        row(404, {}, "nothing at this address");
        row(400, {}, "did not take");
    }

    void whatNobodyWillEverTakeIsGivenUp()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QString, said);
        FakeHttpServer server;
        server.answer = [&](const auto &, int) { return reply; };
        Delivery d;
        const QString id = d.add(channelTo(server.url()));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
        QCOMPARE(server.requests.size(), 1);
        QVERIFY2(d.delivery.result(id).text.contains(said), qPrintable(d.delivery.result(id).text));
        QCOMPARE(d.noticed.size(), 1);
        QVERIFY(d.noticed.constFirst().contains(said));
    }

    void aSlowServerHoldsUpNobodyElse()
    {
        FakeHttpServer slow; // never answers
        FakeHttpServer quick;
        quick.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        AlertSendLimits limits;
        limits.httpMs = 300;
        Delivery d(limits);
        const QString id = d.add(channelTo(slow.url()));
        const QString other = d.add(channelTo(quick.url()));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(other), DeliveryResult::State::Delivered);
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Retrying);
        QVERIFY(d.delivery.result(id).text.contains(QLatin1String("did not answer")));
        QTRY_VERIFY(slow.requests.size() >= 2);
        slow.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
    }

    void aFloodIsBounded()
    {
        FakeHttpServer silent;
        Delivery d;
        QVERIFY(!d.add(channelTo(silent.url())).isEmpty());
        for (qsizetype i = 0; i < ChannelQueue::maxWaiting + 5; ++i)
            d.delivery.tell(alertNamed(QString::number(i)));
        QCOMPARE(d.noticed.size(), 5);
        QTRY_COMPARE(silent.requests.size(), 1);
        QCOMPARE(bodyField(silent.requests.constFirst(), "rule", "name"), QByteArray("0"));
    }

    void hugeAndHostileNamesArrive()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        Delivery d;
        for (const auto kind : {AlertChannelKind::Webhook, AlertChannelKind::Ntfy})
            QVERIFY(!d.add(channelTo(server.url(), kind)).isEmpty());
        AlertMessage message = alertNamed(QString(100'000, QChar(0x202E)) + QChar(0xD800));
        message.rule.topic =
            QStringLiteral("a\"\\\u0000</script>").append(QString(100'000, QLatin1Char('x')));
        d.delivery.tell(message);
        QTRY_COMPARE(server.requests.size(), 2);
        for (const auto &request : std::as_const(server.requests)) {
            QVERIFY(request.head.size() < 4096);
            QVERIFY(!request.head.contains("application/json") || parseJson(request.body));
        }
    }

    void aCertificateThatIsNotTrustedGetsNothing()
    {
        auto tls = std::make_unique<QSslServer>();
        tls->setSslConfiguration(m_files.serverTls());
        FakeHttpServer server(std::move(tls));
        server.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        Delivery d;
        AlertChannel channel = channelTo(server.url());
        channel.header = QStringLiteral("Authorization");
        const QString id = d.add(channel, Secret(headerSecret));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
        QVERIFY2(d.delivery.result(id).text.contains(QLatin1String("certificate")),
                 qPrintable(d.delivery.result(id).text));
        QVERIFY(server.requests.isEmpty());
    }

    void theSecretStaysInTheKeychain()
    {
        LogCapture log;
        FakeHttpServer server;
        // One that repeats whatever it gets.
        server.answer = [](const FakeHttpServer::Request &request, int number) {
            return QByteArray("HTTP/1.1 " + QByteArray::number(number == 0 ? 500 : 400) + " " +
                              headerSecret.toUtf8() + "\r\nX: " + headerSecret.toUtf8() +
                              "\r\nConnection: close\r\nContent-Length: " +
                              QByteArray::number(request.head.size()) + "\r\n\r\n" + request.head);
        };
        Delivery d;
        AlertChannel channel = channelTo(server.url().resolved(QUrl(QStringLiteral("path-t0ken"))));
        channel.header = QStringLiteral("Authorization");
        const QString id = d.add(channel, Secret(headerSecret));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QStringList results;
        QObject::connect(&d.delivery, &AlertDelivery::resultChanged, &d.delivery,
                         [&](const QString &of) { results.append(d.delivery.result(of).text); });
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
        QVERIFY(server.requests.constFirst().head.contains("s3cret"));
        QTRY_VERIFY(QFile::exists(d.state.fileOf(QStringLiteral("alertchannels"))));
        const QString lines = LogCapture::text();
        QVERIFY(lines.contains(QLatin1String("syspulse.delivery")));
        for (const QString &text :
             {lines, results.join(QLatin1Char('\n')), d.noticed.join(QLatin1Char('\n'))}) {
            QVERIFY(!text.isEmpty());
            QVERIFY2(!text.contains(QLatin1String("s3cret")), qPrintable(text));
            QVERIFY2(!text.contains(QLatin1String("path-t0ken")), qPrintable(text));
        }
        for (const QFileInfo &file : QDir(d.folder.path()).entryInfoList(QDir::Files)) {
            QFile opened(file.filePath());
            QVERIFY(opened.open(QIODevice::ReadOnly));
            QVERIFY2(!opened.readAll().contains("s3cret"), qPrintable(file.fileName()));
        }
    }

    void theSecretGoesWithItsChannel()
    {
        Delivery d;
        AlertChannel channel = channelTo(QUrl(QStringLiteral("https://h.example.org/")));
        channel.header = QStringLiteral("Authorization");
        const QString id = d.add(channel, Secret(headerSecret));
        const auto kept = [&] {
            std::optional<std::optional<Secret>> secret;
            d.secrets.read(alertHeaderKey(id), &d.delivery,
                           [&](const Result<std::optional<Secret>> &read) { secret = *read; });
            return QTest::qWaitFor([&] { return secret.has_value(); }) && secret->has_value();
        };
        QVERIFY(kept());
        d.delivery.remove(id);
        QVERIFY(!kept());
    }

    void aMissingSecretIsSaidAndNothingIsSent()
    {
        FakeHttpServer server;
        Delivery d;
        AlertChannel channel = channelTo(server.url());
        channel.header = QStringLiteral("Authorization");
        const QString id = d.add(channel);
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
        QVERIFY(d.delivery.result(id).text.contains(QLatin1String("keychain")));
        QVERIFY(server.requests.isEmpty());
    }

    void aTestSendsOnceWhatIsEntered()
    {
        FakeHttpServer server;
        server.answer = [](const auto &, int number) {
            return FakeHttpServer::reply(number == 0 ? 200 : 500, {});
        };
        Delivery d;
        AlertChannel channel = channelTo(server.url()); // not kept
        channel.header = QStringLiteral("X-Token");
        QList<Result<void>> results;
        for (int i = 0; i < 2; ++i) {
            d.delivery.test(channel, Secret(headerSecret), &d.delivery,
                            [&](const Result<void> &result) { results.append(result); });
            QTRY_COMPARE(results.size(), i + 1);
        }
        QVERIFY(results.at(0));
        QVERIFY(!results.at(1));
        QCOMPARE(server.requests.size(), 2);
        const Result<Json> json = parseJson(server.requests.constFirst().body);
        QVERIFY((*json)["state"] == Json("test"));
        QVERIFY(server.requests.constFirst().head.contains(QByteArray("X-Token: " + headerSecret.toUtf8())));
    }

    void aChannelThatIsOffGetsNothing()
    {
        FakeHttpServer server;
        FakeHttpServer on;
        on.answer = [](const auto &, int) { return FakeHttpServer::reply(200, {}); };
        Delivery d;
        AlertChannel channel = channelTo(server.url());
        channel.enabled = false;
        QVERIFY(!d.add(channel).isEmpty());
        const QString id = d.add(channelTo(on.url()));
        d.delivery.tell(alertNamed(QStringLiteral("A")));
        QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
        QVERIFY(server.requests.isEmpty());
    }

private:
    QTemporaryDir m_certificates;
    TestCertificates m_files;
};

SYSPULSE_TEST(TestAlertDelivery)
#include "tst_alertdelivery.moc"
