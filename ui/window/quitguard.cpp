// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/quitguard.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPointer>

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

void QuitGuard::askClose(QWidget *parent, Instance *instance, const std::function<void()> &close)
{
    if (isResting(instance->session().updaterStatus().state))
        return close();
    m_prompts.confirm(
        parent,
        //: %1 is the name or the address of an instance
        {QuitGuardTexts::tr("Close %1?").arg(instance->title()),
         QuitGuardTexts::tr("The updater in this window keeps its values current. It stops when "
                            "the instance is closed."),
         QuitGuardTexts::tr("&Close")},
        [close, closing = QPointer<Instance>(instance)](bool confirmed) {
            if (confirmed && closing)
                close();
        });
}

} // namespace syspulse
