// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/lease.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/updater/schedule.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QMutex>
#include <QSet>
#include <QSysInfo>
#include <QUuid>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <sys/types.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/stat.h>
#endif

namespace syspulse {

namespace {

/// A reading of the server's clocks is no later than this.
constexpr qint64 answersLateMs = 60000;

/// A process id means something only among processes of one PID name space: two containers may share the
/// host name, the machine id and the boot.
QByteArray pidNamespace()
{
#ifdef Q_OS_LINUX
    struct stat status
    {};
    if (::stat("/proc/self/ns/pid", &status) == 0)
        return QByteArray::number(qulonglong(status.st_ino));
#endif
    return {};
}

/// The 22nd field of /proc/PID/stat, in clock ticks since the machine was started; 0 when not known.
qint64 startedTicksOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    // The second field is the program's name in parentheses, with anything in it.
    const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 ? fields.at(19).toLongLong() : 0;
}

bool processIsGone(qint64 pid, qint64 startedTicks)
{
#ifdef Q_OS_UNIX
    if (pid < 1)
        return false;
    if (::kill(pid_t(pid), 0) != 0 && errno == ESRCH)
        return true;
    const qint64 now = startedTicksOf(pid);
    return startedTicks > 0 && now > 0 && now != startedTicks; // the id belongs to another process now
#else
    Q_UNUSED(pid)
    Q_UNUSED(startedTicks)
    return false;
#endif
}

/// The owners in this process, as the kernel knows the processes of this machine.
struct Living
{
    QMutex mutex;
    QSet<QString> owners;
};

Living &living()
{
    static Living instance;
    return instance;
}

bool ownerIsGone(const QString &owner)
{
    Living &all = living();
    const QMutexLocker lock(&all.mutex);
    return !all.owners.contains(owner);
}

/// A hash, because the machine's id is not for others to read.
QString machineIdentity()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {QByteArrayLiteral("syspulse"), QSysInfo::machineUniqueId(),
                                   QSysInfo::bootUniqueId(), pidNamespace()})
        hash.addData(QByteArray(part + '\n'));
    return QString::fromLatin1(hash.result().toHex().left(24));
}

} // namespace

Lease Lease::ours()
{
    static const QString machine = machineIdentity();
    static const qint64 pid = QCoreApplication::applicationPid();
    static const qint64 startedTicks = startedTicksOf(pid);
    Lease lease;
    lease.host = QSysInfo::machineHostName();
    lease.machine = machine;
    lease.pid = pid;
    lease.startedTicks = startedTicks;
    lease.owner = QStringLiteral("%1-%2-%3-%4")
                      .arg(machine)
                      .arg(pid)
                      .arg(startedTicks)
                      .arg(QUuid::createUuid().toString(QUuid::Id128).left(16));
    return lease;
}

QStringList Lease::attributes()
{
    return {QStringLiteral("owner"), QStringLiteral("host"), QStringLiteral("expires"),
            QStringLiteral("payload")};
}

std::optional<Lease> Lease::fromRecord(const Json &record)
{
    Lease lease;
    lease.owner = textOr(record, "owner");
    if (lease.owner.isEmpty())
        return std::nullopt;
    lease.host = textOr(record, "host");
    lease.expiresMs = integerAt(record, "expires").value_or(0);
    if (const Json *payload = member(record, "payload")) {
        lease.machine = textOr(*payload, "machine");
        lease.pid = integerAt(*payload, "pid").value_or(0);
        lease.startedTicks = integerAt(*payload, "started").value_or(0);
        lease.durationMs = integerAt(*payload, "duration").value_or(0);
        lease.expiresUpMs = integerAt(*payload, "expiresUp").value_or(0);
        lease.yields = boolAt(*payload, "yields").value_or(false);
    }
    return lease;
}

OrderedJson Lease::toRecord(const QString &id) const
{
    return {{"id", toUtf8String(id)},
            {"owner", toUtf8String(owner)},
            {"host", toUtf8String(host)},
            {"expires", expiresMs},
            {"payload",
             {{"machine", toUtf8String(machine)},
              {"pid", pid},
              {"started", startedTicks},
              {"duration", durationMs},
              {"expiresUp", expiresUpMs}}}};
}

Lease Lease::from(const ServerTime &now, qint64 lifeMs) const
{
    Lease lease = *this;
    lease.durationMs = lifeMs;
    lease.expiresMs = now.wallMs + lifeMs;
    lease.expiresUpMs = now.upMs ? *now.upMs + lifeMs : 0;
    return lease;
}

QString Lease::holder() const
{
    return yields ? QCoreApplication::translate("Lease", "the component on %1").arg(host)
                  : QCoreApplication::translate("Lease", "%1, process %2").arg(host, QString::number(pid));
}

bool Lease::isOver(const ServerTime &now) const
{
    if (expiresMs <= 0)
        return true;
    const qint64 lifeMs = durationMs > 0 ? std::min(durationMs, longestLeaseMs()) : longestLeaseMs();
    // Clearly more time left than it ever had: the server's machine was started again since. Both readings
    // are late by as long as their answers took.
    if (expiresUpMs > 0 && now.upMs)
        return expiresUpMs <= *now.upMs || boundedDifference(expiresUpMs, *now.upMs) - lifeMs > answersLateMs;
    return expiresMs <= now.wallMs || expiresMs - now.wallMs > longestLeaseMs();
}

bool Lease::isOrphaned(const Lease &us) const
{
    if (machine.isEmpty() || machine != us.machine || host != us.host)
        return false;
    // A session of this process that ended while the server could not be reached.
    if (pid == us.pid && startedTicks == us.startedTicks)
        return ownerIsGone(owner);
    return processIsGone(pid, startedTicks);
}

void Lease::setLiving(const QString &owner, bool isLiving)
{
    Living &all = living();
    const QMutexLocker lock(&all.mutex);
    if (isLiving)
        all.owners.insert(owner);
    else
        all.owners.remove(owner);
}

bool Lease::allows(const Lease &us, const ServerTime &now) const
{
    return owner == us.owner || isOver(now) || isOrphaned(us) || yields;
}

qint64 leaseDurationMs(int intervalSeconds)
{
    return qMax<qint64>(30000, 3000LL * intervalSeconds);
}

qint64 longestLeaseMs()
{
    return leaseDurationMs(maxIntervalSeconds);
}

} // namespace syspulse
