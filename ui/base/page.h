// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/alerts/alertrule.h"
#include "core/base/clock.h"
#include "core/base/framepacer.h"
#include "core/session/trafficview.h"
#include "core/units/unitformatter.h"

namespace syspulse {

class AlertMonitor;
class LiveStore;
class PreferenceStore;
class Prompts;
class Session;
class StateStore;
class Tray;
class UpdaterControl;

/// What every page works with; all of it outlives the pages.
struct PageContext
{
    Session &session;
    LiveStore &store;
    Prompts &prompts;
    const Clock &clock;
    UnitFormatter format;
    StateStore &state;
    PreferenceStore &preferences;
    Tray &tray;
    UpdaterControl &updater;
    AlertMonitor *alerts = nullptr; ///< of the instance; nullptr: none are watched
};

/// The values of @p store with or without SysPulse's own traffic, as the user wants to see them wherever the
/// window shows traffic. An instance that does not tell its part is shown with it.
TrafficView trafficOf(const LiveStore &store, const PreferenceStore &preferences);
TrafficView trafficOf(const PageContext &context);

/// A page of the window. Redraws itself at once after a rest, at most 10 times per second on bursts, once per
/// second while time passes, and not at all while nobody can see it.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const PageContext &context, QWidget *parent = nullptr);
    ~Page() override;

    /// Called each second by the window.
    void tick();
    const PageContext &context() const { return m_context; }

signals:
    /// The page wants another one to be shown.
    void setupRequested();
    void updaterRequested();
    void connectRequested();
    void retryRequested();
    void overviewRequested();
    /// Where it is chosen whether a diary of the clients is kept.
    void diarySettingsRequested();
    /// @p topic is to be drawn in a chart of the overview.
    void chartRequested(const QString &topic);
    /// The user wants an alert; @p rule is what to begin with.
    void alertRequested(const syspulse::AlertRule &rule);
    /// The charts of the overview are to show @p timeMs, on this machine's clock, without being shown.
    void momentChosen(qint64 timeMs);

protected:
    /// Shows the present state of everything.
    virtual void refresh() = 0;

    /// Has refresh() called soon, if the page can be seen; otherwise once it is shown.
    void scheduleRefresh();
    bool canBeSeen() const;

    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    PageContext m_context;
    FramePacer m_frames;
};

} // namespace syspulse
