// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QListWidgetItem;

namespace syspulse {

/// Draws the entries of the navigation: roomy, and the current page as a rounded bar.
class NavigationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The number at the end of an entry; 0 or nothing: none.
    static constexpr int countRole = Qt::UserRole + 1;
    /// Shows @p count at the end of @p item; 0: nothing.
    static void setCount(QListWidgetItem *item, int count);

    explicit NavigationDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintCount(QPainter *painter, const QRectF &bar, const QPalette &palette, int count);
};

} // namespace syspulse
