// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"
#include "app/ctl/parityprinter.h"
#include "core/base/json.h"
#include "tests/support/testregistry.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

using namespace syspulse;

class TestOptions : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        qputenv("SYSPULSE_PASSWORD", "from-environment");
        qunsetenv("SYSPULSE_URL");
        qunsetenv("SYSPULSE_USER");
    }
    void intervals_data();
    void intervals();
    void usage_data();
    void usage();
    void timeout();
    void passwordFile();
    void mqttAddress_data();
    void mqttAddress();
    void environment();
    void parity();
    void parityValuesOfRecords();
    void profile();
    void trust();
    void secretsLeaveTheEnvironment();
    void passwordsInTheClearAreTold_data();
    void passwordsInTheClearAreTold();

private:
    static std::optional<Options> parse(const QByteArrayList &arguments, int &exitCode)
    {
        QByteArrayList all = arguments;
        all.prepend("syspulsectl");
        QList<char *> argv;
        for (QByteArray &argument : all)
            argv.append(argument.data());
        argv.append(nullptr);
        exitCode = -1;
        return parseOptions(int(all.size()), argv.data(), exitCode);
    }
};

void TestOptions::intervals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("seconds");
    const auto row = [](const char *text, int seconds) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << seconds;
    };
    row("10s", 10);
    row("10", 10);
    row("5m", 300);
    row("1h", 3600);
    row("0s", -1);
    row("2h", -1);
    row("3601", -1);
    row("-1", -1);
    row("", -1);
    row("10 s", -1);
    row("1d", -1);
    row("10s\n", -1);
    row("99999999999999", -1);
}

void TestOptions::intervals()
{
    QFETCH(QString, text);
    QFETCH(int, seconds);
    QCOMPARE(parseInterval(text).value_or(-1), seconds);
}

void TestOptions::usage_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<int>("exitCode");
    const QByteArrayList who{"--url", "http://a:1", "--user", "u"};
    QTest::newRow("help") << QByteArrayList{"--help"} << 0;
    QTest::newRow("version") << QByteArrayList{"--version"} << 0;
    QTest::newRow("nothing") << QByteArrayList{} << 2;
    for (const char *command : {"workers", "storms", "topics"})
        QTest::newRow(command) << who + QByteArrayList{command} << -1;
    QTest::newRow("topics --top") << who + QByteArrayList{"topics", "--top"} << -1;
    QTest::newRow("clients --top") << who + QByteArrayList{"clients", "--top", "--filter", "x"} << -1;
    QTest::newRow("storms takes nothing") << who + QByteArrayList{"storms", "x"} << 2;
    QTest::newRow("no url") << QByteArrayList{"status", "--user", "u"} << 2;
    QTest::newRow("no user") << QByteArrayList{"status", "--url", "http://a:1"} << 2;
    QTest::newRow("unknown option") << who + QByteArrayList{"status", "--nonsense"} << 2;
    QTest::newRow("password on the command line") << who + QByteArrayList{"--password", "x", "status"} << 2;
    QTest::newRow("bad interval") << who + QByteArrayList{"run", "--interval", "0"} << 2;
    QTest::newRow("bad quiet hours") << who + QByteArrayList{"run", "--quiet-hours", "22-6"} << 2;
    QTest::newRow("quiet hours") << who + QByteArrayList{"run", "--quiet-hours", "22:00-06:00"} << -1;
    for (const char *option :
         {"--url", "--user", "--profile", "--password-file", "--ca-file", "--mqtt-ca-file", "--pin",
          "--mqtt-pin", "--client-cert", "--client-key", "--mqtt", "--login", "--timeout"})
        QTest::addRow("empty %s", option)
            << (qstrcmp(option, "--profile") == 0 ? QByteArrayList{}
                                                  : who.mid(qstrcmp(option, "--url") == 0 ? 2 : 0)) +
                   QByteArrayList{option, "", "status"}
            << 2;
    QTest::newRow("disconnect nobody") << who + QByteArrayList{"disconnect", "", "--yes"} << 2;
    QTest::newRow("forget nobody") << who + QByteArrayList{"forget", "", "--yes"} << 2;
    QTest::newRow("disconnect a session") << who + QByteArrayList{"disconnect", "x", "--as", "session"} << -1;
    QTest::newRow("disconnect as something else")
        << who + QByteArrayList{"disconnect", "x", "--as", "user"} << 2;
    QTest::newRow("missing file") << who + QByteArrayList{"--password-file", "/nonexistent", "status"} << 2;
    QTest::newRow("bad login") << who + QByteArrayList{"--login", "magic", "status"} << 2;
    for (const char *timeout : {"0", "301s", "6m", "1h", "soon", "-5"})
        QTest::addRow("timeout %s", timeout) << who + QByteArrayList{"--timeout", timeout, "status"} << 2;
    QTest::newRow("good") << who + QByteArrayList{"status"} << -1;
    QTest::newRow("options after the command")
        << QByteArrayList{"status", "--url", "http://a:1", "--user", "u", "--json"} << -1;
    QTest::newRow("profile") << QByteArrayList{"--profile", "Plant 7", "status"} << -1;
    QTest::newRow("profile and address") << who + QByteArrayList{"--profile", "Plant 7", "status"} << 2;
    QTest::newRow("update --once") << who + QByteArrayList{"update", "--once"} << -1;
    QTest::newRow("parity") << who + QByteArrayList{"parity"} << -1;
    QTest::newRow("parity against nobody") << who + QByteArrayList{"parity", "--against", "hivemq"} << 2;
    QTest::newRow("parity in no format") << who + QByteArrayList{"parity", "--format", "pdf"} << 2;
    QTest::newRow("watch with a filter") << who + QByteArrayList{"watch", "$SYS/broker/+"} << -1;
}

