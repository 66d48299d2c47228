// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/setup/setupplan.h"
#include "core/updater/runreport.h"

#include <QObject>

namespace syspulse {

class NoteBook;
class Session;
class SessionSetup;

/// Writes down by itself what SysPulse did to an instance and what its charts may show: a setup, an upgrade
/// or an undo that has ended, and the updater of this computer that was paused or went on.
class AutoNotes : public QObject
{
    Q_OBJECT

public:
    /// Of all that @p session does. All must outlive the object.
    AutoNotes(Session &session, NoteBook &notes, const Clock &clock, QObject *parent = nullptr);
    /// Of a setup alone, for a program that keeps no session.
    AutoNotes(SessionSetup &setup, NoteBook &notes, const Clock &clock, QObject *parent = nullptr);

    /// Writes that @p clients, which are client IDs as people read them, were disconnected. Of very many some
    /// are named.
    static void noteDisconnected(NoteBook &notes, const Clock &clock, const QStringList &clients);

private:
    void takeStep(const SetupStep &step);
    void endSetup(bool undo, bool succeeded);
    void takeUpdater(const UpdaterStatus &status);
    QString setupText(bool undo, bool succeeded) const;

    NoteBook &m_notes;
    const Clock &m_clock;
    std::optional<SetupPlan> m_plan;            ///< the newest
    std::optional<ComponentVerdict> m_replaced; ///< what was there before the setup changed the component
    bool m_changes = false;                     ///< the setup under way changes something
    bool m_paused = false;
};

} // namespace syspulse
