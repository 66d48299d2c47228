// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/journalentry.h"

#include "core/history/packnumbers.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <QtEndian>

namespace syspulse {

namespace {

constexpr int groupBits = 7;
constexpr quint8 moreFollows = 0x80;
constexpr qsizetype checksumBytes = sizeof(quint32);

/// Word by word: qChecksum() goes by half bytes, which took a twentieth of all that appending and packing
/// take.
quint32 checksumOf(QByteArrayView bytes)
{
    constexpr quint64 factor = 0x9e3779b97f4a7c15ULL;
    quint64 sum = quint64(bytes.size());
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min<qsizetype>(sizeof(quint64), bytes.size());
        quint64 word = 0;
        std::memcpy(&word, bytes.data(), size_t(size));
        sum = (sum ^ qFromLittleEndian(word)) * factor;
        sum ^= sum >> 32;
        bytes = bytes.sliced(size);
    }
    return quint32(sum);
}

/// Groups of seven bits, the lowest first. False: there is no whole number.
bool takeNumber(const char *&next, const char *end, quint64 &number)
{
    number = 0;
    for (int shift = 0; next != end && shift < 64; shift += groupBits) {
        const auto byte = quint8(*next++);
        number |= quint64(byte & ~moreFollows) << shift;
        if ((byte & moreFollows) == 0)
            return true;
    }
    return false;
}

} // namespace

void JournalEntry::putNumber(quint64 number)
{
    for (; number >= moreFollows; number >>= groupBits)
        m_bytes.append(char(quint8(number) | moreFollows));
    m_bytes.append(char(number));
}

void JournalEntry::add(qint64 series, const SeriesPoint &point)
{
    m_span = m_bytes.isEmpty()
                 ? TimeSpan{point.timeMs, point.timeMs}
                 : TimeSpan{std::min(m_span.fromMs, point.timeMs), std::max(m_span.toMs, point.timeMs)};
    putNumber(quint64(series));
    putNumber(zigzag(quint64(point.timeMs) - quint64(m_beforeMs)));
    m_beforeMs = point.timeMs;
    ++m_count;
    const quint64 bits = qToLittleEndian(std::bit_cast<quint64>(point.value));
    m_bytes.append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

QByteArray JournalEntry::bytes() const
{
    QByteArray bytes = m_bytes;
    const quint32 sum = qToLittleEndian(checksumOf(m_bytes));
    bytes.append(reinterpret_cast<const char *>(&sum), checksumBytes);
    return bytes;
}

bool forEachEntered(const QByteArray &bytes,
                    const std::function<void(qint64 series, const SeriesPoint &)> &visit)
{
    if (bytes.size() < checksumBytes)
        return false;
    const QByteArrayView content = QByteArrayView(bytes).chopped(checksumBytes);
    if (qFromLittleEndian<quint32>(content.cend()) != checksumOf(content))
        return false;
    const char *next = content.cbegin();
    const char *const end = content.cend();
    qint64 timeMs = 0;
    while (next != end) {
        quint64 series = 0;
        quint64 step = 0;
        if (!takeNumber(next, end, series) || !takeNumber(next, end, step) ||
            end - next < qsizetype(sizeof(quint64)))
            return false;
        timeMs = qint64(quint64(timeMs) + unzigzag(step));
        visit(qint64(series), {timeMs, std::bit_cast<double>(qFromLittleEndian<quint64>(next))});
        next += sizeof(quint64);
    }
    return true;
}

} // namespace syspulse
