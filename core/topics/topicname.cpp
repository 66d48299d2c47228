// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/topicname.h"

#include "core/base/utf8.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <tuple>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct TopicNameTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::TopicName)
};

} // namespace

QString topicTextProblem(const QString &text)
{
    if (text.isEmpty())
        return TopicNameTexts::tr("A topic needs at least one character.");
    if (text.contains(QChar(0)))
        return TopicNameTexts::tr("A topic must not contain the NUL character.");
    if (!text.isValidUtf16())
        return TopicNameTexts::tr("The topic is not valid Unicode.");
    if (text.size() > maxTopicBytes || text.toUtf8().size() > maxTopicBytes)
        return TopicNameTexts::tr("The topic is longer than MQTT's limit of 65,535 bytes.");
    return {};
}

bool isValidUtf8(const QByteArray &bytes)
{
    // Stateless, or a sequence cut off at the end would count as "more to come" instead of as an error.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    std::ignore = QString(decoder(bytes));
    return !decoder.hasError();
}

Result<TopicName> TopicName::parse(const QString &text)
{
    if (const QString problem = topicTextProblem(text); !problem.isEmpty())
        return failure(ErrorKind::Protocol, problem);
    if (text.contains(QLatin1Char('+')) || text.contains(QLatin1Char('#')))
        return failure(ErrorKind::Protocol,
                       TopicNameTexts::tr("A topic name must not contain the wildcards + and #."));
    return TopicName(text);
}

Result<TopicName> TopicName::fromUtf8(const QByteArray &bytes)
{
    if (!isValidUtf8(bytes))
        return failure(ErrorKind::Protocol, TopicNameTexts::tr("The topic is not valid UTF-8."));
    return parse(textFromUtf8(bytes));
}

} // namespace syspulse
