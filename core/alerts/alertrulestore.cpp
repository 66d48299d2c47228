// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertrulestore.h"

#include "core/base/entrylist.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QUuid>

namespace syspulse {

namespace {

QString pieceName(const QString &key)
{
    return QStringLiteral("alerts-") + key;
}

Result<PieceContent<AlertRuleList>> readRules(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    qint64 version = 0;
    const Result<const Json *> list =
        entriesIn(*json, "rules", version, AlertRuleStore::tr("It has no list of rules."),
                  AlertRuleStore::tr("\"version\" in it is not a number."));
    if (!list)
        return Unexpected<Error>{list.error()};
    PieceContent<AlertRuleList> content;
    content.newer = version > AlertRuleStore::fileVersion;
    QString firstProblem;
    content.value.rules =
        readEntries<AlertRule>(**list, alertRuleFromJson, maxAlertRules,
                               AlertRuleStore::tr("There are more than %1 rules.").arg(maxAlertRules),
                               [&firstProblem](const QString &problem) {
                                   if (firstProblem.isEmpty())
                                       firstProblem = problem;
                               });
    content.value.unknown = membersBeyond(*json, {{"rules", {}}, {"version", {}}});
    if (!firstProblem.isEmpty())
        content.damage = AlertRuleStore::tr("Some rules were left out: %1").arg(firstProblem);
    return content;
}

QByteArray writeRules(const AlertRuleList &list)
{
    return writeEntries("rules", AlertRuleStore::fileVersion, list.unknown, list.rules, alertRuleToJson);
}

AlertRuleList mergeRules(const AlertRuleList &base, const AlertRuleList &here, const AlertRuleList &there)
{
    const auto idOf = [](const AlertRule &rule) { return rule.id; };
    return {mergeEntries(base.rules, here.rules, there.rules, idOf), there.unknown};
}

} // namespace

AlertRuleStore::AlertRuleStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_file(state.files(), {readRules, writeRules, mergeRules},
             {[this] { emit loaded(); }, [this] { emit changed(); },
              [this](const QString &text) { emit noticed(text); },
              [&state](const Error &error) { emit state.failed(error); }})
{}

void AlertRuleStore::open(const QString &key, const QString &otherKey)
{
    if (key == m_key)
        return;
    m_key = key;
    m_file.open(m_state.fileOf(pieceName(key)),
                otherKey.isEmpty() || otherKey == key ? QString() : m_state.fileOf(pieceName(otherKey)));
}

const AlertRule *AlertRuleStore::find(const QString &id) const
{
    const auto it =
        std::find_if(rules().cbegin(), rules().cend(), [&](const AlertRule &rule) { return rule.id == id; });
    return it == rules().cend() ? nullptr : &*it;
}

QString AlertRuleStore::put(AlertRule rule, qsizetype place)
{
    if (!canChange())
        return {};
    if (rule.id.isEmpty())
        rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    AlertRuleList list = m_file.value();
    const auto it = std::find_if(list.rules.begin(), list.rules.end(),
                                 [&](const AlertRule &known) { return known.id == rule.id; });
    if (it != list.rules.end())
        *it = rule;
    else if (list.rules.size() >= maxAlertRules)
        return {};
    else
        list.rules.insert(place < 0 ? list.rules.size() : std::min(place, list.rules.size()), rule);
    set(std::move(list));
    return rule.id;
}

std::optional<AlertRuleStore::Removed> AlertRuleStore::remove(const QString &id)
{
    const AlertRule *found = find(id);
    if (found == nullptr || !canChange())
        return std::nullopt;
    const Removed removed{found - rules().constData(), *found};
    AlertRuleList list = m_file.value();
    list.rules.removeAt(removed.place);
    set(std::move(list));
    return removed;
}

void AlertRuleStore::set(AlertRuleList list)
{
    m_file.set(std::move(list));
    emit changed();
}

} // namespace syspulse
