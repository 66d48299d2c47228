// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QString>

namespace syspulse {

/// The text of a record that was decoded, by which the next one of its topic is recognised: an updater
/// changes the value and its time. Where nothing else differs nothing else needs to be decoded, and both can
/// be read where they stand. What decodeRecord() would make of the whole is the same; it is asked in all
/// other cases.
class RecordText
{
public:
    /// As the members of SysRecord.
    struct News
    {
        QString text;
        std::optional<double> number;
        qint64 timestampMs = 0;
    };

    /// @p text: of a record that decodeRecord() has understood.
    void remember(const QByteArray &text);

    /// What is new in @p text. Nothing where it differs in more, or where value and time are not written in
    /// the plainest way.
    std::optional<News> newsIn(const QByteArray &text) const;

private:
    /// A part of m_text.
    struct Part
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };

    QByteArray m_text; ///< empty: nothing is remembered
    Part m_value;
    Part m_time;
};

} // namespace syspulse
