// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/preferences.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/base/recordfields.h"
#include "core/base/utf8.h"
#include "core/base/wholefile.h"
#include "core/settings/statestore.h"

#include <limits>

namespace syspulse {

namespace {

constexpr qint64 fileVersion = 1;

/// More than a list has.
constexpr qsizetype maxColumns = 100;

/// More than the id of a profile or the name of a page has.
constexpr qsizetype maxShownName = 500;

/// More than any window's geometry takes.
constexpr qsizetype maxGeometryBytes = 4096;

/// What was kept where nothing else was chosen, before the file told which defaults its limits go with.
constexpr HistoryLimits firstDefaults{1, 7, 90, 256};
constexpr const char *defaultsKey = "defaults";
constexpr qint64 secondDefaults = 2;

/// The number @p name, or @p otherwise when it is none or out of bounds.
int within(const Json &json, const char *name, const IntBounds &bounds, int otherwise)
{
    const Json *value = member(json, name);
    if (value == nullptr || !value->is_number_integer())
        return otherwise;
    const auto number = value->get<qint64>();
    return number >= bounds.least && number <= bounds.most ? int(number) : otherwise;
}

Result<PieceContent<Preferences>> readPreferences(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    if (!json->is_object())
        return failure(ErrorKind::Local, PreferenceStore::tr("It does not contain preferences."));
    qint64 version = 0;
    if (!takeInteger(*json, "version", 0, std::numeric_limits<int>::max(), version))
        return failure(ErrorKind::Local, PreferenceStore::tr("\"version\" in it is not a number."));
    return PieceContent<Preferences>{preferencesFromJson(*json), {}, version > fileVersion};
}

QByteArray writePreferences(const Preferences &preferences)
{
    return dumpJson(preferencesToJson(preferences));
}

Preferences mergePreferences(const Preferences &base, const Preferences &here, const Preferences &there)
{
    Preferences merged = there;
    const auto take = [&](auto member) {
        merged.*member = mergeValue(base.*member, here.*member, there.*member);
    };
    take(&Preferences::appearance);
    take(&Preferences::language);
    take(&Preferences::keepInTray);
    take(&Preferences::trayExplained);
    take(&Preferences::firstStepsHidden);
    take(&Preferences::ownTrafficShown);
    take(&Preferences::windowGeometry);
    take(&Preferences::shownProfile);
    take(&Preferences::shownPage);
    take(&Preferences::hiddenClientColumns);
    for (int HistoryLimits::*limit :
         {&HistoryLimits::rawDays, &HistoryLimits::minuteDays, &HistoryLimits::hourDays,
          &HistoryLimits::megabytes, &HistoryLimits::diaryMegabytes})
        merged.history.*limit = mergeValue(base.history.*limit, here.history.*limit, there.history.*limit);
    return merged;
}

} // namespace

Json preferencesToJson(const Preferences &preferences)
{
    Json json = keptMembers(preferences.unknown);
    json["version"] = fileVersion;
    json["appearance"] = toUtf8String(preferences.appearance);
    json["language"] = toUtf8String(preferences.language);
    json["keepInTray"] = preferences.keepInTray;
    json["trayExplained"] = preferences.trayExplained;
    json["firstStepsHidden"] = preferences.firstStepsHidden;
    json["ownTrafficShown"] = preferences.ownTrafficShown;
    json["windowGeometry"] = preferences.windowGeometry.toBase64().toStdString();
    json["shownProfile"] = toUtf8String(preferences.shownProfile);
    json["shownPage"] = toUtf8String(preferences.shownPage);
    json["hiddenClientColumns"] = Json::array();
    for (const QString &column : preferences.hiddenClientColumns)
        json["hiddenClientColumns"].push_back(toUtf8String(column));
    json["history"] = {{defaultsKey, secondDefaults},
                       {"rawDays", preferences.history.rawDays},
                       {"minuteDays", preferences.history.minuteDays},
                       {"hourDays", preferences.history.hourDays},
                       {"megabytes", preferences.history.megabytes},
                       {"diaryMegabytes", preferences.history.diaryMegabytes}};
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
    preferences.ownTrafficShown = flag("ownTrafficShown");
    const QByteArray geometry = QByteArray::fromBase64(textOr(json, "windowGeometry").toLatin1());
    if (geometry.size() <= maxGeometryBytes)
        preferences.windowGeometry = geometry;
    preferences.shownProfile = cutText(textOr(json, "shownProfile"), maxShownName);
    preferences.shownPage = cutText(textOr(json, "shownPage"), maxShownName);
    for (const Json &column : arrayAt(json, "hiddenClientColumns")) {
        if (column.is_string() && preferences.hiddenClientColumns.size() < maxColumns)
            preferences.hiddenClientColumns.append(textFromUtf8(column.get<std::string>()));
    }
    if (const Json *history = member(json, "history")) {
        preferences.history.rawDays = within(*history, "rawDays", rawDayBounds, preferences.history.rawDays);
        preferences.history.minuteDays =
            within(*history, "minuteDays", minuteDayBounds, preferences.history.minuteDays);
        preferences.history.hourDays =
            within(*history, "hourDays", hourDayBounds, preferences.history.hourDays);
        preferences.history.megabytes =
            within(*history, "megabytes", megabyteBounds, preferences.history.megabytes);
        preferences.history.diaryMegabytes =
            within(*history, "diaryMegabytes", diaryMegabyteBounds, preferences.history.diaryMegabytes);
        // Written for who never chose anything.
        if (preferences.history == firstDefaults && member(*history, defaultsKey) == nullptr)
            preferences.history = HistoryLimits();
    }
    preferences.unknown = membersBeyond(json, preferencesToJson(Preferences()));
    return preferences;
}

QString chosenLanguage(const QString &file)
{
    const Result<QByteArray> bytes = readWholeFile(file, StateStore::maxBytes);
    const Result<Json> json = bytes ? parseJson(*bytes) : Result<Json>(Json());
    return json ? preferencesFromJson(*json).language : QString();
}

QString PreferenceStore::fileIn(const StateStore &state)
{
    return state.fileOf(QStringLiteral("preferences"));
}

PreferenceStore::PreferenceStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_file(state.files(), {readPreferences, writePreferences, mergePreferences},
             {[this] {
                  emit loaded();
                  emit changed();
              },
              [this] { emit changed(); }, [this](const QString &text) { emit noticed(text); },
              [&state](const Error &error) { emit state.failed(error); }})
{
    m_file.open(fileIn(state));
}

void PreferenceStore::change(const Change &change)
{
    Preferences changed = values();
    change(changed);
    if (changed == values())
        return;
    m_file.set(changed);
    emit this->changed();
}

} // namespace syspulse
