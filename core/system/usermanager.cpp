// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/usermanager.h"

#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/system/bus.h"

#include <utility>

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusObjectPath>
#include <QTimer>

namespace syspulse {

namespace {

constexpr QLatin1String systemdService("org.freedesktop.systemd1");
constexpr QLatin1String managerPath("/org/freedesktop/systemd1");
constexpr QLatin1String managerInterface("org.freedesktop.systemd1.Manager");
constexpr QLatin1String propertiesInterface("org.freedesktop.DBus.Properties");
constexpr QLatin1String noSuchUnit("org.freedesktop.systemd1.NoSuchUnit");
constexpr QLatin1String fileNotFound("org.freedesktop.DBus.Error.FileNotFound");
constexpr qsizetype maxDetail = 500;

/// Whether @p error only says that there is no such unit, where that answers the question or is what was
/// wished.
bool isMissing(const QString &method, const QString &error)
{
    if (method == QLatin1String("GetUnitFileState"))
        return error == fileNotFound || error == noSuchUnit;
    return error == noSuchUnit && method != QLatin1String("RestartUnit");
}

UnitProperties fromVariants(const QVariantMap &values)
{
    UnitProperties unit;
    unit.loaded = values.value(QStringLiteral("LoadState")).toString() != QLatin1String("not-found");
    unit.active = values.value(QStringLiteral("ActiveState")).toString();
    unit.enabled = values.value(QStringLiteral("UnitFileState")).toString() == QLatin1String("enabled");
    unit.sinceMs = qint64(values.value(QStringLiteral("ActiveEnterTimestamp")).toULongLong() / 1000);
    unit.exitCode = values.value(QStringLiteral("ExecMainStatus")).toInt();
    return unit;
}

std::function<void(const Result<QVariantList> &)> withoutValue(const UserManager::Done &done)
{
    return [done](const Result<QVariantList> &reply) {
        done(reply ? Result<void>() : Result<void>(Unexpected<Error>{reply.error()}));
    };
}

} // namespace

UserManager::UserManager(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_watcher(systemdService, bus, QDBusServiceWatcher::WatchForOwnerChange)
    , m_timeoutMs(busTimeoutMs)
{
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
        subscribe();
        emit changed({});
    });
    const auto onSignal = [this](const char *name, auto take) {
        auto *signal = new BusSignal(m_bus, managerPath, managerInterface, QString::fromLatin1(name), this);
        connect(signal, &BusSignal::received, this, take);
    };
    const auto unitOf = [this](const QDBusMessage &message) {
        emit changed(message.arguments().value(0).toString());
    };
    onSignal("JobRemoved", [this](const QDBusMessage &message) { jobRemoved(message); });
    onSignal("UnitNew", unitOf);
    onSignal("UnitRemoved", unitOf);
    onSignal("UnitFilesChanged", [this](const QDBusMessage &) { emit changed({}); });
    subscribe();
}

void UserManager::subscribe()
{
    // Without a subscriber systemd emits no signals.
    call(QStringLiteral("Subscribe"), {}, [](const Result<QVariantList> &) {});
}

Unexpected<Error> UserManager::failed(const QString &method, const QDBusMessage &reply) const
{
    const QDBusError error(reply);
    if (!m_bus.isConnected())
        return failure(ErrorKind::Local, tr("There is no session bus over which systemd could be reached."));
    if (error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout)
        //: %1 is the name of a function of systemd
        return failure(ErrorKind::Local, tr("systemd does not answer (%1).").arg(method));
    //: %1 is the name of a function of systemd
    return failure(ErrorKind::Local, tr("systemd refused what was asked of it (%1).").arg(method),
                   cutText(error.message(), maxDetail));
}

void UserManager::call(const QString &method, const QVariantList &arguments,
                       std::function<void(const Result<QVariantList> &)> done)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(systemdService, managerPath, managerInterface, method);
    message.setArguments(arguments);
    callBus(
        m_bus, message, this,
        [this, method, done = std::move(done)](const QDBusMessage &reply) {
            qCDebug(lcSystem) << "systemd:" << method << reply.errorName() << reply.errorMessage();
            if (reply.type() == QDBusMessage::ReplyMessage)
                done(reply.arguments());
            else if (isMissing(method, reply.errorName()))
                done(QVariantList());
            else
                done(failed(method, reply));
        },
        m_timeoutMs);
}

