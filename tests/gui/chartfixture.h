// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"

#include <QMenu>
#include <QToolButton>
#include <QWheelEvent>

#include "ui/charts/chartboard.h"
#include "ui/charts/chartpanel.h"

namespace syspulse {

inline const QString clientsTopic = QStringLiteral("$SYS/broker/clients/connected");
inline const QString received = QStringLiteral("$SYS/broker/publish/messages/received");

/// A board with values every 10 s for the last ten minutes.
struct ChartBoardFixture : GuiFixture
{
    ChartBoardFixture()
    {
        session.pretendConnected();
        for (int i = 60; i >= 0; --i) {
            session.sendNumber(clientsTopic, i % 7, clock.now - i * 10'000);
            session.sendNumber(received, (60 - i) * 100, clock.now - i * 10'000);
        }
        show(board, {1100, 560});
        board.refresh(true);
    }

    TimeChart *chart(const char *name) { return child<TimeChart>(board, name); }
    TimeChart *chart() { return chart("clientsPanelChart"); }
    void wheel(int delta, QPointF at)
    {
        QWidget *viewport = chart()->viewport();
        QWheelEvent event(at, viewport->mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport, &event);
    }
    QAction *action(const char *panel, const char *name)
    {
        QMenu *menu = child<QToolButton>(board, panel)->menu();
        emit menu->aboutToShow();
        return child<QAction>(*menu, name);
    }

    ChartBoard board{context()};
};

} // namespace syspulse
