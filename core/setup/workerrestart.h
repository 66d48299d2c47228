// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"

#include <QElapsedTimer>
#include <QTimer>

namespace syspulse {

/// Restarts the worker threads and waits until they are back and have loaded a component.
///
/// The server's job says COMPLETE even when a component failed to load, and "healthy" when nothing was
/// loaded; what counts is that the workers of before have ended, and that every part is healthy on every
/// worker with a time after the request. The ports refuse connections for some seconds meanwhile: that is
/// part of the plan, not a failure.
class WorkerRestart : public QObject
{
    Q_OBJECT

public:
    static constexpr int timeoutMs = 90000;
    /// More for each worker: Harper 5 restarts them one after the other, with up to so long for each to end.
    static constexpr int workerMs = 5000;

    struct Pace
    {
        int firstMs = 1200; ///< the old workers go on answering for about 0.8 s
        int againMs = 300;
    };

    WorkerRestart(OperationsClient *client, QObject *parent = nullptr);

    /// @p project: component that must be loaded afterwards; empty: any running state will do.
    void run(const QString &project, std::function<void(const Result<void> &)> done);
    void cancel();
    void setPace(const Pace &pace) { m_pace = pace; }

private:
    /// Answers in a row, each over a new connection, that show that all is back.
    static constexpr int neededAnswers = 4;
    /// Of the server's log in an error: so many lines, and characters of each.
    static constexpr int maxLines = 3;
    static constexpr int maxLine = 500;

    void request();
    void poll();
    void judge(const QList<int> &threads);
    void judge(const Result<ServerStatus> &status, qsizetype workers);
    /// Looks again later, or gives up with @p error.
    void notYet(const Error &error);
    void judgeWithoutStatus();
    /// What the new workers say of a component that they could not load.
    QStringList loadErrors(const ServerStatus &status) const;
    /// Ends with what the server's log says of an error of which the status has said @p said.
    void failedToLoad(const QString &said);
    qint64 limitMs() const { return timeoutMs + workerMs * qint64(m_oldThreads.size()); }
    void finish(const Result<void> &result);

    OperationsClient *m_client;
    QString m_project;
    std::function<void(const Result<void> &)> m_done;
    double m_requestedMs = 0; ///< the server's clock
    QList<int> m_oldThreads;
    QElapsedTimer m_elapsed;
    QTimer m_poll;
    int m_goodAnswers = 0;
    Pace m_pace;
    RequestScope m_run;
};

} // namespace syspulse
