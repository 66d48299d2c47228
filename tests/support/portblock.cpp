// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/portblock.h"

#include <QDir>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>

namespace syspulse::test {

namespace {

// Below the range from which the system lends ports to outgoing connections (32768 and up).
constexpr quint16 lowest = 20000;
constexpr quint16 highest = 32000;

bool allFree(quint16 first)
{
    for (quint16 offset = 0; offset < PortBlock::size; ++offset) {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost, quint16(first + offset)))
            return false;
    }
    return true;
}

} // namespace

PortBlock::PortBlock(quint16 first, std::unique_ptr<QLockFile> lock)
    : m_first(first)
    , m_lock(std::move(lock))
{}

std::optional<PortBlock> PortBlock::reserve()
{
    constexpr int blocks = (highest - lowest) / size;
    for (int attempt = 0; attempt < 200; ++attempt) {
        const auto first = quint16(lowest + size * QRandomGenerator::global()->bounded(blocks));
        const QString path = QDir::temp().filePath(QStringLiteral("syspulse-test-ports-%1.lock").arg(first));
        auto lock = std::make_unique<QLockFile>(path);
        // Held as long as the test lives; only a dead owner makes it stale, never its age.
        lock->setStaleLockTime(0);
        if (lock->tryLock(0) && allFree(first))
            return PortBlock(first, std::move(lock));
    }
    return std::nullopt;
}

} // namespace syspulse::test
