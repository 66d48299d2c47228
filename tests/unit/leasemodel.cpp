// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/leasemodel.h"

#include "tests/unit/leasemoves.h"

#include <deque>
#include <unordered_map>

namespace syspulse::leasemodel {

Outcome explore(const World &world, const Rules &rules)
{
    struct Node
    {
        const State *state;
        qsizetype from;
        int depth;
        int party;
        const char *step;
    };
    std::unordered_map<State, qsizetype, StateHash> known;
    std::deque<Node> nodes;
    Outcome outcome;
    qsizetype at = -1;
    const auto tellWay = [&](qsizetype node) {
        for (; node > 0; node = nodes[size_t(node)].from) {
            const Node &each = nodes[size_t(node)];
            const QString who =
                each.party < 0 ? QString() : QString(QLatin1Char(char('a' + each.party))) + QLatin1Char(' ');
            outcome.steps.prepend(who + QLatin1String(each.step));
        }
    };
    const auto take = [&](const State &state, int party, const char *step, const char *broken) {
        if (!outcome.broken.isEmpty())
            return;
        const auto [it, isNew] = known.try_emplace(state, qsizetype(nodes.size()));
        if (isNew || broken != nullptr)
            nodes.push_back({&it->first, at, at < 0 ? 0 : nodes[size_t(at)].depth + 1, party, step});
        if (broken == nullptr)
            return;
        outcome.broken = QLatin1String(broken);
        tellWay(qsizetype(nodes.size()) - 1);
    };
    Moves moves(world, rules, take);
    take(State(), -1, "", nullptr);
    for (at = 0; at < qsizetype(nodes.size()) && outcome.broken.isEmpty(); ++at)
        moves.of(*nodes[size_t(at)].state);
    outcome.states = qsizetype(known.size());
    outcome.depth = nodes.back().depth;
    return outcome;
}

} // namespace syspulse::leasemodel
