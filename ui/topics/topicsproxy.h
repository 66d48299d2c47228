// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QSortFilterProxyModel>

#include "core/topics/topicfilter.h"

namespace syspulse {

/// Filters topics, as a list or as a tree, by text or by an MQTT filter and sorts by the typed values,
/// unknown ones last. The branches above a topic that passes are kept.
class TopicsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TopicsProxy(QObject *parent = nullptr);

    /// Text with a "+" or "#" level that is a valid MQTT filter works as one; any other text is searched for
    /// in topics and descriptions, whatever the case.
    void setFilterText(const QString &text);
    bool isMqttFilter() const { return m_filter.has_value(); }
    void setUnavailableShown(bool shown);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    std::optional<TopicFilter> m_filter;
    bool m_unavailableShown = true;
};

} // namespace syspulse
