// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/profilestore.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QDateTime>
#include <QUuid>

namespace syspulse {

namespace {

const QString &pieceName()
{
    static const QString name = QStringLiteral("profiles");
    return name;
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

ProfileStore::ProfileStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    m_state.load(pieceName(), this, [this](const Result<QByteArray> &bytes) {
        if (bytes) {
            take(*bytes);
        } else {
            // Writing now would replace what could not be read.
            m_readOnly = true;
            emit noticed(tr("The profiles could not be read, so they are not changed. %1")
                             .arg(describe(bytes.error())));
        }
        m_loaded = true;
        emit loaded();
    });
}

void ProfileStore::take(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return setAside(bytes, json.error().message);
    const Json *list = member(*json, "profiles");
    if (list == nullptr || !list->is_array())
        return setAside(bytes, tr("It has no list of profiles."));
    if (integerAt(*json, "version").value_or(0) > fileVersion) {
        m_readOnly = true;
        emit noticed(tr("The profiles were written by a newer SysPulse, so they can be used but not changed "
                        "here: %1.")
                         .arg(m_state.fileOf(pieceName())));
    }
    bool whole = true;
    for (const Json &entry : *list) {
        Result<Profile> profile = profileFromJson(entry);
        whole = whole && profile.has_value();
        if (!profile || m_profiles.size() >= maxProfiles)
            continue;
        if (profile->id.isEmpty() || find(profile->id) != nullptr)
            profile->id = newId();
        m_profiles.append(*profile);
    }
    m_unknown = membersBeyond(*json, {{"profiles", {}}, {"version", {}}});
    if (!whole && !m_readOnly)
        setAside(bytes, tr("Some profiles in it make no sense."));
    sort();
}

void ProfileStore::setAside(const QByteArray &bytes, const QString &why)
{
    const QString copy = pieceName() + QStringLiteral(".damaged-") +
                         QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    m_state.save(copy, bytes);
    emit noticed(
        tr("The file with the profiles is damaged. %1 It was kept as %2.").arg(why, m_state.fileOf(copy)));
}

const Profile *ProfileStore::find(const QString &id) const
{
    const auto it = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                 [&](const Profile &profile) { return profile.id == id; });
    return it == m_profiles.cend() ? nullptr : &*it;
}

QString ProfileStore::put(Profile profile)
{
    if (m_readOnly || !m_loaded)
        return {};
    if (profile.id.isEmpty())
        profile.id = newId();
    m_profiles.removeIf([&](const Profile &known) { return known.id == profile.id; });
    const QString name = profile.name;
    const auto taken = [this](const Profile &wanted) {
        return std::any_of(m_profiles.cbegin(), m_profiles.cend(), [&](const Profile &known) {
            return known.group == wanted.group && known.name == wanted.name;
        });
    };
    for (int number = 2; taken(profile); ++number)
        profile.name = QStringLiteral("%1 (%2)").arg(name).arg(number);
    m_profiles.append(profile);
    sort();
    save();
    return profile.id;
}

std::optional<Profile> ProfileStore::remove(const QString &id)
{
    const Profile *found = find(id);
    if (found == nullptr || m_readOnly)
        return std::nullopt;
    const Profile removed = *found;
    m_profiles.removeIf([&](const Profile &profile) { return profile.id == id; });
    save();
    return removed;
}

void ProfileStore::sort()
{
    std::stable_sort(m_profiles.begin(), m_profiles.end(), [](const Profile &a, const Profile &b) {
        const int groups = QString::localeAwareCompare(a.group, b.group);
        return groups != 0 ? groups < 0 : QString::localeAwareCompare(a.name, b.name) < 0;
    });
}

QByteArray ProfileStore::toBytes() const
{
    Json list = Json::array();
    for (const Profile &profile : m_profiles)
        list.push_back(profileToJson(profile));
    Json json = keptMembers(m_unknown);
    json["version"] = fileVersion;
    json["profiles"] = std::move(list);
    return dumpJson(OrderedJson(json), 2) + '\n';
}

void ProfileStore::save()
{
    m_state.save(pieceName(), toBytes());
    emit changed();
}

QByteArray ProfileStore::exported() const
{
    Json list = Json::array();
    for (Profile profile : m_profiles) {
        // Ids name secrets in this computer's keychain; elsewhere they mean nothing.
        profile.id.clear();
        profile.keepPassword = false;
        list.push_back(profileToJson(profile));
    }
    return dumpJson(OrderedJson{{"version", fileVersion}, {"profiles", std::move(list)}}, 2) + '\n';
}

Result<ImportReport> ProfileStore::import(const QByteArray &bytes)
{
    if (m_readOnly || !m_loaded)
        return failure(ErrorKind::Local, tr("The profiles cannot be changed now."));
    const Result<Json> json = parseJson(bytes);
    const Json *list = json ? member(*json, "profiles") : nullptr;
    if (list == nullptr || !list->is_array())
        return failure(ErrorKind::Local, tr("This is no file of SysPulse profiles."));
    if (integerAt(*json, "version").value_or(0) > fileVersion)
        return failure(ErrorKind::Local, tr("These profiles were written by a newer SysPulse."));
    ImportReport report;
    for (const Json &entry : *list) {
        Result<Profile> profile = profileFromJson(entry);
        if (!profile) {
            report.problems.append(profile.error().message);
            continue;
        }
        if (m_profiles.size() >= maxProfiles) {
            report.problems.append(tr("There are too many profiles."));
            break;
        }
        profile->id.clear();
        profile->keepPassword = false;
        put(*profile);
        ++report.added;
    }
    return report;
}

} // namespace syspulse
