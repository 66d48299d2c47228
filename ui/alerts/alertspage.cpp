// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertspage.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/alerts/alertmonitor.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/alerts/alertchannelsdialog.h"
#include "ui/alerts/alertlogpane.h"
#include "ui/alerts/alertruledialog.h"
#include "ui/alerts/alertrulesmodel.h"
#include "ui/alerts/alertsilencedialog.h"
#include "ui/alerts/alertsuggestions.h"
#include "ui/alerts/maintenancedialog.h"
#include "ui/base/barlayout.h"
#include "ui/base/itemviews.h"
#include "ui/base/messagepane.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/base/toast.h"

namespace syspulse {

AlertsPage::AlertsPage(const PageContext &context, AlertMonitor &monitor, AlertDelivery &delivery,
                       QWidget *parent)
    : Page(context, parent)
    , m_monitor(monitor)
    , m_delivery(delivery)
    , m_model(new AlertRulesModel(monitor, context.store, this))
    , m_notice(new Toast(QStringLiteral("alertsNotice")))
    , m_stack(new QStackedWidget)
    , m_pane(new MessagePane(QStringLiteral("alertsPane")))
    , m_few(paragraph(
          QStringLiteral("alertsFew"),
          tr("This is watched from the start. Further rules watch a metric each; the suggested ones "
             "suit most instances.")))
    , m_table(new QTableView)
    , m_add(new QPushButton(tr("Add &rule…")))
    , m_suggest(new QPushButton(tr("Su&ggested rules…")))
    , m_channels(new QPushButton(tr("Channel&s…")))
    , m_maintenance(new QPushButton(tr("Main&tenance…")))
    , m_maintained(paragraph(QStringLiteral("alertsMaintained")))
    , m_silence(new QPushButton)
    , m_edit(new QPushButton(tr("&Edit…")))
    , m_duplicate(new QPushButton(tr("Dupl&icate")))
    , m_remove(new QPushButton(tr("Re&move")))
    , m_log(new AlertLogPane(context, monitor))
{
    setObjectName(QStringLiteral("alertsPage"));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(makeRules());
    splitter->addWidget(m_log);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    // Equal shares; left to itself it would give the rules the little room that they need while there are
    // none.
    splitter->setSizes({1000, 1000});
    m_stack->setObjectName(QStringLiteral("alertsStack"));
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addWidget(m_stack, 1);
    m_notice->putOver(this);
    makeActions();
    listen();
    refresh();
}

QWidget *AlertsPage::makeRules()
{
    m_table->setObjectName(QStringLiteral("alertRules"));
    m_table->setAccessibleName(tr("Alert rules"));
    m_table->setModel(m_model);
    styleTable(m_table, {4, 40, 15, 36, 24, 11});
    m_add->setObjectName(QStringLiteral("alertAdd"));
    m_add->setIcon(themedIcon(QStringLiteral("add")));
    m_suggest->setObjectName(QStringLiteral("alertSuggest"));
    m_channels->setObjectName(QStringLiteral("alertChannelsButton"));
    m_channels->setToolTip(tr("Where alerts are sent beside this desktop, for all instances."));
    m_maintenance->setObjectName(QStringLiteral("alertMaintenance"));
    m_maintenance->setToolTip(tr("When nobody is to be told, because this instance is worked on."));
    m_maintained->hide();
    m_silence->setObjectName(QStringLiteral("alertSilence"));
    m_edit->setObjectName(QStringLiteral("alertEdit"));
    m_duplicate->setObjectName(QStringLiteral("alertDuplicate"));
    m_remove->setObjectName(QStringLiteral("alertRemove"));

    auto *always = new QHBoxLayout;
    auto *ofRule = new QHBoxLayout;
    for (QHBoxLayout *group : {always, ofRule})
        group->setSpacing(8);
    for (QPushButton *button : {m_add, m_suggest, m_channels, m_maintenance})
        always->addWidget(button);
    always->addStretch(1);
    for (QPushButton *button : {m_silence, m_edit, m_duplicate, m_remove})
        ofRule->addWidget(button);
    auto *bar = new BarLayout(always);
    bar->addGroup(ofRule);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->addLayout(bar);
    layout->addWidget(m_maintained);
    layout->addWidget(m_few);
    layout->addWidget(m_table, 1);
    return box;
}

void AlertsPage::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &keys,
                            void (AlertsPage::*act)()) {
        QAction *action = addTableAction(m_table, name, text, keys);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_silenceAction =
        add(QStringLiteral("silenceAlert"), {}, Qt::CTRL | Qt::Key_K, &AlertsPage::silenceCurrent);
    m_editAction = add(QStringLiteral("editAlert"), tr("&Edit…"), Qt::Key_Return, &AlertsPage::editCurrent);
    m_duplicateAction = add(QStringLiteral("duplicateAlert"), tr("Dupl&icate"), Qt::CTRL | Qt::Key_D,
                            &AlertsPage::duplicateCurrent);
    m_toggleAction =
        add(QStringLiteral("toggleAlert"), tr("Turn &on or off"), Qt::Key_Space, &AlertsPage::toggleCurrent);
    m_removeAction =
        add(QStringLiteral("removeAlert"), tr("Re&move"), QKeySequence::Delete, &AlertsPage::removeCurrent);
    connect(m_add, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_suggest, &QPushButton::clicked, this, &AlertsPage::addSuggested);
    connect(m_channels, &QPushButton::clicked, this, &AlertsPage::showChannels);
    connect(m_silence, &QPushButton::clicked, this, &AlertsPage::silenceCurrent);
    connect(m_maintenance, &QPushButton::clicked, this,
            [this] { (new MaintenanceDialog(m_monitor, context().clock.nowMs(), this))->open(); });
    connect(m_edit, &QPushButton::clicked, this, &AlertsPage::editCurrent);
    connect(m_duplicate, &QPushButton::clicked, this, &AlertsPage::duplicateCurrent);
    connect(m_remove, &QPushButton::clicked, this, &AlertsPage::removeCurrent);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        // Two quick clicks on the box turn the rule on and off.
        if (index.column() != AlertRulesModel::Enabled)
            editCurrent();
    });
}

