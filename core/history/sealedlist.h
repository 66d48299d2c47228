// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/sealedblock.h"
#include "core/history/timespans.h"

#include <algorithm>
#include <array>

namespace syspulse {

/// Samples or buckets, ascending: the newest as they are, those before in sealed blocks. Grows with what is
/// in it; appending costs amortized constant time.
template <typename Item>
class SealedList
{
public:
    bool isEmpty() const { return m_open.isEmpty(); } // the last one is never sealed
    qsizetype size() const { return m_blocks.size() * blockItems + m_open.size(); }
    /// There must be one.
    const Item &last() const { return m_open.constLast(); }
    Item &last() { return m_open.last(); }

    void append(const Item &item)
    {
        m_open.append(item);
        if (m_open.size() <= blockItems)
            return;
        m_blocks.append(Block{startOf(m_open.constFirst()), sealed(m_open.constData())});
        m_open.remove(0, blockItems);
    }
    /// Puts @p item in the place of the one with its time. Whether there was one, and it was another one.
    bool replace(const Item &item)
    {
        const qint64 startMs = startOf(item);
        const auto earlier = [](const Item &other, qint64 timeMs) { return startOf(other) < timeMs; };
        const auto put = [&](auto begin, auto end) {
            const auto old = std::lower_bound(begin, end, startMs, earlier);
            if (old == end || startOf(*old) != startMs || *old == item)
                return false;
            *old = item;
            return true;
        };
        if (!m_open.isEmpty() && startOf(m_open.constFirst()) <= startMs)
            return put(m_open.begin(), m_open.end());
        const auto later = [](qint64 timeMs, const Block &block) { return timeMs < block.startMs; };
        const auto next = std::upper_bound(m_blocks.begin(), m_blocks.end(), startMs, later);
        if (next == m_blocks.begin())
            return false;
        Block &block = *std::prev(next);
        std::array<Item, blockItems> items;
        unseal(block.sealed, items.data());
        if (!put(items.begin(), items.end()))
            return false;
        block.sealed = sealed(items.data());
        return true;
    }
    /// Drops the oldest block where @p capacity and more are left.
    void bound(qsizetype capacity)
    {
        while (size() - blockItems >= capacity && !m_blocks.isEmpty())
            m_blocks.removeFirst();
    }
    void clear() { *this = {}; }
    void assign(const QList<Item> &items)
    {
        clear();
        for (const Item &item : items)
            append(item);
    }

    QList<Item> items() const
    {
        QList<Item> all;
        all.reserve(size());
        add(0, m_blocks.size(), all);
        all += m_open;
        return all;
    }
    /// The first and the last one, those in @p span and one before it, and more where that spares work.
    QList<Item> around(const TimeSpan &span) const
    {
        const auto later = [](qint64 timeMs, const Block &block) { return timeMs < block.startMs; };
        const auto begin = m_blocks.cbegin();
        // What is before the span may be the last one of the block before.
        const qsizetype from = std::upper_bound(begin, m_blocks.cend(), span.fromMs - 1, later) - begin;
        const qsizetype to = std::upper_bound(begin, m_blocks.cend(), span.toMs, later) - begin;
        const qsizetype sealedFrom = std::max<qsizetype>(0, from - 1);
        const qsizetype sealedTo = std::max({sealedFrom, to, std::min<qsizetype>(1, m_blocks.size())});
        QList<Item> found;
        found.reserve((sealedTo - sealedFrom + 1) * blockItems + m_open.size());
        if (sealedFrom > 0)
            add(0, 1, found);
        add(sealedFrom, sealedTo, found);
        found += m_open;
        return found;
    }

private:
    struct Block
    {
        qint64 startMs; ///< of the first one
        SealedBlock sealed;
    };

    void add(qsizetype from, qsizetype to, QList<Item> &items) const
    {
        const qsizetype size = items.size();
        items.resize(size + (to - from) * blockItems);
        Item *next = items.data() + size;
        for (qsizetype i = from; i < to; ++i, next += blockItems)
            unseal(m_blocks.at(i).sealed, next);
    }

    QList<Block> m_blocks;
    QList<Item> m_open; ///< up to blockItems
};

} // namespace syspulse
