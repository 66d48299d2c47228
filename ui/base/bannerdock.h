// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace syspulse {

class Banner;

/// A page with banners at its foot, which come and go by themselves without moving what somebody is about to
/// click: while the pointer is over the page, they lie over its foot, and the page makes room for them, or
/// takes it back, once the pointer has left.
class BannerDock : public QWidget
{
    Q_OBJECT

public:
    /// Takes @p page and @p banners, of which the first is the uppermost.
    BannerDock(QWidget *page, const QList<Banner *> &banners, QWidget *parent = nullptr);

    /// Gives the page the room that is right now: it shows something else, so nobody aims at anything on it.
    void settle();
    /// Tab reaches the banners after all else in the window: pages that were made later included.
    void keepBannersLast();

    QSize sizeHint() const override { return withRoom(m_page->sizeHint()); }
    QSize minimumSizeHint() const override { return withRoom(m_page->minimumSizeHint()); }

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QSize withRoom(const QSize &page) const { return {page.width(), page.height() + m_room}; }
    int wantedHeight() const;
    void arrange();
    void arrangeBanners(int height);

    QWidget *m_page;
    QWidget *m_box;
    QList<Banner *> m_banners;
    int m_room = 0; ///< the page leaves free, at the foot
};

} // namespace syspulse
