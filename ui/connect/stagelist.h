// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/session/instancesession.h"

namespace syspulse {

class StepRow;

/// The stages of connecting with what came of each, and a button for each to test it by itself.
class StageList : public QFrame
{
    Q_OBJECT

public:
    explicit StageList(QWidget *parent = nullptr);

    /// All stages not begun.
    void reset();
    void setStage(const StageResult &result);
    std::optional<StepState> state(ConnectStage stage) const;
    /// Whether a stage can be tested by itself now.
    void setTestable(bool testable);

    static QString stageTitle(ConnectStage stage);

signals:
    /// The user wants @p stage tested by itself.
    void testRequested(syspulse::ConnectStage stage);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<StepRow *> m_rows; ///< by ConnectStage
};

} // namespace syspulse
