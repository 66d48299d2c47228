// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttypes.h"

#include <QHash>

namespace syspulse {

/// Keeps the newest message of each topic until somebody takes them: on a flood most messages are followed by
/// newer ones before anybody looks, and making sense of a payload costs several times what receiving it does.
///
/// They are taken in the order in which the newest ones came. A payload that is not understood hides one
/// before it that is.
class NewestMessages
{
public:
    /// More topics than this wait for nobody; see isFull().
    static constexpr qsizetype maxTopics = 20000;

    void add(const MqttMessage &message);
    bool isEmpty() const { return m_waiting.isEmpty(); }
    /// They should be taken now: clients choose topics, so their number is bounded.
    bool isFull() const { return m_waiting.size() >= maxTopics; }
    QList<MqttMessage> take();

private:
    struct Waiting
    {
        QByteArray payload;
        quint64 number = 0; ///< of all messages
    };

    QHash<QString, Waiting> m_waiting; ///< by topic
    quint64 m_number = 0;
};

} // namespace syspulse
