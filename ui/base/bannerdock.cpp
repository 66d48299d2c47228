// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/bannerdock.h"

#include <algorithm>

#include <QCursor>
#include <QEvent>
#include <QVBoxLayout>

#include "ui/base/banner.h"

namespace syspulse {

namespace {

constexpr int sideMargin = 14;
constexpr int dockMargin = 8;

} // namespace

BannerDock::BannerDock(QWidget *page, const QList<Banner *> &banners, QWidget *parent)
    : QWidget(parent)
    , m_page(page)
    , m_box(new QWidget(this))
    , m_banners(banners)
{
    m_page->setParent(this);
    m_box->setAutoFillBackground(true);
    m_box->hide();
    auto *layout = new QVBoxLayout(m_box);
    layout->setContentsMargins(sideMargin, dockMargin, sideMargin, dockMargin);
    layout->setSpacing(dockMargin);
    for (Banner *banner : banners) {
        layout->addWidget(banner);
        banner->installEventFilter(this);
    }
    m_box->installEventFilter(this);
}

void BannerDock::keepBannersLast()
{
    QWidget *last = window()->previousInFocusChain();
    for (const Banner *banner : m_banners) {
        for (auto *stop : banner->findChildren<QWidget *>()) {
            if ((stop->focusPolicy() & Qt::TabFocus) == 0 || stop == last)
                continue;
            QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

int BannerDock::wantedHeight() const
{
    const bool any = std::any_of(m_banners.cbegin(), m_banners.cend(),
                                 [](const Banner *banner) { return !banner->isHidden(); });
    if (!any)
        return 0;
    return m_box->layout()->hasHeightForWidth() ? m_box->layout()->totalHeightForWidth(width())
                                                : m_box->sizeHint().height();
}

void BannerDock::settle()
{
    const int wanted = wantedHeight();
    if (m_room != wanted) {
        m_room = wanted;
        updateGeometry();
    }
    m_page->setGeometry(0, 0, width(), height() - m_room);
    arrangeBanners(wanted);
}

void BannerDock::arrange()
{
    if (!underMouse())
        return settle();
    m_page->setGeometry(0, 0, width(), height() - m_room);
    arrangeBanners(wantedHeight());
}

void BannerDock::arrangeBanners(int height)
{
    int top = this->height() - height;
    const int pointer = mapFromGlobal(QCursor::pos()).y();
    if (height > m_room && m_box->isHidden() && pointer >= top)
        top = std::max(0, pointer - dockMargin - height); // not under the finger that is about to press
    else if (height > m_room && !m_box->isHidden())
        top = std::min(top, m_box->y());
    m_box->setGeometry(0, top, width(), height);
    m_box->setVisible(height > 0);
    m_box->raise();
}

bool BannerDock::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry(); // the page wants another size
        arrange();
    } else if (event->type() == QEvent::Leave) {
        settle();
    }
    return done;
}

bool BannerDock::eventFilter(QObject *watched, QEvent *event)
{
    const bool shown = event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent;
    if (watched == m_box ? event->type() == QEvent::LayoutRequest : shown)
        arrange();
    return QWidget::eventFilter(watched, event);
}

void BannerDock::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settle(); // everything moves anyway
}

} // namespace syspulse
