// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/clients/visittypes.h"

namespace syspulse {

/// When one client was there, as bars over a time. Where nobody watched the line has a hole.
class DiaryTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit DiaryTimeline(QWidget *parent = nullptr);

    /// @p spoken says the same in words.
    void show(const DiaryPage &page, qint64 fromMs, qint64 toMs, const QString &spoken);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DiaryPage m_page;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
};

} // namespace syspulse
