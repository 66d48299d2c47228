// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/analyticsname.h"

namespace syspulse {

namespace {

AnalyticsName::What whatOf(const QString &metric, const QString &path, const QString &method,
                           const QString &type)
{
    using What = AnalyticsName::What;
    if (metric == QLatin1String("connection"))
        return path == QLatin1String("mqtt") && method == QLatin1String("connect") ? What::Logins
                                                                                   : What::Other;
    if (metric == QLatin1String("mqtt-connections"))
        return What::Connections;
    if (metric == QLatin1String("memory"))
        return What::Memory;
    if (type != QLatin1String("mqtt"))
        return What::Other;
    return metric == QLatin1String("bytes-received") ? What::Received
           : metric == QLatin1String("bytes-sent")   ? What::Sent
                                                     : What::Other;
}

} // namespace

AnalyticsName::AnalyticsName()
{
    static const AnalyticsName empty{QString()};
    m_data = empty.m_data;
}

AnalyticsName::AnalyticsName(const QString &metric, const QString &path, const QString &method,
                             const QString &type)
    : m_data(dataOf(metric, path, method, type))
{}

AnalyticsName::Data *AnalyticsName::dataOf(const QString &metric, const QString &path, const QString &method,
                                           const QString &type)
{
    auto *data = new Data;
    data->metric = metric;
    data->path = path;
    data->method = method;
    data->type = type;
    data->what = whatOf(metric, path, method, type);
    data->countsMqtt = type == QLatin1String("mqtt") ||
                       (metric == QLatin1String("connection") && path == QLatin1String("mqtt"));
    data->hash = qHashMulti(QHashSeed::globalSeed(), metric, path, method, type);
    return data;
}

bool AnalyticsName::hasTextsOf(const AnalyticsName &other) const
{
    return path() == other.path() && method() == other.method() && metric() == other.metric() &&
           type() == other.type();
}

} // namespace syspulse