void TestOptions::usage()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(int, exitCode);
    int code = -1;
    const auto options = parse(arguments, code);
    QCOMPARE(code, exitCode);
    QCOMPARE(options.has_value(), exitCode == -1);
}

void TestOptions::timeout()
{
    int code = -1;
    const auto usual = parse({"--url", "http://a:1", "--user", "u", "status"}, code);
    QVERIFY(usual);
    QCOMPARE(usual->connection.timeoutMs, usualTimeoutMs);
    init(); // the password is taken out of the environment
    const auto patient = parse({"--url", "http://a:1", "--user", "u", "--timeout", "2m", "status"}, code);
    QVERIFY(patient);
    QCOMPARE(patient->connection.timeoutMs, 120000);
    // A profile does not hold it.
    const auto profile = parse({"--profile", "Plant 7", "--timeout", "60s", "status"}, code);
    QVERIFY(profile);
    QCOMPARE(profile->connection.timeoutMs, 60000);
}

void TestOptions::passwordFile()
{
    for (const char *content : {"from file\r\nsecond line", "from file",
                                "\xEF\xBB\xBF"
                                "from file\n"}) {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(content);
        file.close();
        int code = -1;
        const auto options = parse({"--url", "http://a:1", "--user", "u", "--password-file",
                                    file.fileName().toLocal8Bit(), "status"},
                                   code);
        QVERIFY(options);
        QCOMPARE(options->connection.password, Secret(u"from file"));
    }
}

void TestOptions::mqttAddress_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("tls"); // -1: as the url says, -2: refused
    QTest::newRow("host and port") << QByteArray("h:1884") << QStringLiteral("h") << 1884 << -1;
    QTest::newRow("port only") << QByteArray(":1884") << QString() << 1884 << -1;
    QTest::newRow("plain") << QByteArray("mqtt://h:1") << QStringLiteral("h") << 1 << 0;
    QTest::newRow("tls") << QByteArray("mqtts://h") << QStringLiteral("h") << 0 << 1;
    QTest::newRow("IPv6") << QByteArray("mqtts://[::1]:8883") << QStringLiteral("::1") << 8883 << 1;
    QTest::newRow("slash at the end") << QByteArray("mqtt://h:1/") << QStringLiteral("h") << 1 << 0;
    QTest::newRow("capitals") << QByteArray("MQTTS://h:1") << QStringLiteral("h") << 1 << 1;
    QTest::newRow("mapped address") << QByteArray("[::ffff:127.0.0.1]:1883")
                                    << QStringLiteral("::ffff:127.0.0.1") << 1883 << -1;
    QTest::newRow("zone") << QByteArray("[fe80::1%eth0]:1883") << QStringLiteral("fe80::1%eth0") << 1883
                          << -1;
    QTest::newRow("zone as in a URL")
        << QByteArray("mqtt://[fe80::1%25eth0]:1883/") << QStringLiteral("fe80::1%eth0") << 1883 << 0;
    QTest::newRow("IPv6 alone") << QByteArray("[::1]") << QStringLiteral("::1") << 0 << -1;
    QTest::newRow("port 0") << QByteArray("h:0") << QString() << 0 << -2;
    QTest::newRow("IPv4 in brackets") << QByteArray("[127.0.0.1]:1883") << QString() << 0 << -2;
    QTest::newRow("path") << QByteArray("mqtt://h:1/a") << QString() << 0 << -2;
    QTest::newRow("user info") << QByteArray("mqtt://u:p@h:1") << QString() << 0 << -2;
    QTest::newRow("port too large") << QByteArray("h:70000") << QString() << 0 << -2;
    QTest::newRow("path") << QByteArray("h:1/x") << QString() << 0 << -2;
}

