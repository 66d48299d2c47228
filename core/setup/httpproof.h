// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/httpoperations.h"
#include "core/harper/operationtypes.h"
#include "core/topics/syslayout.h"

#include <functional>

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QSet>

namespace syspulse {

/// Proves that the records can be read over HTTP from every worker: asks the server's HTTP port for them over
/// new connections until each worker has answered. Workers that have just started may refuse for a while.
class HttpProof : public QObject
{
    Q_OBJECT

public:
    /// For how long since the start a refusal is tried again.
    static constexpr int patienceMs = 30000;
    static constexpr int retryMs = 500;
    /// For how long a port may take connections without ever speaking TLS, before it is taken for one that
    /// does not. A worker that is about to end may close one, too.
    static constexpr int noTlsMs = 2000;
    /// Good answers in a row, for each worker, after which one that was never met counts as busy elsewhere:
    /// which worker gets a connection is the system's choice.
    static constexpr int enoughPerWorker = 20;

    HttpProof(const HarperEndpoint &endpoint, const SysLayout &layout, QObject *parent = nullptr);

    /// @p done gets a sentence about what was seen, or the failure.
    void run(const ServerConfiguration &configuration, std::function<void(const Result<QString> &)> done);
    void cancel();

private:
    enum class Connection { New, Kept };
    void get(Connection connection, const QString &path, const QString &query,
             std::function<void(const Result<QByteArray> &)> then);
    void askForRecords();
    void askWhoAnswered();
    void answered(const QString &worker);
    void tryAgain(const Error &error);
    void finish(const Result<QString> &result);
    Error errorOf(QNetworkReply *reply, bool timedOut) const;
    /// Of a connection that was never encrypted.
    Error noTlsError(const QNetworkReply &reply, bool timedOut) const;
    QString place() const;
    /// The part of the time-out by which a connection has to be encrypted.
    int handshakeMs() const { return m_endpoint.timeoutMs / 3; }

    const HarperEndpoint m_endpoint;
    const SysLayout m_layout;
    QNetworkAccessManager m_network;
    QUrl m_url;
    int m_workers = 1;
    int m_inARow = 0;
    QSet<QString> m_seen; ///< workers that have answered
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_withoutTls; ///< since the first of the last ones, in a row, that were not encrypted
    std::function<void(const Result<QString> &)> m_done;
    RequestScope m_run;
};

} // namespace syspulse
