// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>
#include <QSet>

#include "core/topics/catalogue.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

class LiveStore;

struct TopicRow
{
    QString topic;
    std::optional<MetricDescription> description;
};

/// All topics of the catalogue and all that were received, one row each. Rows are told apart by their topic
/// and are never reset while an instance is connected, so selection and scroll position survive.
class TopicsModel : public RowsModel<TopicRow>
{
    Q_OBJECT

public:
    enum Column { Topic, Value, Unit, Trend, Rate, Age, Source, Quality, Description };

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

    /// Takes over what the store now has for @p topics.
    void apply(const QSet<QString> &topics);

    /// The row of @p topic, or -1.
    int rowOf(const QString &topic) const { return m_index.value(topic, -1); }

    /// The value of @p topic for people; unknownText() where there is none.
    static FormattedValue valueParts(const LiveStore &store, const QString &topic,
                                     const UnitFormatter &format);
    /// The same with its unit behind it.
    static QString valueText(const LiveStore &store, const QString &topic, const UnitFormatter &format);
    /// Why @p topic has no value, as whole sentences; empty where it has one.
    static QString whyUnknown(const LiveStore &store, const QString &topic);

protected:
    QVariant cell(const TopicRow &row, int column, int role) const override;

private:
    void clearForeign();
    /// Brings @p rows together behind all others, which stay in their order.
    void moveToEnd(const QList<int> &rows);
    void removeTopics(int first, int last);
    void reindex(int from);
    QVariant sortValue(const TopicRow &row, int column) const;
    QString toolTip(const TopicRow &row, int column) const;
    bool isUnavailable(const TopicRow &row) const;
    QString rate(const TopicRow &row) const;
    QString description(const TopicRow &row) const;

    LiveStore &m_store;
    const UnitFormatter m_format;
    QHash<QString, int> m_index;
};

} // namespace syspulse
