// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/canaryprobe.h"
#include "core/probe/canarywindow.h"
#include "core/topics/syslayout.h"

#include <optional>

#include <QStringList>

namespace syspulse {

/// The canary of one instance: rounds of CanaryProbe while it is started, and what the newest ones say.
class Canary : public QObject
{
    Q_OBJECT

public:
    /// A round begins every @p intervalSeconds, which should be longer than one may last.
    Canary(OperationsClient *client, MqttBackend backend, const SysLayout &layout, int intervalSeconds,
           QObject *parent = nullptr);

    bool isActive() const { return m_timer.isActive(); }
    /// Begins with a round at once. Goes on as before where it is started already.
    void start(const MqttEndpoint &endpoint);
    /// Leaves a round under way, and forgets what was measured.
    void stop();

    /// See CanaryWindow::readings().
    QList<MetricReading> readings() const { return m_window.readings(); }
    /// What an administrator should know and was not told yet: that a phase fails, or does no longer.
    QStringList takeNotes() { return std::exchange(m_notes, {}); }

signals:
    void measured(const syspulse::CanaryRound &round);

private:
    void begin();
    void take(const CanaryRound &round);

    CanaryProbe m_probe;
    CanaryWindow m_window;
    QTimer m_timer;
    MqttEndpoint m_endpoint;
    std::optional<CanaryPhase> m_failing; ///< that was told
    QStringList m_notes;
};

} // namespace syspulse
