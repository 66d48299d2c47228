// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serviceunit.h"

#include <QRegularExpression>
#include <QStringList>

namespace syspulse {

namespace {

/// Free text on one line of a unit file: nothing in it begins a line or is a specifier.
QString unitLine(const QString &text)
{
    QString line = text;
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control)
            c = QLatin1Char(' ');
    }
    line.replace(QLatin1Char('%'), QStringLiteral("%%"));
    // At the end it would join the next line to this one.
    while (line.endsWith(QLatin1Char('\\')) || line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

/// What a systemd of a user can do only where users may make namespaces: elsewhere the service would not
/// start.
constexpr char namespaceLines[] = R"(# In a name space of its own:
PrivateUsers=yes
CapabilityBoundingSet=
PrivateDevices=yes
ProtectSystem=full
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
)";

/// The beginning of the line that names the profile.
constexpr QLatin1String descriptionStart("Description=SysPulse updater of ");

} // namespace

QString serviceUnitName(const QString &profileId)
{
    // Ids come from a file that anybody may have written; those that ProfileStore makes are UUIDs.
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9-]{0,63}\\z"));
    return form.match(profileId).hasMatch() ? QStringLiteral("syspulse-updater@%1.service").arg(profileId)
                                            : QString();
}

QString unitQuoted(const QString &text)
{
    QString quoted = text;
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    quoted.replace(QLatin1Char('"'), QStringLiteral("\\\""));
    quoted.replace(QLatin1Char('%'), QStringLiteral("%%"));
    quoted.replace(QLatin1Char('\n'), QStringLiteral("\\n"));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

QByteArray serviceUnitText(const ServicePlan &plan)
{
    // No argument has a "$", which systemd would replace; in the path of the program it does not.
    QStringList command{
        unitQuoted(plan.program),     QStringLiteral("run"),
        QStringLiteral("--profile"),  unitQuoted(plan.profileId),
        QStringLiteral("--interval"), QStringLiteral("%1s").arg(plan.schedule.intervalSeconds)};
    if (plan.schedule.quiet.isSet())
        command << QStringLiteral("--quiet-hours") << quietHoursText(plan.schedule.quiet);
    // 2, 4, 5: what only the user can put right (no such profile or password, login refused, not allowed).
    return QStringLiteral(R"([Unit]
# Made by SysPulse, whose Updater page also removes it.
%1
StartLimitIntervalSec=0

[Service]
ExecStart=%2
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2 4 5
TimeoutStopSec=15
# It needs the network, the keychain, and what the programs of the user's alert channels need.
UMask=0077
LimitCORE=0
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@resources @privileged
SystemCallErrorNumber=EPERM
%3
[Install]
WantedBy=default.target
)")
        .arg(descriptionStart + unitLine(plan.profileName), command.join(QLatin1Char(' ')),
             QLatin1String(namespaceLines))
        .toUtf8();
}

QByteArray serviceUnitWithoutNamespaces(const QByteArray &unitText)
{
    return QByteArray(unitText).replace(QByteArray(namespaceLines), QByteArray());
}

QByteArray renamedServiceUnit(const QByteArray &unitText, const QString &profileName)
{
    const QByteArray start = QByteArray("\n") + QByteArray(descriptionStart.data(), descriptionStart.size());
    const qsizetype line = unitText.indexOf(start);
    if (line < 0)
        return unitText;
    const qsizetype name = line + start.size();
    const qsizetype end = unitText.indexOf('\n', name);
    return unitText.left(name) + unitLine(profileName).toUtf8() +
           (end < 0 ? QByteArray() : unitText.mid(end));
}

} // namespace syspulse
