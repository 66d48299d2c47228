// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QWidget>

#include "core/clients/clientnumbers.h"
#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"

class QScrollArea;

namespace syspulse {

class SubscriptionsModel;

/// What is shown of a client beside its record.
struct ClientDetail
{
    const ClientSession *client = nullptr;
    ClientNumbers numbers;
    QString whyUnknown; ///< why numbers are missing
    QString origin;     ///< "SysPulse, this window"; empty: a client of somebody else
};

/// All that is known of one selected client, with a table of its subscriptions, or the sums of several. Texts
/// can be selected, and copied together.
class ClientDetails : public QWidget
{
    Q_OBJECT

public:
    ClientDetails(const UnitFormatter &format, QWidget *parent = nullptr);

    /// Nothing, one, or several selected clients.
    void showClients(const QList<ClientDetail> &selected);
    /// All as lines "name: value".
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Field
    {
        QLabel *name;
        QLabel *value;
    };

    void makeFields();
    /// Names and values in one or two columns.
    void placeFields(int columns);
    int widthForTwoColumns() const;
    void fitFields();
    void setField(int field, const QString &name, const QString &value, const QString &tip = {});
    void showOne(const ClientDetail &detail);
    void showMany(const QList<ClientDetail> &selected);
    void clearFrom(int field);

    const UnitFormatter m_format;
    QLabel *m_hint;
    QWidget *m_box;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    int m_columns = 0;
    QList<Field> m_fields;
    SubscriptionsModel *m_subscriptions;
    QLabel *m_subscriptionsText;
    QTableView *m_table;
    QPushButton *m_copy;
};

} // namespace syspulse
