// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/loglevel.h"

#include <QList>
#include <QStringList>

namespace syspulse {

/// One entry of the server's own log, as `read_log` tells it. All texts may hold what clients have sent and
/// are not to be trusted; they are bounded.
struct ServerLogEntry
{
    qint64 timeMs = 0; ///< server's clock; 0: not known
    QString thread;    ///< "main/0", "http/1"
    QString level;     ///< the server's word: "trace", "debug", "info", "notify", "warn", "error" or "fatal"
    QStringList tags;  ///< the part of the server that speaks, where it says that
    QString message;   ///< may have several lines

    bool operator==(const ServerLogEntry &) const = default;
};

/// What the server's word for @p level comes to; a word that is not known is information.
LogLevel logLevelOf(const QString &level);

/// Where among the @p known entries of a log the later piece @p entries of it begins; known.size() where it
/// does not go on from there. An entry may be in a log twice, so all that follow must be the same.
qsizetype goesOnAt(const QList<ServerLogEntry> &known, const QList<ServerLogEntry> &entries);

/// Whether @p entry is about MQTT, or about who may log in. Servers before 4.7 do not say which part of them
/// speaks, so that its words must do.
bool concernsMqttOrLogins(const ServerLogEntry &entry);

} // namespace syspulse
