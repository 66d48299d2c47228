// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include <QByteArray>
#include <QtEndian>

namespace syspulse {

/// Bits one after the other, the highest of each number first.
class BitWriter
{
public:
    void put(quint64 bits, int count)
    {
        if (count > 32) {
            put(bits >> 32, count - 32);
            count = 32;
        }
        m_bits = (m_bits << count) | (bits & ((1ULL << count) - 1));
        m_count += count;
        for (; m_count >= 8; m_count -= 8)
            m_bytes.append(char(m_bits >> (m_count - 8)));
    }
    /// With a bit that tells where the others end.
    QByteArray take()
    {
        put(1, 1);
        put(0, (8 - m_count) % 8);
        return m_bytes;
    }

private:
    QByteArray m_bytes;
    quint64 m_bits = 0;
    int m_count = 0; ///< of the bits that are no byte yet
};

/// Reads them again. Behind the end there are zeros, and failed() tells.
class BitReader
{
public:
    explicit BitReader(QByteArrayView bytes)
        : m_next(reinterpret_cast<const uchar *>(bytes.cbegin()))
        , m_end(reinterpret_cast<const uchar *>(bytes.cend()))
    {}

    /// The next @p count bits, at most 32; they stay.
    quint32 peek(int count)
    {
        if (m_count < count)
            fill();
        return count == 0 ? 0 : quint32(m_bits >> (64 - count));
    }
    void skip(int count)
    {
        m_failed = m_failed || count > m_count;
        m_bits <<= count;
        m_count = std::max(0, m_count - count);
    }
    quint64 read(int count)
    {
        if (count > 32) {
            const quint64 high = read(count - 32);
            return (high << 32) | read(32);
        }
        const quint32 bits = peek(count);
        skip(count);
        return bits;
    }
    bool failed() const { return m_failed; }
    /// Whether all that was written has been read.
    bool atEnd()
    {
        fill();
        return m_next == m_end && m_count > 0 && m_count <= 8 && m_bits == 1ULL << 63;
    }

private:
    void fill()
    {
        if (m_end - m_next >= 8) {
            m_bits |= qFromBigEndian<quint64>(m_next) >> m_count;
            m_next += (63 - m_count) / 8;
            m_count |= 56;
            // Bits beyond those that are counted come once more.
            m_bits &= ~quint64(0) << (64 - m_count);
            return;
        }
        for (; m_count <= 56 && m_next != m_end; m_count += 8)
            m_bits |= quint64(*m_next++) << (56 - m_count);
    }

    const uchar *m_next;
    const uchar *m_end;
    quint64 m_bits = 0; ///< the highest come first
    int m_count = 0;
    bool m_failed = false;
};

} // namespace syspulse
