// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace syspulse {

/// The list of pages at the left: all instances first, then the pages of one, in the order of
/// InstanceView::PageId.
class Navigation : public QListWidget
{
    Q_OBJECT

public:
    /// The number at the end of an entry; 0 or nothing: none.
    static constexpr int countRole = Qt::UserRole + 1;

    explicit Navigation(QWidget *parent = nullptr);

    void setInstancesCurrent();
    void setPageCurrent(int page);
    /// Shows @p count at the end of the entry of @p page; 0: nothing.
    void setCount(int page, int count);

signals:
    void instancesChosen();
    void pageChosen(int page);
};

} // namespace syspulse
