// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/viewmenus.h"

#include <QAbstractButton>
#include <QMenu>
#include <QMenuBar>

#include "core/session/livestore.h"
#include "ui/base/commands.h"
#include "ui/instances/instance.h"
#include "ui/window/instanceview.h"

namespace syspulse {

ViewMenus::ViewMenus(QMenuBar &bar)
    : QObject(&bar)
    // Letters that no page uses: the tests know when one does.
    , m_updater(bar.addMenu(tr("&Updater")))
    , m_charts(bar.addMenu(tr("Ch&arts")))
    , m_ranges(new QMenu(tr("&Show the last"), m_charts))
{
    m_updater->setObjectName(QStringLiteral("updaterMenu"));
    m_charts->setObjectName(QStringLiteral("chartsMenu"));
    m_ranges->setObjectName(QStringLiteral("rangesMenu"));
    for (QMenu *menu : {m_updater, m_charts}) {
        menu->setToolTipsVisible(true); // why something cannot be done
        connect(menu, &QMenu::aboutToShow, this, &ViewMenus::refresh);
    }
}

void ViewMenus::show(InstanceView *view)
{
    if (view != m_view) {
        m_view = view;
        m_filled = false;
        m_entries.clear();
        for (QMenu *menu : {m_updater, m_charts, m_ranges})
            menu->clear();
    }
    // What is offered is on pages that nobody may have seen yet.
    if (view != nullptr && (m_filled || view->isComplete()))
        refresh();
}

void ViewMenus::fill()
{
    for (QAbstractButton *button : m_view->updaterButtons())
        add(m_updater, button, false);
    for (QAbstractButton *button : m_view->chartButtons())
        add(m_charts, button, true);
    m_charts->addMenu(m_ranges);
    for (QAbstractButton *button : m_view->rangeButtons())
        add(m_ranges, button, true);
    m_filled = true;
}

void ViewMenus::add(QMenu *menu, QAbstractButton *button, bool isChart)
{
    button->setProperty(menuProperty, true);
    QAction *action = menu->addAction(button->text());
    action->setCheckable(menu == m_ranges);
    action->setObjectName(button->objectName() + QStringLiteral("Action"));
    m_entries.append({action, button, isChart});
    connect(action, &QAction::triggered, this, [this, button = QPointer(button), isChart] {
        if (!button)
            return;
        if (isChart)
            emit pageRequested(1 + int(InstanceView::PageId::Overview)); // the first row is of all instances
        button->click();
        refresh();
    });
}

void ViewMenus::refresh()
{
    if (!m_view)
        return;
    if (!m_filled)
        fill();
    m_view->refreshButtons();
    const bool hasCharts = !m_view->instance().store().isEmpty();
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!entry.button) {
            entry.action->setEnabled(false);
            continue;
        }
        const bool offered = !entry.isChart || hasCharts;
        entry.action->setText(entry.button->text());
        entry.action->setIcon(entry.button->icon());
        entry.action->setToolTip(offered ? entry.button->toolTip()
                                         : tr("There are no charts yet: no values have come."));
        entry.action->setEnabled(offered && entry.button->isEnabledTo(entry.button->window()));
        entry.action->setVisible(!entry.button->isHidden());
        entry.action->setChecked(entry.button->isChecked());
    }
    m_ranges->setEnabled(hasCharts);
}

} // namespace syspulse
