// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakesystemd.h"

#include <QFile>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>

namespace syspulse {

namespace {

const QString root = QStringLiteral("/org/freedesktop/systemd1");
const QString systemdName = QStringLiteral("org.freedesktop.systemd1");

QString pathOf(const QString &unit)
{
    return root + QStringLiteral("/unit/u") + QString::fromLatin1(unit.toUtf8().toHex());
}

QString unitOf(const QString &path)
{
    const QString hex = path.mid(root.size() + 7);
    return QString::fromUtf8(QByteArray::fromHex(hex.toLatin1()));
}

} // namespace

FakeSystemd::FakeSystemd(const QDBusConnection &bus, const QString &folder)
    : m_bus(bus)
    , m_folder(folder)
{
    m_bus.registerVirtualObject(root, this, QDBusConnection::SubPath);
    m_bus.registerService(systemdName);
}

FakeSystemd::~FakeSystemd()
{
    m_bus.unregisterObject(root, QDBusConnection::UnregisterTree);
    m_bus.unregisterService(systemdName);
}

QString FakeSystemd::introspect(const QString &) const
{
    return {};
}

bool FakeSystemd::exists(const QString &unit) const
{
    return m_properties.contains(unit) || QFile::exists(m_folder + QLatin1Char('/') + unit);
}

QVariantMap FakeSystemd::properties(const QString &unit) const
{
    if (m_properties.contains(unit))
        return m_properties.value(unit);
    const bool active = m_active.contains(unit);
    return {{QStringLiteral("LoadState"), QStringLiteral("loaded")},
            {QStringLiteral("ActiveState"), active ? QStringLiteral("active") : QStringLiteral("inactive")},
            {QStringLiteral("UnitFileState"),
             m_enabled.contains(unit) ? QStringLiteral("enabled") : QStringLiteral("disabled")},
            {QStringLiteral("ActiveEnterTimestamp"), quint64(active ? 1'700'000'000'000'000 : 0)},
            {QStringLiteral("ExecMainStatus"), 0}};
}

void FakeSystemd::emitSignal(const QString &name, const QVariantList &arguments)
{
    QDBusMessage signal =
        QDBusMessage::createSignal(root, QStringLiteral("org.freedesktop.systemd1.Manager"), name);
    signal.setArguments(arguments);
    m_bus.send(signal);
}

void FakeSystemd::setProperties(const QString &unit, const QVariantMap &properties)
{
    m_properties.insert(unit, properties);
    QDBusMessage signal = QDBusMessage::createSignal(
        pathOf(unit), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"));
    signal.setArguments({QStringLiteral("org.freedesktop.systemd1.Unit"), QVariantMap(), QStringList()});
    m_bus.send(signal);
}

QVariantList FakeSystemd::runJob(const QString &unit, bool active)
{
    if (active)
        m_active.insert(unit);
    else
        m_active.remove(unit);
    const QDBusObjectPath job(root + QStringLiteral("/job/%1").arg(++m_job));
    QMetaObject::invokeMethod(
        this,
        [this, job, unit] {
            emitSignal(QStringLiteral("JobRemoved"),
                       {quint32(m_job), QVariant::fromValue(job), unit, QStringLiteral("done")});
        },
        Qt::QueuedConnection);
    return {QVariant::fromValue(job)};
}

void FakeSystemd::goOn()
{
    m_held.clear();
    for (const auto &[message, connection] : std::exchange(m_waiting, {}))
        handleMessage(message, connection);
}

bool FakeSystemd::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    const QString method = message.member();
    const QVariantList arguments = message.arguments();
    QString unit = arguments.value(0).toString();
    if (unit.isEmpty())
        unit = arguments.value(0).toStringList().value(0);
    if (m_hangs)
        return true;
    if (m_held.contains(method)) {
        m_waiting.append({message, connection});
        return true;
    }
    if (m_failures.contains(method))
        return connection.send(message.createErrorReply(
            QStringLiteral("org.freedesktop.DBus.Error.AccessDenied"), m_failures.value(method)));
    const auto reply = [&](const QVariantList &values) {
        return connection.send(message.createReply(values));
    };
    if (method == QLatin1String("GetAll"))
        return reply({properties(unitOf(message.path()))});
    if (method == QLatin1String("GetUnit")) {
        ++looks;
        if (!exists(unit))
            return connection.send(message.createErrorReply(
                QStringLiteral("org.freedesktop.systemd1.NoSuchUnit"), QStringLiteral("Unit not loaded.")));
        return reply({QVariant::fromValue(QDBusObjectPath(pathOf(unit)))});
    }
    if (method == QLatin1String("GetUnitFileState"))
        return connection.send(message.createErrorReply(
            QStringLiteral("org.freedesktop.DBus.Error.FileNotFound"), QStringLiteral("No such file")));
    if (method == QLatin1String("Subscribe"))
        return reply({});
    changes.append(unit.isEmpty() ? method : method + QLatin1Char(' ') + unit);
    if (method == QLatin1String("RestartUnit"))
        return reply(runJob(unit, true));
    if (method == QLatin1String("StopUnit"))
        return reply(runJob(unit, false));
    if (method == QLatin1String("EnableUnitFiles"))
        m_enabled.insert(unit);
    else if (method == QLatin1String("DisableUnitFiles"))
        m_enabled.remove(unit);
    emitSignal(QStringLiteral("UnitFilesChanged"), {});
    return reply({});
}

} // namespace syspulse
