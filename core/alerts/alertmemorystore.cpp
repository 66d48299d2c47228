// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmemorystore.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <limits>

namespace syspulse {

namespace {

QString memoryPiece(const QString &key)
{
    return QStringLiteral("alertmemory-") + key;
}

Result<PieceContent<AlertMemory>> readMemory(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    qint64 version = 0;
    if (!json->is_object() || !takeInteger(*json, "version", 0, std::numeric_limits<int>::max(), version))
        return failure(ErrorKind::Local, AlertMemoryStore::tr("\"version\" in it is not a number."));
    PieceContent<AlertMemory> content;
    content.newer = version > AlertMemoryStore::fileVersion;
    content.value = alertMemoryFromJson(*json, content.damage);
    return content;
}

QByteArray writeMemory(const AlertMemory &memory)
{
    Json json = alertMemoryToJson(memory);
    json["version"] = AlertMemoryStore::fileVersion;
    return dumpJson(OrderedJson(json), 2) + '\n';
}

AlertMemory mergeMemory(const AlertMemory &base, const AlertMemory &here, const AlertMemory &there)
{
    AlertMemory merged;
    merged.open =
        mergeEntries(base.open, here.open, there.open, [](const OpenAlert &alert) { return alert.rule.id; });
    merged.shown =
        mergeEntries<QString>(base.shown, here.shown, there.shown, [](const QString &id) { return id; });
    // Each is an entry of its own: whoever ends one must not end what was said of the same rule since.
    merged.silences =
        mergeEntries(base.silences, here.silences, there.silences, [](const AlertSilence &silence) {
            return QString(silence.ruleId + QLatin1Char('/') + QString::number(silence.sinceMs));
        });
    merged.maintenance = mergeValue(base.maintenance, here.maintenance, there.maintenance);
    merged.unknown = there.unknown;
    return merged;
}

} // namespace

AlertMemoryStore::AlertMemoryStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_file(state.files(), {readMemory, writeMemory, mergeMemory},
             {[this] { emit loaded(); }, [this] { emit changed(); },
              [this](const QString &text) { emit noticed(text); },
              [&state](const Error &error) { emit state.failed(error); }})
{}

void AlertMemoryStore::open(const QString &key, const QString &otherKey)
{
    if (key == m_key)
        return;
    m_key = key;
    m_otherKey = otherKey == key ? QString() : otherKey;
    flush();
}

void AlertMemoryStore::flush()
{
    if (!m_key.isEmpty())
        m_file.open(m_state.fileOf(memoryPiece(m_key)),
                    m_otherKey.isEmpty() ? QString() : m_state.fileOf(memoryPiece(m_otherKey)));
}

void AlertMemoryStore::set(const AlertMemory &memory)
{
    if (memory == m_file.value())
        return;
    m_file.set(memory);
    emit changed();
}

} // namespace syspulse
