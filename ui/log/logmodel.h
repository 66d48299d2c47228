// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/logentry.h"
#include "core/units/unitformatter.h"
#include "ui/log/logrows.h"

namespace syspulse {

/// What the program said about an instance, oldest first; what it says again is counted.
class LogModel final : public LogRows<LogEntry>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxEntries = 2000;

    enum Column { Time, Level, Message };

    explicit LogModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// @p text may be anything: it becomes one plain line of a bounded length.
    void add(LogLevel level, const QString &text, qint64 nowMs);
    void clear() { set({}); }

protected:
    QVariant cell(const LogEntry &entry, int column, int role) const override;

private:
    QString message(const LogEntry &entry) const;
    QString line(const LogEntry &entry) const;

    const UnitFormatter m_format;
};

} // namespace syspulse
