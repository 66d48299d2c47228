// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/timelinemarks.h"
#include "core/history/timespans.h"
#include "ui/base/page.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

class QDialogButtonBox;

namespace syspulse {

/// Writes a note about a moment or a span of an instance, or changes or removes one.
class NoteDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p note: the one to change; nothing: a new one about @p span.
    NoteDialog(const PageContext &context, const TimeSpan &span, const std::optional<TimelineMark> &note,
               QWidget *parent = nullptr);

private:
    QDateTimeEdit *makeTime(const QString &name, const QString &accessibleName, qint64 timeMs);
    void addRemoval(QDialogButtonBox &buttons);
    TimelineMark entered() const;
    void follow();
    void save();
    void askRemove();

    PageContext m_context;
    const TimeSpan m_span;
    const std::optional<TimelineMark> m_before;
    QLineEdit *m_text;
    QDateTimeEdit *m_from;
    QCheckBox *m_until;
    QDateTimeEdit *m_to;
    QLabel *m_help;
    QPushButton *m_save;
};

} // namespace syspulse
