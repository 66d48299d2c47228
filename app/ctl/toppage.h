// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"
#include "core/broker/brokertypes.h"

namespace syspulse {

/// A line of the screen of "syspulsectl top".
struct TopLine
{
    enum class Style { Plain, Title, Head, Warning, Hint };

    QString text;
    Style style = Style::Plain;
};

/// An alert that fires.
struct TopAlert
{
    AlertSeverity severity = AlertSeverity::Warning;
    QString text; ///< what, since when, and who knows
};

/// What the screen shows: the newest of each report that could be read.
struct TopFrame
{
    QString instance;          ///< its address and version
    qint64 nowMs = 0;          ///< this machine's clock
    qint64 serverNowMs = 0;    ///< the server's
    qint64 failingSinceMs = 0; ///< this machine's clock: since when nothing can be read; 0: it can
    Error error;               ///< why
    std::optional<WorkersReport> workers;
    std::optional<TopClients> clients;
    std::optional<TopTopics> topics;
    std::optional<Storms> storms;
    /// What was last seen firing, the worst first; nothing: it was not read.
    std::optional<QList<TopAlert>> alerts;
};

/// By what clients and topics are sorted.
enum class TopOrder { Messages, Bytes };

/// The tables of the screen, in their order.
enum class TopTable { Workers, Clients, Slowest, Topics };

/// How it is shown.
struct TopView
{
    int columns = 80;
    int rows = 24;
    TopOrder order = TopOrder::Messages;
    std::optional<TopTable> only; ///< this table alone
};

/// The lines of the screen, at most TopView::rows, none wider than TopView::columns. A table that has more
/// rows than there is room for says how many are left out.
QList<TopLine> topPage(const TopFrame &frame, const TopView &view);

/// Columns that @p text takes on a terminal.
int columnsOf(const QString &text);

} // namespace syspulse
