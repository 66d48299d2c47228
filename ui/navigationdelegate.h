// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace syspulse {

/// Draws the entries of the navigation: roomy, and the current page as a rounded bar.
class NavigationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit NavigationDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace syspulse
