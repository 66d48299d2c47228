// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QDialog>

#include "core/alerts/alertrule.h"
#include "core/alerts/alerttexts.h"

namespace syspulse {

/// Offers alert rules that suit most instances. Adds none by itself.
class AlertSuggestions : public QDialog
{
    Q_OBJECT

public:
    /// @p known: the rules that are there; @p store: what is known of the instance.
    AlertSuggestions(const QList<AlertRule> &known, const LiveStore &store, const AlertTexts &texts,
                     QWidget *parent = nullptr);

signals:
    void chosen(const QList<syspulse::AlertRule> &rules);

private:
    QList<AlertRule> m_rules;
    QList<QCheckBox *> m_boxes; ///< one for each rule
};

} // namespace syspulse
