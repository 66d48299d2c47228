// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QStringList>

class QAction;
class QWidget;

namespace syspulse {

/// Something that can be done from the command palette.
struct Command
{
    QString id;    ///< the same from one call to the next: what was used last is remembered by it
    QString text;  ///< without a mnemonic: "Connect…"
    QString group; ///< where else it is found: "File", "Updater"
    QKeySequence shortcut;
    QIcon icon;
    bool enabled = true;
    QString reason; ///< why it is not enabled, where that is known
    std::function<void()> run;
    bool isPlace = false; ///< one of very many that it leads to: offered only once something is typed
};

/// What can be done now. Asked each time the palette opens, so nothing needs to be kept up to date.
class CommandRegistry
{
public:
    using Provider = std::function<QList<Command>()>;

    /// @p provider must be callable as long as the registry is used.
    void add(Provider provider);
    /// @p search finds what there is far too much of to offer all; it must be callable as long as the
    /// registry is used, and answers with a few commands at once.
    using Search = std::function<QList<Command>(const QString &typed)>;
    void addSearch(Search search);
    /// Everything but what is searched for, what was used last first.
    QList<Command> all() const;
    /// What the searches have found for @p typed.
    QList<Command> found(const QString &typed) const;
    void noteUse(const QString &id);

private:
    QList<Provider> m_providers;
    QList<Search> m_searches;
    QStringList m_recent; ///< the last one first
};

/// An action of a menu that only says something has this property.
inline constexpr char noteProperty[] = "syspulseNote";

/// A button that does the same as an entry of a menu has this property.
inline constexpr char menuProperty[] = "syspulseMenu";

/// The commands of @p menus and their submenus; each is grouped under the text of its menu.
QList<Command> commandsOfMenus(const QList<QAction *> &menus);

/// A button that is switched on and off is no command, unless it has this property.
inline constexpr char commandProperty[] = "syspulseCommand";

/// The buttons with a text that are visible in @p page, without its exports and what is in a menu; one that
/// is grey says why by its tool tip.
QList<Command> commandsOfButtons(const QWidget &page, const QString &group);

/// A button that exports what its page shows has this property: what the command is called, since "Export…"
/// says little elsewhere.
inline constexpr char exportProperty[] = "syspulseExport";

/// The exports of @p page, which @p show brings into view. Those that are not visible are places: they are
/// brought into view, where the user sees what is exported, or why nothing is.
QList<Command> commandsOfExports(const QWidget &page, const QString &group,
                                 const std::function<void()> &show);

/// How well @p filter fits @p command, higher is better; nothing where it does not. Every word must be found
/// in the text or the group: at the start of a word, inside one, or as letters in this order.
std::optional<int> commandScore(const QString &filter, const Command &command);

} // namespace syspulse
