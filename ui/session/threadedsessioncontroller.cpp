// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/threadedsessioncontroller.h"

namespace syspulse {

/// Longest time that quitting waits for a server that does not answer.
static constexpr unsigned long farewellMs = 4000;

ThreadedSessionController::ThreadedSessionController(QObject *parent)
    : SessionController(parent)
    , m_session(new InstanceSession)
{
    using Session = InstanceSession;
    using Controller = SessionController;
    connect(m_session, &Session::stateChanged, this, &Controller::stateChanged, Qt::QueuedConnection);
    connect(m_session, &Session::stageReached, this, &Controller::stageReached, Qt::QueuedConnection);
    connect(m_session, &Session::infoChanged, this, &Controller::infoChanged, Qt::QueuedConnection);
    connect(m_session, &Session::mqttStateChanged, this, &Controller::mqttStateChanged, Qt::QueuedConnection);
    connect(m_session, &Session::stageTested, this, &Controller::stageTested, Qt::QueuedConnection);
    connect(m_session, &Session::testFinished, this, &Controller::testFinished, Qt::QueuedConnection);
    connect(m_session, &Session::certificatesFetched, this, &Controller::certificatesFetched,
            Qt::QueuedConnection);
    connect(m_session, &Session::planChanged, this, &Controller::planChanged, Qt::QueuedConnection);
    connect(m_session, &Session::planFailed, this, &Controller::planFailed, Qt::QueuedConnection);
    connect(m_session, &Session::setupStepChanged, this, &Controller::setupStepChanged, Qt::QueuedConnection);
    connect(m_session, &Session::setupFinished, this, &Controller::setupFinished, Qt::QueuedConnection);
    connect(m_session, &Session::updaterStatusChanged, this, &Controller::updaterStatusChanged,
            Qt::QueuedConnection);
    connect(m_session, &Session::runFinished, this, &Controller::runFinished, Qt::QueuedConnection);
    connect(m_session, &Session::valuesArrived, this, &Controller::valuesArrived, Qt::QueuedConnection);
    connect(m_session, &Session::pastArrived, this, &Controller::pastArrived, Qt::QueuedConnection);
    connect(m_session, &Session::clientsStatusChanged, this, &Controller::clientsStatusChanged,
            Qt::QueuedConnection);
    connect(m_session, &Session::clientsArrived, this, &Controller::clientsArrived, Qt::QueuedConnection);
    connect(m_session, &Session::refusedLoginsChanged, this, &Controller::refusedLoginsChanged,
            Qt::QueuedConnection);
    connect(m_session, &Session::orphanedSessionsChanged, this, &Controller::orphanedSessionsChanged,
            Qt::QueuedConnection);
    connect(m_session, &Session::clientActionFinished, this, &Controller::clientActionFinished,
            Qt::QueuedConnection);
    connect(m_session, &Session::clockOffsetChanged, this, &Controller::clockOffsetChanged,
            Qt::QueuedConnection);
    connect(m_session, &Session::logged, this, &Controller::logged, Qt::QueuedConnection);

    m_session->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_session, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("session"));
    m_thread.start();
}

ThreadedSessionController::~ThreadedSessionController()
{
    if (state() != SessionState::Disconnected) {
        // Lets the updater give its lease back, so that another one need not wait until it expires.
        connect(
            m_session, &InstanceSession::stateChanged, &m_thread,
            [this](SessionState state) {
                if (state == SessionState::Disconnected)
                    m_thread.quit();
            },
            Qt::DirectConnection);
        disconnectFrom();
        m_thread.wait(farewellMs);
    }
    m_thread.quit();
    m_thread.wait();
}

template <typename Request>
void ThreadedSessionController::post(Request request)
{
    InstanceSession *session = m_session;
    QMetaObject::invokeMethod(
        session, [session, request = std::move(request)] { request(session); }, Qt::QueuedConnection);
}

void ThreadedSessionController::connectTo(const ConnectionSettings &settings)
{
    post([settings](InstanceSession *session) { session->connectTo(settings); });
}

void ThreadedSessionController::disconnectFrom()
{
    post([](InstanceSession *session) { session->disconnectFrom(); });
}

void ThreadedSessionController::test(const ConnectionSettings &settings, std::optional<ConnectStage> only)
{
    post([settings, only](InstanceSession *session) { session->test(settings, only); });
}

void ThreadedSessionController::fetchCertificates(const ConnectionSettings &settings, TlsLink link)
{
    post([settings, link](InstanceSession *session) { session->fetchCertificates(settings, link); });
}

void ThreadedSessionController::refreshPlan()
{
    post([](InstanceSession *session) { session->refreshPlan(); });
}

void ThreadedSessionController::applySetup()
{
    post([](InstanceSession *session) { session->applySetup(); });
}

void ThreadedSessionController::undoSetup()
{
    post([](InstanceSession *session) { session->undoSetup(); });
}

void ThreadedSessionController::cancelSetup()
{
    post([](InstanceSession *session) { session->cancelSetup(); });
}

void ThreadedSessionController::startUpdater(const UpdaterSchedule &schedule)
{
    post([schedule](InstanceSession *session) { session->startUpdater(schedule); });
}

void ThreadedSessionController::pauseUpdater()
{
    post([](InstanceSession *session) { session->pauseUpdater(); });
}

void ThreadedSessionController::stopUpdater()
{
    post([](InstanceSession *session) { session->stopUpdater(); });
}

void ThreadedSessionController::runUpdaterNow()
{
    post([](InstanceSession *session) { session->runUpdaterNow(); });
}

void ThreadedSessionController::takeOverUpdater()
{
    post([](InstanceSession *session) { session->takeOverUpdater(); });
}

void ThreadedSessionController::fillPast(const QList<TimeSpan> &missing)
{
    post([missing](InstanceSession *session) { session->fillPast(missing); });
}

void ThreadedSessionController::watchClients(bool on)
{
    post([on](InstanceSession *session) { session->watchClients(on); });
}

void ThreadedSessionController::refreshClients()
{
    post([](InstanceSession *session) { session->refreshClients(); });
}

void ThreadedSessionController::disconnectClient(const QString &id)
{
    post([id](InstanceSession *session) { session->disconnectClient(id); });
}

void ThreadedSessionController::removeOrphanedSession(const QString &clientId)
{
    post([clientId](InstanceSession *session) { session->removeOrphanedSession(clientId); });
}

} // namespace syspulse
