// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/commands.h"

#include <algorithm>

#include <QAbstractButton>
#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QRegularExpression>
#include <QTabWidget>

namespace syspulse {

namespace {

constexpr int remembered = 10;

QString withoutMnemonic(QString text)
{
    static const QRegularExpression mark(QStringLiteral("&(.)"));
    return text.replace(mark, QStringLiteral("\\1"));
}

void addMenu(QList<Command> &list, const QAction &menu, const QString &groups)
{
    const QString group = groups.isEmpty() ? withoutMnemonic(menu.text())
                                           : groups + QStringLiteral(" › ") + withoutMnemonic(menu.text());
    for (QAction *action : menu.menu()->actions()) {
        // A note stands in the menu as an action that is grey and does nothing.
        const bool isNote = action->property(noteProperty).toBool();
        if (action->isSeparator() || !action->isVisible() || isNote)
            continue;
        if (action->menu() != nullptr) {
            addMenu(list, *action, group);
            continue;
        }
        const QString text = withoutMnemonic(action->text());
        list.append({group + QLatin1Char('/') + text, text, group, action->shortcut(), action->icon(),
                     action->isEnabled(),
                     // Without a tool tip of its own an action has its text as one.
                     action->isEnabled() || action->toolTip() == text ? QString() : action->toolTip(),
                     [action = QPointer(action)] {
                         if (action)
                             action->trigger();
                     }});
    }
}

/// Shows the tabs that @p widget is on.
void bringIntoView(const QWidget &widget)
{
    for (QWidget *above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
        auto *tabs = qobject_cast<QTabWidget *>(above);
        for (int i = 0; tabs != nullptr && i < tabs->count(); ++i) {
            if (tabs->widget(i)->isAncestorOf(&widget))
                tabs->setCurrentIndex(i);
        }
    }
}

/// How well @p word fits @p text.
std::optional<int> wordScore(const QString &word, const QString &text)
{
    const qsizetype at = text.indexOf(word);
    if (at == 0)
        return 4;
    if (at > 0)
        return text.at(at - 1).isLetterOrNumber() ? 2 : 3;
    // Two letters in this order are found almost anywhere.
    if (word.size() < 3)
        return std::nullopt;
    qsizetype from = 0;
    for (const QChar letter : word) {
        from = text.indexOf(letter, from) + 1;
        if (from == 0)
            return std::nullopt;
    }
    return 1;
}

} // namespace

void CommandRegistry::add(Provider provider)
{
    m_providers.append(std::move(provider));
}

void CommandRegistry::addSearch(Search search)
{
    m_searches.append(std::move(search));
}

QList<Command> CommandRegistry::found(const QString &typed) const
{
    QList<Command> list;
    for (const Search &search : m_searches)
        list.append(search(typed));
    return list;
}

QList<Command> CommandRegistry::all() const
{
    QList<Command> list;
    for (const Provider &provider : m_providers)
        list.append(provider());
    const auto rank = [this](const Command &command) {
        const qsizetype at = m_recent.indexOf(command.id);
        return at < 0 ? m_recent.size() : at;
    };
    std::stable_sort(list.begin(), list.end(),
                     [&rank](const Command &a, const Command &b) { return rank(a) < rank(b); });
    return list;
}

void CommandRegistry::noteUse(const QString &id)
{
    m_recent.removeAll(id);
    m_recent.prepend(id);
    if (m_recent.size() > remembered)
        m_recent.removeLast();
}

QList<Command> commandsOfMenus(const QList<QAction *> &menus)
{
    QList<Command> list;
    for (const QAction *menu : menus) {
        if (menu->menu() != nullptr && menu->isVisible())
            addMenu(list, *menu, {});
    }
    return list;
}

QList<Command> commandsOfButtons(const QWidget &page, const QString &group)
{
    QList<Command> list;
    for (auto *button : page.findChildren<QAbstractButton *>()) {
        const bool isSwitch = button->isCheckable() && !button->property(commandProperty).toBool();
        const bool isElsewhere =
            button->property(exportProperty).isValid() || button->property(menuProperty).toBool();
        if (!button->isVisible() || button->text().isEmpty() || isSwitch || isElsewhere)
            continue;
        const QString text = withoutMnemonic(button->text());
        list.append({group + QLatin1Char('/') + button->objectName(), text, group, button->shortcut(),
                     button->icon(), button->isEnabled(), button->isEnabled() ? QString() : button->toolTip(),
                     [button = QPointer(button)] {
                         if (button)
                             button->click();
                     }});
        // Alt and the letter of the text is not a shortcut worth mentioning.
        if (list.constLast().shortcut == QKeySequence::mnemonic(button->text()))
            list.last().shortcut = {};
    }
    return list;
}

QList<Command> commandsOfExports(const QWidget &page, const QString &group, const std::function<void()> &show)
{
    QList<Command> list;
    for (auto *button : page.findChildren<QAbstractButton *>()) {
        const QString text = button->property(exportProperty).toString();
        if (text.isEmpty())
            continue;
        const bool visible = button->isVisible();
        const auto run = [button = QPointer(button), show] {
            if (!button)
                return;
            show();
            bringIntoView(*button);
            button->click();
        };
        list.append({group + QLatin1Char('/') + button->objectName(),
                     text,
                     group,
                     {},
                     button->icon(),
                     !visible || button->isEnabled(),
                     {},
                     run,
                     !visible});
    }
    return list;
}

std::optional<int> commandScore(const QString &filter, const Command &command)
{
    const QString text = command.text.toLower();
    const QString group = command.group.toLower();
    int score = 0;
    for (const QString &word : filter.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<int> inText = wordScore(word, text);
        // The group is found by whole words only: its letters fit too much.
        const std::optional<int> found = inText                 ? *inText * 2
                                         : group.contains(word) ? std::optional<int>(1)
                                                                : std::nullopt;
        if (!found)
            return std::nullopt;
        score += *found;
    }
    return score;
}

} // namespace syspulse
