// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include "core/topics/catalogue.h"
#include "core/units/unitformatter.h"

namespace syspulse {

class LiveStore;

/// All topics of the catalogue and all that were received, one row each. Rows are told apart by their topic
/// and are never reset while an instance is connected, so selection and scroll position survive.
class TopicsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Topic, Value, Unit, Trend, Rate, Age, Source, Quality, Description, columnCountValue };

    /// Typed values behind the texts.
    enum Role {
        SortRole = Qt::UserRole, ///< double or text
        TopicRole,               ///< full topic
        UnavailableRole,         ///< bool: HarperDB cannot give it
        StaleRole,               ///< bool
        RawValueRole,            ///< the value as received, or nothing
        BranchRole,              ///< bool: the row is not a topic, it only has topics below it
    };

    TopicsModel(LiveStore &store, const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Takes over what the store now has for @p topics.
    void apply(const QSet<QString> &topics);
    /// Time has passed: ages and staleness may have changed.
    void refreshAges();

    /// The row of @p topic, or -1.
    int rowOf(const QString &topic) const { return m_index.value(topic, -1); }

    /// The value of @p topic for people; unknownText() where there is none.
    static FormattedValue valueParts(const LiveStore &store, const QString &topic,
                                     const UnitFormatter &format);
    /// The same with its unit behind it.
    static QString valueText(const LiveStore &store, const QString &topic, const UnitFormatter &format);
    /// Why @p topic has no value, as whole sentences; empty where it has one.
    static QString whyUnknown(const LiveStore &store, const QString &topic);

private:
    struct Row
    {
        QString topic;
        std::optional<MetricDescription> description;
    };

    void clearForeign();
    void removeTopics(int first, int last);
    void reindex(int from);
    QVariant text(const Row &row, Column column) const;
    QVariant sortValue(const Row &row, Column column) const;
    QString toolTip(const Row &row, Column column) const;
    QVariant foreground(const Row &row) const;
    bool isUnavailable(const Row &row) const;
    QString age(const Row &row) const;

    LiveStore &m_store;
    const UnitFormatter m_format;
    QList<Row> m_rows;
    QHash<QString, int> m_index;
};

} // namespace syspulse
