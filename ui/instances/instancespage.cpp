// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancespage.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QVBoxLayout>

#include "core/settings/preferences.h"
#include "ui/base/barlayout.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/messagepane.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/instances/instances.h"

namespace syspulse {

InstancesPage::InstancesPage(const ProfileStore &profiles, const Instances &instances,
                             const PreferenceStore &preferences, const UnitFormatter &format, QWidget *parent)
    : QWidget(parent)
    , m_instances(instances)
    , m_model(new InstancesModel(profiles, instances, preferences, format, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget)
    , m_empty(new MessagePane(QStringLiteral("instancesEmpty")))
    , m_filter(filterEdit(QStringLiteral("instanceFilter"), tr("Filter by name, group, environment or state"),
                          tr("Filter instances")))
    , m_totals(plainLabel(QStringLiteral("instanceTotals")))
    , m_table(new QTableView)
    , m_open(new PrimaryButton(tr("&Connect")))
    , m_disconnect(new QPushButton(tr("&Disconnect")))
    , m_new(new QPushButton(tr("&New instance…")))
{
    setObjectName(QStringLiteral("instancesPage"));
    m_stack->setObjectName(QStringLiteral("instancesStack"));
    m_empty->say(QStringLiteral("instances"), tr("No instances yet"),
                 tr("Connect to a HarperDB instance and keep it as a profile. All your instances are then "
                    "listed here, with their state and their most telling numbers."),
                 tr("&New instance…"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->addWidget(m_stack);

    connect(m_empty, &MessagePane::actionTriggered, this, &InstancesPage::newRequested);
    connect(m_new, &QPushButton::clicked, this, &InstancesPage::newRequested);
    connect(m_open, &QPushButton::clicked, m_openAction, &QAction::trigger);
    connect(m_openAction, &QAction::triggered, this, [this] { useCurrent(false); });
    connect(m_disconnect, &QPushButton::clicked, m_disconnectAction, &QAction::trigger);
    connect(m_disconnectAction, &QAction::triggered, this, &InstancesPage::disconnectCurrent);
    connect(m_copyAction, &QAction::triggered, this, [this] {
        if (const int row = currentRow(); row >= 0)
            QGuiApplication::clipboard()->setText(m_model->address(row));
    });
    connect(m_table, &QTableView::activated, this, [this] { useCurrent(true); });
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        keepSelection();
        updateButtons();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        restoreSelection();
        tick();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &InstancesPage::updateButtons);
    connect(&preferences, &PreferenceStore::changed, m_model, &InstancesModel::refresh);
    tick();
}

QWidget *InstancesPage::makeContent()
{
    m_open->setObjectName(QStringLiteral("instanceOpen"));
    m_disconnect->setObjectName(QStringLiteral("instanceDisconnect"));
    m_new->setObjectName(QStringLiteral("instanceNew"));
    m_new->setIcon(themedIcon(QStringLiteral("add")));
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(InstancesModel::SortRole);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("instanceTable"));
    m_table->setAccessibleName(tr("Instances"));
    m_table->setModel(m_proxy);
    styleTable(m_table, {15, 11, 16, 28, 8, 8, 17, 17, 10, 16, 15, 9, 16, 24});
    m_table->setItemDelegateForColumn(
        InstancesModel::Trend,
        new TrendDelegate(
            [this](const QModelIndex &index) { return m_model->trend(m_proxy->mapToSource(index).row()); },
            m_table));
    // Unsorted they stand as the profiles do: by group and name.
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);

    m_openAction = addTableAction(m_table, QStringLiteral("instanceOpenAction"), m_open->text());
    m_disconnectAction =
        addTableAction(m_table, QStringLiteral("instanceDisconnectAction"), m_disconnect->text());
    m_copyAction = addTableAction(m_table, QStringLiteral("instanceCopyAction"), tr("Copy the &address"),
                                  QKeySequence::Copy);

    auto *bar = new BarLayout(m_filter);
    bar->addWidget(m_new);
    bar->addWidget(m_disconnect);
    bar->addWidget(m_open);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_totals);
    return content;
}

void InstancesPage::tick()
{
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    // Nobody who has no groups needs the room of the column.
    for (const int column : {InstancesModel::Group, InstancesModel::EnvironmentColumn})
        m_table->setColumnHidden(column, !m_model->isUsed(column));
    m_model->refresh();
    updateButtons();
    updateTotals();
}

void InstancesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateTotals();
}

int InstancesPage::currentRow() const
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? -1 : m_proxy->mapToSource(selected.constFirst()).row();
}

void InstancesPage::keepSelection()
{
    const int row = currentRow();
    // Rows that go away in a reset take the selection with them; it must be found again afterwards.
    if (row < 0)
        return;
    m_selectedProfile = m_model->profileId(row);
    m_selectedInstance = m_model->instance(row);
}

void InstancesPage::restoreSelection()
{
    const int row = m_model->rowOf(m_selectedProfile, m_selectedInstance);
    if (row >= 0)
        m_table->selectRow(m_proxy->mapFromSource(m_model->index(row, 0)).row());
    else if (m_proxy->rowCount() > 0)
        m_table->selectRow(0);
}

void InstancesPage::useCurrent(bool open)
{
    const int row = currentRow();
    if (row < 0)
        return;
    Instance *instance = m_model->instance(row);
    if (instance != nullptr && (instance->isActive() || m_model->profileId(row).isEmpty()))
        emit openRequested(instance);
    else
        emit connectRequested(m_model->profileId(row), open);
}

void InstancesPage::disconnectCurrent()
{
    const int row = currentRow();
    if (row >= 0 && m_model->instance(row) != nullptr)
        emit disconnectRequested(m_model->instance(row));
}

void InstancesPage::updateButtons()
{
    const int row = currentRow();
    const Instance *instance = row < 0 ? nullptr : m_model->instance(row);
    const bool active = instance != nullptr && instance->isActive();
    m_open->setEnabled(row >= 0);
    m_open->setText(active || (instance != nullptr && m_model->profileId(row).isEmpty()) ? tr("&Open")
                                                                                         : tr("&Connect"));
    m_disconnect->setEnabled(active);
    m_openAction->setEnabled(m_open->isEnabled());
    m_openAction->setText(m_open->text());
    m_disconnectAction->setEnabled(active);
    m_copyAction->setEnabled(row >= 0);
}

void InstancesPage::updateTotals()
{
    //: %1 is the number of those that are connected
    setTextIfChanged(m_totals, tr("%n instance(s), %1 connected", nullptr, m_model->rowCount())
                                   .arg(locale().toString(m_instances.connectedCount())));
    setTextColor(m_totals, themeColors(palette()).muted);
}

} // namespace syspulse
