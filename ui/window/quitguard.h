// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace syspulse {

class Instance;
class Instances;
class Prompts;

/// Asks before the end of the program, or of an instance in it, stops updaters that work in it.
class QuitGuard
{
public:
    /// Both must outlive the guard.
    QuitGuard(const Instances &instances, Prompts &prompts);

    /// Whether an updater of this program would stop.
    bool isNeeded() const { return workingUpdaters() > 0; }
    /// Calls @p quit at once, or when the user has agreed; asks once at a time.
    void ask(QWidget *parent, const std::function<void()> &quit);
    /// Calls @p close at once, or when the user has agreed that the updater of @p instance stops; not once
    /// the instance is gone.
    void askClose(QWidget *parent, Instance *instance, const std::function<void()> &close);

private:
    int workingUpdaters() const;

    const Instances &m_instances;
    Prompts &m_prompts;
    bool m_asking = false;
};

} // namespace syspulse
