// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QLayout>

namespace syspulse {

/// The line over a table or charts: what it begins with takes what is left, and tools are behind it. Where
/// that would get too narrow, the tools go on in further lines.
class BarLayout : public QLayout
{
    Q_OBJECT

public:
    /// Begins with a field for a search, which stays wide enough to be read.
    explicit BarLayout(QWidget *field);
    /// Begins with tools that stay together; they are at the left end if @p group ends with a stretch.
    explicit BarLayout(QLayout *group);
    ~BarLayout() override;

    /// Puts @p tool before the one at @p place, which counts the first too; -1: after all.
    void insert(QWidget *tool, int place = -1);
    /// Tools that stay together.
    void addGroup(QLayout *group);

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    BarLayout();

    using Row = std::vector<QLayoutItem *>;

    std::vector<Row> rowsFor(int width) const;
    static int heightOf(const Row &row);
    int leastFirstWidth() const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace syspulse
