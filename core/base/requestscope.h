// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>

namespace syspulse {

/// Owns one run of requests: its context() is the context object of every request and timer of the run. When
/// the scope ends, is begun again or goes out of existence, the context is destroyed at once, so that an
/// answer already queued can no longer enter. (deleteLater() would let it in until control returns to the
/// event loop.)
///
/// Ending a scope from inside one of its own callbacks is allowed; what the callback has captured stays valid
/// until it returns.
class RequestScope
{
public:
    /// Starts a run; a run before it ends.
    QObject *begin()
    {
        m_context = std::make_unique<QObject>();
        return m_context.get();
    }

    /// Ends the run; harmless when none is active.
    void end() { m_context.reset(); }

    bool isActive() const { return m_context != nullptr; }

    /// The context of the run, or nullptr when none is active.
    QObject *context() const { return m_context.get(); }

private:
    std::unique_ptr<QObject> m_context;
};

} // namespace syspulse