void AlertsPage::listen()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_selected = m_model->at(index.row()).id;
                refreshButtons();
            });
    connect(m_notice, &Banner::actionTriggered, this, [this] {
        m_notice->hide();
        if (const auto undo = std::exchange(m_undo, {}))
            undo();
    });
    connect(m_pane, &MessagePane::actionTriggered, this, &AlertsPage::connectRequested);
    connect(m_log, &AlertLogPane::clearRequested, this, &AlertsPage::clearLog);
    connect(m_log, &AlertLogPane::noticed, this, &AlertsPage::say);
    connect(&m_monitor, &AlertMonitor::changed, this, &AlertsPage::scheduleRefresh);
    connect(&m_monitor.log(), &AlertLog::changed, this, &AlertsPage::scheduleRefresh);
    connect(&context().session.connection(), &SessionConnection::stateChanged, this,
            &AlertsPage::scheduleRefresh);
    // What was removed, or is being edited, belonged to the other instance.
    connect(&context().store, &LiveStore::cleared, this, [this] {
        for (QDialog *dialog : findChildren<QDialog *>(QString(), Qt::FindDirectChildrenOnly))
            dialog->reject();
        m_undo = {};
        m_notice->hide();
    });
    const auto warn = [this](const QString &text) {
        say(text, true);
        emit context().session.connection().logged(LogLevel::Warning, text);
    };
    connect(&m_monitor.rules(), &AlertRuleStore::noticed, this, warn);
    connect(&m_monitor.log(), &AlertLog::noticed, this, warn);
    connect(&m_monitor, &AlertMonitor::noticed, this, warn);
}

void AlertsPage::refresh()
{
    m_model->refresh();
    if (current() == nullptr || current()->id != m_selected)
        select(m_selected);
    m_few->setVisible(m_monitor.rules().rules().isEmpty());
    const qint64 endMs = m_monitor.maintenanceEndMs();
    m_maintained->setVisible(endMs > 0);
    //: %1 is a time
    setTextIfChanged(m_maintained,
                     tr("In maintenance until %1: alerts are noted in the log, but neither shown nor sent.")
                         .arg(context().format.dateTime(endMs)));
    setTextColor(m_maintained, themeColors(palette()).warning);
    m_log->refresh();
    refreshPane();
    refreshButtons();
}

void AlertsPage::refreshPane()
{
    const bool loaded = m_monitor.rules().isLoaded();
    m_stack->setCurrentIndex(loaded ? 0 : 1);
    if (loaded)
        return;
    m_pane->say(QStringLiteral("alerts"), tr("Alerts belong to an instance"),
                tr("Connect to an instance to see its alert rules, or to make some. They are watched while "
                   "SysPulse runs, also from the notification area."),
                context().session.isConnected() ? QString() : tr("Connect…"));
}

