// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QWidget>

#include "core/base/severity.h"
#include "core/clients/clienttypes.h"
#include "ui/base/commands.h"
#include "ui/base/page.h"

namespace syspulse {

class ClientDetails;
class ClientsModel;
class ClientTimeline;

/// The connected clients with their traffic, what is known of the selected ones, when one of them was there,
/// and what can be done with them.
class ConnectedPane : public QWidget
{
    Q_OBJECT

public:
    /// More are not disconnected by one confirmation: each is a request to the server.
    static constexpr int maxDisconnects = 100;

    explicit ConnectedPane(const PageContext &context, QWidget *parent = nullptr);

    /// Nothing is known any more.
    void clear();
    void refresh();
    void focusSearch();
    /// Commands that show those connected clients whose id fits @p typed, a few at most; they are grouped
    /// under @p group, and @p show brings the pane into view.
    QList<Command> clientsNamed(const QString &typed, const QString &group,
                                const std::function<void()> &show);
    /// Lists the clients that match @p text.
    void search(const QString &text);
    /// Asks for everything that is asked for, and has the page do the same.
    void refreshNow();
    int total() const;

signals:
    void totalChanged();
    void noticed(syspulse::Severity severity, const QString &text);
    /// Everything is to be asked for again.
    void refreshRequested();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    struct Disconnects
    {
        QStringList waiting;          ///< record ids
        QMap<QString, QString> names; ///< by record id
        QStringList gone;             ///< names of those that were disconnected
        int asked = 0;
        Error error; ///< the first one
        int failed = 0;
    };

    QLayout *makeBar();
    /// Selects the client of record @p id, which may be gone.
    void showClient(const QString &id);
    void listen();
    bool isLive() const;
    void takeSelection();
    void restoreSelection();
    void showSelected();
    /// Those of the selected ones that are there and shown.
    QList<const ClientSession *> selected() const;
    void describeSelected();
    void askDisconnect();
    /// @p clients: names by record id.
    void disconnectAll(const QMap<QString, QString> &clients);
    void takeResult(const ClientActionResult &result);
    void openTrace();

    PageContext m_context;
    ClientsModel *m_model;
    QLineEdit *m_search;
    QLabel *m_count;
    QLabel *m_empty;
    QTableView *m_table;
    ClientDetails *m_details;
    ClientTimeline *m_timeline;
    QPushButton *m_refresh;
    QPushButton *m_trace;
    QPushButton *m_disconnect;
    QTimer m_describe;
    QStringList m_selected; ///< record ids; kept while the model is rebuilt
    QString m_described;    ///< the last client that was asked for its numbers
    Error m_describeError;  ///< of that
    Disconnects m_disconnects;
    qint64 m_clockOffsetMs = 0;
    qint64 m_interruptedMs = 0; ///< this machine's clock; 0: not interrupted
};

} // namespace syspulse
