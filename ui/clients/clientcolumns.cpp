// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientcolumns.h"

#include <QHeaderView>

#include "core/settings/preferences.h"
#include "ui/clients/clientsmodel.h"

namespace syspulse {

namespace {

/// As the preferences name the columns, in their order.
const char *const columnNames[] = {"client",   "user",      "address",       "port",       "transport",
                                   "protocol", "keepAlive", "since",         "messagesIn", "messagesOut",
                                   "bytes",    "lag",       "subscriptions", "persistent", "thread"};
static_assert(std::size(columnNames) == ClientsModel::Thread + 1);

} // namespace

ClientColumns::ClientColumns(QTableView *table, PreferenceStore &preferences, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_preferences(preferences)
    , m_menu(new QMenu(tr("&Columns"), table))
{
    const QAbstractItemModel *model = table->model();
    m_actions.append(nullptr);
    for (int column = 1; column < model->columnCount(); ++column) {
        QAction *action = m_menu->addAction(model->headerData(column, Qt::Horizontal).toString());
        action->setObjectName(QStringLiteral("clientColumn-") + QLatin1String(columnNames[column]));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, column](bool shown) { choose(column, shown); });
        m_actions.append(action);
    }
    table->addAction(m_menu->menuAction());
    QHeaderView *header = table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, m_menu,
            [this, header](const QPoint &place) { m_menu->popup(header->mapToGlobal(place)); });
    connect(&preferences, &PreferenceStore::changed, this, &ClientColumns::apply);
    apply();
}

void ClientColumns::apply()
{
    const QStringList &hidden = m_preferences.values().hiddenClientColumns;
    for (int column = 1; column < int(m_actions.size()); ++column) {
        const bool shown = !hidden.contains(QLatin1String(columnNames[column]));
        m_actions.at(column)->setChecked(shown);
        m_table->setColumnHidden(column, !shown);
    }
}

void ClientColumns::choose(int column, bool shown)
{
    m_preferences.change([name = QString::fromLatin1(columnNames[column]), shown](Preferences &preferences) {
        preferences.hiddenClientColumns.removeAll(name);
        if (!shown)
            preferences.hiddenClientColumns.append(name);
    });
}

} // namespace syspulse
