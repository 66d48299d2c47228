// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicsmodel.h"

#include <algorithm>

#include <QGuiApplication>
#include <QPalette>

#include "core/session/livestore.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

TopicsModel::TopicsModel(LiveStore &store, const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_format(format)
{
    for (const MetricDescription &description : catalogue())
        m_rows.append({description.topic, description});
    for (const QString &topic : store.topics()) {
        if (!std::any_of(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.topic == topic; }))
            m_rows.append({topic, describeTopic(topic)});
    }
    reindex(0);
    connect(&store, &LiveStore::cleared, this, &TopicsModel::clearForeign);
}

int TopicsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TopicsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant TopicsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Value || section == Rate || section == Age))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Topic:
        return tr("Topic");
    case Value:
        return tr("Value");
    case Unit:
        return tr("Unit");
    case Trend:
        return tr("Trend");
    case Rate:
        return tr("Rate");
    case Age:
        return tr("Age");
    case Source:
        return tr("Source");
    case Quality:
        return tr("Quality");
    case Description:
        return tr("Description");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant TopicsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, column));
    case Qt::ForegroundRole:
        return foreground(row);
    case Qt::TextAlignmentRole:
        if (column == Value || column == Rate || column == Age)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case SortRole:
        return sortValue(row, column);
    case TopicRole:
        return row.topic;
    case UnavailableRole:
        return isUnavailable(row);
    case BranchRole:
        return false;
    case StaleRole:
        return m_store.isStale(row.topic);
    case RawValueRole:
        if (const TopicValue *value = m_store.value(row.topic))
            return value->text;
        return {};
    default:
        return {};
    }
}

FormattedValue TopicsModel::valueParts(const LiveStore &store, const QString &topic,
                                       const UnitFormatter &format)
{
    const TopicValue *value = store.value(topic);
    if (value == nullptr || (!value->number && value->text.isEmpty()))
        return {unknownText(), {}};
    const std::optional<MetricDescription> description = describeTopic(topic);
    if (description && description->unit == syspulse::Unit::Time)
        return {oneLine(format.isoTime(value->text)), {}};
    if (!value->number)
        return {oneLine(value->text), {}};
    if (!description)
        return {format.number(*value->number, NumberStyle::Full), oneLine(value->unit, 30)};
    return format.value(value->number, description->unit, NumberStyle::Full);
}

QString TopicsModel::valueText(const LiveStore &store, const QString &topic, const UnitFormatter &format)
{
    return valueParts(store, topic, format).text();
}

QString TopicsModel::whyUnknown(const LiveStore &store, const QString &topic)
{
    const TopicValue *value = store.value(topic);
    if (value != nullptr)
        return value->text.isEmpty() ? tr("The value is not known at present.") : QString();
    const std::optional<MetricDescription> description = describeTopic(topic);
    if (description && !description->publishable())
        return tr("Not available: %1").arg(MetricText::unavailable(*description));
    if (description && description->source == syspulse::Source::Events)
        return tr("No value has arrived yet. It comes from the component that setup installs.");
    return tr("No value has arrived yet.");
}

bool TopicsModel::isUnavailable(const Row &row) const
{
    return row.description && !row.description->publishable() && m_store.value(row.topic) == nullptr;
}

QString TopicsModel::age(const Row &row) const
{
    const std::optional<qint64> age = m_store.ageMs(row.topic);
    return age ? m_format.age(*age) : QString();
}

QVariant TopicsModel::text(const Row &row, Column column) const
{
    const TopicValue *value = m_store.value(row.topic);
    switch (column) {
    case Topic:
        return oneLine(row.topic);
    case Value:
        // "Not available" is final, a dash may become a value.
        return isUnavailable(row) ? tr("not available") : valueParts(m_store, row.topic, m_format).number;
    case Unit:
        return valueParts(m_store, row.topic, m_format).unit;
    case Trend:
        return {};
    case Rate:
        if (const std::optional<double> rate = m_store.rate(row.topic))
            return m_format
                .rate(rate, row.description ? row.description->unit : syspulse::Unit::None,
                      NumberStyle::Compact)
                .text();
        return {};
    case Age:
        return age(row);
    case Source:
        return value != nullptr ? oneLine(MetricText::name(value->source), 40) : QString();
    case Quality:
        return value != nullptr ? oneLine(MetricText::name(value->quality), 40) : QString();
    case Description:
        // What can be read in the list is found without a tool tip.
        if (isUnavailable(row))
            return MetricText::unavailable(*row.description);
        if (row.description)
            return MetricText::meaning(*row.description);
        return value != nullptr ? oneLine(value->description) : QString();
    case columnCountValue:
        break;
    }
    return {};
}

