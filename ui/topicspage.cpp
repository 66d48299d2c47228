// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topicspage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/livestore.h"
#include "ui/sessioncontroller.h"
#include "ui/tablestyle.h"
#include "ui/text.h"
#include "ui/themedicon.h"
#include "ui/topicdetails.h"
#include "ui/topicsmodel.h"

namespace syspulse {

TopicsPage::TopicsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new TopicsModel(context.store, context.format, this))
    , m_proxy(new TopicsProxy(this))
    , m_filter(new QLineEdit)
    , m_unavailable(new QCheckBox(tr("Show &unavailable topics")))
    , m_count(plainLabel(QStringLiteral("topicCount")))
    , m_table(new QTableView)
    , m_details(new TopicDetails)
{
    setObjectName(QStringLiteral("topicsPage"));
    m_filter->setObjectName(QStringLiteral("topicFilter"));
    m_filter->setPlaceholderText(tr("Filter by text, or by an MQTT filter such as $SYS/broker/+/connected"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Topic filter"));
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_unavailable->setObjectName(QStringLiteral("showUnavailable"));
    m_unavailable->setChecked(true);
    makeTable();

    auto *bar = new QHBoxLayout;
    bar->setSpacing(12);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_unavailable);
    bar->addWidget(m_count);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);

    makeActions();
    connect(m_filter, &QLineEdit::textChanged, this, &TopicsPage::applyFilter);
    connect(m_unavailable, &QCheckBox::toggled, this, [this](bool shown) {
        m_proxy->setUnavailableShown(shown);
        updateCount();
    });
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &TopicsPage::updateCount);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &TopicsPage::updateCount);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TopicsPage::refreshDetails);
    connect(&context.store, &LiveStore::updated, this, [this](const QSet<QString> &topics) {
        m_pending.unite(topics);
        scheduleRefresh();
    });
    connect(&context.session, &SessionController::infoChanged, this, &TopicsPage::scheduleRefresh);
    updateCount();
    refreshDetails();
}

void TopicsPage::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("topicTable"));
    m_table->setAccessibleName(tr("Topics"));
    m_table->setModel(m_proxy);
    styleTable(m_table, {44, 25, 18, 11, 11, 11});
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    // Unsorted is the order of the catalogue, in which topics belong together.
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
}

void TopicsPage::makeActions()
{
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &keys, auto make) {
        auto *action = new QAction(themedIcon(QStringLiteral("copy")), text, m_table);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
        connect(action, &QAction::triggered, this, [this, make] {
            if (const QString topic = currentTopic(); !topic.isEmpty())
                copy(make(topic));
        });
    };
    add(QStringLiteral("copyTopic"), tr("Copy &topic"), QKeySequence::Copy,
        [](const QString &topic) { return topic; });
    add(QStringLiteral("copyValue"), tr("Copy &value"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        [this](const QString &) {
            return m_table->currentIndex().data(TopicsModel::RawValueRole).toString();
        });
    add(QStringLiteral("copyCommand"), tr("Copy mosquitto_sub &command"), Qt::CTRL | Qt::ALT | Qt::Key_C,
        [this](const QString &topic) {
            const InstanceInfo &info = context().session.info();
            return TopicDetails::subscribeCommand(topic, info.mqttAddress, info.user);
        });

    auto *chart = new QAction(themedIcon(QStringLiteral("add")), tr("&Draw in a new chart"), m_table);
    chart->setObjectName(QStringLiteral("chartTopic"));
    chart->setShortcut(Qt::CTRL | Qt::Key_D);
    chart->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(chart);
    connect(chart, &QAction::triggered, this, [this] {
        const TopicValue *value = context().store.value(currentTopic());
        if (value != nullptr && value->number)
            emit chartRequested(currentTopic());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, chart, [this, chart] {
        const TopicValue *value = context().store.value(currentTopic());
        chart->setEnabled(value != nullptr && value->number);
    });

    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

QString TopicsPage::currentTopic() const
{
    return m_table->currentIndex().data(TopicsModel::TopicRole).toString();
}

void TopicsPage::applyFilter(const QString &text)
{
    m_proxy->setFilterText(text);
    updateCount();
}

void TopicsPage::updateCount()
{
    const QLocale &locale = context().format.locale();
    //: %1 of %2 topics are shown
    setTextIfChanged(m_count,
                     tr("%1 of %2 topics")
                         .arg(locale.toString(m_proxy->rowCount()), locale.toString(m_model->rowCount())));
}

void TopicsPage::refresh()
{
    if (!m_pending.isEmpty())
        m_model->apply(std::exchange(m_pending, {}));
    m_model->refreshAges();
    refreshDetails();
}

void TopicsPage::refreshDetails()
{
    m_details->showTopic(currentTopic(), context());
}

void TopicsPage::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace syspulse
