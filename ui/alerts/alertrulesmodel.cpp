// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertrulesmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/alerts/alertmonitor.h"
#include "core/session/livestore.h"
#include "ui/base/statusdot.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// @p first and what else is to be said of @p rule, each on a line of its own.
QString withLines(const QString &first, const QStringList &others)
{
    QStringList lines{first};
    lines += others;
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace

AlertRulesModel::AlertRulesModel(AlertMonitor &monitor, const LiveStore &store, QObject *parent)
    : RowsModel(parent)
    , m_monitor(monitor)
    , m_store(store)
{
    const AlertTexts &texts = monitor.texts();
    setColumns(
        {{tr("On"), [](const AlertRule &) { return QString(); }},
         {tr("Rule"), [&texts](const AlertRule &rule) { return texts.name(rule); }},
         {tr("Severity"), [](const AlertRule &rule) { return AlertTexts::severityName(rule.severity); }},
         {tr("State"),
          [this, &texts](const AlertRule &rule) {
              return texts.state(rule, m_monitor.status(rule.id), m_monitor.silence(rule.id),
                                 m_monitor.isInMaintenance());
          }},
         {tr("Value now"), [this](const AlertRule &rule) { return value(rule); }, Align::Right},
         {tr("Age"),
          [this, &texts](const AlertRule &rule) {
              const std::optional<qint64> ageMs = m_store.ageMs(rule.topic);
              return ageMs ? texts.format().age(*ageMs) : unknownText();
          },
          Align::Right},
         {tr("When"), [&texts](const AlertRule &rule) { return texts.sentence(rule); }}});
    refresh();
}

Qt::ItemFlags AlertRulesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return index.column() == Enabled && m_monitor.rules().canChange() ? flags | Qt::ItemIsUserCheckable
                                                                      : flags;
}

QVariant AlertRulesModel::cell(const AlertRule &rule, int column, int role) const
{
    switch (role) {
    case Qt::AccessibleTextRole:
        //: whether an alert rule is on
        return column == Enabled ? (rule.enabled ? tr("On") : tr("Off")) : text(rule, column);
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(rule, column));
    case Qt::CheckStateRole:
        return column == Enabled ? QVariant(rule.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ForegroundRole:
        return color(rule, column);
    default:
        return RowsModel::cell(rule, column, role);
    }
}

QString AlertRulesModel::toolTip(const AlertRule &rule, int column) const
{
    // The texts name the metric as people do; here is where its topic can be looked up.
    switch (column) {
    case Name:
        return withLines(text(rule, column), {rule.topic, AlertTexts::advice(rule)});
    case Sentence:
        return withLines(text(rule, column), {rule.topic});
    default:
        return text(rule, column);
    }
}

QString AlertRulesModel::value(const AlertRule &rule) const
{
    const AlertTexts &texts = m_monitor.texts();
    const AlertStatus status = m_monitor.status(rule.id);
    if (status.value)
        return texts.value(rule, status.value, status.awaySinceMs);
    // A text has no number, but says something all the same.
    const TopicValue *value = m_store.value(rule.topic);
    return value == nullptr || value->text.isEmpty() || isRate(rule.condition)
               ? unknownText()
               : oneLine(texts.format().isoTime(value->text), 60);
}

QVariant AlertRulesModel::color(const AlertRule &rule, int column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == State && m_monitor.silence(rule.id) == nullptr && !m_monitor.isInMaintenance())
        return severityColor(AlertTexts::severity(rule, m_monitor.status(rule.id)), palette);
    const bool stale =
        (column == Value || column == Age) && hasTopic(rule.condition) && m_store.isStale(rule.topic);
    return !rule.enabled || stale ? QVariant(themeColors(palette).stale) : QVariant();
}

bool AlertRulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Enabled ||
        role != Qt::CheckStateRole)
        return false;
    AlertRule rule = at(index.row());
    rule.enabled = value.toInt() == Qt::Checked;
    const bool kept = !m_monitor.rules().put(rule).isEmpty();
    refresh();
    return kept;
}

void AlertRulesModel::refresh()
{
    update(m_monitor.allRules(), [](const AlertRule &a, const AlertRule &b) { return a.id == b.id; });
}

int AlertRulesModel::rowOf(const QString &id) const
{
    return find([&id](const AlertRule &rule) { return rule.id == id; });
}

} // namespace syspulse
