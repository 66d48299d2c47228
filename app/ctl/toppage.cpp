// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/toppage.h"

#include "app/ctl/brokertexts.h"
#include "core/base/age.h"
#include "core/base/plaintext.h"
#include "core/base/terminaltext.h"

#include <algorithm>
#include <cwchar>

#include <QDateTime>

namespace syspulse {

namespace {

using Style = TopLine::Style;

constexpr int gap = 2;             ///< columns between two of a table
constexpr int narrowestText = 8;   ///< columns that a text keeps where room is short
constexpr qsizetype longest = 200; ///< characters of a text from outside; it may hold any that take no column

int columnsOfCharacter(char32_t character)
{
    // What the C library does not know is shown by one character that stands for it.
    return std::max(0, ::wcwidth(wchar_t(character)));
}

QString printable(const QString &text)
{
    QString safe = terminalSafe(syspulse::cutText(text, longest));
    QString known;
    for (const char32_t character : safe.toUcs4())
        known += ::wcwidth(wchar_t(character)) < 0 ? QString(QChar::ReplacementCharacter)
                                                   : QString::fromUcs4(&character, 1);
    return known;
}

/// @p text in exactly @p columns.
QString fitted(const QString &text, int columns, bool right = false)
{
    const int wanted = columnsOf(text);
    if (wanted <= columns) {
        const QString room(columns - wanted, QLatin1Char(' '));
        return right ? room + text : text + room;
    }
    QString cut;
    int taken = 0;
    for (const char32_t character : text.toUcs4()) {
        const int width = columnsOfCharacter(character);
        if (taken + width > columns - 1)
            break;
        cut += QString::fromUcs4(&character, 1);
        taken += width;
    }
    return columns < 1 ? QString() : cut + QChar(0x2026) + QString(columns - 1 - taken, QLatin1Char(' '));
}

struct Column
{
    const char *head;
    bool number = true;
};

struct Table
{
    QString title;
    QList<Column> columns;
    QList<QStringList> rows;
    QString empty; ///< what stands there instead of rows
};

/// Adds the table in at most @p room lines: a title, the heads, and rows.
void addTable(QList<TopLine> &lines, const Table &table, int room, int columns)
{
    if (room < 2)
        return;
    lines.append({table.title, Style::Title});
    if (table.rows.isEmpty()) {
        lines.append({table.empty, Style::Plain});
        return;
    }
    const qsizetype shown = std::min<qsizetype>(table.rows.size(), room - 2);
    QList<int> widths;
    for (const Column &column : table.columns)
        widths.append(int(qstrlen(column.head)));
    for (const QStringList &row : table.rows.first(shown)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), columnsOf(row.at(i)));
    }
    int over = gap * int(widths.size() - 1) - columns;
    for (const int width : widths)
        over += width;
    while (over > 0) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const bool canShrink = !table.columns.at(i).number && widths.at(i) > narrowestText;
            if (canShrink && (widest < 0 || widths.at(i) > widths.at(widest)))
                widest = i;
        }
        if (widest < 0)
            break; // the last columns are cut off
        --widths[widest];
        --over;
    }
    const auto lineOf = [&](auto &&cell) {
        QStringList cells;
        for (qsizetype i = 0; i < widths.size(); ++i)
            cells.append(fitted(cell(i), widths.at(i), table.columns.at(i).number));
        return cells.join(QString(gap, QLatin1Char(' ')));
    };
    lines.append(
        {lineOf([&](qsizetype i) { return QString::fromLatin1(table.columns.at(i).head); }), Style::Head});
    for (const QStringList &row : table.rows.first(shown))
        lines.append({lineOf([&](qsizetype i) { return row.at(i); }), Style::Plain});
    if (shown < table.rows.size())
        lines[lines.size() - shown - 2].text +=
            QStringLiteral(" (%1 of %2)").arg(shown).arg(table.rows.size());
}

/// What stands in a table without rows.
QString emptyText(bool wasRead, const QString &text)
{
    return wasRead ? text : QStringLiteral("Not read yet.");
}

QString worker(const QString &node, int thread)
{
    return printable(QStringLiteral("%1/%2").arg(node, QString::number(thread)));
}

Table workersTable(const TopFrame &frame)
{
    Table table{QStringLiteral("Workers"),
                {{"WORKER", false},
                 {"CLIENTS"},
                 {"SHARE"},
                 {"PACKETS IN/S"},
                 {"OUT/S"},
                 {"BYTES IN/S"},
                 {"OUT/S"},
                 {"HEAP"},
                 {"OF"},
                 {"EVENT LOOP"}},
                {},
                emptyText(frame.workers.has_value(), QStringLiteral("No worker reports anything."))};
    if (!frame.workers)
        return table;
    for (const WorkerLoad &load : frame.workers->workers)
        table.rows.append({worker(load.node, load.thread), countText(load.clients), percentText(load.share),
                           rateText(load.packetsInRate), rateText(load.packetsOutRate),
                           bytesText(load.bytesInRate), bytesText(load.bytesOutRate),
                           bytesText(load.heapUsed), bytesText(load.heapLimit),
                           percentText(load.utilization)});
    return table;
}

