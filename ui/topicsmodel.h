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
    enum Column { Topic, Value, Rate, Age, Source, Quality, Description, columnCountValue };

    /// Typed values behind the texts.
    enum Role {
        SortRole = Qt::UserRole, ///< double or text
        TopicRole,               ///< full topic
        UnavailableRole,         ///< bool: HarperDB cannot give it
        StaleRole,               ///< bool
        RawValueRole,            ///< the value as received, or nothing
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

    /// The value of @p topic for people; unknownText() where there is none.
    static QString valueText(const LiveStore &store, const QString &topic, const UnitFormatter &format);

private:
    struct Row
    {
        QString topic;
        std::optional<MetricDescription> description;
    };

    void clearForeign();
    void removeRow(int row);
    void reindex(int from);
    QVariant text(const Row &row, Column column) const;
    QVariant sortValue(const Row &row, Column column) const;
    QString toolTip(const Row &row, Column column) const;
    QVariant foreground(const Row &row) const;
    QString age(const Row &row) const;

    LiveStore &m_store;
    const UnitFormatter m_format;
    QList<Row> m_rows;
    QHash<QString, int> m_index;
};

} // namespace syspulse
