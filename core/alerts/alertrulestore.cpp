// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertrulestore.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QDateTime>
#include <QUuid>

namespace syspulse {

AlertRuleStore::AlertRuleStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{}

void AlertRuleStore::open(const QString &key, const QString &otherKey)
{
    if (key == m_key)
        return;
    m_key = key;
    m_rules.clear();
    m_unknown.clear();
    m_loaded = false;
    m_readOnly = false;
    load(key, otherKey);
}

void AlertRuleStore::load(const QString &from, const QString &otherKey)
{
    m_state.load(QStringLiteral("alerts-") + from, this,
                 [this, key = m_key, otherKey](const Result<QByteArray> &bytes) {
                     if (key != m_key)
                         return;
                     if (bytes && bytes->isEmpty() && !otherKey.isEmpty())
                         return load(otherKey, {});
                     if (bytes) {
                         take(*bytes);
                     } else {
                         // Writing now would replace what could not be read.
                         m_readOnly = true;
                         emit noticed(tr("The alert rules could not be read, so they are not changed. %1")
                                          .arg(describe(bytes.error())));
                     }
                     m_loaded = true;
                     emit loaded();
                 });
}

void AlertRuleStore::take(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return setAside(bytes, json.error().message);
    const Json *list = member(*json, "rules");
    if (list == nullptr || !list->is_array())
        return setAside(bytes, tr("It has no list of rules."));
    if (integerAt(*json, "version").value_or(0) > fileVersion) {
        m_readOnly = true;
        emit noticed(tr("The alert rules were written by a newer SysPulse, so they are watched but cannot be "
                        "changed here: %1.")
                         .arg(m_state.fileOf(pieceName())));
    }
    QString firstProblem;
    for (const Json &entry : *list) {
        Result<AlertRule> rule = alertRuleFromJson(entry);
        if (!rule && firstProblem.isEmpty())
            firstProblem = rule.error().message;
        if (rule && m_rules.size() >= maxAlertRules && firstProblem.isEmpty())
            firstProblem = tr("There are more than %1 rules.").arg(maxAlertRules);
        if (!rule || m_rules.size() >= maxAlertRules)
            continue;
        if (rule->id.isEmpty() || find(rule->id) != nullptr)
            rule->id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_rules.append(*rule);
    }
    m_unknown = membersBeyond(*json, {{"rules", {}}, {"version", {}}});
    if (!firstProblem.isEmpty() && !m_readOnly)
        setAside(bytes, tr("Some rules were left out: %1").arg(firstProblem));
}

void AlertRuleStore::setAside(const QByteArray &bytes, const QString &why)
{
    const QString copy = pieceName() + QStringLiteral(".damaged-") +
                         QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    m_state.save(copy, bytes);
    emit noticed(
        tr("The file with the alert rules is damaged. %1 It was kept as %2.").arg(why, m_state.fileOf(copy)));
}

const AlertRule *AlertRuleStore::find(const QString &id) const
{
    const auto it =
        std::find_if(m_rules.cbegin(), m_rules.cend(), [&](const AlertRule &rule) { return rule.id == id; });
    return it == m_rules.cend() ? nullptr : &*it;
}

QString AlertRuleStore::put(AlertRule rule, qsizetype place)
{
    if (!canChange())
        return {};
    if (rule.id.isEmpty())
        rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto it = std::find_if(m_rules.begin(), m_rules.end(),
                                 [&](const AlertRule &known) { return known.id == rule.id; });
    if (it != m_rules.end())
        *it = rule;
    else if (m_rules.size() >= maxAlertRules)
        return {};
    else
        m_rules.insert(place < 0 ? m_rules.size() : std::min(place, m_rules.size()), rule);
    save();
    return rule.id;
}

std::optional<AlertRuleStore::Removed> AlertRuleStore::remove(const QString &id)
{
    const AlertRule *found = find(id);
    if (found == nullptr || !canChange())
        return std::nullopt;
    const Removed removed{found - m_rules.constData(), *found};
    m_rules.removeAt(removed.place);
    save();
    return removed;
}

void AlertRuleStore::save()
{
    Json list = Json::array();
    for (const AlertRule &rule : std::as_const(m_rules))
        list.push_back(alertRuleToJson(rule));
    Json json = keptMembers(m_unknown);
    json["version"] = fileVersion;
    json["rules"] = std::move(list);
    m_state.save(pieceName(), dumpJson(OrderedJson(json), 2) + '\n');
    emit changed();
}

} // namespace syspulse