void UserManager::read(const QString &unit, const Read &done)
{
    // Not LoadUnit: it makes a unit of what is not there, which would be reported as a change.
    call(QStringLiteral("GetUnit"), {unit}, [this, unit, done](const Result<QVariantList> &reply) {
        if (!reply) {
            done(Unexpected<Error>{reply.error()});
        } else if (reply->isEmpty()) {
            readFileState(unit, done);
        } else {
            const QString path = reply->value(0).value<QDBusObjectPath>().path();
            follow(path, unit);
            readProperties(path, done);
        }
    });
}

void UserManager::readFileState(const QString &unit, const Read &done)
{
    // systemd forgets a unit that neither runs nor has failed; its file is still there.
    call(QStringLiteral("GetUnitFileState"), {unit}, [done](const Result<QVariantList> &reply) {
        if (!reply) {
            done(Unexpected<Error>{reply.error()});
            return;
        }
        UnitProperties properties;
        properties.loaded = !reply->isEmpty();
        properties.active = QStringLiteral("inactive");
        properties.enabled = reply->value(0).toString() == QLatin1String("enabled");
        done(properties);
    });
}

void UserManager::follow(const QString &path, const QString &unit)
{
    if (m_followed.contains(path))
        return;
    m_followed.insert(path);
    auto *properties =
        new BusSignal(m_bus, path, propertiesInterface, QStringLiteral("PropertiesChanged"), this);
    connect(properties, &BusSignal::received, this, [this, unit] { emit changed(unit); });
}

void UserManager::readProperties(const QString &path, const Read &done)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(systemdService, path, propertiesInterface, QStringLiteral("GetAll"));
    message << QString(); // those of all interfaces
    callBus(
        m_bus, message, this,
        [this, done](const QDBusMessage &reply) {
            if (reply.type() == QDBusMessage::ReplyMessage)
                done(fromVariants(qdbus_cast<QVariantMap>(reply.arguments().value(0))));
            else
                done(failed(QStringLiteral("GetAll"), reply));
        },
        m_timeoutMs);
}

void UserManager::reload(const Done &done)
{
    call(QStringLiteral("Reload"), {}, withoutValue(done));
}

void UserManager::enable(const QString &unit, const Done &done)
{
    call(QStringLiteral("EnableUnitFiles"), {QStringList{unit}, false, true}, withoutValue(done));
}

void UserManager::disable(const QString &unit, const Done &done)
{
    call(QStringLiteral("DisableUnitFiles"), {QStringList{unit}, false}, withoutValue(done));
}

void UserManager::restart(const QString &unit, const Done &done)
{
    runJob(QStringLiteral("RestartUnit"), unit, done);
}

void UserManager::stop(const QString &unit, const Done &done)
{
    runJob(QStringLiteral("StopUnit"), unit, done);
}

void UserManager::resetFailed(const QString &unit, const Done &done)
{
    call(QStringLiteral("ResetFailedUnit"), {unit}, withoutValue(done));
}

void UserManager::runJob(const QString &method, const QString &unit, const Done &done)
{
    call(method, {unit, QStringLiteral("replace")}, [this, method, done](const Result<QVariantList> &reply) {
        if (!reply) {
            done(Unexpected<Error>{reply.error()});
            return;
        }
        if (reply->isEmpty()) {
            done({});
            return;
        }
        const QString job = reply->value(0).value<QDBusObjectPath>().path();
        m_jobs.insert(job, done);
        QTimer::singleShot(m_timeoutMs, this, [this, method, job] {
            if (const Done late = m_jobs.take(job))
                late(failure(ErrorKind::Local, tr("systemd does not answer (%1).").arg(method)));
        });
    });
}

void UserManager::jobRemoved(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments(); // id, job, unit, result
    const QString result = arguments.value(3).toString();
    emit changed(arguments.value(2).toString());
    if (const Done done = m_jobs.take(arguments.value(1).value<QDBusObjectPath>().path()))
        done(result == QLatin1String("done") || result == QLatin1String("skipped")
                 ? Result<void>()
                 //: %1 is a word of systemd, such as failed or timeout
                 : Result<void>(failure(ErrorKind::Local,
                                        tr("systemd could not do what was asked of it: %1.").arg(result))));
}

} // namespace syspulse
