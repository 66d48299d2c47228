// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/toast.h"

#include <algorithm>

#include <QEvent>

namespace syspulse {

namespace {

constexpr int shownMs = 10'000;
constexpr int widest = 720;
constexpr int toastMargin = 14;

} // namespace

Toast::Toast(const QString &name)
    : Banner(name)
{
    //: button of a message
    offer(tr("Close"));
    m_end.setSingleShot(true);
    m_end.setInterval(shownMs);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
    connect(this, &Banner::otherTriggered, this, &QWidget::hide);
    connect(this, &Banner::detailsToggled, this, &Toast::place);
}

void Toast::putOver(QWidget *page)
{
    setParent(page);
    page->installEventFilter(this);
}

void Toast::tell(Severity severity, const QString &text, const QString &action)
{
    say(severity, text, action);
    place();
    const bool stays = severity == Severity::Error || severity == Severity::Warning || !action.isEmpty();
    if (stays)
        m_end.stop();
    else
        m_end.start();
}

void Toast::place()
{
    const QWidget &page = *parentWidget();
    const int width = std::min(widest, page.width() - 2 * toastMargin);
    const int height = hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    setGeometry((page.width() - width) / 2, page.height() - height - toastMargin, width, height);
    raise();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !isHidden())
        place();
    return Banner::eventFilter(watched, event);
}

} // namespace syspulse
