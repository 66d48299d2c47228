// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertlogmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/base/csv.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

AlertLogModel::AlertLogModel(const AlertTexts &texts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_texts(texts)
{}

int AlertLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int AlertLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant AlertLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && section == Value)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Event:
        return tr("Event");
    case Rule:
        return tr("Rule");
    case Value:
        return tr("Value");
    case Topic:
        return tr("Topic");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant AlertLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertEvent &event = m_events.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(event, column);
    case Qt::ToolTipRole:
        return plainToolTip(column == Rule ? m_texts.sentence(event.rule) : text(event, column));
    case Qt::TextAlignmentRole:
        return column == Value ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ForegroundRole: {
        if (column != Event)
            return {};
        const ThemeColors &colors = themeColors(QGuiApplication::palette());
        return event.kind == AlertEventKind::Fired     ? colors.error
               : event.kind == AlertEventKind::Cleared ? colors.ok
                                                       : colors.muted;
    }
    default:
        return {};
    }
}

QString AlertLogModel::text(const AlertEvent &event, Column column) const
{
    switch (column) {
    case Time:
        return m_texts.format().dateTime(event.timeMs);
    case Event:
        return AlertTexts::event(event.kind);
    case Rule:
        return m_texts.name(event.rule);
    case Value:
        return m_texts.value(event.rule, event.value);
    case Topic:
        return oneLine(event.rule.topic);
    case columnCountValue:
        break;
    }
    return {};
}

void AlertLogModel::set(const QList<AlertEvent> &events)
{
    if (m_events == events)
        return;
    beginResetModel();
    m_events = events;
    endResetModel();
}

QByteArray AlertLogModel::csv(const QList<AlertEvent> &events, const AlertTexts &texts)
{
    QByteArray bytes("time,event,rule,topic,condition,threshold,value\r\n");
    for (const AlertEvent &event : events) {
        const AlertRule &rule = event.rule;
        const bool noData = rule.condition == AlertCondition::NoData;
        bytes += csvLine({csvTime(event.timeMs), alertEventName(event.kind), texts.name(rule), rule.topic,
                          alertConditionName(rule.condition), noData ? QString() : csvNumber(rule.threshold),
                          csvNumber(event.value)});
    }
    return bytes;
}

} // namespace syspulse
