// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/workerspane.h"

#include <QCoreApplication>

#include "core/metrics/wirecounts.h"
#include "ui/base/itemviews.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/broker/brokertext.h"

namespace syspulse {

namespace {

/// From here on a worker's share of the clients is worth a warning, if there are enough to speak of shares.
constexpr double lopsided = 2.0;
constexpr qint64 fewestClients = 50;

} // namespace

/// The worker threads as their records tell them.
class WorkersModel final : public SortedRowsModel<WorkerLoad>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::WorkersModel)

public:
    enum Column { Thread, Clients, Share, Sockets, In, Out, BytesIn, BytesOut, Heap, Loop, Room, Counts };

    WorkersModel(const UnitFormatter &format, QObject *parent);

protected:
    QString idOf(const WorkerLoad &worker) const override { return worker.id; }
    QVariant cell(const WorkerLoad &worker, int column, int role) const override;

private:
    QString countsText(const WorkerLoad &worker) const;

    const UnitFormatter m_format;
};

WorkersModel::WorkersModel(const UnitFormatter &format, QObject *parent)
    : SortedRowsModel(parent)
    , m_format(format)
{
    setColumns(
        {{tr("Thread"), [](const WorkerLoad &worker) { return QString::number(worker.thread); },
          Align::Right},
         {tr("Clients"), [this](const WorkerLoad &worker) { return countText(m_format, worker.clients); },
          Align::Right},
         {tr("Share"), [this](const WorkerLoad &worker) { return percentText(m_format, worker.share); },
          Align::Right},
         {tr("Sockets"), [this](const WorkerLoad &worker) { return countText(m_format, worker.sockets); },
          Align::Right},
         {tr("Packets in/s"),
          [this](const WorkerLoad &worker) { return perSecondText(m_format, worker.packetsInRate); },
          Align::Right},
         {tr("Packets out/s"),
          [this](const WorkerLoad &worker) { return perSecondText(m_format, worker.packetsOutRate); },
          Align::Right},
         {tr("Bytes in/s"),
          [this](const WorkerLoad &worker) { return bytesText(m_format, worker.bytesInRate); }, Align::Right},
         {tr("Bytes out/s"),
          [this](const WorkerLoad &worker) { return bytesText(m_format, worker.bytesOutRate); },
          Align::Right},
         {tr("Heap"),
          [this](const WorkerLoad &worker) {
              //: bytes of the heap that are used, and its limit
              return worker.heapUsed ? tr("%1 of %2")
                                           .arg(bytesText(m_format, worker.heapUsed),
                                                bytesText(m_format, worker.heapLimit))
                                     : unknownText();
          },
          Align::Right},
         {tr("Event loop"),
          [this](const WorkerLoad &worker) { return percentText(m_format, worker.utilization); },
          Align::Right},
         {tr("Room"),
          [this](const WorkerLoad &worker) {
              //: an estimated number of clients
              return worker.room ? tr("≈ %1").arg(m_format.number(double(*worker.room), NumberStyle::Compact))
                                 : unknownText();
          },
          Align::Right},
         {tr("Counts"), [this](const WorkerLoad &worker) { return countsText(worker); }}});
    sortByNumber(Thread, [](const WorkerLoad &worker) { return std::optional(double(worker.thread)); });
    sortByNumber(Clients, [](const WorkerLoad &worker) { return asNumber(worker.clients); });
    sortByNumber(Share, [](const WorkerLoad &worker) { return worker.share; });
    sortByNumber(Sockets, [](const WorkerLoad &worker) { return asNumber(worker.sockets); });
    sortByNumber(In, [](const WorkerLoad &worker) { return worker.packetsInRate; });
    sortByNumber(Out, [](const WorkerLoad &worker) { return worker.packetsOutRate; });
    sortByNumber(BytesIn, [](const WorkerLoad &worker) { return worker.bytesInRate; });
    sortByNumber(BytesOut, [](const WorkerLoad &worker) { return worker.bytesOutRate; });
    sortByNumber(Heap, [](const WorkerLoad &worker) { return asNumber(worker.heapUsed); });
    sortByNumber(Loop, [](const WorkerLoad &worker) { return worker.utilization; });
    sortByNumber(Room, [](const WorkerLoad &worker) { return asNumber(worker.room); });
}

