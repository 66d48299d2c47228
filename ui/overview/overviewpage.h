// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

#include "ui/base/commands.h"
#include "ui/base/messagepane.h"
#include "ui/overview/cardgrid.h"

class QAbstractButton;
class QCheckBox;

namespace syspulse {

class ChartBoard;
class FirstSteps;
class Toast;

/// Cards and charts; or, while there is nothing to show, why that is so and what to do.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    /// Cards and charts are made when there is something for them to show, or by prepare().
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);

    /// Makes cards and charts, if they are not there yet.
    void prepare();
    bool isPrepared() const { return m_content != nullptr; }

    /// Draws @p topic in a new chart.
    void addChart(const QString &topic);

    /// See ChartBoard.
    QList<QAbstractButton *> chartButtons();
    QList<QAbstractButton *> rangeButtons();

    /// Has the user write a note about now.
    void writeNote();

    /// Moves the crosshair of the charts to @p timeMs, and where they do not show that moment, them too.
    void showMoment(qint64 timeMs);

    /// Commands that export the charts, grouped under @p group; @p show brings the page into view. None while
    /// there is nothing to draw.
    QList<Command> exports(const QString &group, const std::function<void()> &show);

    /// Shows the guide for the first steps, also when there are charts to show.
    void showFirstSteps();

protected:
    void refresh() override;

private:
    enum class Action { None, Connect, Retry, RetryNow, Setup, Updater, Charts };

    /// The charts, which are made where they are not there yet.
    ChartBoard &board();
    QWidget *makeContent();
    QWidget *makeTrafficRow();
    void showTraffic();
    void explainEmptiness();
    void explainMissingValues();
    void endFirstSteps();

    QStackedWidget *m_stack;
    MessagePane *m_message;
    FirstSteps *m_steps;
    Toast *m_notice;
    QWidget *m_content = nullptr;
    // Once it is prepared.
    CardGrid *m_cards = nullptr;
    QCheckBox *m_ownTraffic = nullptr;
    ChartBoard *m_board = nullptr;
    Action m_action = Action::None;
    bool m_stepsAsked = false; ///< the guide is shown although there are charts to show
};

} // namespace syspulse
