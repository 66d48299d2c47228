// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/bufferedtransport.h"

#include <memory>

namespace syspulse {

/// MqttTransport over libmosquitto, driven by the event loop of the thread it lives in.
class MosquittoTransport final : public BufferedTransport
{
    Q_OBJECT

public:
    explicit MosquittoTransport(QObject *parent = nullptr);
    ~MosquittoTransport() override;

    void subscribe(const QString &filter, quint8 qos) override;
    void unsubscribe(const QString &filter) override;
    void publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain) override;
    void ping() override;

protected:
    void connectTo(const QHostAddress &address) override;
    void drop(Farewell farewell) override;

private:
    struct Private;

    void onReadable();
    void onWritable();
    void onSecond();
    bool tcpEstablished();
    void continueHandshake();
    /// Whether a connection that failed before the login did so because of TLS. @p systemError: errno.
    bool isTlsFailure(int systemError) const;
    Error tlsFailure() const;
    void drain();
    void loopFailed(int code, int systemError);
    void watchWrites();

    std::unique_ptr<Private> d;
};

} // namespace syspulse
