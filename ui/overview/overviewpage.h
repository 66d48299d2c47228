// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

#include "ui/base/messagepane.h"
#include "ui/overview/cardgrid.h"

class QCheckBox;

namespace syspulse {

class Banner;
class ChartBoard;
class FirstSteps;

/// Cards and charts; or, while there is nothing to show, why that is so and what to do.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);

    /// Draws @p topic in a new chart.
    void addChart(const QString &topic);

    /// Has the user write a note about now.
    void writeNote();

    /// Moves the crosshair of the charts to @p timeMs, and where they do not show that moment, them too.
    void showMoment(qint64 timeMs);

    /// Shows the guide for the first steps, also when there are charts to show.
    void showFirstSteps();

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Action { None, Connect, Retry, RetryNow, Setup, Updater, Charts };

    QWidget *makeContent();
    QWidget *makeTrafficRow();
    /// Says @p text over the foot of the page, where it moves nothing; what went well goes by itself.
    void notify(const QString &text, bool failed);
    void placeNotice();
    void showTraffic();
    void explainEmptiness();
    void explainMissingValues();
    void endFirstSteps();

    QStackedWidget *m_stack;
    MessagePane *m_message;
    FirstSteps *m_steps;
    Banner *m_notice;
    QTimer m_noticeEnd;
    QWidget *m_content = nullptr;
    CardGrid *m_cards = nullptr;
    QCheckBox *m_ownTraffic = nullptr;
    ChartBoard *m_board = nullptr;
    Action m_action = Action::None;
    bool m_stepsAsked = false; ///< the guide is shown although there are charts to show
};

} // namespace syspulse
