// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/clients/componentrequests.h"
#include "core/clients/tracerecords.h"

namespace syspulse {

/// Has the component trace one client, and reads what it writes down until the trace ends. Removes what was
/// read from the server; the component removes what nobody reads.
class ClientTrace : public QObject
{
    Q_OBJECT

public:
    static constexpr int pollMs = 500;
    /// Failed or empty polls in a row after which the trace is given up.
    static constexpr int maxFailures = 60;
    /// Polls in a row in which a running trace was not renewed. The component renews it every 5 s, and
    /// notices within 25 s that a worker thread has ended.
    static constexpr int maxSilence = 180;

    /// @p client must outlive the object.
    ClientTrace(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// Begins the trace of a client that is connected; @p session: ClientSession::id. changed() follows when
    /// it has begun, when there are packets, and once at its end. Called once.
    void start(const QString &session, const TraceLimits &limits);
    /// Ends it; what was found until then still arrives. Harmless when it has ended already.
    void stop();

    bool isActive() const { return m_run.isActive(); }

signals:
    void changed(const syspulse::TraceFrame &frame);

private:
    void begun(const Result<Json> &answer);
    void askToStop();
    void pollLater();
    void poll();
    void take(const Result<Json> &records);
    void takeHead(const TraceHead &head);
    void missed(const Error &error);
    void finish(TraceEnd end, const Error &error = {});

    OperationsClient *m_client;
    SysLayout m_layout;
    ComponentRequests m_requests;
    RequestScope m_run;
    TraceInfo m_info;
    std::optional<TraceEnd> m_end; ///< as the component told; packets may still be missing
    int m_chunks = 0;              ///< that are there
    int m_read = 0;                ///< of them
    int m_failures = 0;
    int m_silence = 0;
    qint64 m_updatedMs = 0;
    bool m_seen = false; ///< its record was there
    bool m_stopping = false;
};

} // namespace syspulse
