// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/lease.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <sys/types.h>
#endif

namespace syspulse {

namespace {

bool processIsGone(qint64 pid)
{
#ifdef Q_OS_UNIX
    return pid > 1 && ::kill(pid_t(pid), 0) != 0 && errno == ESRCH;
#else
    Q_UNUSED(pid)
    return false;
#endif
}

} // namespace

Lease Lease::ours()
{
    static const QString owner = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Lease lease;
    lease.owner = owner;
    lease.host = QSysInfo::machineHostName();
    // The boot id too: after a reboot, or in another container of one image, a pid says nothing.
    lease.machine = QString::fromLatin1(QSysInfo::machineUniqueId() + '/' + QSysInfo::bootUniqueId());
    lease.pid = QCoreApplication::applicationPid();
    return lease;
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
    }
    return lease;
}

OrderedJson Lease::toRecord() const
{
    return {{"id", toUtf8String(recordId())},
            {"owner", toUtf8String(owner)},
            {"host", toUtf8String(host)},
            {"expires", expiresMs},
            {"payload", {{"machine", toUtf8String(machine)}, {"pid", pid}}}};
}

QString Lease::holder() const
{
    return QCoreApplication::translate("Lease", "%1, process %2").arg(host).arg(pid);
}

bool Lease::allows(const Lease &us, qint64 serverTimeMs) const
{
    if (owner == us.owner || expiresMs <= serverTimeMs)
        return true;
    return !machine.isEmpty() && machine == us.machine && host == us.host && processIsGone(pid);
}

qint64 leaseDurationMs(int intervalSeconds)
{
    return qMax<qint64>(30000, 3000LL * intervalSeconds);
}

} // namespace syspulse
