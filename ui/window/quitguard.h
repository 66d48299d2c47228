// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace syspulse {

class Instances;
class Prompts;

/// Asks before the end of the program stops updaters that work in it.
class QuitGuard
{
public:
    /// Both must outlive the guard.
    QuitGuard(const Instances &instances, Prompts &prompts);

    /// Whether an updater of this program would stop.
    bool isNeeded() const { return workingUpdaters() > 0; }
    /// Calls @p quit at once, or when the user has agreed; asks once at a time.
    void ask(QWidget *parent, const std::function<void()> &quit);

private:
    int workingUpdaters() const;

    const Instances &m_instances;
    Prompts &m_prompts;
    bool m_asking = false;
};

} // namespace syspulse
