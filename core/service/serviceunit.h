// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updater/schedule.h"

namespace syspulse {

/// What the background service of one profile runs.
struct ServicePlan
{
    QString profileId;
    QString profileName; ///< for people
    QString program;     ///< absolute path of syspulsectl
    UpdaterSchedule schedule;
};

/// The name of the systemd user unit of the profile @p profileId; empty where the id cannot be part of one.
QString serviceUnitName(const QString &profileId);

/// The unit file. Holds no secret: syspulsectl takes the password from the system's keychain.
QByteArray serviceUnitText(const ServicePlan &plan);

/// @p unitText for a computer on which users may not make name spaces: less closed off, but it starts.
QByteArray serviceUnitWithoutNamespaces(const QByteArray &unitText);

/// Whether users may make name spaces of their own on this computer, and mount in them. Blocks for a moment.
bool canMakeNamespaces();

/// @p unitText with the present name of its profile; as it is where it is not one of ours.
QByteArray renamedServiceUnit(const QByteArray &unitText, const QString &profileName);

/// @p text as one argument of ExecStart.
QString unitQuoted(const QString &text);

} // namespace syspulse
