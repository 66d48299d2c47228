// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

#include "ui/session/sessioncontroller.h"

namespace syspulse {

/// The SessionController of the running program: owns an InstanceSession and the thread that it lives in.
class ThreadedSessionController final : public SessionController
{
public:
    explicit ThreadedSessionController(QObject *parent = nullptr);
    /// Disconnects and waits for the thread to end, some seconds at most.
    ~ThreadedSessionController() override;

    void connectTo(const ConnectionSettings &settings) override;
    void disconnectFrom() override;
    void test(const ConnectionSettings &settings, std::optional<ConnectStage> only) override;
    void fetchCertificates(const ConnectionSettings &settings, TlsLink link) override;
    void refreshPlan() override;
    void applySetup() override;
    void undoSetup() override;
    void cancelSetup() override;
    void startUpdater(const UpdaterSchedule &schedule) override;
    void pauseUpdater() override;
    void stopUpdater() override;
    void runUpdaterNow() override;
    void takeOverUpdater() override;
    void fillPast(const QList<TimeSpan> &missing) override;
    void watchClients(bool on) override;
    void refreshClients() override;
    void disconnectClient(const QString &id) override;
    void removeOrphanedSession(const QString &clientId) override;

private:
    template <typename Request>
    void post(Request request);

    QThread m_thread;
    InstanceSession *m_session; ///< lives in m_thread and is deleted there
};

} // namespace syspulse
