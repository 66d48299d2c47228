// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/serverlogmonitor.h"

namespace syspulse {

ServerLogMonitor::ServerLogMonitor(OperationsClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, &ServerLogMonitor::refresh);
}

void ServerLogMonitor::watch(bool on)
{
    if (on == m_poll.isActive())
        return;
    if (!on)
        return m_poll.stop();
    m_poll.start();
    refresh();
}

void ServerLogMonitor::refresh()
{
    // A server that is slower than the polls must not be asked ever more at once.
    if (m_reading)
        m_again = true;
    else
        read(m_log.entries.isEmpty() ? firstBytes : laterBytes);
}

void ServerLogMonitor::read(int bytes)
{
    m_reading = true;
    m_again = false;
    m_client->newestLog(bytes, this, [this, bytes](const Result<QList<ServerLogEntry>> &entries) {
        m_reading = false;
        if (entries) {
            take(bytes, {entries->crbegin(), entries->crend()});
        } else {
            m_log.error = entries.error();
            emit changed(m_log);
        }
        if (m_again && m_poll.isActive())
            refresh();
    });
}

void ServerLogMonitor::take(int bytes, const QList<ServerLogEntry> &entries)
{
    QList<ServerLogEntry> &known = m_log.entries;
    if (bytes < firstBytes) {
        const qsizetype begun = goesOnAt(known, entries);
        // More was written since than this piece holds, or the server has begun another file.
        if (begun == known.size())
            return read(firstBytes);
        known.remove(begun, known.size() - begun);
    } else {
        known.clear();
    }
    known += entries;
    if (known.size() > maxEntries)
        known.remove(0, known.size() - maxEntries);
    m_log.error = {};
    emit changed(m_log);
}

} // namespace syspulse
