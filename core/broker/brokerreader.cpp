// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/brokerreader.h"

#include "core/base/json.h"
#include "core/broker/brokerlimits.h"
#include "core/broker/storms.h"
#include "core/broker/topclients.h"
#include "core/broker/toptopics.h"
#include "core/broker/workerload.h"
#include "core/harper/notthere.h"

namespace syspulse {

BrokerReader::BrokerReader(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                           std::function<qint64()> serverNowMs)
    : m_client(client)
    , m_layout(layout)
    , m_serverNowMs(std::move(serverNowMs))
    , m_threads(clock)
{}

/// @p error as the answer to a question that a component before 2.0.0 cannot answer.
static Error explainedAge(const Error &error)
{
    if (!saysNotThere(error) && !saysUnknownAttribute(error))
        return error;
    return {ErrorKind::Conflict,
            BrokerReader::tr("The component on this instance is older than 2.0.0 and does not report this. "
                             "Upgrade it in Setup, or with \"syspulsectl setup\"."),
            error.detail, error.httpStatus};
}

void BrokerReader::readThreads(const QStringList &attributes, QObject *context, Live done, Failed failed)
{
    if (!m_threads.isDue())
        return readRecords(attributes, std::nullopt, context, std::move(done), std::move(failed));
    m_client->systemInformation({QStringLiteral("threads")}, context,
                                [this, attributes, context, done = std::move(done),
                                 failed = std::move(failed)](const Result<SystemInformation> &information) {
                                    if (!information && information.error().kind == ErrorKind::Permission)
                                        m_threads.refused();
                                    // A server that tells of no thread cannot have answered.
                                    const bool known = information && !information->threadIds.isEmpty();
                                    readRecords(attributes,
                                                known ? std::optional(information->threadIds) : std::nullopt,
                                                context, done, failed);
                                });
}

void BrokerReader::readRecords(const QStringList &attributes, const std::optional<QList<int>> &threadIds,
                               QObject *context, Live done, Failed failed)
{
    m_client->records(
        m_layout.database, m_layout.threadsTable, attributes, BrokerLimits::workers, context,
        [this, threadIds, done = std::move(done), failed = std::move(failed)](const Result<Json> &threads) {
            if (!threads && saysNotThere(threads.error()))
                return failed({ErrorKind::Conflict,
                               tr("Nothing is known about the inside of the broker: the component is not "
                                  "installed, or is one from before 1.1.0. Set the instance up first."),
                               threads.error().detail, threads.error().httpStatus});
            if (!threads)
                return failed(explainedAge(threads.error()));
            const LiveWorkers live(*threads, m_serverNowMs(), threadIds);
            if (live.isEmpty())
                return failed(
                    {ErrorKind::Server,
                     tr("No worker of this instance has reported anything for 15 s. The component may "
                        "not be loaded: look at Setup."),
                     {},
                     0});
            done(*threads, live);
        });
}

void BrokerReader::workers(QObject *context, Done<WorkersReport> done)
{
    readThreads(
        workerAttributes(), context,
        [done](const Json &threads, const LiveWorkers &live) { done(foldWorkers(threads, live)); },
        [done](const Error &error) {
            WorkersReport report;
            report.source.error = error;
            done(report);
        });
}

template <typename Report>
void BrokerReader::read(const QString &table, Report (*fold)(const Json &, const LiveWorkers &),
                        QObject *context, Done<Report> done)
{
    const Failed failed = [done](const Error &error) {
        Report report;
        report.source.error = error;
        done(report);
    };
    readThreads(
        LiveWorkers::attributes(), context,
        [this, table, fold, context, done, failed](const Json &, const LiveWorkers &live) {
            m_client->records(m_layout.database, table, {QStringLiteral("*")}, BrokerLimits::workers, context,
                              [fold, live, done, failed](const Result<Json> &records) {
                                  if (records)
                                      done(fold(*records, live));
                                  else
                                      failed(explainedAge(records.error()));
                              });
        },
        failed);
}

void BrokerReader::topClients(QObject *context, Done<TopClients> done)
{
    read(m_layout.clientsTopTable, foldTopClients, context, std::move(done));
}

void BrokerReader::storms(QObject *context, Done<Storms> done)
{
    read(m_layout.stormsTable, foldStorms, context, std::move(done));
}

void BrokerReader::topTopics(QObject *context, Done<TopTopics> done)
{
    read(m_layout.topicsTopTable, foldTopTopics, context, std::move(done));
}

} // namespace syspulse