QVariant TopicsModel::sortValue(const Row &row, Column column) const
{
    const TopicValue *value = m_store.value(row.topic);
    switch (column) {
    case Value:
        if (value != nullptr && value->number)
            return *value->number;
        return value != nullptr ? QVariant(value->text) : QVariant();
    case Rate:
        if (const std::optional<double> rate = m_store.rate(row.topic))
            return *rate;
        return {};
    case Age:
        if (const std::optional<qint64> ageMs = m_store.ageMs(row.topic))
            return double(*ageMs);
        return {};
    case Topic:
    case Unit:
    case Trend:
    case Source:
    case Quality:
    case Description:
    case columnCountValue:
        break;
    }
    return text(row, column);
}

QString TopicsModel::toolTip(const Row &row, Column column) const
{
    if (isUnavailable(row))
        return whyUnknown(m_store, row.topic);
    switch (column) {
    case Topic:
        return row.topic.left(1000);
    case Value:
        if (const TopicValue *value = m_store.value(row.topic); value != nullptr && !value->text.isEmpty())
            return value->text.left(1000);
        return whyUnknown(m_store, row.topic);
    case Description:
        return text(row, Description).toString();
    case Unit:
    case Trend:
    case Rate:
    case Age:
    case Source:
    case Quality:
    case columnCountValue:
        break;
    }
    return {};
}

QVariant TopicsModel::foreground(const Row &row) const
{
    // Views do not hand the model their palette; ours is the application's.
    const QPalette palette = QGuiApplication::palette();
    if (m_store.value(row.topic) == nullptr || m_store.isStale(row.topic))
        return themeColors(palette).stale;
    return {};
}

void TopicsModel::refreshAges()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, Age),
                         {Qt::DisplayRole, Qt::ForegroundRole, StaleRole});
}

void TopicsModel::apply(const QSet<QString> &topics)
{
    QStringList fresh;
    QList<int> changed;
    QList<int> gone;
    for (const QString &topic : topics) {
        const auto it = m_index.constFind(topic);
        const bool known = m_store.value(topic) != nullptr;
        if (it == m_index.cend()) {
            if (known)
                fresh.append(topic);
            continue;
        }
        const Row &row = m_rows.at(*it);
        const bool fixed = row.description && *it < catalogue().size();
        if (known || fixed)
            changed.append(*it);
        else
            gone.append(*it);
    }

    // From the end, so that the rows still to be removed keep their numbers. Changes are announced first.
    if (changed.size() > m_rows.size() / 2) {
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCountValue - 1));
    } else {
        for (const int row : std::as_const(changed))
            emit dataChanged(index(row, 0), index(row, columnCountValue - 1));
    }
    std::sort(gone.begin(), gone.end(), std::greater<>());
    for (qsizetype i = 0; i < gone.size();) {
        const int last = gone.at(i);
        int first = last;
        for (++i; i < gone.size() && gone.at(i) == first - 1; ++i)
            --first;
        removeTopics(first, last);
    }

    if (!fresh.isEmpty()) {
        fresh.sort();
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(fresh.size()) - 1);
        for (const QString &topic : std::as_const(fresh))
            m_rows.append({topic, describeTopic(topic)});
        reindex(first);
        endInsertRows();
    }
}

void TopicsModel::removeTopics(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row)
        m_index.remove(m_rows.at(row).topic);
    m_rows.remove(first, last - first + 1);
    reindex(first);
    endRemoveRows();
}

void TopicsModel::reindex(int from)
{
    for (int i = from; i < int(m_rows.size()); ++i)
        m_index.insert(m_rows.at(i).topic, i);
}

void TopicsModel::clearForeign()
{
    const int fixed = int(catalogue().size());
    if (m_rows.size() > fixed)
        removeTopics(fixed, int(m_rows.size()) - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(fixed - 1, columnCountValue - 1));
}

} // namespace syspulse
