// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/session/instancesession.h"

namespace syspulse {

class StepRow;

/// The stages of connecting with what came of each.
class StageList : public QFrame
{
    Q_OBJECT

public:
    explicit StageList(QWidget *parent = nullptr);

    /// All stages not begun.
    void reset();
    void setStage(const StageResult &result);

    static QString stageTitle(ConnectStage stage);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<StepRow *> m_rows; ///< by ConnectStage
};

} // namespace syspulse