void AlertsPage::refreshButtons()
{
    const bool change = m_monitor.rules().canChange();
    const QString why =
        m_monitor.rules().isReadOnly()
            ? tr("The file with the rules cannot be changed by this version of SysPulse; the log says why.")
            : QString();
    for (QPushButton *button : {m_add, m_suggest}) {
        button->setEnabled(change);
        button->setToolTip(why);
    }
    const AlertRule *rule = current();
    const bool edit = change && rule != nullptr;
    // Every instance has the built-in one, if only turned off.
    const bool others = edit && rule->id != unreachableRuleId;
    for (QPushButton *button : {m_edit, m_duplicate, m_remove}) {
        button->setEnabled(button == m_edit ? edit : others);
        button->setToolTip(why);
    }
    for (QAction *action : {m_editAction, m_toggleAction})
        action->setEnabled(edit);
    for (QAction *action : {m_duplicateAction, m_removeAction})
        action->setEnabled(others);
    // Of a rule that cannot be changed one may know all the same.
    const bool silent = rule != nullptr && m_monitor.silence(rule->id) != nullptr;
    const QString text = silent ? tr("Notif&y again") : tr("Ac&knowledge…");
    const bool able = rule != nullptr && (silent || rule->enabled);
    m_silence->setText(text);
    m_silence->setEnabled(able);
    m_silence->setToolTip(silent ? tr("Notifies about this alert again.")
                                 : tr("Nobody is told of this alert again, until it ends or for a while."));
    m_silenceAction->setText(text);
    m_silenceAction->setEnabled(able);
}

const AlertRule *AlertsPage::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void AlertsPage::select(const QString &id)
{
    if (const int row = m_model->rowOf(id); row >= 0)
        m_table->selectRow(row);
}

void AlertsPage::put(const AlertRule &rule, qsizetype place)
{
    const QString id = m_monitor.rules().put(rule, place);
    if (id.isEmpty())
        say(tr("The rule was not added: there are %1 rules already, which is the most. Remove one first.")
                .arg(maxAlertRules),
            true);
    else
        m_selected = id;
    refresh();
    select(m_selected);
}

void AlertsPage::edit(const AlertRule &rule)
{
    AlertRule start = rule;
    if (start.id.isEmpty())
        start.forSeconds = 60;
    auto *dialog = new AlertRuleDialog(context().store, m_monitor.texts(), start, this);
    connect(dialog, &AlertRuleDialog::saved, this, [this](const AlertRule &saved) { put(saved); });
    dialog->open();
}

void AlertsPage::startRule(const AlertRule &rule)
{
    refresh();
    if (m_monitor.rules().canChange())
        edit(rule);
}

void AlertsPage::editCurrent()
{
    if (const AlertRule *rule = current(); rule != nullptr && m_monitor.rules().canChange())
        edit(*rule);
}

void AlertsPage::addSuggested()
{
    auto *dialog = new AlertSuggestions(m_monitor.rules().rules(), context().store, m_monitor.texts(), this);
    connect(dialog, &AlertSuggestions::chosen, this, [this](const QList<AlertRule> &rules) {
        for (const AlertRule &rule : rules)
            put(rule);
    });
    dialog->open();
}

void AlertsPage::showChannels()
{
    (new AlertChannelsDialog(m_delivery, context().prompts, context().format, this))->open();
}

void AlertsPage::duplicateCurrent()
{
    const AlertRule *rule = current();
    if (rule == nullptr)
        return;
    AlertRule copy = *rule;
    copy.id.clear();
    copy.suggestion.clear();
    if (!copy.name.isEmpty())
        //: name of a duplicated alert rule
        copy.name = tr("%1 (copy)").arg(copy.name).left(maxAlertName);
    put(copy, m_table->currentIndex().row() + 1);
}

void AlertsPage::removeCurrent()
{
    const AlertRule *rule = current();
    const auto removed = rule != nullptr ? m_monitor.rules().remove(rule->id) : std::nullopt;
    if (!removed)
        return;
    // The neighbour is next, so that several can be removed one after the other.
    const QList<AlertRule> &left = m_monitor.rules().rules();
    m_selected = left.isEmpty() ? QString() : left.at(std::min(removed->place, left.size() - 1)).id;
    refresh();
    offerUndo(tr("\"%1\" was removed.").arg(m_monitor.texts().name(removed->rule)),
              [this, removed = *removed] { put(removed.rule, removed.place); });
}

void AlertsPage::toggleCurrent()
{
    if (const AlertRule *rule = current()) {
        AlertRule changed = *rule;
        changed.enabled = !changed.enabled;
        put(changed);
    }
}

void AlertsPage::silenceCurrent()
{
    const AlertRule *rule = current();
    if (rule == nullptr)
        return;
    if (m_monitor.silence(rule->id) != nullptr)
        m_monitor.endSilence(rule->id);
    else
        (new AlertSilenceDialog(m_monitor, {rule->id}, this))->open();
}

void AlertsPage::clearLog()
{
    const QList<AlertEvent> removed = m_monitor.log().clear();
    refresh();
    offerUndo(tr("The alert log was cleared."), [this, removed] {
        m_monitor.log().restore(removed);
        refresh();
    });
}

void AlertsPage::say(const QString &text, bool failed)
{
    m_undo = {};
    m_notice->tell(failed ? Severity::Warning : Severity::Info, text);
}

void AlertsPage::offerUndo(const QString &text, std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_notice->tell(Severity::Info, text, tr("U&ndo"));
}

} // namespace syspulse
