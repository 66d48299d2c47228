// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>

#include "ui/base/page.h"

class QFormLayout;

namespace syspulse {

/// Everything about one topic, as plain text that can be selected.
class TopicDetails : public QFrame
{
    Q_OBJECT

public:
    explicit TopicDetails(QWidget *parent = nullptr);

    /// Shows @p topic; an empty one asks for a selection.
    void showTopic(const QString &topic, const PageContext &context);
    /// Shows the level @p path, which is not a topic but has @p topics below it.
    void showBranch(const QString &path, int topics);

private:
    QLabel *addRow(QFormLayout *form, const QString &name, const QString &label);

    QLabel *m_title;
    QLabel *m_meaning;
    QLabel *m_value;
    QLabel *m_raw;
    QLabel *m_sampled;
    QLabel *m_origin;
    QLabel *m_record;
    QLabel *m_kind;
    QLineEdit *m_command;
    QWidget *m_fields;
};

} // namespace syspulse
