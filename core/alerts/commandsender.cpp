// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/commandsender.h"

#include "core/alerts/alertmessage.h"
#include "core/base/plaintext.h"

#include <csignal>
#include <unistd.h>

namespace syspulse {

namespace {

QProcessEnvironment withoutOurs()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("SYSPULSE_")))
            environment.remove(name);
    }
    return environment;
}

} // namespace

CommandSender::CommandSender(const AlertChannel &channel, int timeoutMs)
    : m_channel(channel)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(timeoutMs);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_late = true;
        kill();
    });
}

CommandSender::~CommandSender()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    kill();
    // It goes once it has ended; waiting for that here could take a while.
    QProcess *left = m_process.release();
    connect(left, &QProcess::finished, left, &QObject::deleteLater);
}

void CommandSender::kill()
{
    // Its whole group: a script that waits for another program would leave that running.
    if (const qint64 pid = m_process->processId(); pid > 0)
        ::kill(pid_t(-pid), SIGKILL);
    m_process->kill();
}

void CommandSender::send(const AlertMessage &message, Done done)
{
    m_done = std::move(done);
    m_late = false;
    m_words.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(withoutOurs());
    m_process->setChildProcessModifier([] { ::setpgid(0, 0); });
    m_process->setStandardOutputFile(QProcess::nullDevice());
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        constexpr qsizetype kept = 300;
        m_words += m_process->readAllStandardError().left(kept - m_words.size());
    });
    connect(m_process.get(), &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { finish(evaluate(exitCode, status)); });
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(failure(ErrorKind::Local,
                           tr("%1 cannot be started. Check the path, and that you may run the program.")
                               .arg(alertChannelPlace(m_channel)),
                           m_process->errorString()));
    });
    m_timeout.start();
    m_process->start(m_channel.program, m_channel.arguments);
    m_process->write(alertMessageJson(message) + '\n');
    m_process->closeWriteChannel();
}

Result<void> CommandSender::evaluate(int exitCode, QProcess::ExitStatus status)
{
    const QString program = alertChannelPlace(m_channel);
    const QString words = oneLine(QString::fromUtf8(m_words).trimmed());
    if (m_late)
        return failure(ErrorKind::Server,
                       tr("%1 ran for more than %2 s and was killed. It must end once it has read the alert.")
                           .arg(program, QString::number(double(m_timeout.interval()) / 1000)),
                       words);
    if (status != QProcess::NormalExit)
        return failure(ErrorKind::Server, tr("%1 crashed. Run it by hand to see why.").arg(program), words);
    if (exitCode != 0)
        return failure(ErrorKind::Server,
                       tr("%1 ended with exit code %2. Run it by hand to see why.")
                           .arg(program, QString::number(exitCode)),
                       words);
    return {};
}

void CommandSender::finish(const Result<void> &result)
{
    m_timeout.stop();
    // It is emitting.
    m_process->disconnect(this);
    m_process.release()->deleteLater();
    // Also where start() has failed at once: never from within send().
    QMetaObject::invokeMethod(
        this, [done = std::exchange(m_done, {}), result] { done(result); }, Qt::QueuedConnection);
}

} // namespace syspulse
