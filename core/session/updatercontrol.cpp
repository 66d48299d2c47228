// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/updatercontrol.h"

#include "core/base/json.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/session/updaterobstacle.h"
#include "core/settings/statestore.h"

namespace syspulse {

UpdaterControl::UpdaterControl(Session &session, const LiveStore &store, StateStore &state, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_state(state)
{
    connect(&session.connection(), &SessionConnection::infoChanged, this,
            [this](const InstanceInfo &info) { useInstance(info.name()); });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState now) {
        if (now != SessionState::Connected)
            m_started = false;
    });
    connect(&session.setup(), &SessionSetup::planChanged, this, &UpdaterControl::startByItself);
    connect(&session.setup(), &SessionSetup::setupFinished, this, &UpdaterControl::setupFinished);
}

UpdaterControl::~UpdaterControl() = default;

UpdaterSchedule UpdaterControl::schedule() const
{
    UpdaterSchedule schedule = m_chosen.value_or(UpdaterSchedule{m_store.intervalSeconds(), {}});
    schedule.canary = m_session.profile().canary;
    return schedule;
}

void UpdaterControl::choose(const UpdaterSchedule &schedule)
{
    m_chosen = schedule;
    if (!m_piece.isEmpty())
        m_state.save(m_piece, dumpJson(Json{{"intervalSeconds", schedule.intervalSeconds},
                                            {"quietHours", toUtf8String(quietHoursText(schedule.quiet))}}));
    Profile profile = m_session.profile();
    if (schedule.canary == profile.canary)
        return;
    profile.canary = schedule.canary;
    m_session.setProfile(profile);
    emit canaryChosen(schedule.canary);
}

void UpdaterControl::start()
{
    m_session.request<&SessionUpdater::startUpdater>(schedule());
}

void UpdaterControl::setUp()
{
    m_proving = false;
    m_session.request<&SessionSetup::applySetup>();
}

void UpdaterControl::proveSetup()
{
    m_proving = true;
    m_session.request<&SessionSetup::applySetup>();
}

void UpdaterControl::setupFinished(bool undo, bool succeeded)
{
    const bool serverSide = m_session.plan() && m_session.plan()->serverSide;
    if (!undo && succeeded && !m_proving && !serverSide &&
        m_session.updaterStatus().state == UpdaterState::Stopped) {
        m_started = true;
        start();
        emit startedBySetup();
    }
}

void UpdaterControl::startByItself()
{
    if (m_started || !m_read || !m_session.profile().startUpdater || !m_session.plan() ||
        m_session.plan()->serverSide || updaterObstacle(m_session))
        return;
    m_started = true;
    if (m_session.updaterStatus().state == UpdaterState::Stopped)
        start();
}

void UpdaterControl::useInstance(const QString &name)
{
    const QString piece = QStringLiteral("updater-") + name;
    if (piece == m_piece)
        return;
    m_piece = piece;
    m_chosen.reset();
    m_read = false;
    // An earlier answer for the same instance may still be under way, from before the last choice.
    m_state.load(piece, this, [this, look = ++m_look](const Result<QByteArray> &bytes) {
        if (look != m_look)
            return;
        take(bytes);
        m_read = true;
        startByItself();
    });
}

void UpdaterControl::take(const Result<QByteArray> &kept)
{
    const Result<Json> json = kept ? parseJson(*kept) : Result<Json>(Json());
    const qint64 interval = json ? integerAt(*json, "intervalSeconds").value_or(0) : 0;
    // A file without a usable number is as good as none.
    if (interval < minIntervalSeconds || interval > maxIntervalSeconds)
        return;
    const Json *hours = member(*json, "quietHours");
    const std::optional<QuietHours> quiet = parseQuietHours(textOr(*json, "quietHours"));
    // Quiet hours that are not understood must not become none without a word.
    if (hours != nullptr && *hours != "" && !quiet) {
        emit m_session.connection().logged(
            LogLevel::Warning,
            tr("The schedule that was kept for this instance is not used, because \"quietHours\" in %1 is "
               "not understood. Choose the schedule again.")
                .arg(m_state.fileOf(m_piece)));
        return;
    }
    m_chosen = UpdaterSchedule{int(interval), quiet.value_or(QuietHours())};
    emit scheduleFound(schedule());
}

} // namespace syspulse
