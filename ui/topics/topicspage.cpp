// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicspage.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/base/json.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/settings/statestore.h"
#include "ui/base/barlayout.h"
#include "ui/base/filteredit.h"
#include "ui/base/rangebutton.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/charts/chartalerts.h"
#include "ui/topics/paritydialog.h"
#include "ui/topics/topicdetails.h"
#include "ui/topics/topicsmodel.h"
#include "ui/topics/topicviews.h"

namespace syspulse {

namespace {

/// The piece of state that says how the topics are shown.
QString layoutName()
{
    return QStringLiteral("topics");
}

} // namespace

TopicsPage::TopicsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new TopicsModel(context.store, context.format, this))
    , m_views(new TopicViews(*m_model, context.store))
    , m_filter(filterEdit(QStringLiteral("topicFilter"),
                          tr("Filter by text, or by an MQTT filter such as $SYS/broker/+/connected"),
                          tr("Topic filter")))
    , m_unavailable(new QCheckBox(tr("Show unavaila&ble topics")))
    , m_count(plainLabel(QStringLiteral("topicCount")))
    , m_asTree(new RangeButton(tr("Tree")))
    , m_asList(new RangeButton(tr("List")))
    , m_details(new TopicDetails)
{
    setObjectName(QStringLiteral("topicsPage"));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_views);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addLayout(makeBar());
    layout->addWidget(splitter, 1);

    makeActions();
    connect(m_filter, &QLineEdit::textChanged, m_views, &TopicViews::setFilterText);
    connect(m_unavailable, &QCheckBox::toggled, m_views, &TopicViews::setUnavailableShown);
    connect(m_views, &TopicViews::shownTopicsChanged, this, &TopicsPage::updateCount);
    connect(m_views, &TopicViews::currentChanged, this, &TopicsPage::refreshDetails);
    connect(&context.store, &LiveStore::updated, this, [this](const QSet<QString> &topics) {
        m_pending.unite(topics);
        scheduleRefresh();
    });
    connect(&context.session.connection(), &SessionConnection::infoChanged, this,
            &TopicsPage::scheduleRefresh);
    showAsTree(true);
    loadLayout();
    updateCount();
    refreshDetails();
}

void TopicsPage::showTopic(const QString &topic)
{
    m_filter->clear();
    refresh(); // it may have come a moment ago
    m_views->select(topic);
}

QLayout *TopicsPage::makeBar()
{
    m_unavailable->setObjectName(QStringLiteral("showUnavailable"));
    m_unavailable->setChecked(true);

    auto *layouts = new QButtonGroup(this);
    auto *choice = new QHBoxLayout;
    choice->setSpacing(4);
    for (RangeButton *button : {m_asTree, m_asList}) {
        layouts->addButton(button);
        choice->addWidget(button);
    }
    m_asTree->setObjectName(QStringLiteral("topicsAsTree"));
    m_asTree->setAccessibleName(tr("Show topics as a tree"));
    m_asTree->setToolTip(tr("Show topics as a tree"));
    m_asList->setObjectName(QStringLiteral("topicsAsList"));
    m_asList->setAccessibleName(tr("Show topics as a list"));
    m_asList->setToolTip(tr("Show topics as a list"));
    connect(layouts, &QButtonGroup::buttonClicked, this, [this] {
        const bool tree = m_asTree->isChecked();
        showAsTree(tree);
        context().state.save(layoutName(), dumpJson(Json{{"version", 1}, {"tree", tree}}));
    });

    auto *compare = new QPushButton(tr("C&ompare with other brokers…"));
    compare->setObjectName(QStringLiteral("compareTopics"));
    connect(compare, &QPushButton::clicked, this, [this] { (new ParityDialog(context(), this))->open(); });

    auto *bar = new BarLayout(m_filter);
    bar->addWidget(m_unavailable);
    bar->addWidget(m_count);
    bar->addGroup(choice);
    bar->addWidget(compare);
    return bar;
}

