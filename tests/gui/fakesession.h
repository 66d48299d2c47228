// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/sessioncontroller.h"

#include <QStringList>

namespace syspulse {

/// A session that only exists as signals: notes requests, answers nothing by itself.
class FakeSession final : public SessionController
{
public:
    void connectTo(const ConnectionSettings &settings) override;
    void disconnectFrom() override { requests.append(QStringLiteral("disconnect")); }
    void test(const ConnectionSettings &settings, std::optional<ConnectStage> only) override;
    void fetchCertificates(const ConnectionSettings &settings, TlsLink link) override;
    void refreshPlan() override { requests.append(QStringLiteral("plan")); }
    void applySetup() override { requests.append(QStringLiteral("apply")); }
    void undoSetup() override { requests.append(QStringLiteral("undo")); }
    void cancelSetup() override { requests.append(QStringLiteral("cancel")); }
    void startUpdater(const UpdaterSchedule &schedule) override;
    void pauseUpdater() override { requests.append(QStringLiteral("pause")); }
    void stopUpdater() override { requests.append(QStringLiteral("stop")); }
    void runUpdaterNow() override { requests.append(QStringLiteral("run")); }
    void takeOverUpdater() override { requests.append(QStringLiteral("takeover")); }
    void fillPast(const QList<TimeSpan> &missing) override { pastRequests.append(missing); }
    void watchClients(bool on) override;
    void refreshClients() override { requests.append(QStringLiteral("refresh clients")); }
    void disconnectClient(const QString &id) override;
    void removeOrphanedSession(const QString &clientId) override;

    /// Connected to @p url, with MQTT up.
    void pretendConnected(const QString &url = QStringLiteral("https://db.example.org:9925/"));
    /// One updater cycle of a broker in use, @p step after step, each sampled at @p timeMs.
    void sendSample(int step, qint64 timeMs, int intervalSeconds = 10);
    /// One value.
    void sendValue(const QString &topic, const QString &text, qint64 timeMs);
    void sendNumber(const QString &topic, double number, qint64 timeMs);

    QStringList requests;
    QList<QList<TimeSpan>> pastRequests;
    ConnectionSettings settings; ///< of the last connectTo(), test() or fetchCertificates()
};

/// A value as the decoder would make it.
TopicValue fakeValue(const QString &topic, const QString &text, qint64 timeMs);

/// @p count connected clients with the record ids r0, r1 and so on.
QList<ClientSession> fakeClients(int count, qint64 nowMs);

/// A plan in which the component and what follows are still to be done.
SetupPlan neededPlan();
/// A plan of an instance that is set up.
SetupPlan completePlan();

} // namespace syspulse
