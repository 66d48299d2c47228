// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/setaside.h"
#include "core/broker/brokertypes.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"

#include <QCoreApplication>

namespace syspulse {

class LiveWorkers;

/// Reads once what the component's worker threads tell of the broker. Without the component, or with one from
/// before 2.0.0, the errors say that and what to do.
class BrokerReader
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::BrokerReader)

public:
    template <typename Report>
    using Done = std::function<void(const Report &)>;

    /// @p client and @p clock must outlive the object, and the object the context of its requests.
    /// @p serverNowMs tells the server's clock.
    BrokerReader(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                 std::function<qint64()> serverNowMs);

    void workers(QObject *context, Done<WorkersReport> done);
    void topClients(QObject *context, Done<TopClients> done);
    void storms(QObject *context, Done<Storms> done);
    void topTopics(QObject *context, Done<TopTopics> done);

private:
    using Live = std::function<void(const Json &threads, const LiveWorkers &live)>;
    using Failed = std::function<void(const Error &error)>;

    void readThreads(const QStringList &attributes, QObject *context, Live done, Failed failed);
    void readRecords(const QStringList &attributes, const std::optional<QList<int>> &threadIds,
                     QObject *context, Live done, Failed failed);
    template <typename Report>
    void read(const QString &table, Report (*fold)(const Json &, const LiveWorkers &), QObject *context,
              Done<Report> done);

    OperationsClient *m_client;
    SysLayout m_layout;
    std::function<qint64()> m_serverNowMs;
    SetAside m_threads; ///< asking the server for its threads, which this user may not
};

} // namespace syspulse
