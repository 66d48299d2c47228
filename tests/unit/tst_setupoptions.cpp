// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

/// What "syspulsectl setup" can be told to bring about.
class TestSetupOptions : public QObject
{
    Q_OBJECT

private slots:
    void roles_data();
    void roles();
};

void TestSetupOptions::roles_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<bool>("isRight");
    QTest::addColumn<bool>("reader");
    QTest::addColumn<bool>("updater");
    QTest::newRow("none") << QByteArrayList{} << true << false << false;
    QTest::newRow("reader") << QByteArrayList{"--roles", "reader"} << true << true << false;
    QTest::newRow("updater") << QByteArrayList{"--roles=updater"} << true << false << true;
    QTest::newRow("both") << QByteArrayList{"--roles", "reader,updater"} << true << true << true;
    QTest::newRow("another") << QByteArrayList{"--roles", "reader,admin"} << false << false << false;
    QTest::newRow("empty") << QByteArrayList{"--roles", ""} << false << false << false;
}

void TestSetupOptions::roles()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(bool, isRight);
    int exitCode = 0;
    qputenv("SYSPULSE_PASSWORD", "from-environment");
    QByteArrayList all =
        QByteArrayList{"syspulsectl", "--url", "http://h:9925", "--user", "u", "setup"} + arguments;
    QList<char *> argv;
    for (QByteArray &argument : all)
        argv.append(argument.data());
    argv.append(nullptr);
    const auto options = parseOptions(int(all.size()), argv.data(), exitCode);
    QCOMPARE(options.has_value(), isRight);
    if (!isRight) {
        QCOMPARE(exitCode, int(ExitCode::Usage));
        return;
    }
    QTEST(options->setupChoices.roles.contains(SetupRole::Reader), "reader");
    QTEST(options->setupChoices.roles.contains(SetupRole::Updater), "updater");
}

SYSPULSE_TEST(TestSetupOptions)
#include "tst_setupoptions.moc"
