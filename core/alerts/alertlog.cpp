// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertlog.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <algorithm>
#include <limits>

namespace syspulse {

namespace {

Result<PieceContent<QList<AlertEvent>>> readEvents(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    const Json *list = member(*json, "events");
    qint64 version = 0;
    if (list == nullptr || !list->is_array() ||
        !takeInteger(*json, "version", 0, std::numeric_limits<int>::max(), version))
        return failure(ErrorKind::Local, AlertLog::tr("It has no list of events."));
    PieceContent<QList<AlertEvent>> content;
    content.newer = version > AlertLog::fileVersion;
    for (const Json &entry : *list) {
        const Result<AlertEvent> event = alertEventFromJson(entry);
        if (!event)
            content.damage = AlertLog::tr("Some events were left out.");
        else if (content.value.size() < AlertLog::maxEvents)
            content.value.append(*event);
    }
    return content;
}

QByteArray writeEvents(const QList<AlertEvent> &events)
{
    Json list = Json::array();
    for (const AlertEvent &event : events)
        list.push_back(alertEventToJson(event));
    return dumpJson(Json{{"version", AlertLog::fileVersion}, {"events", std::move(list)}});
}

QList<AlertEvent> mergeEvents(const QList<AlertEvent> &base, const QList<AlertEvent> &here,
                              const QList<AlertEvent> &there)
{
    if (there == base)
        return here;
    QList<AlertEvent> merged = mergeEntries(
        base, here, there, [](const AlertEvent &event) { return dumpJson(alertEventToJson(event)); });
    std::stable_sort(merged.begin(), merged.end(),
                     [](const AlertEvent &a, const AlertEvent &b) { return a.timeMs > b.timeMs; });
    merged.resize(std::min(merged.size(), AlertLog::maxEvents));
    return merged;
}

} // namespace

AlertLog::AlertLog(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_file(state.files(), {readEvents, writeEvents, mergeEvents},
             {[this] { emit changed(); }, [this] { emit changed(); },
              [this](const QString &text) { emit noticed(text); },
              [&state](const Error &error) { emit state.failed(error); }})
{}

void AlertLog::open(const QString &key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_file.open(m_state.fileOf(QStringLiteral("alertlog-") + key));
    emit changed();
}

void AlertLog::set(const QList<AlertEvent> &events)
{
    m_file.set(events.first(std::min(events.size(), maxEvents)));
    emit changed();
}

void AlertLog::add(const QList<AlertEvent> &events)
{
    if (events.isEmpty())
        return;
    QList<AlertEvent> all = this->events();
    for (const AlertEvent &event : events)
        all.prepend(event);
    set(all);
}

QList<AlertEvent> AlertLog::clear()
{
    const QList<AlertEvent> removed = events();
    set({});
    return removed;
}

void AlertLog::restore(const QList<AlertEvent> &events)
{
    set(this->events() + events);
}

} // namespace syspulse
