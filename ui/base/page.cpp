// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/page.h"

#include "core/settings/preferences.h"

#include <QEvent>

namespace syspulse {

TrafficView trafficOf(const LiveStore &store, const PreferenceStore &preferences)
{
    return {store, preferences.values().ownTrafficShown || !TrafficView::isOwnKnown(store)};
}

TrafficView trafficOf(const PageContext &context)
{
    return trafficOf(context.store, context.preferences);
}

Page::Page(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_frames(
          FramePace(),
          [this] {
              if (canBeSeen())
                  refresh();
          },
          this)
{}

Page::~Page() = default;

void Page::tick()
{
    if (canBeSeen() && !m_frames.isActive())
        refresh();
}

void Page::scheduleRefresh()
{
    if (canBeSeen())
        m_frames.request();
}

bool Page::canBeSeen() const
{
    return isVisible() && !window()->isMinimized();
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        scheduleRefresh();
}

} // namespace syspulse
