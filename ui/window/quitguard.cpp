// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/quitguard.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/session/session.h"
#include "core/session/updaterobstacle.h"
#include "ui/base/prompts.h"
#include "ui/instances/instances.h"

namespace syspulse {

namespace {

struct QuitGuardTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::QuitGuard)
};

} // namespace

QuitGuard::QuitGuard(const Instances &instances, Prompts &prompts)
    : m_instances(instances)
    , m_prompts(prompts)
{}

int QuitGuard::workingUpdaters() const
{
    const QList<Instance *> &all = m_instances.all();
    return int(std::count_if(all.cbegin(), all.cend(), [](const Instance *instance) {
        return !isResting(instance->session().updaterStatus().state);
    }));
}

void QuitGuard::ask(QWidget *parent, const std::function<void()> &quit)
{
    const int working = workingUpdaters();
    if (working == 0)
        return quit();
    if (std::exchange(m_asking, true))
        return;
    m_prompts.confirm(
        parent,
        {QuitGuardTexts::tr("Quit SysPulse?"),
         QuitGuardTexts::tr(
             "%n updater(s) in this program will stop, and values grow old unless another updater takes "
             "over. To keep them current without a window, use the tray or the background service on "
             "the Updater page.",
             nullptr, working),
         QuitGuardTexts::tr("&Quit")},
        [this, quit](bool confirmed) {
            m_asking = false;
            if (confirmed)
                quit();
        });
}

} // namespace syspulse
