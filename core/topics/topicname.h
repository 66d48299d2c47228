// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace syspulse {

/// Longest topic in bytes of UTF-8: MQTT carries the length in two bytes (MQTT 3.1.1, 1.5.3).
inline constexpr qsizetype maxTopicBytes = 65535;

/// A valid MQTT topic name (MQTT 3.1.1, 4.7): at least one character, at most 65,535 bytes of UTF-8, no NUL
/// and no wildcard. Empty levels such as in "/a" or "a//b" are legal in MQTT and allowed here.
class TopicName
{
public:
    /// Errors are ErrorKind::Protocol and say what is wrong with @p text.
    static Result<TopicName> parse(const QString &text);
    /// As parse(), and refuses bytes that are not valid UTF-8.
    static Result<TopicName> fromUtf8(const QByteArray &bytes);

    const QString &text() const { return m_text; }
    QStringList levels() const { return m_text.split(QLatin1Char('/')); }

    bool operator==(const TopicName &) const = default;

private:
    explicit TopicName(QString text)
        : m_text(std::move(text))
    {}

    QString m_text;
};

/// What names and filters share: why @p text is neither, or an empty string.
QString topicTextProblem(const QString &text);

/// Whether @p bytes are well-formed UTF-8.
bool isValidUtf8(const QByteArray &bytes);

} // namespace syspulse
