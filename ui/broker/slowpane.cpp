// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/slowpane.h"

#include <QCoreApplication>
#include <QSplitter>

#include "ui/base/itemviews.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/broker/brokertext.h"

namespace syspulse {

namespace {

QString idOfClient(const ClientNumbers &client)
{
    // One that has just come has no record yet.
    return client.id.isEmpty()
               ? QStringLiteral("%1 %2 %3").arg(client.address, QString::number(client.port), client.clientId)
               : client.id;
}

/// What both tables say of who a client is.
struct ClientColumns
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ClientColumns)

public:
    static QString client(const ClientNumbers &numbers)
    {
        const QString name = clientIdText(numbers.clientId);
        //: %1 is a client id
        return numbers.own == true ? tr("%1 (SysPulse)").arg(name) : name;
    }
    static QString thread(const ClientNumbers &numbers) { return QString::number(numbers.thread); }
};

} // namespace

/// Clients that fall behind.
class SlowClientsModel final : public SortedRowsModel<ClientNumbers>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SlowClientsModel)

public:
    enum Column { Client, User, Address, Queued, Unacknowledged, Untaken, Out, BytesOut, Active, Thread };

    SlowClientsModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
        , m_format(format)
    {
        setColumns(
            {{tr("Client ID"), ClientColumns::client},
             {tr("User"), [](const ClientNumbers &client) { return userText(client.user); }},
             {tr("Address"), [](const ClientNumbers &client) { return addressText(client.address); }},
             {tr("Queued"),
              [this](const ClientNumbers &client) { return countText(m_format, client.queued); },
              Align::Right},
             {tr("Unacknowledged"),
              [this](const ClientNumbers &client) { return countText(m_format, client.unacknowledged); },
              Align::Right},
             {tr("Not taken"),
              [this](const ClientNumbers &client) { return bytesText(m_format, client.untaken); },
              Align::Right},
             {tr("Messages out"),
              [this](const ClientNumbers &client) { return countText(m_format, client.messagesOut); },
              Align::Right},
             {tr("Bytes out"),
              [this](const ClientNumbers &client) { return bytesText(m_format, client.bytesOut); },
              Align::Right},
             {tr("Last packet"),
              [this](const ClientNumbers &client) {
                  return client.activeMs > 0 ? m_format.timeOfDay(client.activeMs) : unknownText();
              }},
             {tr("Thread"), ClientColumns::thread}});
        sortByNumber(Queued, [](const ClientNumbers &client) { return asNumber(client.queued); });
        sortByNumber(Unacknowledged,
                     [](const ClientNumbers &client) { return asNumber(client.unacknowledged); });
        sortByNumber(Untaken, [](const ClientNumbers &client) { return asNumber(client.untaken); });
        sortByNumber(Out, [](const ClientNumbers &client) { return asNumber(client.messagesOut); });
        sortByNumber(BytesOut, [](const ClientNumbers &client) { return asNumber(client.bytesOut); });
        sortByNumber(Active, [](const ClientNumbers &client) {
            return client.activeMs > 0 ? std::optional(double(client.activeMs)) : std::nullopt;
        });
        sortByNumber(Thread,
                     [](const ClientNumbers &client) { return std::optional(double(client.thread)); });
    }

protected:
    QString idOf(const ClientNumbers &client) const override { return idOfClient(client); }

private:
    const UnitFormatter m_format;
};

/// The clients with most traffic.
class BusyClientsModel final : public SortedRowsModel<ClientNumbers>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::BusyClientsModel)

