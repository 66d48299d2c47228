// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/cardgrid.h"
#include "ui/chartpanel.h"
#include "ui/messagepane.h"

namespace syspulse {

/// Cards and charts; or, while there is nothing to show, why that is so and what to do.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Action { None, Connect, Retry, Setup, Updater };

    QWidget *makeContent();
    QWidget *makeToolbar();
    void explainEmptiness();
    void explainMissingValues();
    void refreshCharts();
    void setRange(qint64 rangeMs);
    void setPaused(bool paused);

    QStackedWidget *m_stack;
    MessagePane *m_message;
    QWidget *m_content = nullptr;
    CardGrid *m_cards = nullptr;
    QButtonGroup *m_ranges = nullptr;
    QToolButton *m_pause = nullptr;
    QLabel *m_pausedText = nullptr;
    QList<ChartPanel *> m_charts;
    Action m_action = Action::None;
    qint64 m_rangeMs = 15 * 60 * 1000;
    qint64 m_pausedAtMs = 0; ///< 0: not paused
    bool m_dirty = true;     ///< the charts lack points that the store has
    bool m_force = true;     ///< range, size or lines have changed
    qint64 m_drawnToMs = 0;
    qint64 m_drawnAtMs = 0;
};

} // namespace syspulse
