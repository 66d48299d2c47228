// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/systemduserservice.h"

#include "core/base/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QStandardPaths>

namespace syspulse {

namespace {

constexpr qsizetype maxMessage = 500;

Result<void> writeUnit(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    return writeWholeFile(path, text);
}

Result<void> removeUnit(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return failure(
        ErrorKind::Local,
        SystemdUserService::tr("The unit file %1 cannot be removed. Check that its folder is writable.")
            .arg(path),
        file.errorString());
}

QString shortened(const QByteArray &text)
{
    return QString::fromUtf8(text).trimmed().left(maxMessage);
}

} // namespace

SystemdUserService::SystemdUserService(QObject *parent)
    : QObject(parent)
{
    m_disk.setMaxThreadCount(1);
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(defaultTimeoutMs);
}

SystemdUserService::~SystemdUserService()
{
    if (m_process != nullptr) {
        m_process->disconnect(this);
        m_process->kill();
        m_process->waitForFinished(1000); // it was killed; a process left behind would be a warning of Qt's
    }
    m_disk.waitForDone();
}

QString SystemdUserService::unitFile() const
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/systemd/user/") + m_unit;
}

void SystemdUserService::setUnit(const QString &unit)
{
    if (unit == m_unit)
        return;
    m_unit = unit;
    setStatus({});
    m_again = m_busy;
    refresh();
}

void SystemdUserService::setStatus(const ServiceStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    emit statusChanged(m_status);
}

void SystemdUserService::refresh()
{
    if (!m_unit.isEmpty() && !m_busy)
        perform({});
}

void SystemdUserService::install(const QByteArray &unitText)
{
    perform({onDisk([path = unitFile(), unitText] { return writeUnit(path, unitText); }),
             systemctl({QStringLiteral("daemon-reload")}), systemctl({QStringLiteral("enable"), m_unit}),
             systemctl({QStringLiteral("restart"), m_unit})});
}

void SystemdUserService::start()
{
    perform({systemctl({QStringLiteral("restart"), m_unit})});
}

void SystemdUserService::stop()
{
    perform({systemctl({QStringLiteral("stop"), m_unit})});
}

void SystemdUserService::remove()
{
    perform({systemctl({QStringLiteral("disable"), QStringLiteral("--now"), m_unit}),
             onDisk([path = unitFile()] { return removeUnit(path); }),
             systemctl({QStringLiteral("daemon-reload")}),
             // Or a service that had failed would be listed until the session ends.
             [this](const Next &next) {
                 run(QStringLiteral("systemctl"),
                     {QStringLiteral("--user"), QStringLiteral("reset-failed"), m_unit},
                     [next](const Result<QByteArray> &) { next(QByteArray()); });
             }});
}

void SystemdUserService::perform(const QList<Step> &steps)
{
    if (m_busy || m_unit.isEmpty())
        return;
    m_busy = true;
    m_steps.clear();
    m_steps.append(steps);
    emit busyChanged(true);
    nextStep();
}

void SystemdUserService::nextStep()
{
    if (m_steps.isEmpty()) {
        look();
        return;
    }
    m_steps.dequeue()([this](const Result<QByteArray> &result) {
        if (!result) {
            m_steps.clear();
            emit failed(result.error());
        }
        nextStep();
    });
}

SystemdUserService::Step SystemdUserService::systemctl(const QStringList &arguments)
{
    return [this, arguments](const Next &next) {
        run(QStringLiteral("systemctl"), QStringList{QStringLiteral("--user")} + arguments, next);
    };
}

SystemdUserService::Step SystemdUserService::onDisk(std::function<Result<void>()> work)
{
    return [this, work = std::move(work)](const Next &next) {
        m_disk.start([this, work, next] {
            QMetaObject::invokeMethod(
                this,
                [result = work(), next] {
                    next(result ? Result<QByteArray>(QByteArray())
                                : Result<QByteArray>(Unexpected<Error>{result.error()}));
                },
                Qt::QueuedConnection);
        });
    };
}

