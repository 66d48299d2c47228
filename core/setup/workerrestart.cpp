// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/workerrestart.h"

#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/harper/notthere.h"
#include "core/setup/componentversion.h"

namespace syspulse {

WorkerRestart::WorkerRestart(OperationsClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &WorkerRestart::poll);
}

void WorkerRestart::cancel()
{
    m_poll.stop();
    m_run.end();
    m_done = nullptr;
}

void WorkerRestart::finish(const Result<void> &result)
{
    qCDebug(lcSetup) << "restart of the workers:" << outcome(result);
    const auto done = std::exchange(m_done, nullptr);
    m_poll.stop();
    m_run.end();
    if (done)
        done(result);
}

void WorkerRestart::run(const QString &project, std::function<void(const Result<void> &)> done)
{
    cancel();
    m_run.begin();
    m_goodAnswers = 0;
    m_project = project;
    m_done = std::move(done);
    m_client->systemInformation({QStringLiteral("time"), QStringLiteral("threads")}, m_run.context(),
                                [this](const Result<SystemInformation> &information) {
                                    if (!information)
                                        return finish(Unexpected<Error>{information.error()});
                                    m_requestedMs = double(information->serverTimeMs.value_or(0));
                                    m_oldThreads = information->threadIds;
                                    request();
                                });
}

void WorkerRestart::request()
{
    m_client->restartWorkers(m_run.context(), [this](const Result<QString> &job) {
        if (!job)
            return finish(Unexpected<Error>{job.error()});
        m_elapsed.start();
        m_poll.start(m_pace.firstMs);
    });
}

void WorkerRestart::poll()
{
    m_client->dropIdleConnections();
    m_client->systemInformation({QStringLiteral("threads")}, m_run.context(),
                                [this](const Result<SystemInformation> &information) {
                                    if (!information)
                                        return notYet(information.error());
                                    judge(information->threadIds);
                                });
}

void WorkerRestart::judge(const QList<int> &threads)
{
    // Those of before go on answering for as long as they are busy, also for new ones that do not listen yet.
    if (std::any_of(threads.cbegin(), threads.cend(), [this](int id) { return m_oldThreads.contains(id); }))
        return notYet({ErrorKind::Server, tr("The old workers have not ended yet."), {}, 0});
    m_client->status(m_run.context(), [this, count = threads.size()](const Result<ServerStatus> &status) {
        judge(status, count);
    });
}

void WorkerRestart::notYet(const Error &error)
{
    m_goodAnswers = 0;
    if (m_elapsed.elapsed() > limitMs())
        return finish(failure(error.kind,
                              tr("The server did not come back within %1 s after its workers were restarted. "
                                 "Look at its log.")
                                  .arg(limitMs() / 1000),
                              describe(error)));
    m_poll.start(m_pace.againMs);
}

void WorkerRestart::judge(const Result<ServerStatus> &status, qsizetype workers)
{
    if (!status && saysUnknownOperation(status.error())) {
        judgeWithoutStatus();
        return;
    }
    if (!status)
        return notYet(status.error());
    if (const QStringList errors = loadErrors(*status); !errors.isEmpty())
        return failedToLoad(errors.join(QStringLiteral("; ")));
    const QString witness = m_project.isEmpty() ? QStringLiteral("mqtt") : m_project;
    if (!componentLoaded(*status, witness, m_requestedMs, workers, configuredParts()))
        return notYet({ErrorKind::Server, tr("The workers have not loaded the component yet."), {}, 0});
    if (++m_goodAnswers >= neededAnswers)
        return finish({});
    m_poll.start(m_pace.againMs);
}

QStringList WorkerRestart::loadErrors(const ServerStatus &status) const
{
    const QString parts = m_project + QLatin1Char('.');
    QStringList errors;
    for (const ComponentStatus &component : status.components) {
        const bool ours =
            !m_project.isEmpty() && (component.name == m_project || component.name.startsWith(parts));
        // An old worker may still report the error that this restart is to mend, while another is new
        // already: the status is that of the worst of them.
        const bool fresh = !component.workerCheckedMs.isEmpty() &&
                           std::all_of(component.workerCheckedMs.cbegin(), component.workerCheckedMs.cend(),
                                       [this](double checkedMs) { return checkedMs > m_requestedMs; });
        if (ours && fresh && component.status == QLatin1String("error"))
            errors.append(component.message);
    }
    return errors;
}

void WorkerRestart::failedToLoad(const QString &said)
{
    m_client->loggedErrors(
        qint64(m_requestedMs), m_run.context(), [this, said](const Result<QList<ServerLogEntry>> &logged) {
            QStringList lines{said};
            for (const ServerLogEntry &entry : logged ? *logged : QList<ServerLogEntry>()) {
                const QString line = cutText(entry.message.section(QLatin1Char('\n'), 0, 0), maxLine);
                const bool ours = line.contains(QLatin1Char('\'') + m_project + QLatin1Char('\'')) ||
                                  line.contains(QLatin1Char('/') + m_project + QLatin1Char('/'));
                if (ours && !lines.contains(line) && lines.size() <= maxLines)
                    lines.append(line);
            }
            finish(failure(ErrorKind::Server,
                           tr("The server could not load the component \"%1\".").arg(m_project),
                           lines.join(QStringLiteral("; "))));
        });
}

void WorkerRestart::judgeWithoutStatus()
{
    // Servers before 4.5: an answer after the longest outage that was seen must do.
    if (m_elapsed.elapsed() > 8000)
        return finish({});
    m_poll.start(1000);
}

} // namespace syspulse
