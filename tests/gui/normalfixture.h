// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"

#include <memory>

#include <QMenu>
#include <QToolButton>

#include "core/topics/systopics.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/legendtable.h"

namespace syspulse {

inline const QString normalUrl = QStringLiteral("https://db.example.org:9925/");
inline const QString normalTopic = QStringLiteral("$SYS/broker/clients/connected");
inline constexpr qint64 normalDayMs = 24 * Series::hourMs;

/// What a broker with regular days has in the hour of @p timeMs: fewer at night and at the weekend.
inline double usualValue(qint64 timeMs)
{
    const qint64 hour = timeMs / Series::hourMs % 24;
    const bool weekend = (timeMs / normalDayMs + 3) % 7 >= 5; // the epoch began on a Thursday
    return (weekend ? 50 : 100) + 10.0 * double(std::min(hour, 24 - hour));
}

inline double regular(qint64 timeMs)
{
    return usualValue(timeMs) + double(timeMs / Series::minuteMs % 5) - 2;
}

/// The regular values of each minute of the five weeks before @p nowMs, and ten minutes of something else two
/// hours ago.
struct FiveWeeks
{
    explicit FiveWeeks(qint64 nowMs)
        : strangeMs(nowMs - nowMs % Series::hourMs - 2 * Series::hourMs + 10 * Series::minuteMs)
    {
        for (qint64 timeMs = nowMs - 35 * normalDayMs; timeMs < nowMs; timeMs += Series::minuteMs) {
            const bool strange = timeMs >= strangeMs && timeMs < strangeMs + 10 * Series::minuteMs;
            points.append({timeMs, regular(timeMs) + (strange ? 200 : 0)});
        }
    }

    qint64 strangeMs;
    QList<SeriesPoint> points;
};

/// The charts of an instance whose history is the file @p kept; empty: it has none.
struct NormalCharts
{
    NormalCharts(const QString &kept, qint64 nowMs)
    {
        clock.now = nowMs;
        if (!kept.isEmpty())
            QFile::copy(kept, file);
        history = std::make_unique<HistoryStore>(file);
        store = std::make_unique<LiveStore>(session, clock, history.get());
        state = std::make_unique<StateStore>(folder.path());
        preferences = std::make_unique<PreferenceStore>(*state);
        updater = std::make_unique<UpdaterControl>(session, *store, *state);
        board = std::make_unique<ChartBoard>(PageContext{session, *store, prompts, clock,
                                                         UnitFormatter(QLocale::c()), *state, *preferences,
                                                         tray, *updater});
        session.pretendConnected(normalUrl);
        session.sendNumber(systopics::interval, 60, clock.now);
        GuiFixture::show(*board, {1100, 560});
        board->axis().setRange(6 * Series::hourMs);
    }

    TimeChart *chart() { return child<TimeChart>(*board, "clientsPanelChart"); }
    LegendTable *legend() { return child<LegendTable>(*board, "clientsPanelLegend"); }
    void choose(const char *name, const char *panelMenu = "clientsPanelMenu")
    {
        QMenu *menu = child<QToolButton>(*board, panelMenu)->menu();
        emit menu->aboutToShow();
        child<QAction>(*menu, name)->trigger();
    }
    bool isChosen(const char *name)
    {
        QMenu *menu = child<QToolButton>(*board, "clientsPanelMenu")->menu();
        emit menu->aboutToShow();
        return child<QAction>(*menu, name)->isChecked();
    }
    /// Returns once the history has answered everything that it was asked for before.
    bool passHistory()
    {
        bool answered = false;
        QObject context;
        history->loadRuns(QStringLiteral("marker"), &context,
                          [&answered](const Result<QList<RunReport>> &) { answered = true; });
        return QTest::qWaitFor([&answered] { return answered; }, test::patienceMs);
    }
    /// The place of @p timeMs in the lane of marks.
    QPointF inLane(qint64 timeMs)
    {
        const QRectF plot = chart()->plotRect();
        return {plot.left() + plot.width() * double(timeMs - chart()->fromMs()) /
                                  double(chart()->toMs() - chart()->fromMs()),
                plot.top() - ChartLane::height / 2.0};
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("history.sqlite"));
    FakeClock clock;
    FakeSession session;
    FakePrompts prompts;
    FakeTray tray;
    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<LiveStore> store;
    std::unique_ptr<StateStore> state;
    std::unique_ptr<PreferenceStore> preferences;
    std::unique_ptr<UpdaterControl> updater;
    std::unique_ptr<ChartBoard> board;
};

} // namespace syspulse