QAction *TopicsPage::addViewAction(const QString &name, const char *icon, const QString &text,
                                   const QKeySequence &keys)
{
    auto *action = new QAction(themedIcon(QLatin1String(icon)), text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_views->addViewAction(action);
    return action;
}

void TopicsPage::makeActions()
{
    m_copyTopic = addViewAction(QStringLiteral("copyTopic"), "copy", tr("Copy &topic"), QKeySequence::Copy);
    connect(m_copyTopic, &QAction::triggered, this, [this] { copy(m_views->current().path); });
    m_copyValue = addViewAction(QStringLiteral("copyValue"), "copy", tr("Copy &value"),
                                Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(m_copyValue, &QAction::triggered, this, [this] {
        if (const TopicValue *known = context().store.value(m_views->currentTopic()))
            copy(known->text);
    });
    m_copyCommand = addViewAction(QStringLiteral("copyCommand"), "copy", tr("Copy mosquitto_sub &command"),
                                  Qt::CTRL | Qt::ALT | Qt::Key_C);
    connect(m_copyCommand, &QAction::triggered, this, [this] {
        const InstanceInfo &info = context().session.info();
        const TopicViews::Current now = m_views->current();
        copy(subscribeCommand(now.branch ? now.path + QStringLiteral("/#") : now.path, info.mqtt, info.user));
    });
    m_chart =
        addViewAction(QStringLiteral("chartTopic"), "add", tr("&Draw in a new chart"), Qt::CTRL | Qt::Key_D);
    connect(m_chart, &QAction::triggered, this, [this] { emit chartRequested(m_views->currentTopic()); });
    m_alert = addViewAction(QStringLiteral("alertTopic"), "alerts", tr("&Alert on this…"),
                            Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    connect(m_alert, &QAction::triggered, this, [this] {
        const QString topic = m_views->currentTopic();
        if (const TopicValue *known = context().store.value(topic))
            emit alertRequested(suggestedRule(
                {topic, isCounterTopic(topic)},
                known->number ? (isCounterTopic(topic) ? context().store.rate(topic) : known->number)
                              : std::nullopt,
                known->number.has_value()));
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

void TopicsPage::updateActions()
{
    const bool any = !m_views->current().path.isEmpty();
    const TopicValue *known = context().store.value(m_views->currentTopic());
    m_copyTopic->setEnabled(any);
    m_copyCommand->setEnabled(any);
    m_copyValue->setEnabled(known != nullptr && !known->text.isEmpty());
    m_chart->setEnabled(known != nullptr && known->number);
    m_alert->setEnabled(known != nullptr);
}

void TopicsPage::loadLayout()
{
    context().state.load(layoutName(), this, [this](const Result<QByteArray> &bytes) {
        if (!bytes || bytes->isEmpty())
            return;
        // Anything else is not a layout, and not worth a message.
        const Result<Json> json = parseJson(*bytes);
        const Json *tree = json && json->is_object() ? member(*json, "tree") : nullptr;
        if (tree != nullptr && tree->is_boolean())
            showAsTree(tree->get<bool>());
    });
}

void TopicsPage::showAsTree(bool tree)
{
    m_asTree->setChecked(tree);
    m_asList->setChecked(!tree);
    m_views->setTree(tree);
}

void TopicsPage::updateCount()
{
    const QLocale &locale = context().format.locale();
    //: %1 of %2 topics are shown
    setTextIfChanged(m_count,
                     tr("%1 of %2 topics")
                         .arg(locale.toString(m_views->shownTopics()), locale.toString(m_model->rowCount())));
}

void TopicsPage::refresh()
{
    if (!m_pending.isEmpty())
        m_model->apply(std::exchange(m_pending, {}));
    m_views->refreshAges();
    refreshDetails();
}

void TopicsPage::refreshDetails()
{
    updateActions();
    const TopicViews::Current now = m_views->current();
    if (now.branch)
        m_details->showBranch(now.path, now.topicsBelow);
    else
        m_details->showTopic(now.path, context());
}

void TopicsPage::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace syspulse
