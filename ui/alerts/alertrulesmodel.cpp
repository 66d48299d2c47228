// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertrulesmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/alerts/alertmonitor.h"
#include "core/session/livestore.h"
#include "ui/base/statusdot.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

AlertRulesModel::AlertRulesModel(AlertMonitor &monitor, const LiveStore &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_monitor(monitor)
    , m_store(store)
    , m_rules(monitor.rules().rules())
{}

int AlertRulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int AlertRulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant AlertRulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Value || section == Age))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Enabled:
        return tr("On");
    case Name:
        return tr("Rule");
    case State:
        return tr("State");
    case Value:
        return tr("Value now");
    case Age:
        return tr("Age");
    case Sentence:
        return tr("When");
    case columnCountValue:
        break;
    }
    return {};
}

Qt::ItemFlags AlertRulesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Enabled && m_monitor.rules().canChange() ? flags | Qt::ItemIsUserCheckable
                                                                      : flags;
}

QVariant AlertRulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertRule &rule = m_rules.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(rule, column);
    case Qt::AccessibleTextRole:
        //: whether an alert rule is on
        return column == Enabled ? (rule.enabled ? tr("On") : tr("Off")) : text(rule, column);
    case Qt::ToolTipRole:
        if (column == Name)
            return plainToolTip(rule.topic);
        return column == Enabled ? QString() : plainToolTip(text(rule, column));
    case Qt::CheckStateRole:
        return column == Enabled ? QVariant(rule.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
        if (column == Value || column == Age)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ForegroundRole:
        return color(rule, column);
    default:
        return {};
    }
}

QString AlertRulesModel::text(const AlertRule &rule, Column column) const
{
    const AlertTexts &texts = m_monitor.texts();
    switch (column) {
    case Name:
        return texts.name(rule);
    case State:
        return texts.state(rule, m_monitor.status(rule.id));
    case Value: {
        const AlertStatus status = m_monitor.status(rule.id);
        if (status.value)
            return texts.value(rule, status.value);
        // A text has no number, but says something all the same.
        const TopicValue *value = m_store.value(rule.topic);
        return value == nullptr || value->text.isEmpty() || isRate(rule.condition)
                   ? unknownText()
                   : oneLine(texts.format().isoTime(value->text), 60);
    }
    case Age: {
        const std::optional<qint64> ageMs = m_store.ageMs(rule.topic);
        return ageMs ? texts.format().age(*ageMs) : unknownText();
    }
    case Sentence:
        return texts.sentence(rule);
    case Enabled:
    case columnCountValue:
        break;
    }
    return {};
}

QVariant AlertRulesModel::color(const AlertRule &rule, Column column) const
{
    const QPalette palette = QGuiApplication::palette();
    const AlertStatus status = m_monitor.status(rule.id);
    if (column == State)
        return severityColor(AlertTexts::severity(status), palette);
    const bool stale = (column == Value || column == Age) && m_store.isStale(rule.topic);
    return !rule.enabled || stale ? QVariant(themeColors(palette).stale) : QVariant();
}

bool AlertRulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Enabled ||
        role != Qt::CheckStateRole)
        return false;
    AlertRule rule = m_rules.at(index.row());
    rule.enabled = value.toInt() == Qt::Checked;
    const bool kept = !m_monitor.rules().put(rule).isEmpty();
    refresh();
    return kept;
}

void AlertRulesModel::refresh()
{
    const QList<AlertRule> &rules = m_monitor.rules().rules();
    const bool same = std::equal(rules.cbegin(), rules.cend(), m_rules.cbegin(), m_rules.cend(),
                                 [](const AlertRule &a, const AlertRule &b) { return a.id == b.id; });
    if (!same) {
        beginResetModel();
        m_rules = rules;
        endResetModel();
        return;
    }
    m_rules = rules;
    if (!m_rules.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rules.size()) - 1, columnCountValue - 1));
}

int AlertRulesModel::rowOf(const QString &id) const
{
    for (int row = 0; row < int(m_rules.size()); ++row) {
        if (m_rules.at(row).id == id)
            return row;
    }
    return -1;
}

} // namespace syspulse
