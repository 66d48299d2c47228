// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowcommands.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QMenuBar>
#include <QPointer>
#include <QStackedWidget>

#include "core/profiles/profilestore.h"
#include "core/session/livestore.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/instances/connector.h"
#include "ui/instances/instances.h"
#include "ui/window/instanceview.h"

namespace syspulse {

namespace {

struct CommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::WindowCommands)
};

/// Longer names are cut, as in tables.
constexpr int nameLength = 120;

QList<Command> commandsOfInstances(const CommandSources &sources)
{
    const QString group = CommandTexts::tr("Instances");
    const QIcon icon = themedIcon(QStringLiteral("instances"));
    QList<Command> list;
    for (Instance *instance : sources.instances.all()) {
        if (!instance->wasUsed())
            continue;
        //: %1 is the name or the address of an instance
        const QString text = CommandTexts::tr("Show %1").arg(instance->title());
        const auto show = [open = sources.open, shown = QPointer(instance)] {
            if (shown)
                open(shown);
        };
        list.append({QStringLiteral("instance/") + text, text, group, {}, icon, true, {}, show, true});
    }
    for (const Profile &profile : sources.profiles.profiles()) {
        if (sources.instances.ofProfile(profile.id) != nullptr)
            continue;
        //: %1 is the name of a profile
        const QString text = CommandTexts::tr("Connect to %1").arg(oneLine(profile.name, nameLength));
        const auto use = [&connector = sources.connector, id = profile.id] {
            connector.connectProfile(id, true);
        };
        list.append({QStringLiteral("profile/") + profile.id, text, group, {}, icon, true, {}, use, true});
    }
    return list;
}

QList<Command> commandsOfTopics(QStackedWidget &views)
{
    auto *view = qobject_cast<InstanceView *>(views.currentWidget());
    if (view == nullptr)
        return {};
    const QString group = CommandTexts::tr("Topics");
    const QIcon icon = themedIcon(QStringLiteral("topics"));
    QStringList topics = view->instance().store().topics();
    topics.sort();
    QList<Command> list;
    list.reserve(topics.size());
    for (const QString &topic : std::as_const(topics)) {
        const auto show = [view = QPointer(view), topic] {
            if (view)
                view->showTopic(topic);
        };
        list.append({QStringLiteral("topic/") + topic,
                     oneLine(topic, nameLength),
                     group,
                     {},
                     icon,
                     true,
                     {},
                     show,
                     true});
    }
    return list;
}

QString pageTitle(const CommandSources &sources, InstanceView::PageId page)
{
    return sources.navigation.item(1 + int(page))->text(); // the first one is that of all instances
}

QList<Command> commandsOfExports(const CommandSources &sources)
{
    auto *view = qobject_cast<InstanceView *>(sources.views.currentWidget());
    if (view == nullptr)
        return {};
    return view->exports([&sources](InstanceView::PageId page) { return pageTitle(sources, page); });
}

QList<Command> clientsNamed(const CommandSources &sources, const QString &typed)
{
    auto *view = qobject_cast<InstanceView *>(sources.views.currentWidget());
    if (view == nullptr || !view->instance().session().isConnected())
        return {};
    return view->clientsNamed(typed, pageTitle(sources, InstanceView::PageId::Clients));
}

} // namespace

void addWindowCommands(CommandRegistry &commands, const CommandSources &sources)
{
    commands.add([sources] { return commandsOfMenus(sources.menus.actions()); });
    commands.add([sources] {
        return commandsOfButtons(*sources.views.currentWidget(), sources.navigation.currentItem()->text());
    });
    commands.add([sources] { return commandsOfInstances(sources); });
    commands.add([sources] { return commandsOfExports(sources); });
    commands.add([sources] { return commandsOfTopics(sources.views); });
    commands.addSearch([sources](const QString &typed) { return clientsNamed(sources, typed); });
}

} // namespace syspulse
