// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QCollator>
#include <QHash>
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

    /// Once.
    void setSourceModel(QAbstractItemModel *model) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    /// What a row is sorted by.
    struct SortKey
    {
        int rank = 2; ///< 0: a number, 1: a text, 2: not known
        double number = 0;
        std::optional<QCollatorSortKey> text{};
    };

    const SortKey &keyOf(const QModelIndex &index) const;

    /// By node and row. A row is asked once for what it is sorted by, and not with each comparison: that
    /// would be most of what sorting takes.
    mutable QHash<std::pair<quintptr, int>, SortKey> m_keys;
    QString m_text;
    std::optional<TopicFilter> m_filter;
    bool m_unavailableShown = true;
};

} // namespace syspulse
