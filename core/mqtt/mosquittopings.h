// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct mosquitto;

namespace syspulse {

/// PINGREQ whenever it is wanted: libmosquitto sends it by itself only, after the keep-alive has passed.
class MosquittoPings
{
public:
    void ask() { ++m_unsent; }
    /// Writes what was asked for. Only while the library has nothing left to write, so that no packet is
    /// torn.
    void send(mosquitto *client);
    /// Whether @p text, which the library logs, tells of an answer that was waited for.
    bool isAnswer(const char *text);

private:
    int m_unsent = 0;
    int m_unanswered = 0;
};

} // namespace syspulse
