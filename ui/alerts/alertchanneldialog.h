// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/alerts/alertchannel.h"

namespace syspulse {

class AlertDelivery;
class Prompts;

/// Asks for a channel by which alerts leave this machine, and tests it as it is entered.
class AlertChannelDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with @p channel; one without an id is new. @p delivery and @p prompts must outlive the dialog.
    AlertChannelDialog(AlertDelivery &delivery, Prompts &prompts, const AlertChannel &channel,
                       QWidget *parent = nullptr);
    ~AlertChannelDialog() override;

signals:
    /// "Save" was chosen, with input that makes sense. @p secret: the value of the header; nothing: it stays
    /// as it is.
    void saved(const syspulse::AlertChannel &channel, const std::optional<syspulse::Secret> &secret);

private:
    void makeForm();
    void fill();
    void chooseProgram();
    /// Shows the fields of the kind, and says what the input means.
    void follow();
    void test();
    /// What is entered, as far as it makes sense.
    AlertChannel entered() const;
    std::optional<Secret> enteredSecret() const;
    bool secretIsKept() const;
    /// Why the input is invalid; empty when it is valid.
    QString problem() const;
    void say(const QString &text, const QColor &color);

    AlertDelivery &m_delivery;
    Prompts &m_prompts;
    const AlertChannel m_channel; ///< as it was
    QFormLayout *m_form;
    QComboBox *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QLineEdit *m_header;
    QLineEdit *m_topic;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QLabel *m_secretLabel;
    QComboBox *m_qos;
    QCheckBox *m_retain;
    QLineEdit *m_program;
    QPushButton *m_choose;
    QPlainTextEdit *m_arguments;
    QLabel *m_help;
    QLabel *m_result;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    std::unique_ptr<QObject> m_testing; ///< context of the test under way
};

} // namespace syspulse