public:
    enum Column { Client, User, Address, In, Out, BytesIn, BytesOut, Queued, Thread };

    BusyClientsModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
        , m_format(format)
    {
        setColumns(
            {{tr("Client ID"), ClientColumns::client},
             {tr("User"), [](const ClientNumbers &client) { return userText(client.user); }},
             {tr("Address"), [](const ClientNumbers &client) { return addressText(client.address); }},
             {tr("Messages in/s"),
              [this](const ClientNumbers &client) { return perSecondText(m_format, client.messagesInRate); },
              Align::Right},
             {tr("Messages out/s"),
              [this](const ClientNumbers &client) { return perSecondText(m_format, client.messagesOutRate); },
              Align::Right},
             {tr("Bytes in/s"),
              [this](const ClientNumbers &client) { return bytesText(m_format, client.bytesInRate); },
              Align::Right},
             {tr("Bytes out/s"),
              [this](const ClientNumbers &client) { return bytesText(m_format, client.bytesOutRate); },
              Align::Right},
             {tr("Queued"),
              [this](const ClientNumbers &client) { return countText(m_format, client.queued); },
              Align::Right},
             {tr("Thread"), ClientColumns::thread}});
        sortByNumber(In, [](const ClientNumbers &client) { return client.messagesInRate; });
        sortByNumber(Out, [](const ClientNumbers &client) { return client.messagesOutRate; });
        sortByNumber(BytesIn, [](const ClientNumbers &client) { return client.bytesInRate; });
        sortByNumber(BytesOut, [](const ClientNumbers &client) { return client.bytesOutRate; });
        sortByNumber(Queued, [](const ClientNumbers &client) { return asNumber(client.queued); });
        sortByNumber(Thread,
                     [](const ClientNumbers &client) { return std::optional(double(client.thread)); });
    }

protected:
    QString idOf(const ClientNumbers &client) const override { return idOfClient(client); }

private:
    const UnitFormatter m_format;
};

SlowPane::SlowPane(const PageContext &context, QWidget *parent)
    : BrokerTab(QStringLiteral("slow"), context, parent)
    , m_slowModel(new SlowClientsModel(context.format, this))
    , m_busyModel(new BusyClientsModel(context.format, this))
    , m_slowText(paragraph(QStringLiteral("slowText")))
    , m_busyText(paragraph(QStringLiteral("busyText"), tr("Busiest clients")))
    , m_slow(new QTableView)
    , m_busy(new QTableView)
{
    m_slow->setObjectName(QStringLiteral("slowTable"));
    m_slow->setAccessibleName(tr("Slow subscribers"));
    m_slow->setModel(m_slowModel);
    styleTable(m_slow, {30, 13, 15, 11, 20, 12, 16, 12, 14});
    m_slow->setToolTip(
        tr("Queued: messages that wait in the client's subscriptions. Unacknowledged: messages "
           "sent whose acknowledgement has not come. Not taken: bytes that the connection has "
           "not taken yet."));
    m_slow->sortByColumn(SlowClientsModel::Queued, Qt::DescendingOrder);
    m_busy->setObjectName(QStringLiteral("busyTable"));
    m_busy->setAccessibleName(tr("Busiest clients"));
    m_busy->setModel(m_busyModel);
    styleTable(m_busy, {34, 16, 16, 17, 18, 14, 14, 12});
    m_busy->sortByColumn(BusyClientsModel::Out, Qt::DescendingOrder);
    for (QTableView *table : {m_slow, m_busy})
        table->setSortingEnabled(true);
    for (QLabel *label : {m_slowText, m_busyText})
        scaleFont(label, 1.0, true);

    auto *splitter = new QSplitter(Qt::Vertical);
    const auto add = [splitter](QLabel *label, QTableView *table) {
        auto *box = new QWidget;
        auto *layout = new QVBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 4);
        layout->addWidget(label);
        layout->addWidget(table, 1);
        splitter->addWidget(box);
    };
    add(m_slowText, m_slow);
    add(m_busyText, m_busy);
    splitter->setChildrenCollapsible(false);
    contentLayout()->addWidget(splitter, 1);
}

void SlowPane::take(const TopClients &clients)
{
    if (takeSource(clients.source)) {
        m_slowModel->take(clients.slowest);
        m_busyModel->take(clients.busiest);
        QString text = clients.source.countsNothing() ? tr("Which subscribers fall behind is not known.")
                                                      : tr("No subscriber falls behind.");
        if (clients.lagging > clients.slowest.size())
            //: numbers of clients
            text = tr("%1 clients fall behind; the slowest %2 are listed.")
                       .arg(countText(context().format, clients.lagging),
                            countText(context().format, clients.slowest.size()));
        else if (!clients.slowest.isEmpty())
            text = tr("%n client(s) fall behind.", nullptr, int(clients.slowest.size()));
        setTextIfChanged(m_slowText, text);
    }
    refresh();
}

void SlowPane::clear()
{
    BrokerTab::clear();
    m_slowModel->take({});
    m_busyModel->take({});
}

} // namespace syspulse