void TestOptions::mqttAddress()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(int, tls);
    int code = -1;
    const auto options = parse({"--url", "http://a:1", "--user", "u", "--mqtt", text, "status"}, code);
    QCOMPARE(options.has_value(), tls != -2);
    if (!options)
        return;
    QCOMPARE(options->connection.mqttHost, host);
    QCOMPARE(int(options->connection.mqttPort), port);
    QCOMPARE(options->connection.mqttTls ? int(*options->connection.mqttTls) : -1, tls);
}

void TestOptions::trust()
{
    QTemporaryFile authority;
    QVERIFY(authority.open());
    authority.write("-----BEGIN CERTIFICATE-----");
    authority.close();
    qputenv("SYSPULSE_KEY_PASSPHRASE", "open sesame");
    const QByteArrayList base{"--url", "https://db", "--user", "u", "status"};
    int exitCode = 0;
    auto options =
        parse(base + QByteArrayList{"--pin", QByteArray(64, 'a'), "--client-cert", "/me.pem", "--client-key",
                                    "/me.key", "--mqtt-ca-file", authority.fileName().toUtf8()},
              exitCode);
    qunsetenv("SYSPULSE_KEY_PASSPHRASE");
    QVERIFY(options);
    const LinkTrust &trust = options->connection.trust;
    QCOMPARE(trust.pin, QByteArray(32, '\xaa'));
    QCOMPARE(trust.certificateFile, QStringLiteral("/me.pem"));
    QCOMPARE(trust.keyFile, QStringLiteral("/me.key"));
    QCOMPARE(trust.keyPassphrase, Secret(u"open sesame"));
    const LinkTrust &mqtt = *options->connection.mqttTrust;
    QVERIFY(mqtt.pin.isEmpty());
    QVERIFY(!mqtt.caPem.isEmpty());
    QCOMPARE(mqtt.certificateFile, QStringLiteral("/me.pem"));

    for (const char *option : {"--pin", "--mqtt-pin"}) {
        exitCode = 0;
        QVERIFY2(!parse(base + QByteArrayList{option, "abc"}, exitCode), option);
        QCOMPARE(exitCode, int(ExitCode::Usage));
    }

    qputenv("SYSPULSE_PASSWORD", "secret"); // each reading takes it out of the environment
    options = parse(base + QByteArrayList{"--pin", QByteArray(64, 'a'), "--mqtt-pin", QByteArray(64, 'b'),
                                          "--client-cert", "/me.pem"},
                    exitCode);
    QVERIFY(options);
    QCOMPARE(options->connection.trust.pin, QByteArray(32, '\xaa'));
    QCOMPARE(options->connection.mqttTrust->pin, QByteArray(32, '\xbb'));
    QCOMPARE(options->connection.mqttTrust->certificateFile, QStringLiteral("/me.pem"));

    // With nothing in the file the system's authorities would be trusted.
    QTemporaryFile empty;
    QVERIFY(empty.open());
    for (const char *option : {"--ca-file", "--mqtt-ca-file"}) {
        exitCode = 0;
        QVERIFY2(!parse(base + QByteArrayList{option, empty.fileName().toUtf8()}, exitCode), option);
        QCOMPARE(exitCode, int(ExitCode::Usage));
    }
}

void TestOptions::environment()
{
    qputenv("SYSPULSE_URL", "http://env:1");
    qputenv("SYSPULSE_USER", "envuser");
    int code = -1;
    const auto options = parse({"status"}, code);
    QVERIFY(options);
    QCOMPARE(options->connection.url, QStringLiteral("http://env:1"));
    QCOMPARE(options->connection.user, QStringLiteral("envuser"));
    QCOMPARE(options->connection.password, Secret(u"from-environment"));
    qputenv("SYSPULSE_PASSWORD", "from-environment"); // which the first look has taken away
    QCOMPARE(parse({"status", "--url", "http://given:1"}, code)->connection.url,
             QStringLiteral("http://given:1"));
}

void TestOptions::parity()
{
    const QByteArrayList who{"--url", "http://a:1", "--user", "u", "parity"};
    int code = -1;
    auto options = parse(who, code);
    QVERIFY(options);
    QCOMPARE(options->command, Command::Parity);
    QCOMPARE(options->against, Convention::Mosquitto);
    QCOMPARE(options->format, ReportFormat::Text);
    qputenv("SYSPULSE_PASSWORD", "x"); // which each look takes away
    options = parse(who + QByteArrayList{"--against", "emqx", "--format", "html"}, code);
    QVERIFY(options);
    QCOMPARE(options->against, Convention::Emqx);
    QCOMPARE(options->format, ReportFormat::Html);
    qputenv("SYSPULSE_PASSWORD", "x");
    QCOMPARE(parse(who + QByteArrayList{"--against=wiki", "--format=csv"}, code)->format, ReportFormat::Csv);
}

