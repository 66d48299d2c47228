// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/topicmapper.h"

#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct TopicMapperTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::TopicMapper)
};

} // namespace

TopicMapper::TopicMapper(IdStyle style)
    : m_style(style)
{
    for (const MetricDescription &metric : catalogue()) {
        const auto name = TopicName::parse(metric.topic);
        if (!name)
            continue;
        if (const auto id = recordId(*name))
            m_catalogueTopics.insert(*id, metric.topic);
    }
}

IdStyle TopicMapper::styleOf(const QString &id)
{
    return id.contains(QLatin1Char('/')) ? IdStyle::Hierarchical : IdStyle::Flat;
}

Result<QString> TopicMapper::recordId(const TopicName &topic) const
{
    const QString &text = topic.text();
    if (!text.startsWith(systopics::root))
        return failure(
            ErrorKind::Protocol,
            TopicMapperTexts::tr("Only topics that start with \"$SYS/\" have a record: %1").arg(text));
    QString id = text.mid(systopics::root.size());
    if (id.contains(QLatin1Char('.')))
        return failure(ErrorKind::Protocol,
                       TopicMapperTexts::tr("The broker does not allow dots in topics: %1").arg(text));
    const auto levels = QStringView(id).split(QLatin1Char('/'));
    for (const QStringView level : levels) {
        if (level.isEmpty())
            return failure(ErrorKind::Protocol,
                           TopicMapperTexts::tr("A $SYS topic must not have empty levels: %1").arg(text));
    }
    if (m_style == IdStyle::Flat)
        id.replace(QLatin1Char('/'), QLatin1Char('_'));
    return id;
}

Result<TopicName> TopicMapper::topic(const QString &id, const QString &recordTopic) const
{
    QString candidate = m_catalogueTopics.value(id);
    if (candidate.isEmpty() && m_style == IdStyle::Hierarchical)
        candidate = systopics::root + id;
    if (candidate.isEmpty())
        candidate = recordTopic;
    if (candidate.isEmpty())
        return failure(ErrorKind::Protocol,
                       TopicMapperTexts::tr("The topic of the record \"%1\" is not known.").arg(id));

    auto name = TopicName::parse(candidate);
    if (!name)
        return name;
    const auto back = recordId(*name);
    if (!back)
        return Unexpected<Error>{back.error()};
    if (*back != id)
        return failure(ErrorKind::Protocol,
                       TopicMapperTexts::tr("The record \"%1\" claims the topic %2, which belongs to \"%3\".")
                           .arg(id, candidate, *back));
    return name;
}

} // namespace syspulse
