// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertlogmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/base/csv.h"
#include "core/topics/metricname.h"
#include "ui/base/statusdot.h"
#include "ui/base/theme.h"

namespace syspulse {

AlertLogModel::AlertLogModel(const AlertTexts &texts, QObject *parent)
    : RowsModel(parent)
    , m_texts(texts)
{
    setColumns(
        {{tr("Time"), [this](const AlertEvent &event) { return m_texts.format().dateTime(event.timeMs); }},
         {tr("Event"), [](const AlertEvent &event) { return AlertTexts::event(event.kind); }},
         {tr("Severity"),
          [](const AlertEvent &event) { return AlertTexts::severityName(event.rule.severity); }},
         {tr("Rule"), [this](const AlertEvent &event) { return m_texts.name(event.rule); }},
         {tr("Value"),
          [this](const AlertEvent &event) {
              return m_texts.value(event.rule, event.value, event.awaySinceMs);
          },
          Align::Right},
         {tr("Remark"), [this](const AlertEvent &event) { return m_texts.remark(event); }},
         {tr("Metric"), [](const AlertEvent &event) { return metricName(event.rule.topic); }}});
}

QVariant AlertLogModel::cell(const AlertEvent &event, int column, int role) const
{
    if (role == Qt::ToolTipRole && column == Rule)
        return plainToolTip(m_texts.sentence(event.rule));
    if (role == Qt::ToolTipRole && column == Metric)
        return plainToolTip(event.rule.topic);
    if (role == Qt::ForegroundRole && column == Event) {
        const ThemeColors &colors = themeColors(QGuiApplication::palette());
        return event.kind == AlertEventKind::Fired
                   ? severityColor(AlertTexts::severity(event.rule.severity), QGuiApplication::palette())
               : event.kind == AlertEventKind::Cleared ? colors.ok
                                                       : colors.muted;
    }
    return RowsModel::cell(event, column, role);
}

QByteArray AlertLogModel::csv(const QList<AlertEvent> &events, const AlertTexts &texts)
{
    QByteArray bytes("time,event,rule,topic,condition,threshold,value,severity,reason,until,client\r\n");
    for (const AlertEvent &event : events) {
        const AlertRule &rule = event.rule;
        bytes += csvLine({csvTime(event.timeMs), alertEventName(event.kind), texts.name(rule), rule.topic,
                          alertConditionName(rule.condition),
                          hasThreshold(rule.condition) ? csvNumber(rule.threshold) : QString(),
                          csvNumber(event.value), alertSeverityName(rule.severity), event.reason,
                          event.untilMs > 0 ? csvTime(event.untilMs) : QString(), rule.client});
    }
    return bytes;
}

} // namespace syspulse