void TestOptions::parityValuesOfRecords()
{
    const Json records = *parseJson(R"([
        {"id": "broker_clients_connected", "topic": "$SYS/broker/clients/connected", "value": 8,
         "timestamp": 1800000000000, "quality": "measured"},
        {"id": "broker_load", "topic": "$SYS/broker/load", "value": 8, "timestamp": 9005403620029000},
        {"id": "broker_version", "topic": "$SYS/broker/version", "value": "HarperDB 4.7.29"},
        {"id": "odd"}, 7])");
    const ParityValues values = recordValues(records, 1800000004000);
    const auto clients = values(QStringLiteral("$SYS/broker/clients/connected"));
    QVERIFY(clients);
    QCOMPARE(clients->number, std::optional<double>(8));
    QCOMPARE(clients->ageMs, std::optional<qint64>(4000));
    QCOMPARE(clients->quality, QStringLiteral("measured"));
    QVERIFY(!values(QStringLiteral("$SYS/broker/version"))->ageMs); // unknown is not 0
    QVERIFY(!values(QStringLiteral("$SYS/broker/load"))->ageMs);    // nor is a time that cannot be true
    QVERIFY(!values(QStringLiteral("$SYS/broker/uptime")));
}

void TestOptions::profile()
{
    int code = -1;
    auto options = parse({"run", "--profile", "Plant 7", "--quiet-hours", "22:00-06:00"}, code);
    QVERIFY(options);
    QCOMPARE(options->profile, QStringLiteral("Plant 7"));
    QVERIFY(options->passwordGiven); // by the environment
    QCOMPARE(options->schedule, (UpdaterSchedule{10, {QTime(22, 0), QTime(6, 0)}}));
    options = parse({"run", "--profile", "Plant 7", "--canary"}, code);
    QVERIFY(options && options->schedule.canary);
    qunsetenv("SYSPULSE_PASSWORD");
    options = parse({"run", "--profile", "Plant 7"}, code);
    QVERIFY(options);
    QVERIFY(!options->passwordGiven); // nobody is asked: the keychain has it
}

void TestOptions::secretsLeaveTheEnvironment()
{
    qputenv("SYSPULSE_KEY_PASSPHRASE", "open sesame");
    int code = 0;
    const auto options = parse({"--url", "https://a:1", "--user", "u", "status"}, code);
    QVERIFY(options);
    QCOMPARE(options->connection.password, Secret(u"from-environment"));
    QCOMPARE(options->connection.trust.keyPassphrase, Secret(u"open sesame"));
    // A child of the program inherits neither.
    QProcess child;
    child.start(QStringLiteral("env"), QStringList());
    QVERIFY(child.waitForFinished());
    const QByteArray environment = child.readAllStandardOutput();
    QVERIFY(environment.contains("PATH="));
    QVERIFY(!environment.contains("SYSPULSE_PASSWORD"));
    QVERIFY(!environment.contains("SYSPULSE_KEY_PASSPHRASE"));
}

void TestOptions::passwordsInTheClearAreTold_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("mqttHost");
    QTest::addColumn<bool>("plainMqtt");
    QTest::addColumn<int>("warnings");
    const auto row = [](const char *url, const char *host, bool plain, int warnings) {
        QTest::addRow("%s %s %d", url, host, int(plain))
            << QString::fromLatin1(url) << QString::fromLatin1(host) << plain << warnings;
    };
    row("https://db.test", "", false, 0);
    row("http://db.test", "", false, 1);
    row("http://192.0.2.1:9925", "", false, 1);
    row("http://127.0.0.1:9925", "", false, 0);
    row("http://127.9.9.9:9925", "", false, 0);
    row("http://[::1]:9925", "", false, 0);
    row("http://localhost", "", false, 0);
    row("http://localhost.example.org", "", false, 1);
    row("https://db.test", "", true, 1);
    row("https://db.test", "127.0.0.1", true, 0);
    row("http://db.test", "", true, 2);
}

void TestOptions::passwordsInTheClearAreTold()
{
    QFETCH(QString, url);
    QFETCH(QString, mqttHost);
    QFETCH(bool, plainMqtt);
    QFETCH(int, warnings);
    ConnectionSettings settings;
    settings.url = url;
    settings.mqttHost = mqttHost;
    settings.password = Secret(u"secret");
    if (plainMqtt)
        settings.mqttTls = false;
    const QStringList told = plainTextWarnings(settings);
    QCOMPARE(told.size(), warnings);
    QVERIFY(!told.join(QLatin1Char(' ')).contains(QLatin1String("secret")));
}

SYSPULSE_TEST(TestOptions)
#include "tst_options.moc"
