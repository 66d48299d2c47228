// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clienttrace.h"

#include "core/base/json.h"

#include <algorithm>

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace syspulse {

namespace {

/// Records of packets that are read at once, of up to 250 packets each.
constexpr int chunksAtOnce = 10;

} // namespace

ClientTrace::ClientTrace(OperationsClient *client, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_requests(client, layout)
{}

void ClientTrace::start(const QString &session, const TraceLimits &limits)
{
    m_info.session = session;
    m_info.limits = limits;
    m_requests.ask(QStringLiteral("trace_client"), session,
                   {{"seconds", limits.seconds}, {"packets", limits.packets}}, m_run.begin(),
                   [this](const Result<Json> &answer) { begun(answer); });
}

void ClientTrace::begun(const Result<Json> &answer)
{
    if (!answer) {
        Error error = answer.error();
        if (error.kind == ErrorKind::Permission)
            error.message = tr("Only super users may trace clients.");
        return finish(TraceEnd::Failed, error);
    }
    const QString session = m_info.session;
    m_info = decodeTraceStart(*answer);
    m_info.session = session;
    if (m_info.id.isEmpty())
        return finish(
            TraceEnd::Failed,
            {ErrorKind::Protocol, tr("The component's answer does not say which trace was started."), {}, 0});
    if (m_stopping)
        askToStop();
    poll();
}

void ClientTrace::stop()
{
    if (!isActive() || m_stopping)
        return;
    m_stopping = true;
    if (!m_info.id.isEmpty())
        askToStop();
}

void ClientTrace::askToStop()
{
    // Whether it has worked shows in the trace's own record.
    m_requests.ask(QStringLiteral("stop_trace"), m_info.id, {}, m_run.context(), [](const Result<Json> &) {});
}

void ClientTrace::pollLater()
{
    QTimer::singleShot(pollMs, m_run.context(), [this] { poll(); });
}

void ClientTrace::poll()
{
    QStringList ids{m_info.id};
    for (int i = 1; i <= chunksAtOnce; ++i)
        ids.append(traceChunkId(m_info.id, m_read + i));
    m_client->recordsById(m_layout.database, m_layout.tracesTable, ids, m_run.context(),
                          [this](const Result<Json> &records) { take(records); });
}

void ClientTrace::missed(const Error &error)
{
    if (++m_failures >= maxFailures)
        return finish(TraceEnd::Failed, error);
    pollLater();
}

void ClientTrace::take(const Result<Json> &records)
{
    if (!records)
        return missed(records.error());
    QHash<QString, const Json *> byId;
    for (const Json &record : *records)
        byId.insert(textOr(record, "id"), &record);
    const Json *head = byId.value(m_info.id);
    if (head == nullptr) {
        if (m_seen)
            return finish(TraceEnd::Gone);
        return missed({ErrorKind::Server,
                       tr("The trace was started, but the component does not write it down."),
                       {},
                       0});
    }
    m_failures = 0;
    const bool first = !m_seen;
    takeHead(decodeTraceHead(*head));
    TraceFrame frame{m_info, {}, {}, {}};
    while (const Json *chunk = byId.value(traceChunkId(m_info.id, m_read + 1))) {
        frame.packets += decodeTracedPackets(*chunk);
        ++m_read;
    }
    const QPointer<ClientTrace> self(this);
    const bool rest = m_read < m_chunks;
    if (first || !frame.packets.isEmpty())
        emit changed(frame);
    if (!self || !isActive())
        return;
    if (rest && byId.size() > 1)
        return poll();
    if (m_end && !rest)
        return finish(*m_end);
    if (m_silence >= maxSilence || (m_end && ++m_failures >= maxFailures))
        return finish(
            TraceEnd::Failed,
            {ErrorKind::Server, tr("The trace has ended: the server has not renewed it for 90 s."), {}, 0});
    pollLater();
}

void ClientTrace::takeHead(const TraceHead &head)
{
    m_silence = m_seen && head.updatedMs == m_updatedMs ? m_silence + 1 : 0;
    m_seen = true;
    m_updatedMs = head.updatedMs;
    const QString session = m_info.session;
    m_info = head.info;
    m_info.session = session;
    m_chunks = std::max(m_chunks, head.chunks);
    m_end = head.end;
}

void ClientTrace::finish(TraceEnd end, const Error &error)
{
    const auto told = [this, end, error] {
        m_run.end();
        emit changed({m_info, {}, end, error});
    };
    if (m_info.id.isEmpty())
        return told();
    QStringList ids;
    for (int chunk = 1; chunk <= m_chunks; ++chunk)
        ids.append(traceChunkId(m_info.id, chunk));
    ids.append(m_info.id);
    // The component removes what stays, a minute later. A trace that goes on is its business, too.
    m_client->deleteRecords(m_layout.database, m_layout.tracesTable, ids, m_run.context(),
                            [told](const Result<void> &) { told(); });
}

} // namespace syspulse
