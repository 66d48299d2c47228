// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/slowpane.h"

#include <QCoreApplication>
#include <QSplitter>

#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/broker/brokertext.h"

namespace syspulse {

/// A table of clients: who they are, some of their numbers, and their thread.
class ClientNumbersModel : public SortedRowsModel<ClientNumbers>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ClientNumbersModel)

protected:
    enum Column { Client, User, Address, FirstNumber };

    ClientNumbersModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
        , m_format(format)
        , m_added{{tr("Client ID"), nameOf},
                  {tr("User"), [](const ClientNumbers &client) { return userText(client.user); }},
                  {tr("Address"), [](const ClientNumbers &client) { return addressText(client.address); }}}
    {}

    /// Another column with a number, which it is sorted by.
    template <typename Value>
    void addNumber(const QString &title, std::optional<Value> ClientNumbers::*member,
                   QString (*text)(const UnitFormatter &, const std::optional<Value> &))
    {
        addColumn(
            {title,
             [this, member, text](const ClientNumbers &client) { return text(m_format, client.*member); },
             Align::Right},
            [member](const ClientNumbers &client) {
                const std::optional<Value> &value = client.*member;
                return value ? std::optional(double(*value)) : std::nullopt;
            });
    }

    void addColumn(const TableColumn &column, Number number)
    {
        sortByNumber(int(m_added.size()), std::move(number));
        m_added.append(column);
    }

    /// Adds the last column, and shows all of them.
    void finishColumns()
    {
        addColumn({tr("Thread"), [](const ClientNumbers &client) { return QString::number(client.thread); }},
                  [](const ClientNumbers &client) { return std::optional(double(client.thread)); });
        setColumns(m_added);
    }

    QString idOf(const ClientNumbers &client) const override
    {
        // One that has just come has no record yet.
        return client.id.isEmpty() ? QStringLiteral("%1 %2 %3")
                                         .arg(client.address, QString::number(client.port), client.clientId)
                                   : client.id;
    }

    const UnitFormatter m_format;

private:
    static QString nameOf(const ClientNumbers &client)
    {
        const QString name = clientIdText(client.clientId);
        //: %1 is a client id
        return client.own == true ? tr("%1 (SysPulse)").arg(name) : name;
    }

    QList<TableColumn> m_added;
};

/// Clients that fall behind.
class SlowClientsModel final : public ClientNumbersModel
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SlowClientsModel)

public:
    enum Column { Queued = FirstNumber };

    SlowClientsModel(const UnitFormatter &format, QObject *parent)
        : ClientNumbersModel(format, parent)
    {
        addNumber(tr("Queued"), &ClientNumbers::queued, countText);
        addNumber(tr("Unacknowledged"), &ClientNumbers::unacknowledged, countText);
        addNumber(tr("Not taken"), &ClientNumbers::untaken, bytesText);
        addNumber(tr("Messages out"), &ClientNumbers::messagesOut, countText);
        addNumber(tr("Bytes out"), &ClientNumbers::bytesOut, bytesText);
        addColumn({tr("Last packet"),
                   [this](const ClientNumbers &client) {
                       return client.activeMs > 0 ? m_format.timeOfDay(client.activeMs) : unknownText();
                   }},
                  [](const ClientNumbers &client) {
                      return client.activeMs > 0 ? std::optional(double(client.activeMs)) : std::nullopt;
                  });
        finishColumns();
    }
};

/// The clients with most traffic.
class BusyClientsModel final : public ClientNumbersModel
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::BusyClientsModel)

public:
    enum Column { In = FirstNumber, Out };

    BusyClientsModel(const UnitFormatter &format, QObject *parent)
        : ClientNumbersModel(format, parent)
    {
        addNumber(tr("Messages in/s"), &ClientNumbers::messagesInRate, perSecondText);
        addNumber(tr("Messages out/s"), &ClientNumbers::messagesOutRate, perSecondText);
        addNumber(tr("Bytes in/s"), &ClientNumbers::bytesInRate, bytesText);
        addNumber(tr("Bytes out/s"), &ClientNumbers::bytesOutRate, bytesText);
        addNumber(tr("Queued"), &ClientNumbers::queued, countText);
        finishColumns();
    }
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