void SystemdUserService::run(const QString &program, const QStringList &arguments, const Next &next)
{
    const QString command = program + QLatin1Char(' ') + arguments.join(QLatin1Char(' '));
    m_process = new QProcess(this);
    m_process->setProgram(program);
    m_process->setArguments(arguments);
    m_process->setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("SYSTEMD_PAGER"), QString());
    // It is none of systemctl's business.
    environment.remove(QStringLiteral("SYSPULSE_PASSWORD"));
    m_process->setProcessEnvironment(environment);
    const auto finish = [this, next](const Result<QByteArray> &result) {
        m_timeout.disconnect(this);
        m_timeout.stop();
        QProcess *process = std::exchange(m_process, nullptr);
        process->disconnect(this);
        if (process->state() == QProcess::NotRunning)
            process->deleteLater();
        else // killed, which it will notice
            connect(process, &QProcess::finished, process, &QObject::deleteLater);
        next(result);
    };
    connect(m_process, &QProcess::errorOccurred, this, [finish, program](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(failure(ErrorKind::Local, tr("There is no program \"%1\".").arg(program)));
    });
    connect(m_process, &QProcess::finished, this,
            [this, finish, command](int code, QProcess::ExitStatus how) {
                const QByteArray output = m_process->readAllStandardOutput();
                if (how == QProcess::NormalExit && code == 0)
                    finish(output);
                else
                    finish(failure(ErrorKind::Local, tr("The command \"%1\" failed.").arg(command),
                                   shortened(m_process->readAllStandardError())));
            });
    connect(&m_timeout, &QTimer::timeout, this, [this, finish, command] {
        m_process->kill();
        finish(failure(ErrorKind::Local, tr("The command \"%1\" does not answer.").arg(command)));
    });
    m_timeout.start();
    m_process->start();
}

void SystemdUserService::look()
{
    if (m_unit.isEmpty()) {
        ended();
        return;
    }
    const QStringList arguments{QStringLiteral("--user"), QStringLiteral("show"),
                                QStringLiteral("--timestamp=unix"),
                                QStringLiteral("--property=LoadState,ActiveState,UnitFileState,"
                                               "ActiveEnterTimestamp,Result,ExecMainStatus"),
                                m_unit};
    run(QStringLiteral("systemctl"), arguments, [this](const Result<QByteArray> &result) {
        if (result) {
            takeProperties(*result);
            return;
        }
        ServiceStatus status;
        status.state = ServiceStatus::State::Unavailable;
        status.message = describe(result.error());
        setStatus(status);
        ended();
    });
}

void SystemdUserService::takeProperties(const QByteArray &properties)
{
    using State = ServiceStatus::State;
    QHash<QByteArray, QByteArray> values;
    for (const QByteArray &line : properties.split('\n')) {
        if (const qsizetype equals = line.indexOf('='); equals > 0)
            values.insert(line.left(equals), line.mid(equals + 1).trimmed());
    }
    ServiceStatus status;
    const QByteArray active = values.value("ActiveState");
    status.enabled = values.value("UnitFileState") == "enabled";
    if (values.value("LoadState") == "not-found")
        status.state = State::NotInstalled;
    else if (active == "active")
        status.state = State::Running;
    else if (active == "activating" || active == "reloading" || active == "deactivating")
        status.state = State::Starting;
    else if (active == "failed")
        status.state = State::Failed;
    else
        status.state = State::Stopped;
    if (status.state == State::Running)
        status.sinceMs = values.value("ActiveEnterTimestamp").mid(1).toLongLong() * 1000; // "@1700000000"
    if (status.state != State::Failed && status.state != State::Starting) {
        setStatus(status);
        ended();
        return;
    }
    // What it said last is why; without a journal that can be read its exit code has to do.
    status.message = tr("exit code %1").arg(QString::fromLatin1(values.value("ExecMainStatus")));
    const QStringList arguments{QStringLiteral("--user"),     QStringLiteral("--unit=") + m_unit,
                                QStringLiteral("--lines=20"), QStringLiteral("--output=cat"),
                                QStringLiteral("--no-pager"), QStringLiteral("_COMM=syspulsectl")};
    run(QStringLiteral("journalctl"), arguments, [this, status](const Result<QByteArray> &result) mutable {
        const QList<QByteArray> lines = result ? result->trimmed().split('\n') : QList<QByteArray>();
        if (!lines.isEmpty() && !lines.constLast().isEmpty())
            status.message = shortened(lines.constLast());
        setStatus(status);
        ended();
    });
}

void SystemdUserService::ended()
{
    m_busy = false;
    emit busyChanged(false);
    if (std::exchange(m_again, false))
        refresh();
}

} // namespace syspulse
