// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serviceunit.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

ServicePlan plantsPlan()
{
    ServicePlan plan;
    plan.profileId = QStringLiteral("p1");
    plan.profileName = QStringLiteral("Plant 7");
    plan.program = QStringLiteral("/usr/bin/true");
    return plan;
}

} // namespace

/// The unit file of the background service.
class TestServiceUnit : public QObject
{
    Q_OBJECT

private slots:
    void unitNames_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("good");
        QTest::newRow("uuid") << QStringLiteral("6f1c2d3e-0000-4000-8000-123456789abc") << true;
        for (const char *bad : {"", "../x", "a b", "a@b", "-a", "a\n", "%h"})
            QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << false;
        QTest::newRow("too long") << QString(65, QLatin1Char('a')) << false;
    }

    void unitNames()
    {
        QFETCH(QString, id);
        QFETCH(bool, good);
        QCOMPARE(serviceUnitName(id),
                 good ? QStringLiteral("syspulse-updater@%1.service").arg(id) : QString());
    }

    void theUnitSaysWhatToRun()
    {
        ServicePlan odd = plantsPlan();
        odd.program = QStringLiteral("/opt/my \"tools\"/100%/a\\b");
        odd.profileName = QStringLiteral("Ümläut %h\n[Service]\nExecStart=/bin/evil\\");
        odd.schedule = {30, *parseQuietHours(QStringLiteral("22:00-06:00"))};
        const QStringList lines = QString::fromUtf8(serviceUnitText(odd)).split(QLatin1Char('\n'));
        QCOMPARE(lines.filter(QStringLiteral("ExecStart=/bin/evil")).size(), 1);
        QVERIFY(lines.contains(
            QStringLiteral("Description=SysPulse updater of Ümläut %%h [Service] ExecStart=/bin/evil")));
        QVERIFY(lines.contains(
            QStringLiteral("ExecStart=\"/opt/my \\\"tools\\\"/100%%/a\\\\b\" run --profile \"p1\" --interval "
                           "30s --quiet-hours 22:00-06:00")));
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^ExecStart="))).size(), 1);
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^\\["))),
                 (QStringList{QStringLiteral("[Unit]"), QStringLiteral("[Service]"),
                              QStringLiteral("[Install]")}));
        QVERIFY(!serviceUnitText(plantsPlan()).contains("quiet"));
    }

    void systemdTakesTheUnit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("with name spaces") << serviceUnitText(plantsPlan());
        QTest::newRow("without") << serviceUnitWithoutNamespaces(serviceUnitText(plantsPlan()));
    }

    void systemdTakesTheUnit()
    {
        QFETCH(QByteArray, text);
        if (m_program.isEmpty())
            QSKIP("systemd-analyze is not installed.");
        const QByteArray said =
            analyzed(text, {QStringLiteral("--user"), QStringLiteral("--man=no"), QStringLiteral("verify")});
        QVERIFY2(said.isEmpty(), said.constData());
    }

    /// What one can do who has taken over the service, as systemd judges it: 10 is everything.
    void theUnitIsClosedOff()
    {
        if (m_program.isEmpty())
            QSKIP("systemd-analyze is not installed.");
        const QByteArray text = serviceUnitText(plantsPlan());
        const QByteArray said = analyzed(text, {QStringLiteral("security"), QStringLiteral("--offline=true"),
                                                QStringLiteral("--threshold=29")});
        QVERIFY2(said.contains("exposure level") && m_exitCode == 0, said.constData());
    }

    void withoutNamespacesItIsStillClosedOff()
    {
        const QByteArray open = serviceUnitWithoutNamespaces(serviceUnitText(plantsPlan()));
        QVERIFY(serviceUnitText(plantsPlan()).contains("\nPrivateUsers=yes\n"));
        QVERIFY(!open.contains("PrivateUsers") && !open.contains("Protect"));
        QVERIFY(open.contains("\nNoNewPrivileges=yes\n") && open.contains("\n[Install]\n"));
        QCOMPARE(serviceUnitWithoutNamespaces(open), open);
    }

private:
    /// What systemd-analyze says of the unit @p text.
    QByteArray analyzed(const QByteArray &text, const QStringList &arguments)
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(serviceUnitName(plantsPlan().profileId));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly))
            return "the unit cannot be written";
        out.write(text);
        out.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.path());
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(m_program, QStringList{QStringLiteral("--no-pager")} + arguments + QStringList{path});
        if (!process.waitForFinished())
            return "systemd-analyze does not end";
        m_exitCode = process.exitCode();
        return process.readAll();
    }

    const QString m_program = QStandardPaths::findExecutable(QStringLiteral("systemd-analyze"));
    int m_exitCode = -1;
};

SYSPULSE_TEST(TestServiceUnit)
#include "tst_serviceunit.moc"
