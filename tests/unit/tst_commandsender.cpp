// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmessage.h"
#include "core/alerts/commandsender.h"
#include "core/base/json.h"
#include "tests/support/testregistry.h"

#include <csignal>
#include <memory>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

/// Alerts that are handed to a program.
class TestCommandSender : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theProgramGetsTheJsonAndItsArguments()
    {
        qputenv("SYSPULSE_PASSWORD", "s3cret");
        const Result<void> result =
            run("cat > \"$1\"; printf '%s|' \"$2\" \"$#\" > \"$1.args\"; env > \"$1.env\"",
                {path("out"), QStringLiteral("$(id) ; 'x'\n")});
        qunsetenv("SYSPULSE_PASSWORD");
        QVERIFY2(result, result ? "" : qPrintable(describe(result.error())));
        const Result<Json> json = parseJson(contents(path("out")));
        QVERIFY(json);
        QVERIFY((*json)["state"] == Json("test"));
        QCOMPARE(contents(path("out.args")), QByteArray("$(id) ; 'x'\n|2|"));
        QVERIFY(!contents(path("out.env")).isEmpty());
        QVERIFY(!contents(path("out.env")).contains("s3cret"));
    }

    void aProgramThatFailsSaysWhy()
    {
        const Result<void> result = run("echo 'no such pager' >&2; exit 3", {});
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(QLatin1String("exit code 3")),
                 qPrintable(describe(result.error())));
        QCOMPARE(result.error().detail, QStringLiteral("no such pager"));
        QVERIFY(mayDeliverLater(result.error()));
    }

    void aProgramThatDoesNotReadIsNoFailure() { QVERIFY(run("exit 0", {})); }

    void whatIsNotThereIsNotTriedAgain()
    {
        AlertChannel channel;
        channel.kind = AlertChannelKind::Command;
        channel.program = path("missing");
        const Result<void> result = send(channel, 30'000);
        QVERIFY(!result);
        QVERIFY(result.error().message.contains(channel.program));
        QVERIFY(!mayDeliverLater(result.error()));
    }

    void whatRunsForEverIsKilledWithItsChildren()
    {
        const Result<void> result = run("sleep 1000 & echo $! > \"$1\"; wait", {path("pid")}, 1000);
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(QLatin1String("was killed")),
                 qPrintable(describe(result.error())));
        const pid_t child = contents(path("pid")).trimmed().toInt();
        QVERIFY(child > 0);
        QTRY_VERIFY(isGone(child));
    }

    void whatRunsGoesWithTheSender()
    {
        AlertChannel channel =
            script("echo $$ > \"$1.tmp\"; mv \"$1.tmp\" \"$1\"; exec sleep 1000", {path("pid")});
        auto sender = std::make_unique<CommandSender>(channel, 30'000);
        bool answered = false;
        sender->send(alertTestMessage(1), [&](const Result<void> &) { answered = true; });
        QTRY_VERIFY(QFile::exists(path("pid")));
        const pid_t pid = contents(path("pid")).trimmed().toInt();
        sender.reset();
        QTRY_VERIFY(isGone(pid));
        QVERIFY(!answered);
    }

private:
    /// Dead, or dead and not yet collected by whoever inherited it.
    static bool isGone(pid_t pid)
    {
        if (::kill(pid, 0) != 0)
            return true;
        const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(pid));
        return stat.isEmpty() || stat.mid(stat.lastIndexOf(')') + 2, 1) == "Z";
    }
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    AlertChannel script(const QByteArray &text, const QStringList &arguments) const
    {
        QFile file(path("script"));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + text + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        AlertChannel channel;
        channel.kind = AlertChannelKind::Command;
        channel.program = file.fileName();
        channel.arguments = arguments;
        return channel;
    }
    Result<void> run(const QByteArray &text, const QStringList &arguments, int timeoutMs = 30'000) const
    {
        return send(script(text, arguments), timeoutMs);
    }
    static Result<void> send(const AlertChannel &channel, int timeoutMs)
    {
        CommandSender sender(channel, timeoutMs);
        std::optional<Result<void>> result;
        sender.send(alertTestMessage(1), [&](const Result<void> &said) { result = said; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, test::patienceMs))
            return failure(ErrorKind::Local, QStringLiteral("There is no answer."));
        return *result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestCommandSender)
#include "tst_commandsender.moc"
