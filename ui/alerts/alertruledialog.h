// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "core/alerts/alertrule.h"
#include "core/alerts/alerttexts.h"

namespace syspulse {

class LiveStore;

/// Asks for an alert rule and says in a sentence what it will do.
class AlertRuleDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with @p rule; one without an id is new. @p store must outlive the dialog.
    AlertRuleDialog(const LiveStore &store, const AlertTexts &texts, const AlertRule &rule,
                    QWidget *parent = nullptr);

signals:
    /// "Save" was chosen, with input that makes sense.
    void saved(const syspulse::AlertRule &rule);

private:
    void makeForm();
    void fill();
    void pickTopic();
    /// Says what the input means.
    void follow();
    /// What is entered, as far as it makes sense.
    AlertRule entered() const;
    /// Why the input is invalid; empty when it is valid.
    QString problem(const AlertRule &rule) const;
    std::optional<double> number(const QLineEdit *edit) const;
    QString currentValue(const AlertRule &rule) const;

    const LiveStore &m_store;
    const AlertTexts m_texts;
    AlertRule m_rule; ///< as it was
    QFormLayout *m_form;
    QLineEdit *m_name;
    QLineEdit *m_client;
    QLineEdit *m_topic;
    QPushButton *m_pick;
    QLabel *m_now;
    QComboBox *m_condition;
    QLineEdit *m_threshold;
    QLabel *m_thresholdUnit;
    QSpinBox *m_duration;
    QComboBox *m_durationUnit;
    QLineEdit *m_hysteresis;
    QLabel *m_hysteresisUnit;
    QComboBox *m_severity;
    QLabel *m_preview;
    QPushButton *m_save = nullptr;
};

} // namespace syspulse
