// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/systemduserservice.h"

#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/base/wholefile.h"
#include "core/system/bus.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <QTimer>

namespace syspulse {

namespace {

constexpr qsizetype maxMessage = 500;

Result<void> writeUnit(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    return writeWholeFile(path, canMakeNamespaces() ? text : serviceUnitWithoutNamespaces(text));
}

/// More than a unit file of ours ever has.
constexpr qint64 maxUnitBytes = 64 * 1024;

Result<void> renameUnit(const QString &path, const QString &profileName)
{
    const Result<QByteArray> text = readWholeFile(path, maxUnitBytes);
    if (!text)
        return Unexpected<Error>{text.error()};
    const QByteArray renamed = renamedServiceUnit(*text, profileName);
    return renamed == *text ? Result<void>() : writeWholeFile(path, renamed);
}

Result<void> removeUnit(const QString &path)
{
    // What systemd made of "enable" goes as well: where it does not run, nobody else would remove it.
    const QFileInfo unit(path);
    QFile::remove(unit.absolutePath() + QStringLiteral("/default.target.wants/") + unit.fileName());
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return failure(
        ErrorKind::Local,
        SystemdUserService::tr("The unit file %1 cannot be removed. Check that its folder is writable.")
            .arg(path),
        file.errorString());
}

} // namespace

SystemdUserService::SystemdUserService(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_manager(bus)
{
    m_disk.setMaxThreadCount(1);
    connect(&m_manager, &UserManager::changed, this, &SystemdUserService::unitChanged);
}

SystemdUserService::~SystemdUserService()
{
    if (m_journal != nullptr) {
        m_journal->disconnect(this);
        m_journal->kill();
        m_journal->waitForFinished(1000); // it was killed; a process left behind would be a warning of Qt's
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
    unitChanged(unit);
}

void SystemdUserService::unitChanged(const QString &unit)
{
    if (m_unit.isEmpty() || !(unit.isEmpty() || unit == m_unit))
        return;
    if (m_busy)
        m_again = true;
    else
        perform({});
}

void SystemdUserService::setStatus(const ServiceStatus &status)
{
    if (status == m_status)
        return;
    qCDebug(lcService) << m_unit << "state:" << int(status.state) << status.message;
    m_status = status;
    emit statusChanged(m_status);
}

void SystemdUserService::install(const QByteArray &unitText)
{
    perform({onDisk([path = unitFile(), unitText] { return writeUnit(path, unitText); }),
             ask(&UserManager::enable), reload(), ask(&UserManager::restart)});
}

void SystemdUserService::start()
{
    perform({ask(&UserManager::restart)});
}

void SystemdUserService::stop()
{
    perform({ask(&UserManager::stop)});
}

void SystemdUserService::rename(const QString &profileName)
{
    const Step renameFile =
        onDisk([path = unitFile(), profileName] { return renameUnit(path, profileName); });
    if (m_status.state == ServiceStatus::State::Unavailable)
        perform({renameFile});
    else
        perform({renameFile, reload()});
}

void SystemdUserService::remove()
{
    const Step removeFile = onDisk([path = unitFile()] { return removeUnit(path); });
    if (m_status.state == ServiceStatus::State::Unavailable)
        perform({removeFile});
    else // reset: or a service that had failed would be listed until the session ends
        perform({ask(&UserManager::stop), ask(&UserManager::disable), removeFile, reload(),
                 ask(&UserManager::resetFailed)});
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
    m_steps.dequeue()([this](const Result<void> &result) {
        qCDebug(lcService) << m_unit << outcome(result);
        if (!result) {
            m_steps.clear();
            emit failed(result.error());
        }
        nextStep();
    });
}

SystemdUserService::Step SystemdUserService::ask(Request request)
{
    return [this, request](const Next &next) { (m_manager.*request)(m_unit, next); };
}

SystemdUserService::Step SystemdUserService::reload()
{
    return [this](const Next &next) { m_manager.reload(next); };
}

SystemdUserService::Step SystemdUserService::onDisk(std::function<Result<void>()> work)
{
    return [this, work = std::move(work)](const Next &next) {
        m_disk.start([this, work, next] {
            QMetaObject::invokeMethod(
                this, [result = work(), next] { next(result); }, Qt::QueuedConnection);
        });
    };
}

void SystemdUserService::look()
{
    m_again = false;
    if (m_unit.isEmpty()) {
        ended();
        return;
    }
    m_manager.read(m_unit, [this](const Result<UnitProperties> &properties) {
        if (properties) {
            takeProperties(*properties);
            return;
        }
        ServiceStatus status;
        status.state = ServiceStatus::State::Unavailable;
        status.message = describe(properties.error());
        setStatus(status);
        ended();
    });
}

void SystemdUserService::takeProperties(const UnitProperties &properties)
{
    using State = ServiceStatus::State;
    ServiceStatus status;
    status.enabled = properties.enabled;
    const QString &active = properties.active;
    if (!properties.loaded)
        status.state = State::NotInstalled;
    else if (active == QLatin1String("active"))
        status.state = State::Running;
    else if (active == QLatin1String("activating") || active == QLatin1String("reloading") ||
             active == QLatin1String("deactivating"))
        status.state = State::Starting;
    else if (active == QLatin1String("failed"))
        status.state = State::Failed;
    else
        status.state = State::Stopped;
    if (status.state == State::Running)
        status.sinceMs = properties.sinceMs;
    if (status.state == State::Failed || status.state == State::Starting) {
        status.message = tr("exit code %1").arg(properties.exitCode);
        readLastWords(status);
    } else {
        setStatus(status);
        ended();
    }
}

void SystemdUserService::readLastWords(const ServiceStatus &status)
{
    // What it said last is why; without a journal that can be read its exit code has to do. The journal has
    // no interface on the bus.
    m_journal = new QProcess(this);
    m_journal->setProgram(QStringLiteral("journalctl"));
    m_journal->setArguments({QStringLiteral("--user"), QStringLiteral("--unit=") + m_unit,
                             QStringLiteral("--lines=20"), QStringLiteral("--output=cat"),
                             QStringLiteral("--no-pager"), QStringLiteral("_COMM=syspulsectl")});
    m_journal->setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *secret : {"SYSPULSE_PASSWORD", "SYSPULSE_KEY_PASSPHRASE"})
        environment.remove(QString::fromLatin1(secret));
    m_journal->setProcessEnvironment(environment);
    const auto finish = [this, status](const QByteArray &output) {
        QProcess *process = std::exchange(m_journal, nullptr);
        process->disconnect(this);
        process->deleteLater();
        const QByteArray lastLine = output.trimmed().split('\n').constLast();
        ServiceStatus complete = status;
        if (!lastLine.isEmpty())
            complete.message = cutText(QString::fromUtf8(lastLine), maxMessage);
        setStatus(complete);
        ended();
    };
    connect(m_journal, &QProcess::errorOccurred, this, [finish](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish({});
    });
    connect(m_journal, &QProcess::finished, this, [this, finish](int code) {
        finish(code == 0 ? m_journal->readAllStandardOutput() : QByteArray());
    });
    QTimer::singleShot(busTimeoutMs, m_journal, &QProcess::kill);
    m_journal->start();
}

void SystemdUserService::ended()
{
    m_busy = false;
    // Who waited for this may end the run that owns the service.
    const QPointer<SystemdUserService> here(this);
    emit busyChanged(false);
    if (here && m_again)
        unitChanged(m_unit);
}

} // namespace syspulse
