// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "ui/base/page.h"

namespace syspulse {

/// What the program did, line by line.
class LogPage final : public Page
{
    Q_OBJECT

public:
    static constexpr int maxLines = 2000;

    explicit LogPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void add(const QString &line);
    void rebuild();
    bool matches(const QString &line) const;

    QStringList m_lines;
    qsizetype m_shown = 0; ///< lines at the front of m_lines that the view has taken
    QLineEdit *m_filter;
    QPlainTextEdit *m_view;
    QPushButton *m_copy;
    QPushButton *m_clear;
};

} // namespace syspulse
