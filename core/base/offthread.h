// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

namespace syspulse {

/// Does @p work in a thread of the pool, for example with a file that the user has chosen and that may lie on
/// a dead network drive; then calls @p done with its result in this thread, which needs an event loop. Not
/// once
/// @p context, an object of this thread, is gone.
template <typename Work, typename Done>
void runOffThread(Work work, QObject *context, Done done)
{
    // Brings the answer back to this thread: only here may the context be looked at. What is posted must not
    // own it: an answer that comes while the program ends is destroyed under the lock of the thread's events,
    // which deleteLater() waits for.
    auto *relay = new QObject;
    QThreadPool::globalInstance()->start(
        [work = std::move(work), relay, context = QPointer<QObject>(context), done = std::move(done)] {
            QMetaObject::invokeMethod(
                relay,
                [result = work(), relay, context, done] {
                    if (context)
                        done(result);
                    relay->deleteLater();
                },
                Qt::QueuedConnection);
        });
}

} // namespace syspulse
