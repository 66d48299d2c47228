// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/profilestore.h"

#include "core/base/entrylist.h"
#include "core/base/logging.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QSet>
#include <QUuid>

namespace syspulse {

namespace {

/// Problems of a file that are told; a file may have a thousand.
constexpr qsizetype maxProblems = 5;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void sort(QList<Profile> &profiles)
{
    std::stable_sort(profiles.begin(), profiles.end(), [](const Profile &a, const Profile &b) {
        const int groups = QString::localeAwareCompare(a.group, b.group);
        return groups != 0 ? groups < 0 : QString::localeAwareCompare(a.name, b.name) < 0;
    });
}

/// The names that profiles have within their groups.
class Names
{
public:
    void add(const Profile &profile) { m_names.insert({profile.group, profile.name}); }

    /// Gives @p profile a number when its name is taken, and takes the name.
    void makeUnique(Profile &profile)
    {
        const QString name = profile.name;
        for (int number = 2; m_names.contains({profile.group, profile.name}); ++number)
            profile.name = QStringLiteral("%1 (%2)").arg(name, QString::number(number));
        add(profile);
    }

private:
    QSet<std::pair<QString, QString>> m_names;
};

/// The list of a file or an import, or what is wrong with it as a whole.
Result<const Json *> listIn(const Json &json, qint64 &version)
{
    return entriesIn(json, "profiles", version, ProfileStore::tr("It has no list of profiles."),
                     ProfileStore::tr("\"version\" in it is not a number."));
}

Result<PieceContent<ProfileList>> readList(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    qint64 version = 0;
    const Result<const Json *> list = listIn(*json, version);
    if (!list)
        return Unexpected<Error>{list.error()};
    PieceContent<ProfileList> content;
    content.newer = version > ProfileStore::fileVersion;
    QStringList problems;
    QList<Profile> &profiles = content.value.profiles;
    profiles = readEntries<Profile>(**list, profileFromJson, maxProfiles,
                                    ProfileStore::tr("There are more than %1 profiles.").arg(maxProfiles),
                                    [&problems](const QString &problem) {
                                        if (problems.size() < maxProblems && !problems.contains(problem))
                                            problems.append(problem);
                                    });
    sort(profiles);
    content.value.unknown = membersBeyond(*json, {{"profiles", {}}, {"version", {}}});
    if (!problems.isEmpty())
        content.damage =
            ProfileStore::tr("Some profiles were left out: %1").arg(problems.join(QLatin1Char(' ')));
    return content;
}

QByteArray writeList(const ProfileList &list)
{
    return writeEntries("profiles", ProfileStore::fileVersion, list.unknown, list.profiles, profileToJson);
}

ProfileList mergeLists(const ProfileList &base, const ProfileList &here, const ProfileList &there)
{
    const auto idOf = [](const Profile &profile) { return profile.id; };
    ProfileList merged{mergeEntries(base.profiles, here.profiles, there.profiles, idOf), there.unknown};
    if (merged.profiles == here.profiles || merged.profiles == there.profiles)
        return merged;
    // Both may have given the same name; the one in the file keeps it.
    Names names;
    QSet<QString> known;
    for (const Profile &profile : there.profiles) {
        known.insert(profile.id);
        names.add(profile);
    }
    for (Profile &profile : merged.profiles) {
        if (!known.contains(profile.id))
            names.makeUnique(profile);
    }
    sort(merged.profiles);
    return merged;
}

} // namespace

ProfileStore::ProfileStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_file(state.files(), {readList, writeList, mergeLists},
             {[this] {
                  qCDebug(lcProfiles) << "profiles:" << profiles().size();
                  emit loaded();
              },
              [this] { emit changed(); },
              [this](const QString &text) {
                  m_notice = text;
                  emit noticed(text);
              },
              [&state](const Error &error) { emit state.failed(error); }})
{
    m_file.open(state.fileOf(QStringLiteral("profiles")));
}

QString ProfileStore::whyFixed(const QString &id) const
{
    if (!isLoaded())
        return tr("The profiles are still being read. Try again in a moment.");
    if (isReadOnly())
        return tr("The profiles cannot be changed. %1").arg(m_notice);
    if (find(id) == nullptr && profiles().size() >= maxProfiles)
        return tr("There are %1 profiles, which is the most. Remove one first.").arg(maxProfiles);
    return {};
}

const Profile *ProfileStore::find(const QString &id) const
{
    const auto it = std::find_if(profiles().cbegin(), profiles().cend(),
                                 [&](const Profile &profile) { return profile.id == id; });
    return it == profiles().cend() ? nullptr : &*it;
}

void ProfileStore::set(ProfileList list)
{
    sort(list.profiles);
    m_file.set(std::move(list));
    qCDebug(lcProfiles) << "profiles:" << profiles().size();
    emit changed();
}

QString ProfileStore::put(Profile profile)
{
    if (!whyFixed(profile.id).isEmpty())
        return {};
    if (profile.id.isEmpty())
        profile.id = newId();
    ProfileList list = m_file.value();
    list.profiles.removeIf([&](const Profile &known) { return known.id == profile.id; });
    Names names;
    for (const Profile &known : std::as_const(list.profiles))
        names.add(known);
    names.makeUnique(profile);
    list.profiles.append(profile);
    set(std::move(list));
    return profile.id;
}

QString ProfileStore::duplicate(const QString &id)
{
    const Profile *known = find(id);
    if (known == nullptr)
        return {};
    Profile copy = *known;
    copy.id.clear();
    copy.keepPassword = false;
    return put(std::move(copy));
}

QString ProfileStore::takeBack(Profile removed)
{
    removed.keepPassword = false;
    return put(std::move(removed));
}

std::optional<Profile> ProfileStore::remove(const QString &id)
{
    const Profile *found = find(id);
    if (found == nullptr || !m_file.canChange())
        return std::nullopt;
    const Profile removed = *found;
    ProfileList list = m_file.value();
    list.profiles.removeIf([&](const Profile &profile) { return profile.id == id; });
    set(std::move(list));
    return removed;
}

QByteArray ProfileStore::exported() const
{
    ProfileList list;
    for (Profile profile : profiles()) {
        // Ids name secrets in this computer's keychain; elsewhere they mean nothing.
        profile.id.clear();
        profile.keepPassword = false;
        list.profiles.append(profile);
    }
    return writeList(list);
}

Result<ImportReport> ProfileStore::import(const QByteArray &bytes)
{
    if (!m_file.canChange())
        return failure(ErrorKind::Local, whyFixed());
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return failure(ErrorKind::Local, tr("This file does not contain SysPulse profiles."),
                       json.error().message);
    qint64 version = 0;
    const Result<const Json *> entries = listIn(*json, version);
    if (!entries)
        return failure(ErrorKind::Local, tr("This file does not contain SysPulse profiles."),
                       entries.error().message);
    if (version > fileVersion)
        return failure(ErrorKind::Local, tr("These profiles were written by a newer SysPulse."));
    ImportReport report;
    ProfileList list = m_file.value();
    Names names;
    for (const Profile &known : std::as_const(list.profiles))
        names.add(known);
    for (const Json &entry : **entries) {
        Result<Profile> profile = profileFromJson(entry);
        if (!profile) {
            report.problems.append(profile.error().message);
            continue;
        }
        if (list.profiles.size() >= maxProfiles) {
            report.problems.append(tr("There are too many profiles."));
            break;
        }
        profile->id = newId();
        profile->keepPassword = false;
        names.makeUnique(*profile);
        list.profiles.append(*profile);
        ++report.added;
    }
    if (report.added > 0)
        set(std::move(list));
    return report;
}

} // namespace syspulse
