// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/tracetypes.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// The packets of a trace, in the order in which they passed.
class TraceModel final : public RowsModel<TracedPacket>
{
    Q_OBJECT

public:
    enum Column { Number, Time, Direction, Packet, Topic, PacketId, Size, Payload, After, Details };

    explicit TraceModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// When the trace began, by this machine's clock; 0: not known.
    void setStarted(qint64 startedMs);
    void add(const QList<TracedPacket> &packets);
    void clear();
    const QList<TracedPacket> &packets() const { return m_rows; }

protected:
    QVariant cell(const TracedPacket &packet, int column, int role) const override;

private:
    QString timeText(const TracedPacket &packet) const;

    const UnitFormatter m_format;
    qint64 m_startedMs = 0;
};

} // namespace syspulse
