// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/autonotes.h"

#include <utility>

#include "core/base/plaintext.h"
#include "core/history/notebook.h"
#include "core/session/session.h"

namespace syspulse {

namespace {

constexpr qsizetype namedClients = 80; ///< in characters: a note is short

void writeEvent(NoteBook &notes, const Clock &clock, const QString &text)
{
    const qint64 nowMs = clock.nowMs();
    notes.add({TimelineMark::Kind::Event, nowMs, nowMs, text});
}

} // namespace

AutoNotes::AutoNotes(SessionSetup &setup, NoteBook &notes, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_notes(notes)
    , m_clock(clock)
{
    connect(&setup, &SessionSetup::planChanged, this, [this](const SetupPlan &plan) { m_plan = plan; });
    connect(&setup, &SessionSetup::setupStepChanged, this, &AutoNotes::takeStep);
    connect(&setup, &SessionSetup::setupFinished, this, &AutoNotes::endSetup);
}

AutoNotes::AutoNotes(Session &session, NoteBook &notes, const Clock &clock, QObject *parent)
    : AutoNotes(session.setup(), notes, clock, parent)
{
    connect(&session.updater(), &SessionUpdater::updaterStatusChanged, this, &AutoNotes::takeUpdater);
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected)
            return;
        m_paused = false;
        m_changes = false;
        m_plan.reset();
        m_replaced.reset();
    });
}

void AutoNotes::takeStep(const SetupStep &step)
{
    if (step.state != StepState::Running || step.part == SetupPart::Access || step.part == SetupPart::Proof)
        return;
    // First values are written by each run, also by one that only proves.
    m_changes = m_changes || step.part != SetupPart::Seed || (m_plan && m_plan->changesIds);
    if (step.part == SetupPart::Component && m_plan)
        m_replaced = m_plan->component;
}

QString AutoNotes::setupText(bool undo, bool succeeded) const
{
    if (undo)
        return succeeded ? tr("The setup was undone.") : tr("Undoing the setup did not come to its end.");
    if (!succeeded)
        return tr("The setup did not come to its end.");
    const QString version = statedVersion(bundledComponent());
    if (m_replaced && m_replaced->state == ComponentState::Missing)
        //: %1 is a version
        return tr("The instance was set up with component %1.").arg(version);
    if (m_replaced && !m_replaced->version.isEmpty() && m_replaced->version != version)
        //: two versions
        return tr("The component was upgraded from %1 to %2.").arg(oneLine(m_replaced->version, 20), version);
    return tr("The setup was changed.");
}

void AutoNotes::endSetup(bool undo, bool succeeded)
{
    if (m_changes)
        writeEvent(m_notes, m_clock, setupText(undo, succeeded));
    m_changes = false;
    m_replaced.reset();
}

void AutoNotes::takeUpdater(const UpdaterStatus &status)
{
    switch (status.state) {
    case UpdaterState::Paused:
        if (!std::exchange(m_paused, true))
            writeEvent(m_notes, m_clock, tr("The updater on this computer was paused."));
        break;
    case UpdaterState::Stopped:
        m_paused = false;
        break;
    case UpdaterState::Running:
        break; // by hand, perhaps, while it stays paused
    case UpdaterState::Waiting:
    case UpdaterState::StandingBy:
    case UpdaterState::Retrying:
    case UpdaterState::Quiet:
        if (std::exchange(m_paused, false))
            writeEvent(m_notes, m_clock, tr("The updater on this computer went on."));
        break;
    }
}

void AutoNotes::noteDisconnected(NoteBook &notes, const Clock &clock, const QStringList &clients)
{
    QStringList named;
    qsizetype length = 0;
    for (const QString &client : clients) {
        const QString name = oneLine(client, namedClients);
        if (!named.isEmpty() && length + name.size() > namedClients)
            break;
        length += name.size();
        named.append(name);
    }
    if (named.isEmpty())
        return;
    QString list = named.join(QStringLiteral(", "));
    if (const int more = int(clients.size() - named.size()); more > 0)
        //: %1 is a list of names
        list = tr("%1 and %n more", nullptr, more).arg(list);
    //: %1 is a list of names
    writeEvent(notes, clock,
               tr("SysPulse disconnected %n clients: %1", nullptr, int(clients.size())).arg(list));
}

} // namespace syspulse
