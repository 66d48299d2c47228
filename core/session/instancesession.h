// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/httpoperations.h"
#include "core/mqtt/mqttclient.h"
#include "core/setup/setupplan.h"
#include "core/updater/runreport.h"

#include <memory>
#include <optional>

#include <QObject>

namespace syspulse {

/// What a person enters to connect. Lives in memory only.
struct ConnectionSettings
{
    QString url; ///< as typed; see parseInstanceUrl()
    QString user;
    QString password;
    LoginMode login = LoginMode::Basic;
    QByteArray caPem;     ///< PEM of a certificate authority to trust beside none; empty: the system's roots
    QString mqttHost;     ///< empty: the host of the url
    quint16 mqttPort = 0; ///< 0: from the server's configuration
    std::optional<bool> mqttTls; ///< nothing: as the url

    bool operator==(const ConnectionSettings &) const = default;
};

/// Stages of connecting and of the connection test, in order.
enum class ConnectStage { Address, Login, Version, Rights, MqttPort, Mqtt };

/// Result of one stage.
struct StageResult
{
    ConnectStage stage = ConnectStage::Address;
    StepState state = StepState::Running;
    QString text; ///< what was found, or what failed and what to do
};

enum class SessionState {
    Disconnected,
    Connecting,
    Connected, ///< the operations API answers and the user is known
    Failed,    ///< see the error; connectTo() tries again
};

/// What is known about the instance once connected.
struct InstanceInfo
{
    QString url;
    QString user;
    bool superUser = false;
    QString version;
    QString mqttAddress; ///< "host:port (TLS)"
    QString mqttBackend; ///< "Qt MQTT" or "libmosquitto"
    int workers = 1;
    bool analyticsOn = true;
    bool configurationKnown = false; ///< false: the user may not read it
};

/// The newest value of a topic, as received.
struct TopicValue
{
    QString topic; ///< "$SYS/broker/clients/connected"
    QString recordId;
    QString text; ///< the value as plain, untrusted text
    std::optional<double> number;
    qint64 timestampMs = 0; ///< server's clock: when the value was sampled
    qint64 seenMs = 0;      ///< this machine's clock: when the value was last known to be current
    QString unit;
    QString kind;
    QString source;
    QString quality;
    QString description;
};

/// A burst of changes, at most some 10 per second.
struct ValuesFrame
{
    QList<TopicValue> values; ///< those that changed or were confirmed
    QStringList removed;      ///< topics whose record was deleted
    qint64 sampleMs = 0;      ///< server's clock of the newest sample in the frame
    bool live = false;        ///< false: the values that were there when we subscribed, of unknown age until
                              ///< their timestamps are compared with the server's clock
};

/// Everything that one connected instance needs: operations, MQTT, setup, updater, live values. Lives in a
/// thread of its own; its signals carry values and may be received in any thread, its slots must be invoked
/// there.
class InstanceSession : public QObject
{
    Q_OBJECT

public:
    explicit InstanceSession(QObject *parent = nullptr);
    ~InstanceSession() override;

public slots:
    void connectTo(const syspulse::ConnectionSettings &settings);
    void disconnectFrom();
    /// Tries every stage without touching the current connection; stageTested() per stage, then
    /// testFinished().
    void test(const syspulse::ConnectionSettings &settings);

    void refreshPlan();
    void applySetup();
    void undoSetup();
    void cancelSetup();

    void startUpdater(int intervalSeconds);
    void stopUpdater();
    void runUpdaterNow();
    void takeOverUpdater();

signals:
    void stateChanged(syspulse::SessionState state, const syspulse::Error &error);
    void stageReached(const syspulse::StageResult &result);
    void infoChanged(const syspulse::InstanceInfo &info);
    /// State of the MQTT connection; @p error is the last failure, empty message when none.
    void mqttStateChanged(syspulse::MqttClient::State state, const syspulse::Error &error);

    void stageTested(const syspulse::StageResult &result);
    void testFinished(bool passed);

    void planChanged(const syspulse::SetupPlan &plan);
    void planFailed(const syspulse::Error &error);
    void setupStepChanged(const syspulse::SetupStep &step);
    /// @p error has an empty message on success.
    void setupFinished(bool undo, bool succeeded, const syspulse::Error &error);

    void updaterStatusChanged(const syspulse::UpdaterStatus &status);
    void runFinished(const syspulse::RunReport &report);

    void valuesArrived(const syspulse::ValuesFrame &frame);
    /// The server's clock minus this machine's, in ms.
    void clockOffsetChanged(qint64 offsetMs);
    /// One line for the log page: plain text without secrets.
    void logged(const QString &line);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ConnectionSettings)
Q_DECLARE_METATYPE(syspulse::StageResult)
Q_DECLARE_METATYPE(syspulse::SessionState)
Q_DECLARE_METATYPE(syspulse::InstanceInfo)
Q_DECLARE_METATYPE(syspulse::ValuesFrame)