double sum(const std::optional<double> &one, const std::optional<double> &other)
{
    return one.value_or(0) + other.value_or(0);
}

Table clientsTable(const TopFrame &frame, TopOrder order)
{
    Table table{order == TopOrder::Bytes
                    ? QStringLiteral("Busiest clients, by bytes among those with most messages")
                    : QStringLiteral("Busiest clients, by messages"),
                {{"CLIENT", false},
                 {"USER", false},
                 {"ADDRESS", false},
                 {"MESSAGES IN/S"},
                 {"OUT/S"},
                 {"BYTES IN/S"},
                 {"OUT/S"},
                 {"WORKER", false}},
                {},
                emptyText(frame.clients.has_value(), QStringLiteral("No client has traffic."))};
    if (!frame.clients)
        return table;
    QList<ClientNumbers> clients = frame.clients->busiest;
    if (order == TopOrder::Bytes)
        std::stable_sort(clients.begin(), clients.end(), [](const auto &a, const auto &b) {
            return sum(a.bytesInRate, a.bytesOutRate) > sum(b.bytesInRate, b.bytesOutRate);
        });
    for (const ClientNumbers &client : clients)
        table.rows.append({printable(orDash(client.clientId)), printable(orDash(client.user)),
                           printable(orDash(client.address)), rateText(client.messagesInRate),
                           rateText(client.messagesOutRate), bytesText(client.bytesInRate),
                           bytesText(client.bytesOutRate), worker(client.node, client.thread)});
    return table;
}

Table slowestTable(const TopFrame &frame)
{
    Table table{QStringLiteral("Clients that fall behind"),
                {{"CLIENT", false},
                 {"USER", false},
                 {"ADDRESS", false},
                 {"QUEUED"},
                 {"UNACKNOWLEDGED"},
                 {"NOT TAKEN"},
                 {"WORKER", false}},
                {},
                emptyText(frame.clients.has_value(), QStringLiteral("No client falls behind."))};
    if (!frame.clients)
        return table;
    for (const ClientNumbers &client : frame.clients->slowest)
        table.rows.append({printable(orDash(client.clientId)), printable(orDash(client.user)),
                           printable(orDash(client.address)), countText(client.queued),
                           countText(client.unacknowledged), bytesText(client.untaken),
                           worker(client.node, client.thread)});
    return table;
}

Table topicsTable(const TopFrame &frame, TopOrder order)
{
    Table table{
        order == TopOrder::Bytes ? QStringLiteral("Busiest topics, by bytes")
                                 : QStringLiteral("Busiest topics, by messages"),
        {{"TOPIC", false}, {"MESSAGES IN/S"}, {"OUT/S"}, {"BYTES IN/S"}, {"OUT/S"}, {"MESSAGES IN"}, {"OUT"}},
        {},
        emptyText(frame.topics.has_value(), QStringLiteral("No topic has traffic."))};
    if (!frame.topics)
        return table;
    QList<TopicTraffic> topics = frame.topics->topics;
    if (order == TopOrder::Bytes)
        std::stable_sort(topics.begin(), topics.end(), [](const auto &a, const auto &b) {
            return a.byteRate().value_or(0) > b.byteRate().value_or(0);
        });
    for (const TopicTraffic &topic : topics)
        table.rows.append({printable(topic.topic), rateText(topic.messagesInRate),
                           rateText(topic.messagesOutRate), bytesText(topic.bytesInRate),
                           bytesText(topic.bytesOutRate), countText(topic.messagesIn),
                           countText(topic.messagesOut)});
    return table;
}

/// The sum over all workers; not known unless all of them tell.
std::optional<double> total(const WorkersReport &report, std::optional<double> WorkerLoad::*rate)
{
    double all = 0;
    for (const WorkerLoad &load : report.workers) {
        if (!(load.*rate))
            return std::nullopt;
        all += *(load.*rate);
    }
    return report.workers.isEmpty() ? std::nullopt : std::optional(all);
}

QString loadLine(const WorkersReport &report)
{
    QString line = QStringLiteral("Clients %1").arg(countText(report.clients));
    if (report.imbalance && report.workers.size() > 1)
        line += QStringLiteral("   busiest of %1 workers: %2 times its even share")
                    .arg(report.workers.size())
                    .arg(*report.imbalance, 0, 'f', 1);
    if (report.room)
        line += QStringLiteral("   room for about %1 more (estimated)")
                    .arg(plainFormat().number(double(*report.room), NumberStyle::Compact));
    return line;
}

QString trafficLine(const WorkersReport &report)
{
    return QStringLiteral("Packets/s in %1 out %2   bytes/s in %3 out %4")
        .arg(rateText(total(report, &WorkerLoad::packetsInRate)),
             rateText(total(report, &WorkerLoad::packetsOutRate)),
             bytesText(total(report, &WorkerLoad::bytesInRate)),
             bytesText(total(report, &WorkerLoad::bytesOutRate)));
}

