// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/topicfilter.h"

#include <QCoreApplication>

namespace syspulse {

Result<TopicFilter> TopicFilter::parse(const QString &text)
{
    if (const QString problem = topicTextProblem(text); !problem.isEmpty())
        return failure(ErrorKind::Protocol, problem);

    const QStringList levels = text.split(QLatin1Char('/'));
    for (qsizetype i = 0; i < levels.size(); ++i) {
        const QString &level = levels.at(i);
        if (level.contains(QLatin1Char('#')) && (level.size() > 1 || i + 1 < levels.size()))
            return failure(
                ErrorKind::Protocol,
                QCoreApplication::translate("TopicFilter", "# must be the whole last level of a filter."));
        if (level.contains(QLatin1Char('+')) && level.size() > 1)
            return failure(ErrorKind::Protocol, QCoreApplication::translate(
                                                    "TopicFilter", "+ must be a whole level of a filter."));
    }
    return TopicFilter(text);
}

bool TopicFilter::matches(const TopicName &topic) const
{
    const QStringView filter(m_text);
    const QStringView name(topic.text());
    if (name.front() == QLatin1Char('$') &&
        (filter.front() == QLatin1Char('+') || filter.front() == QLatin1Char('#')))
        return false;

    const auto filterLevels = filter.split(QLatin1Char('/'));
    const auto nameLevels = name.split(QLatin1Char('/'));
    for (qsizetype i = 0; i < filterLevels.size(); ++i) {
        if (filterLevels.at(i) == QLatin1String("#"))
            return true;
        if (i >= nameLevels.size())
            return false;
        if (filterLevels.at(i) != QLatin1String("+") && filterLevels.at(i) != nameLevels.at(i))
            return false;
        // "a/#" covers "a" itself.
        if (i + 1 == nameLevels.size() && i + 2 == filterLevels.size() &&
            filterLevels.at(i + 1) == QLatin1String("#"))
            return true;
    }
    return filterLevels.size() == nameLevels.size();
}

} // namespace syspulse
