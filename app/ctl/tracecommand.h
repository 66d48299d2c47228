// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "core/clients/clientsreader.h"
#include "core/clients/clienttrace.h"

namespace syspulse {

/// "syspulsectl trace": prints the packets of one client until the trace ends.
class TraceCommand : public QObject
{
    Q_OBJECT

public:
    /// @p client and @p output must outlive the object.
    TraceCommand(OperationsClient *client, const SysLayout &layout, const Options &options,
                 const Output &output, QObject *parent = nullptr);

    void start();
    /// Ends the trace on the server; what it has found is still printed. The second call waits for nothing.
    void interrupt();

signals:
    /// The trace has ended as it was to, or because the client left.
    void finished();
    void failed(const syspulse::Error &error);
    /// interrupt() has nothing to wait for.
    void abandoned();

private:
    void begin(const Result<ConnectedClients> &clients);
    void take(const TraceFrame &frame);
    void print(const TraceInfo &info, const TracedPacket &packet) const;
    void finish(const TraceFrame &frame);

    const Options m_options;
    const Output &m_output;
    ClientsReader m_reader;
    ClientTrace m_trace;
    int m_packets = 0; ///< printed
    bool m_told = false;
    bool m_interrupted = false;
};

} // namespace syspulse
