// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backfill/pastminutes.h"
#include "core/base/rawanalytics.h"
#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"

#include <memory>

#include <QElapsedTimer>
#include <QTimer>

namespace syspulse {

/// Reads the past from the server's own analytics: what raw rows are still kept (super users only), then
/// aggregated ones, newest first. Unhurried: one request at a time, a pause after each page, pages of bounded
/// size. Destroying it ends the reading; what has arrived by then is whole.
class Backfill : public QObject
{
    Q_OBJECT

public:
    struct Access
    {
        bool rawRows = false; ///< the user may read them
        qint64 clockOffsetMs = 0;
        qint64 reliableRawMs = usualRawAnalyticsMs; ///< how far back they can be relied on
    };

    /// Raw rows that are read at most: one worker makes up to one per second.
    static constexpr int maxRawRows = 8000;
    static constexpr int rawPageRows = 500;
    /// Rows of one answer from which on pages get shorter, and below which they get longer.
    static constexpr qsizetype manyRows = 12'000;
    static constexpr qsizetype fewRows = 3'000;
    static constexpr int pauseMs = 250;

    /// @p client must outlive it.
    Backfill(OperationsClient *client, const Access &access, QObject *parent = nullptr);
    ~Backfill() override;

    /// The server's clock minus this machine's, from now on.
    void setClockOffset(qint64 offsetMs) { m_access.clockOffsetMs = offsetMs; }
    /// Reads @p missing (ascending, on this machine's clock), in place of what is being read.
    void run(const QList<TimeSpan> &missing, qint64 nowMs);
    /// What an error has kept from being read; nothing while it is being read.
    const QList<TimeSpan> &unread() const { return m_unread; }

signals:
    void arrived(const syspulse::PastFrame &frame);
    /// @p error: empty message when all was read that the server has to tell.
    void finished(const syspulse::Error &error);

private:
    /// Sums of the last minutes are not there yet.
    static constexpr qint64 aggregationDelayMs = 3 * 60 * 1000;
    static constexpr qint64 hourMs = Series::hourMs;
    static constexpr qint64 longestPageMs = 24 * hourMs;

    void readThreads();
    void readRawRows(double afterId);
    void rawRowsDone();
    void nextPage();
    void readAggregate();
    void pageDone();
    void pause(void (Backfill::*then)());
    void finish(const Error &error = {});

    OperationsClient *m_client;
    Access m_access;
    qint64 m_nowMs = 0;
    QList<TimeSpan> m_missing;
    QList<TimeSpan> m_unread;
    std::unique_ptr<RawMinutes> m_raw;
    int m_rawRows = 0;
    qint64 m_pageMs = 6 * hourMs;
    TimeSpan m_page;
    QStringList m_metrics; ///< of the page, still to be read
    QList<AggregateRow> m_ticks;
    QList<AggregateRow> m_rows;
    qsizetype m_mostRows = 0; ///< of one answer of the page
    QElapsedTimer m_busy;     ///< since the server was asked for the page
    RequestScope m_run;
};

} // namespace syspulse
