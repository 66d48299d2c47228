// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topics/topicname.h"

namespace syspulse {

/// A valid MQTT topic filter (MQTT 3.1.1, 4.7): "+" stands for one whole level, "#" for the last level and
/// everything below, its parent included. A wildcard in the first level never matches a topic that starts
/// with "$".
class TopicFilter
{
public:
    /// Errors are ErrorKind::Protocol and say what is wrong with @p text.
    static Result<TopicFilter> parse(const QString &text);

    bool matches(const TopicName &topic) const;

    const QString &text() const { return m_text; }

    bool operator==(const TopicFilter &) const = default;

private:
    explicit TopicFilter(QString text)
        : m_text(std::move(text))
    {}

    QString m_text;
};

} // namespace syspulse
