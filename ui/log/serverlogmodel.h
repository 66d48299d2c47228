// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/serverlogentry.h"
#include "core/units/unitformatter.h"
#include "ui/log/logrows.h"

namespace syspulse {

/// Entries of the server's own log, oldest first, with times of this machine's clock.
class ServerLogModel final : public LogRows<ServerLogEntry>
{
    Q_OBJECT

public:
    enum Column { Time, Level, Thread, Tags, Message };

    explicit ServerLogModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// Shows @p entries; those that are shown already keep their place.
    void take(const QList<ServerLogEntry> &entries);
    /// @p offsetMs: the server's clock minus this machine's.
    void setClockOffset(qint64 offsetMs);

protected:
    QVariant cell(const ServerLogEntry &entry, int column, int role) const override;

private:
    std::optional<qint64> timeOf(const ServerLogEntry &entry) const;
    QString line(const ServerLogEntry &entry) const;

    const UnitFormatter m_format;
    qint64 m_offsetMs = 0;
};

} // namespace syspulse
