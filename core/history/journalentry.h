// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/seriesitems.h"
#include "core/history/timespans.h"

#include <functional>

#include <QByteArray>

namespace syspulse {

/// The samples of one append, as the history's journal holds them until they are packed: quickly written,
/// with a checksum.
class JournalEntry
{
public:
    void add(qint64 series, const SeriesPoint &point);
    /// From the first time to the last one; of nothing where nothing was added.
    TimeSpan span() const { return m_span; }
    qsizetype count() const { return m_count; }
    QByteArray bytes() const;

private:
    void putNumber(quint64 number);

    QByteArray m_bytes;
    qsizetype m_count = 0;
    TimeSpan m_span;
    qint64 m_beforeMs = 0;
};

/// Calls @p visit with each sample of @p bytes, in the order in which they were added. False, and perhaps no
/// call: the bytes are none that an entry made.
bool forEachEntered(const QByteArray &bytes,
                    const std::function<void(qint64 series, const SeriesPoint &)> &visit);

} // namespace syspulse
