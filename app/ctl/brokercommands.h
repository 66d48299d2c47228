// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "core/broker/brokerreader.h"

namespace syspulse {

/// The commands of syspulsectl about the inside of the broker: busy and slow clients, workers, storms and
/// busy topics; all of them for "top" where there is no terminal.
class BrokerCommands : public QObject
{
    Q_OBJECT

public:
    /// @p client, @p output and @p clock must outlive the object. @p serverNowMs tells the server's clock.
    BrokerCommands(OperationsClient *client, const SysLayout &layout, const Options &options,
                   const Output &output, const Clock *clock, std::function<qint64()> serverNowMs,
                   QObject *parent = nullptr);

    void start();

signals:
    void finished();
    void failed(const syspulse::Error &error);

private:
    /// Reads and lists what is left.
    void next();
    void list(const WorkersReport &report);
    void list(const TopClients &clients);
    void list(const Storms &storms);
    void list(const TopTopics &topics);
    void listClients(const char *name, const QString &title, const QList<ClientNumbers> &clients);
    void tellSource(const BrokerSource &source) const;

    const Options m_options;
    const Output &m_output;
    BrokerReader m_reader;
    QList<Command> m_left; ///< to be listed yet
};

} // namespace syspulse
