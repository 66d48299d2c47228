// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace syspulse {

class LiveStore;

/// Draws the recent course of a numeric topic into its cell: of a counter its change per second. Views ask
/// for the rows that can be seen only, so that is all that is read and drawn.
class TrendDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TrendDelegate(const LiveStore &store, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const LiveStore &m_store;
};

} // namespace syspulse
