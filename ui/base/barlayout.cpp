// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/barlayout.h"

#include <algorithm>

#include <QWidget>

namespace syspulse {

namespace {

constexpr int leastFieldCharacters = 28;
constexpr int rowSpacing = 8;

} // namespace

BarLayout::BarLayout()
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(12);
}

BarLayout::BarLayout(QWidget *field)
    : BarLayout()
{
    addWidget(field);
}

BarLayout::BarLayout(QLayout *group)
    : BarLayout()
{
    addGroup(group);
}

BarLayout::~BarLayout()
{
    // A group looks for itself in here when it goes.
    while (const QLayoutItem *item = takeAt(0))
        delete item;
}

void BarLayout::insert(QWidget *tool, int place)
{
    addWidget(tool);
    if (place < 0)
        return;
    std::rotate(m_items.begin() + place, m_items.end() - 1, m_items.end());
    invalidate();
}

void BarLayout::addGroup(QLayout *group)
{
    addChildLayout(group);
    addItem(group);
}

void BarLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

QLayoutItem *BarLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items.at(size_t(index)).get() : nullptr;
}

QLayoutItem *BarLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items.at(size_t(index)).release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return item;
}

int BarLayout::leastFirstWidth() const
{
    const QWidget *field = m_items.front()->widget();
    return field == nullptr ? m_items.front()->sizeHint().width()
                            : leastFieldCharacters * field->fontMetrics().averageCharWidth();
}

std::vector<BarLayout::Row> BarLayout::rowsFor(int width) const
{
    Row all;
    int wanted = leastFirstWidth() - spacing();
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        if (item != m_items.front())
            wanted += item->sizeHint().width() + spacing();
        all.push_back(item.get());
    }
    if (all.size() < 2 || wanted + spacing() <= width)
        return {all};
    std::vector<Row> rows{{all.front()}, {}};
    int used = 0;
    for (size_t i = 1; i < all.size(); ++i) {
        const int needed = all.at(i)->sizeHint().width();
        if (used > 0 && used + spacing() + needed > width) {
            rows.emplace_back();
            used = 0;
        }
        used += needed + (used > 0 ? spacing() : 0);
        rows.back().push_back(all.at(i));
    }
    return rows;
}

int BarLayout::heightOf(const Row &row)
{
    int height = 0;
    for (const QLayoutItem *item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

int BarLayout::heightForWidth(int width) const
{
    int height = -rowSpacing;
    for (const Row &row : rowsFor(width))
        height += heightOf(row) + rowSpacing;
    return height;
}

QSize BarLayout::sizeHint() const
{
    int width = leastFirstWidth();
    for (size_t i = 1; i < m_items.size(); ++i)
        width += m_items.at(i)->isEmpty() ? 0 : m_items.at(i)->sizeHint().width() + spacing();
    return {width, heightForWidth(width)};
}

QSize BarLayout::minimumSize() const
{
    int width = leastFirstWidth();
    for (size_t i = 1; i < m_items.size(); ++i)
        width = std::max(width, m_items.at(i)->sizeHint().width());
    return {width, m_items.front()->sizeHint().height()};
}

void BarLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    int top = rect.top();
    for (const Row &row : rowsFor(rect.width())) {
        const int height = heightOf(row);
        int left = rect.left();
        int rest = rect.width();
        for (const QLayoutItem *item : row)
            rest -= item == m_items.front().get() ? 0 : item->sizeHint().width() + spacing();
        for (QLayoutItem *item : row) {
            const QSize hint = item->sizeHint();
            const int width = item == m_items.front().get() ? rest : hint.width();
            const int itemHeight = std::min(hint.height(), height);
            item->setGeometry({left, top + (height - itemHeight) / 2, width, itemHeight});
            left += width + spacing();
        }
        top += height + rowSpacing;
    }
}

} // namespace syspulse
