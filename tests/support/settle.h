// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <algorithm>

#include <QTest>
#include <QTimer>
#include <QWidget>

namespace syspulse {

/// Waits until @p root shows what is: no page in it has put off a refresh, and everything is laid out.
inline void settle(const QWidget &root)
{
    const auto isSettled = [&root] {
        QCoreApplication::sendPostedEvents();
        const QList<QTimer *> timers = root.findChildren<QTimer *>();
        return std::none_of(timers.cbegin(), timers.cend(),
                            [](const QTimer *timer) { return timer->isSingleShot() && timer->isActive(); });
    };
    QVERIFY(QTest::qWaitFor(isSettled, test::patienceMs));
}

} // namespace syspulse
