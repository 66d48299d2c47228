// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/filethread.h"
#include "tests/support/testregistry.h"

#include <QThreadPool>

namespace syspulse {

// That something does not happen can be shown without a time: a marker goes the same way after it, and what
// was to come would have come before the marker.

/// Returns once everything that was queued for this thread before has been delivered.
inline void passQueue()
{
    QObject marker;
    bool passed = false;
    QMetaObject::invokeMethod(
        &marker, [&passed] { passed = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(passed);
}

/// Returns once @p files has done, and answered, everything that it was asked for before.
inline void passFiles(FileThread &files)
{
    QObject marker;
    bool passed = false;
    files.run([] { return true; }, &marker, [&passed](bool) { passed = true; });
    QTRY_VERIFY(passed);
}

/// Returns once everything that runOffThread() was asked for before is done, and its answers have arrived.
inline void passPool()
{
    QThreadPool::globalInstance()->waitForDone();
    passQueue();
}

} // namespace syspulse
