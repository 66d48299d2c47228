// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QEvent;
class QObject;

/// What the thread sanitizer has to be told of Qt. Debian's Qt is not compiled for it: that one thread handed
/// something to another through Qt's queues, it cannot see, and would call each such hand-over a race. Told
/// is the least that is true, event by event, so that two threads that share something without handing it
/// over are still found: tests/sanitizers/README.md.
namespace syspulse::test {

/// Before the application of the program is made: from here on what Qt allocates carries what its thread has
/// done.
void noteThreadEdges();

/// @p event is about to be handled by this thread: what was done before it was made, is done.
void beforeEvent(QEvent *event);
/// An event was handled: whoever waits for the end of this thread will find it done.
void afterEvent();

/// The application @p Base, whose events are told in every thread.
template <typename Base>
class EdgedApplication : public Base
{
public:
    using Base::Base;

    bool notify(QObject *receiver, QEvent *event) override
    {
        beforeEvent(event);
        const bool handled = Base::notify(receiver, event);
        afterEvent();
        return handled;
    }
};

} // namespace syspulse::test
