// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"

#include <QCoreApplication>

namespace syspulse {

/// Asks the component for something: through a record that the worker thread which has the client finds and
/// answers.
class ComponentRequests
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ComponentRequests)

public:
    /// A request without an answer is given up after attempts() polls.
    static constexpr int pollMs = 300;
    static constexpr int attempts = 34; // about 10 s

    /// What the component answered, null where it has nothing to tell beyond "done". What it cannot do fails
    /// with ErrorKind::Conflict and its own words, and what this user may not ask with ErrorKind::Permission.
    using Done = std::function<void(const Result<Json> &)>;

    /// @p client must outlive the object, and the object the context of its requests.
    ComponentRequests(OperationsClient *client, const SysLayout &layout);

    /// @p action and @p target as the component knows them; @p options is null where there are none.
    void ask(const QString &action, const QString &target, const OrderedJson &options, QObject *context,
             const Done &done);

private:
    void awaitAnswer(const QString &id, int attemptsLeft, QObject *context, const Done &done);
    void judge(const QString &id, int attemptsLeft, const Result<Json> &records, QObject *context,
               const Done &done);
    void finish(const QString &id, const Result<Json> &answer, QObject *context, const Done &done);

    OperationsClient *m_client;
    SysLayout m_layout;
};

} // namespace syspulse
