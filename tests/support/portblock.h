// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>

#include <memory>
#include <optional>

namespace syspulse::test {

/// A few consecutive free ports of this computer, reserved against other tests that run at the same time.
///
/// The reservation matters because HarperDB listens with SO_REUSEPORT: a second server on the same port
/// starts without an error, and the two share the connections.
class PortBlock
{
public:
    static constexpr quint16 size = 10;

    static std::optional<PortBlock> reserve();

    quint16 port(int index) const { return quint16(m_first + index); }

private:
    PortBlock(quint16 first, std::unique_ptr<QLockFile> lock);

    quint16 m_first;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace syspulse::test