QString WorkersModel::countsText(const WorkerLoad &worker) const
{
    if (worker.counting == false)
        return tr("Switched off");
    if (worker.inexactSinceMs > 0)
        //: date and time
        return tr("Not exact since %1").arg(m_format.dateTime(worker.inexactSinceMs));
    return worker.counting ? tr("Exact") : unknownText();
}

QVariant WorkersModel::cell(const WorkerLoad &worker, int column, int role) const
{
    if (role == Qt::ToolTipRole) {
        if (column == Thread)
            //: name of a node, version of the component
            return plainToolTip(tr("Node %1, component %2")
                                    .arg(worker.node.isEmpty() ? unknownText() : oneLine(worker.node),
                                         worker.version.isEmpty() ? unknownText() : oneLine(worker.version)));
        if (column == Counts && worker.inexactSinceMs > 0 && !worker.inexactReason.isEmpty())
            return plainToolTip(oneLine(inexactReasonText(worker.inexactReason)));
    }
    return SortedRowsModel::cell(worker, column, role);
}

WorkersPane::WorkersPane(const PageContext &context, QWidget *parent)
    : BrokerTab(QStringLiteral("workers"), context, parent)
    , m_model(new WorkersModel(context.format, this))
    , m_spread(paragraph(QStringLiteral("workersSpread")))
    , m_room(paragraph(QStringLiteral("workersRoom")))
    , m_table(new QTableView)
{
    m_table->setObjectName(QStringLiteral("workersTable"));
    m_table->setAccessibleName(tr("Worker threads"));
    m_table->setModel(m_model);
    styleTable(m_table, {9, 9, 8, 10, 14, 16, 13, 14, 20, 13, 10});
    m_table->sortByColumn(WorkersModel::Thread, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    scaleFont(m_spread, 1.1, true);
    m_room->setToolTip(
        tr("Until the heap or the event loop of the first worker is at 80 %, if each new client "
           "costs what a present one does on average and they spread over the workers as the "
           "present ones do."));
    contentLayout()->addWidget(m_spread);
    contentLayout()->addWidget(m_room);
    contentLayout()->addWidget(m_table, 1);
}

QString WorkersPane::spreadText(const WorkersReport &report) const
{
    const UnitFormatter &format = context().format;
    if (report.clients == 0)
        return tr("Nobody is connected.");
    if (!report.imbalance)
        return tr("How the clients are spread is not known.");
    const QString clients = countText(format, report.clients);
    if (report.workers.size() == 1)
        //: %1 is a number
        return tr("One worker has all clients: %1.").arg(clients);
    //: number of a thread, a factor such as 3.9, number of clients
    return tr("The busiest worker, thread %1, has %2 × its even share of %3 clients.")
        .arg(QString::number(report.workers.at(report.busiest).thread),
             format.locale().toString(*report.imbalance, 'f', 1), clients);
}

QString WorkersPane::roomText(const WorkersReport &report) const
{
    if (!report.room)
        return tr(
            "The room for more clients cannot be estimated: no worker has 20 clients yet, or its load is "
            "not known.");
    //: %1 is a number
    return tr("There is room for about %1 more clients (estimated).")
        .arg(context().format.number(double(*report.room), NumberStyle::Compact));
}

void WorkersPane::take(const WorkersReport &report)
{
    if (takeSource(report.source)) {
        m_model->take(report.workers);
        setTextIfChanged(m_spread, spreadText(report));
        setTextIfChanged(m_room, roomText(report));
        m_warns = report.imbalance.value_or(0) >= lopsided && report.workers.size() > 1 &&
                  report.clients.value_or(0) >= fewestClients;
    }
    refresh();
}

void WorkersPane::recolor()
{
    setTextColor(m_spread, m_warns ? themeColors(palette()).warning : palette().color(QPalette::WindowText));
}

void WorkersPane::clear()
{
    BrokerTab::clear();
    m_model->take({});
}

} // namespace syspulse
