// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/replyend.h"

#include <utility>

#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace syspulse {

void whenEnded(QNetworkReply *reply, int timeoutMs, QObject *context, std::function<void()> then)
{
    // Queued: abort() emits finished() at once and goes on using the reply afterwards.
    QObject::connect(
        reply, &QNetworkReply::finished, context,
        [there = QPointer(reply), then = std::move(then)] {
            if (there)
                then();
        },
        Qt::QueuedConnection);
    // Qt's own transfer timeout starts again with every byte: a peer that drips could hold us for ever.
    QTimer::singleShot(timeoutMs, reply, &QNetworkReply::abort);
}

} // namespace syspulse
