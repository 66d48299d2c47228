// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "core/broker/brokertypes.h"
#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// "3.1", "3.1.1" or "5"; unknownText() where it is not known.
QString mqttVersionText(const std::optional<int> &version);

/// The connected clients that match a search, sorted; rows are ids of records. Filters and sorts itself: of a
/// frame of changes only what moved is placed anew, all at once, where a proxy would move row after row.
class ClientsModel : public RowsModel<QString>
{
    Q_OBJECT

public:
    enum Column {
        ClientId,
        User,
        Address,
        Port,
        Transport,
        Protocol,
        KeepAlive,
        Since,
        MessagesIn,
        MessagesOut,
        Bytes,
        Lag,
        Subscriptions,
        Persistent,
        Thread
    };
    enum Role { IdRole = Qt::UserRole };

    explicit ClientsModel(const UnitFormatter &format, QObject *parent = nullptr);

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void apply(const ClientsFrame &frame);
    /// What is known of the busiest and the slowest clients from now on; of the others nothing is. Of a
    /// report with an error nothing is taken but that.
    void setTop(const TopClients &top);
    /// What a client told of itself on request; counts until it leaves.
    void setNumbers(const QString &id, const ClientNumbers &numbers);
    /// The client id of the window's own connection.
    void setOwnClientId(const QString &clientId);
    /// Shows only clients whose id, user, address or a subscription contains @p text, whatever its case.
    void setSearch(const QString &text);
    /// Greys all rows: they may be out of date.
    void setOutdated(bool outdated);
    /// @p serverNowMs is the present time by the server's clock.
    void setNow(qint64 serverNowMs);

    /// All clients, also those that the search hides.
    int total() const { return int(m_clients.size()); }
    /// The client of record @p id, or nullptr; valid until the next change.
    const ClientSession *client(const QString &id) const;
    /// What is known of its traffic; nothing of all where nothing is.
    ClientNumbers numbers(const QString &id) const;
    /// Whether it is one of SysPulse's own connections.
    bool isOwn(const ClientSession &client) const;
    /// Whether it is the connection of this window.
    bool isThisWindow(const ClientSession &client) const;
    /// The records of at most @p most clients whose id contains all of @p words (in lower case), those that
    /// begin with the first one first.
    QStringList clientsNamed(const QStringList &words, int most) const;
    /// Why the traffic of a client is not known: of the report, or that it is not among those listed.
    QString whyUnknown() const;
    /// The row of record @p id; negative when it is not shown.
    int rowOf(const QString &id) const;

protected:
    QVariant cell(const QString &id, int column, int role) const override;

private:
    /// From this many rows on that may stand at wrong places, sorting all is cheaper than placing each.
    static constexpr qsizetype manyMoves = 500;

    /// A client with a number that sorts as its row does.
    struct Sorted
    {
        quint64 key;
        const ClientSession *client;
        bool isAll; ///< the number tells all that the column tells
    };
    /// What a row is sorted by.
    struct SortKey
    {
        double number = 0;
        QString text;
        QString id;

        bool operator==(const SortKey &) const = default;
    };

    /// Whether the values of a column are numbers from setTop() and setNumbers().
    static bool isTraffic(int column);

    /// What is known of the traffic of record @p id, or nullptr; valid until the next change.
    const ClientNumbers *known(const QString &id) const;
    QString nameOf(const QString &id) const;
    QString lagText(const QString &id) const;
    QString toolTip(const QString &id, int column) const;
    std::optional<double> number(const QString &id, int column) const;
    bool matches(const ClientSession &client) const;
    bool isSortedByText() const;
    bool foldsText() const;
    const QString &plainText(const ClientSession &client) const;
    QString sortText(const ClientSession &client) const;
    double sortNumber(const ClientSession &client) const;
    SortKey keyOf(const ClientSession &client) const;
    bool isBefore(const SortKey &a, const SortKey &b) const;
    /// The first row that does not belong before @p key.
    int placeFor(const SortKey &key) const;
    QList<Sorted> sortedKeys() const;
    /// Sorts those whose numbers say nothing about their order.
    void sortEqualKeys(QList<Sorted>::iterator begin, QList<Sorted>::iterator end) const;
    void sortRows();
    void resort();
    /// Puts @p rows, which may stand at wrong places, to where they belong. The others are in order.
    void place(QList<int> rows);
    void takeOut(const QList<int> &rows);
    void numbersChanged();
    void removeRowsAt(const QList<int> &rows);
    void takeChanges(const ClientsFrame &frame);
    void tellChanged(QList<int> rows);
    void rebuild();

    const UnitFormatter m_format;
    QHash<QString, ClientSession> m_clients;
    QHash<QString, ClientNumbers> m_top;
    QHash<QString, ClientNumbers> m_asked;
    Error m_topError;
    QString m_ownClientId;
    QString m_search;
    Column m_column = ClientId;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_outdated = false;
    qint64 m_nowMs = 0;
};

} // namespace syspulse
