// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "core/alerts/alertchannel.h"
#include "core/units/unitformatter.h"

namespace syspulse {

class AlertChannelsModel;
class AlertDelivery;
class Prompts;

/// The channels by which alerts of all instances leave this machine: how each does, adding, changing,
/// removing and testing them.
class AlertChannelsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p delivery and @p prompts must outlive the dialog.
    AlertChannelsDialog(AlertDelivery &delivery, Prompts &prompts, const UnitFormatter &format,
                        QWidget *parent = nullptr);
    ~AlertChannelsDialog() override;

private:
    void makeLayout();
    void makeActions();
    void refresh();
    void edit(const AlertChannel &channel);
    void editCurrent();
    void keep(const AlertChannel &channel, const std::optional<Secret> &secret);
    void removeCurrent();
    void testCurrent();
    void say(const QString &text, const QColor &color);
    /// The selected channel; nullptr: none.
    const AlertChannel *current() const;

    AlertDelivery &m_delivery;
    Prompts &m_prompts;
    AlertChannelsModel *m_model;
    QTableView *m_table;
    QLabel *m_none;
    QLabel *m_result;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_test;
    QString m_selected;                 ///< id; kept while the model is rebuilt
    std::unique_ptr<QObject> m_testing; ///< context of the test under way
};

} // namespace syspulse
