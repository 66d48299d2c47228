// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertlog.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QDateTime>

namespace syspulse {

AlertLog::AlertLog(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{}

void AlertLog::open(const QString &key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_events.clear();
    m_loaded = false;
    m_readOnly = false;
    emit changed();
    m_state.load(pieceName(), this, [this, key](const Result<QByteArray> &bytes) {
        if (key != m_key)
            return;
        const bool early = !m_events.isEmpty();
        if (bytes) {
            take(*bytes);
        } else {
            m_readOnly = true;
            emit noticed(tr("The alert log could not be read, so nothing is added to its file. %1")
                             .arg(describe(bytes.error())));
        }
        m_loaded = true;
        if (early)
            save();
        emit changed();
    });
}

void AlertLog::take(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const Result<Json> json = parseJson(bytes);
    const Json *list = json ? member(*json, "events") : nullptr;
    const bool newer = json && integerAt(*json, "version").value_or(0) > fileVersion;
    m_readOnly = newer;
    bool whole = list != nullptr && list->is_array();
    if (whole) {
        for (const Json &entry : *list) {
            const Result<AlertEvent> event = alertEventFromJson(entry);
            whole = whole && event.has_value();
            if (event && m_events.size() < maxEvents)
                m_events.append(*event);
        }
    }
    if (newer) {
        emit noticed(tr("The alert log was written by a newer SysPulse, so nothing is added to its file: %1.")
                         .arg(m_state.fileOf(pieceName())));
    } else if (!whole) {
        const QString copy = pieceName() + QStringLiteral(".damaged-") +
                             QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
        m_state.save(copy, bytes);
        emit noticed(tr("The alert log is damaged; what made no sense was left out. The file was kept as %1.")
                         .arg(m_state.fileOf(copy)));
    }
}

void AlertLog::add(const QList<AlertEvent> &events)
{
    if (events.isEmpty())
        return;
    for (const AlertEvent &event : events)
        m_events.prepend(event);
    m_events.resize(std::min(m_events.size(), maxEvents));
    save();
    emit changed();
}

QList<AlertEvent> AlertLog::clear()
{
    const QList<AlertEvent> removed = std::exchange(m_events, {});
    save();
    emit changed();
    return removed;
}

void AlertLog::restore(const QList<AlertEvent> &events)
{
    m_events.append(events);
    m_events.resize(std::min(m_events.size(), maxEvents));
    save();
    emit changed();
}

void AlertLog::save()
{
    // Before the file is read it must not be replaced.
    if (!m_loaded || m_readOnly || m_key.isEmpty())
        return;
    Json list = Json::array();
    for (const AlertEvent &event : std::as_const(m_events))
        list.push_back(alertEventToJson(event));
    m_state.save(pieceName(), dumpJson(Json{{"version", fileVersion}, {"events", std::move(list)}}));
}

} // namespace syspulse
