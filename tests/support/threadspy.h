// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tuple>
#include <type_traits>

#include <QList>
#include <QObject>

namespace syspulse {

/// What an object of another thread signals, noted in this thread. QSignalSpy would write its list in the
/// other one, while the test reads it.
template <typename... Arguments>
class ThreadSpy
{
public:
    using Signal = std::tuple<std::decay_t<Arguments>...>;

    template <typename Sender>
    ThreadSpy(const Sender *sender, void (Sender::*signal)(Arguments...))
    {
        QObject::connect(sender, signal, &m_here, [this](const std::decay_t<Arguments> &...arguments) {
            m_signals.append(Signal(arguments...));
        });
    }
    Q_DISABLE_COPY_MOVE(ThreadSpy)

    bool isEmpty() const { return m_signals.isEmpty(); }
    qsizetype size() const { return m_signals.size(); }
    const QList<Signal> &signalled() const { return m_signals; }

private:
    QList<Signal> m_signals;
    QObject m_here;
};

} // namespace syspulse
