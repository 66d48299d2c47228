// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicsmodel.h"

#include <algorithm>

#include <QGuiApplication>
#include <QPalette>

#include "core/base/plaintext.h"
#include "core/session/livestore.h"
#include "ui/base/metrictext.h"
#include "ui/base/rowruns.h"
#include "ui/base/theme.h"

namespace syspulse {

/// More stretches of rows than this are brought together before they are removed: each removal moves all that
/// is behind it, in the views too.
static constexpr qsizetype maxRemovals = 8;

TopicsModel::TopicsModel(LiveStore &store, const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_store(store)
    , m_format(format)
{
    setColumns(
        {{tr("Topic"), [](const TopicRow &row) { return oneLine(row.topic); }},
         // "Not available" is final, a dash may become a value.
         {tr("Value"),
          [this](const TopicRow &row) {
              return isUnavailable(row) ? tr("not available")
                                        : valueParts(m_store, row.topic, m_format).number;
          },
          Align::Right},
         {tr("Unit"), [this](const TopicRow &row) { return valueParts(m_store, row.topic, m_format).unit; }},
         {tr("Trend"), [](const TopicRow &) { return QString(); }},
         {tr("Rate"), [this](const TopicRow &row) { return rate(row); }, Align::Right},
         {tr("Age"),
          [this](const TopicRow &row) {
              const std::optional<qint64> age = m_store.ageMs(row.topic);
              return age ? m_format.age(*age) : QString();
          },
          Align::Right},
         {tr("Source"),
          [this](const TopicRow &row) {
              const TopicValue *value = m_store.value(row.topic);
              return value != nullptr ? oneLine(MetricText::name(value->source), 40) : QString();
          }},
         {tr("Quality"),
          [this](const TopicRow &row) {
              const TopicValue *value = m_store.value(row.topic);
              return value != nullptr ? oneLine(MetricText::name(value->quality), 40) : QString();
          }},
         {tr("Description"), [this](const TopicRow &row) { return description(row); }}});

    for (const MetricDescription &description : catalogue())
        m_rows.append({description.topic, description});
    reindex(0);
    for (const QString &topic : store.topics()) {
        if (!m_index.contains(topic))
            m_rows.append({topic, describeTopic(topic)});
    }
    reindex(int(catalogue().size()));
    connect(&store, &LiveStore::cleared, this, &TopicsModel::clearForeign);
}

QVariant TopicsModel::cell(const TopicRow &row, int column, int role) const
{
    switch (role) {
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, column));
    case Qt::ForegroundRole:
        // Views do not hand the model their palette; ours is the application's.
        if (m_store.value(row.topic) == nullptr || m_store.isStale(row.topic))
            return themeColors(QGuiApplication::palette()).stale;
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
        return RowsModel::cell(row, column, role);
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

bool TopicsModel::isUnavailable(const TopicRow &row) const
{
    return row.description && !row.description->publishable() && m_store.value(row.topic) == nullptr;
}

QString TopicsModel::rate(const TopicRow &row) const
{
    const std::optional<double> rate = m_store.rate(row.topic);
    const auto unit = row.description ? row.description->unit : syspulse::Unit::None;
    return rate ? m_format.rate(rate, unit, NumberStyle::Compact).text() : QString();
}

QString TopicsModel::description(const TopicRow &row) const
{
    // What can be read in the list is found without a tool tip.
    if (isUnavailable(row))
        return MetricText::unavailable(*row.description);
    if (row.description)
        return MetricText::meaning(*row.description);
    const TopicValue *value = m_store.value(row.topic);
    return value != nullptr ? oneLine(value->description) : QString();
}

QVariant TopicsModel::sortValue(const TopicRow &row, int column) const
{
    if (column == Value) {
        const TopicValue *value = m_store.value(row.topic);
        if (value != nullptr && value->number)
            return *value->number;
        return value != nullptr ? QVariant(value->text) : QVariant();
    }
    if (column == Rate) {
        const std::optional<double> rate = m_store.rate(row.topic);
        return rate ? QVariant(*rate) : QVariant();
    }
    if (column == Age) {
        const std::optional<qint64> ageMs = m_store.ageMs(row.topic);
        return ageMs ? QVariant(double(*ageMs)) : QVariant();
    }
    return text(row, column);
}

QString TopicsModel::toolTip(const TopicRow &row, int column) const
{
    if (isUnavailable(row))
        return whyUnknown(m_store, row.topic);
    if (column == Topic)
        return cutText(row.topic, 1000);
    if (column == Value) {
        const TopicValue *value = m_store.value(row.topic);
        return value != nullptr && !value->text.isEmpty() ? cutText(value->text, 1000)
                                                          : whyUnknown(m_store, row.topic);
    }
    return column == Description ? text(row, column) : QString();
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
        const TopicRow &row = m_rows.at(*it);
        const bool fixed = row.description && *it < catalogue().size();
        if (known || fixed)
            changed.append(*it);
        else
            gone.append(*it);
    }

    // Changes are announced first, while the rows have their numbers.
    for (const auto &[first, last] : rowRuns(changed))
        emit dataChanged(index(first, 0), index(last, columnCount() - 1));
    const RowRuns runs = rowRuns(gone);
    if (runs.size() > maxRemovals) {
        moveToEnd(gone);
        removeTopics(int(m_rows.size() - gone.size()), int(m_rows.size()) - 1);
    } else {
        // From the end, so that the rows still to be removed keep their numbers.
        for (auto run = runs.crbegin(); run != runs.crend(); ++run)
            removeTopics(run->first, run->second);
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

void TopicsModel::moveToEnd(const QList<int> &rows)
{
    emit layoutAboutToBeChanged();
    QList<bool> out(m_rows.size());
    for (const int row : rows)
        out[row] = true;
    QList<int> places(m_rows.size());
    QList<TopicRow> ordered;
    ordered.reserve(m_rows.size());
    for (const bool moved : {false, true}) {
        for (int row = 0; row < int(m_rows.size()); ++row) {
            if (out.at(row) != moved)
                continue;
            places[row] = int(ordered.size());
            ordered.append(m_rows.at(row));
        }
    }
    m_rows = ordered;
    reindex(0);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(this->index(places.at(index.row()), index.column()));
    changePersistentIndexList(before, after);
    emit layoutChanged();
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
    allChanged();
}

} // namespace syspulse
