// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/preferences.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <QDateTime>
#include <QFile>

namespace syspulse {

namespace {

const QString &pieceName()
{
    static const QString name = QStringLiteral("preferences");
    return name;
}

/// More than any window's geometry takes.
constexpr qsizetype maxGeometryBytes = 4096;

/// The number @p name, or @p otherwise when it is none or out of bounds.
int within(const Json &json, const char *name, const IntBounds &bounds, int otherwise)
{
    const Json *value = member(json, name);
    if (value == nullptr || !value->is_number_integer())
        return otherwise;
    const auto number = value->get<qint64>();
    return number >= bounds.least && number <= bounds.most ? int(number) : otherwise;
}

} // namespace

Json preferencesToJson(const Preferences &preferences)
{
    Json json = keptMembers(preferences.unknown);
    json["version"] = 1;
    json["appearance"] = toUtf8String(preferences.appearance);
    json["language"] = toUtf8String(preferences.language);
    json["keepInTray"] = preferences.keepInTray;
    json["trayExplained"] = preferences.trayExplained;
    json["firstStepsHidden"] = preferences.firstStepsHidden;
    json["windowGeometry"] = preferences.windowGeometry.toBase64().toStdString();
    json["history"] = {{"rawDays", preferences.history.rawDays},
                       {"minuteDays", preferences.history.minuteDays},
                       {"hourDays", preferences.history.hourDays},
                       {"megabytes", preferences.history.megabytes}};
    return json;
}

Preferences preferencesFromJson(const Json &json)
{
    Preferences preferences;
    const auto flag = [&json](const char *name) {
        const Json *value = member(json, name);
        return value != nullptr && value->is_boolean() && value->get<bool>();
    };
    const QString appearance = textOr(json, "appearance");
    if (appearance == QLatin1String("light") || appearance == QLatin1String("dark"))
        preferences.appearance = appearance;
    const QString language = textOr(json, "language");
    if (language == QLatin1String("en") || language == QLatin1String("de"))
        preferences.language = language;
    preferences.keepInTray = flag("keepInTray");
    preferences.trayExplained = flag("trayExplained");
    preferences.firstStepsHidden = flag("firstStepsHidden");
    const QByteArray geometry = QByteArray::fromBase64(textOr(json, "windowGeometry").toLatin1());
    if (geometry.size() <= maxGeometryBytes)
        preferences.windowGeometry = geometry;
    if (const Json *history = member(json, "history")) {
        preferences.history.rawDays = within(*history, "rawDays", rawDayBounds, preferences.history.rawDays);
        preferences.history.minuteDays =
            within(*history, "minuteDays", minuteDayBounds, preferences.history.minuteDays);
        preferences.history.hourDays =
            within(*history, "hourDays", hourDayBounds, preferences.history.hourDays);
        preferences.history.megabytes =
            within(*history, "megabytes", megabyteBounds, preferences.history.megabytes);
    }
    preferences.unknown = membersBeyond(json, preferencesToJson(Preferences()));
    return preferences;
}

QString chosenLanguage(const QString &file)
{
    QFile preferences(file);
    if (!preferences.open(QIODevice::ReadOnly))
        return {};
    const Result<Json> json = parseJson(preferences.read(StateStore::maxBytes));
    return json ? preferencesFromJson(*json).language : QString();
}

QString PreferenceStore::fileIn(const StateStore &state)
{
    return state.fileOf(pieceName());
}

PreferenceStore::PreferenceStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    m_state.load(pieceName(), this, [this](const Result<QByteArray> &bytes) {
        if (bytes) {
            take(*bytes);
        } else {
            m_readOnly = true;
            emit noticed(tr("The preferences could not be read, so they are not changed. %1")
                             .arg(describe(bytes.error())));
        }
        m_loaded = true;
        const QList<Change> early = std::exchange(m_early, {});
        for (const Change &change : early)
            change(m_values);
        if (!early.isEmpty())
            save();
        emit loaded();
        emit changed();
    });
}

void PreferenceStore::take(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const Result<Json> json = parseJson(bytes);
    if (json && json->is_object()) {
        m_values = preferencesFromJson(*json);
        return;
    }
    const QString copy = pieceName() + QStringLiteral(".damaged-") +
                         QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    m_state.save(copy, bytes);
    emit noticed(tr("The file with the preferences is damaged; the defaults are used. It was kept as %1.")
                     .arg(m_state.fileOf(copy)));
}

void PreferenceStore::change(const Change &change)
{
    const Preferences before = m_values;
    change(m_values);
    if (!m_loaded)
        m_early.append(change);
    if (m_values == before)
        return;
    if (m_loaded)
        save();
    emit changed();
}

void PreferenceStore::save()
{
    if (!m_readOnly)
        m_state.save(pieceName(), dumpJson(preferencesToJson(m_values)));
}

} // namespace syspulse