QString connectionsLine(const Storms &storms)
{
    return QStringLiteral("Connections/s opened %1 closed %2 refused %3")
        .arg(rateText(storms.opened.lastSecond), rateText(storms.closed.lastSecond),
             rateText(storms.refused.lastSecond));
}

/// Where the numbers come from and how old they are, or why there are none.
TopLine sourceLine(const TopFrame &frame)
{
    const QLocale c = QLocale::c();
    if (frame.failingSinceMs > 0)
        return {QStringLiteral("Not readable since %1: %2")
                    .arg(c.toString(QDateTime::fromMSecsSinceEpoch(frame.failingSinceMs).time(),
                                    QStringLiteral("HH:mm:ss")),
                         printable(describe(frame.error))),
                Style::Warning};
    if (!frame.workers)
        return {QStringLiteral("Reading..."), Style::Plain};
    const BrokerSource &source = frame.workers->source;
    if (source.uncounted > 0)
        return {QStringLiteral("Counting is switched off on %1 of %2 workers: their traffic is not known.")
                    .arg(source.uncounted)
                    .arg(source.workers),
                Style::Warning};
    const auto age = ageMs(source.asOfMs, frame.serverNowMs);
    return {QStringLiteral("Told by %1 %2.")
                .arg(source.workers == 1 ? QStringLiteral("1 worker")
                                         : QStringLiteral("%1 workers").arg(source.workers),
                     age ? plainFormat().age(*age) : unknownText()),
            Style::Plain};
}

constexpr qsizetype mostAlerts = 3; ///< that are shown, so that the tables keep their room

QList<TopLine> alertLines(const QList<TopAlert> &alerts)
{
    if (alerts.isEmpty())
        return {{QStringLiteral("No alert was seen firing."), Style::Plain}};
    QList<TopLine> lines;
    for (const TopAlert &alert : alerts.first(std::min(alerts.size(), mostAlerts)))
        lines.append(
            {QStringLiteral("Alert, %1: %2").arg(alertSeverityName(alert.severity), printable(alert.text)),
             alert.severity == AlertSeverity::Information ? Style::Plain : Style::Warning});
    if (alerts.size() > mostAlerts)
        lines.last().text += QStringLiteral(" (and %1 more)").arg(alerts.size() - mostAlerts);
    return lines;
}

QList<TopLine> headLines(const TopFrame &frame, int columns)
{
    const QString time =
        QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(frame.nowMs).time(), QStringLiteral("HH:mm:ss"));
    QList<TopLine> lines{
        {fitted(printable(QStringLiteral("SysPulse  ") + frame.instance), columns - gap - int(time.size())) +
             QString(gap, QLatin1Char(' ')) + time,
         Style::Title},
        sourceLine(frame)};
    if (frame.workers) {
        lines.append({loadLine(*frame.workers), Style::Plain});
        lines.append({trafficLine(*frame.workers), Style::Plain});
    }
    if (frame.storms)
        lines.append({connectionsLine(*frame.storms), Style::Plain});
    if (frame.alerts)
        lines.append(alertLines(*frame.alerts));
    return lines;
}

} // namespace

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t character : text.toUcs4())
        columns += columnsOfCharacter(character);
    return columns;
}

QList<TopLine> topPage(const TopFrame &frame, const TopView &view)
{
    QList<TopLine> lines = headLines(frame, view.columns);
    const TopLine hint{QStringLiteral("q quit  m by messages  b by bytes  w workers  c clients  l falling "
                                      "behind  t topics  a all"),
                       Style::Hint};
    QList<Table> tables;
    for (const TopTable table : {TopTable::Workers, TopTable::Clients, TopTable::Slowest, TopTable::Topics}) {
        if (view.only && *view.only != table)
            continue;
        tables.append(table == TopTable::Workers   ? workersTable(frame)
                      : table == TopTable::Clients ? clientsTable(frame, view.order)
                      : table == TopTable::Slowest ? slowestTable(frame)
                                                   : topicsTable(frame, view.order));
    }
    // Every table has its share of the lines; what one does not need is left to those behind it.
    int room = view.rows - int(lines.size()) - 1;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const int share = room / int(tables.size() - i);
        // An empty line, the title, and either the heads and rows or what stands there instead.
        const int count = int(tables.at(i).rows.size());
        const int given = std::min(share, count == 0 ? 3 : 3 + count);
        if (given < (count == 0 ? 3 : 4))
            continue;
        lines.append(TopLine{});
        addTable(lines, tables.at(i), given - 1, view.columns);
        room -= given;
    }
    lines = lines.first(std::min<qsizetype>(lines.size(), std::max(0, view.rows - 1)));
    while (lines.size() < view.rows - 1)
        lines.append(TopLine{});
    lines.append(hint);
    for (TopLine &line : lines)
        line.text = fitted(line.text, view.columns);
    return lines;
}

} // namespace syspulse
