// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/changeguard.h"

#include <QCoreApplication>

#include "core/session/session.h"
#include "core/session/updaterobstacle.h"
#include "ui/base/prompts.h"

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ChangeGuard)
};

} // namespace

void confirmChange(const PageContext &context, QWidget *parent, const QString &what,
                   std::function<void()> change)
{
    const Profile &profile = context.session.profile();
    if (profile.readOnly)
        return;
    if (profile.environment != Environment::Production) {
        change();
        return;
    }
    context.prompts.confirm(
        parent,
        {Texts::tr("Change a production instance?"), withReminder(context, what), Texts::tr("&Go on")},
        [change = std::move(change)](bool confirmed) {
            if (confirmed)
                change();
        });
}

QString readOnlyReason(const PageContext &context)
{
    return readOnlyReason(context.session);
}

QString withReminder(const PageContext &context, const QString &text)
{
    const Profile &profile = context.session.profile();
    return profile.environment == Environment::Production
               //: %1 is the name of a profile, %2 a text of whole sentences
               ? Texts::tr("\"%1\" is a production instance. %2").arg(profile.name, text)
               : text;
}

} // namespace syspulse
