// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include "core/alerts/alertrule.h"
#include "ui/base/page.h"

namespace syspulse {

class AlertDelivery;
class AlertLogPane;
class AlertMonitor;
class AlertRulesModel;
class MessagePane;
class Toast;

/// The alert rules of the instance, how each is doing, and what they did. But for the one that every instance
/// has, there are none until the user makes some.
class AlertsPage final : public Page
{
    Q_OBJECT

public:
    /// @p monitor and @p delivery must outlive the page.
    AlertsPage(const PageContext &context, AlertMonitor &monitor, AlertDelivery &delivery,
               QWidget *parent = nullptr);

    /// Asks for a new rule, beginning with @p rule. Where rules cannot be changed the page says why.
    void startRule(const AlertRule &rule);

protected:
    void refresh() override;

private:
    QWidget *makeRules();
    void makeActions();
    void listen();
    void refreshPane();
    void refreshButtons();
    void edit(const AlertRule &rule);
    void editCurrent();
    void addSuggested();
    void showChannels();
    void duplicateCurrent();
    void removeCurrent();
    void toggleCurrent();
    /// Asks how long to be silent about the selected rule, or ends the silence.
    void silenceCurrent();
    void clearLog();
    /// Stores @p rule and shows it.
    void put(const AlertRule &rule, qsizetype place = -1);
    void say(const QString &text, bool failed);
    void offerUndo(const QString &text, std::function<void()> undo);
    /// The selected rule; nullptr: none.
    const AlertRule *current() const;
    void select(const QString &id);

    AlertMonitor &m_monitor;
    AlertDelivery &m_delivery;
    AlertRulesModel *m_model;
    Toast *m_notice;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    QLabel *m_few; ///< while there is only what every instance has
    QTableView *m_table;
    QPushButton *m_add;
    QPushButton *m_suggest;
    QPushButton *m_channels;
    QPushButton *m_maintenance;
    QLabel *m_maintained; ///< shown in a maintenance
    QPushButton *m_silence;
    QPushButton *m_edit;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QAction *m_silenceAction = nullptr;
    QAction *m_editAction = nullptr;
    QAction *m_duplicateAction = nullptr;
    QAction *m_toggleAction = nullptr;
    QAction *m_removeAction = nullptr;
    AlertLogPane *m_log;
    QString m_selected;           ///< id; kept while the model is rebuilt
    std::function<void()> m_undo; ///< takes back what the notice says
};

} // namespace syspulse
