// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

/// The command line of the window. QApplication takes Qt's own options out of it later.
class TestArguments : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        qunsetenv("SYSPULSE_URL");
        qunsetenv("SYSPULSE_USER");
    }
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void addressBesideQtOptions();
    void secretsLeaveTheEnvironment();
    void anotherStartIsUnderstood();

private:
    static std::variant<ConnectionSettings, ReportToPdf, int> parse(QByteArrayList arguments)
    {
        arguments.prepend("syspulse");
        QList<char *> argv;
        for (QByteArray &argument : arguments)
            argv.append(argument.data());
        argv.append(nullptr);
        return parseArguments(int(arguments.size()), argv.data());
    }
};

void TestArguments::accepted_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    for (const char *option : {"-platform offscreen",
                               "--platform offscreen",
                               "-platformpluginpath /x",
                               "-platformtheme gtk3",
                               "-plugin evdev",
                               "-style fusion",
                               "-style=fusion",
                               "--style=fusion",
                               "-stylesheet a.qss",
                               "-stylesheet=a.qss",
                               "-session 10ab_17",
                               "-reverse",
                               "--reverse",
                               "-widgetcount",
                               "-display :0",
                               "-geometry 800x600+1+1",
                               "-qwindowgeometry 800x600",
                               "-qwindowtitle SysPulse",
                               "-title SysPulse",
                               "-qwindowicon a.png",
                               "-icon a.png",
                               "-name syspulse",
                               "-nograb",
                               "-dograb",
                               ""})
        QTest::newRow(option) << QByteArray(option).split(' ');
    QTest::newRow("several") << QByteArrayList{"-platform", "offscreen", "-session",
                                               "x",         "--style",   "windows"};
}

void TestArguments::accepted()
{
    QFETCH(QByteArrayList, arguments);
    arguments.removeAll({});
    QVERIFY(std::holds_alternative<ConnectionSettings>(parse(arguments)));
}

void TestArguments::refused_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    for (const char *arguments : {"-nonsense", "--nonsense", "platform", "offscreen", "-platform", "-session",
                                  "--session-x 1", "-styles fusion", "--url", "x"})
        QTest::newRow(arguments) << QByteArray(arguments).split(' ');
    for (const char *option : {"--url", "--user", "--ca-file"})
        QTest::addRow("empty %s", option) << QByteArrayList{option, ""};
    QTest::newRow("file that is not there") << QByteArrayList{"--ca-file", "/nonexistent"};
}

void TestArguments::refused()
{
    QFETCH(QByteArrayList, arguments);
    const auto result = parse(arguments);
    QVERIFY(std::holds_alternative<int>(result));
    QCOMPARE(std::get<int>(result), 2);
}

void TestArguments::addressBesideQtOptions()
{
    const auto result =
        parse({"-style", "fusion", "--url", "http://a:1", "-platform", "offscreen", "--user", "ann"});
    QVERIFY(std::holds_alternative<ConnectionSettings>(result));
    QCOMPARE(std::get<ConnectionSettings>(result).url, QStringLiteral("http://a:1"));
    QCOMPARE(std::get<ConnectionSettings>(result).user, QStringLiteral("ann"));
}

/// What the window starts would inherit them.
void TestArguments::secretsLeaveTheEnvironment()
{
    qputenv("SYSPULSE_PASSWORD", "s3cret");
    qputenv("SYSPULSE_KEY_PASSPHRASE", "open sesame");
    const auto result = parse({});
    QVERIFY(std::holds_alternative<ConnectionSettings>(result));
    QCOMPARE(std::get<ConnectionSettings>(result).password, Secret(u"s3cret"));
    QVERIFY(!qEnvironmentVariableIsSet("SYSPULSE_PASSWORD"));
    QVERIFY(!qEnvironmentVariableIsSet("SYSPULSE_KEY_PASSPHRASE"));
}

void TestArguments::anotherStartIsUnderstood()
{
    ConnectionSettings settings;
    settings.url = QStringLiteral("https://db.example.org:9925");
    settings.user = QStringLiteral("jörg");
    settings.password = Secret(u"pässword \U0001F511");
    settings.trust.caPem = "-----BEGIN CERTIFICATE-----";
    QCOMPARE(startRequest(startMessage(settings)).settings, settings);
    QCOMPARE(startRequest("x").settings, ConnectionSettings());
}

SYSPULSE_TEST(TestArguments)
#include "tst_arguments.moc"
