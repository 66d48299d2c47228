// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttransport.h"

namespace syspulse::test {

/// Global test data: one row for each back end that is compiled in.
void addBackendRows();
/// The back end of the row that is running.
MqttBackend currentBackend();

/// Returns when what is queued now, and what that queues, has been delivered: a marker goes the same way.
void passQueued();

/// Owns one transport and notes its signals and their order.
class TransportProbe : public QObject
{
    Q_OBJECT

public:
    explicit TransportProbe(MqttBackend backend);

    void open(const MqttEndpoint &endpoint);
    /// Opens and waits; false when it closed instead.
    bool openAndWait(const MqttEndpoint &endpoint);
    /// Subscribes and waits for the broker's answer, which is returned.
    bool subscribeAndWait(const QString &filter);
    bool waitForClosed();
    bool waitForMessages(qsizetype count);

    std::unique_ptr<MqttTransport> transport;
    int openedCount = 0;
    int publishedCount = 0;
    int pingedCount = 0;
    QList<MqttMessage> messages;
    int batches = 0;
    QList<std::pair<QString, bool>> answers;
    QList<Error> closed;
    int signalsAfterClosed = 0;

private:
    void onOpened();
    void onMessages(const QList<MqttMessage> &received);
    void onSubscribed(const QString &filter, bool granted);
    void onClosed(const Error &error);
    void noteLate();
};

} // namespace syspulse::test
