// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/componentversion.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QVersionNumber>

#include "core/base/enumtable.h"
#include "core/setup/textdiff.h"

namespace syspulse {

namespace {

constexpr auto componentStates = enumTable<ComponentState>({{ComponentState::Missing, "missing"},
                                                            {ComponentState::Current, "current"},
                                                            {ComponentState::Older, "older"},
                                                            {ComponentState::Newer, "newer"},
                                                            {ComponentState::Edited, "edited"},
                                                            {ComponentState::Foreign, "foreign"}});

constexpr auto changeKinds = enumTable<FileChange::Kind>({{FileChange::Kind::Added, "added"},
                                                          {FileChange::Kind::Changed, "changed"},
                                                          {FileChange::Kind::Removed, "removed"}});

/// Version 1.0.0 left no hashes on the server.
const FileHashes &hashesOf100()
{
    static const FileHashes hashes{
        {QStringLiteral("config.yaml"),
         QStringLiteral("1fed432fe8068ae60e23fc42df019f5761a2e4a6acb14bfbf36d82683314551d")},
        {QStringLiteral("schema.graphql"),
         QStringLiteral("945a35f3245629abe847b4c53ec3c1baeae6d11d78ed23f2af51e0e5d9066ebb")},
        {QStringLiteral("resources.js"),
         QStringLiteral("a109b437967d7fe8742d94aa7e8ec0d9eb96a86a4971e5ff856c75cd03818855")}};
    return hashes;
}

} // namespace

QStringList configuredParts()
{
    return {QStringLiteral("rest"), QStringLiteral("graphqlSchema"), QStringLiteral("jsResource")};
}

ComponentFiles bundledComponent()
{
    ComponentFiles files;
    for (const QString &name : QDir(QStringLiteral(":/component")).entryList(QDir::Files)) {
        QFile file(QStringLiteral(":/component/") + name);
        if (file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return files;
}

QString statedVersion(const ComponentFiles &files)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\bVERSION = '([0-9]{1,6}(\\.[0-9]{1,6}){1,3})'"));
    for (const QByteArray &content : files) {
        if (const auto match = pattern.match(QString::fromUtf8(content)); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

int compareVersions(const QString &a, const QString &b)
{
    return QVersionNumber::compare(QVersionNumber::fromString(a).normalized(),
                                   QVersionNumber::fromString(b).normalized());
}

FileHashes hashesOf(const ComponentFiles &files)
{
    FileHashes hashes;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        hashes.insert(
            it.key(),
            QString::fromLatin1(QCryptographicHash::hash(it.value(), QCryptographicHash::Sha256).toHex()));
    return hashes;
}

QStringList ourFileNames(const FileHashes &remembered)
{
    QStringList names = bundledComponent().keys();
    const QStringList earlier = hashesOf100().keys() + remembered.keys();
    for (const QString &name : earlier) {
        if (!names.contains(name) && !name.contains(QLatin1Char('/')))
            names.append(name);
    }
    return names;
}

bool isOurs(const ComponentFiles &files)
{
    const QStringList names = ourFileNames({});
    const bool signedByUs =
        std::any_of(files.keyValueBegin(), files.keyValueEnd(), [&names](const auto &file) {
            return names.contains(file.first) && file.second.contains("SysPulse");
        });
    const bool allEmpty = std::all_of(files.keyValueBegin(), files.keyValueEnd(), [&names](const auto &file) {
        return names.contains(file.first) && file.second.isEmpty();
    });
    return signedByUs || (allEmpty && !files.isEmpty());
}

bool isLoadable(const QString &name)
{
    static const QStringList endings{
        QStringLiteral(".js"),      QStringLiteral(".mjs"),  QStringLiteral(".cjs"), QStringLiteral(".ts"),
        QStringLiteral(".graphql"), QStringLiteral(".yaml"), QStringLiteral(".yml"), QStringLiteral(".json"),
        QStringLiteral(".node"),    QStringLiteral(".wasm"), QStringLiteral(".env")};
    return std::any_of(endings.cbegin(), endings.cend(),
                       [&name](const QString &ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
}

ComponentVerdict judgeComponent(const ComponentFiles &deployed, const FileHashes &remembered,
                                const ComponentFiles &desired, bool noted)
{
    ComponentVerdict verdict;
    if (deployed.isEmpty())
        return verdict;
    verdict.version = statedVersion(deployed);
    if (!noted && !isOurs(deployed)) {
        verdict.state = ComponentState::Foreign;
        return verdict;
    }
    const QString ours = statedVersion(desired);
    // An upgrade of 1.0.0 that was interrupted states the new version already, so that is not asked for.
    // Of a first one that was interrupted there are whole files and the beginning of one.
    const auto isBeginning = [&](const QString &name) {
        return desired.contains(name) && desired.value(name).startsWith(deployed.value(name));
    };
    const bool interrupted =
        remembered.isEmpty() && std::all_of(deployed.keyBegin(), deployed.keyEnd(), isBeginning);
    const FileHashes known = interrupted ? FileHashes() : remembered.isEmpty() ? hashesOf100() : remembered;
    const FileHashes found = hashesOf(deployed);
    const FileHashes wanted = hashesOf(desired);
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        const bool cutShort = deployed.contains(it.key()) && isBeginning(it.key());
        if (found.value(it.key()) != it.value() && !cutShort)
            verdict.edited.append(it.key());
        if (found.contains(it.key()) && !desired.contains(it.key()))
            verdict.removed.append(it.key());
    }
    // What SysPulse does not remember and would overwrite may be somebody's work.
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        if (!known.contains(it.key()) && found.contains(it.key()) && !isBeginning(it.key()))
            verdict.edited.append(it.key());
    }
    verdict.edited.sort();
    const bool same = std::all_of(wanted.keyBegin(), wanted.keyEnd(), [&](const QString &name) {
        return found.value(name) == wanted.value(name);
    });
    if (same && verdict.removed.isEmpty()) {
        verdict.state = ComponentState::Current;
        verdict.edited.clear();
        return verdict;
    }
    // A newer one is left alone even where it was edited.
    if (compareVersions(verdict.version, ours) > 0)
        verdict.state = ComponentState::Newer;
    else if (!verdict.edited.isEmpty())
        verdict.state = ComponentState::Edited;
    else
        verdict.state = ComponentState::Older;
    return verdict;
}

QList<FileChange> componentChanges(const ComponentFiles &deployed, const ComponentFiles &desired,
                                   const QStringList &removed)
{
    QList<FileChange> changes;
    for (auto it = desired.cbegin(); it != desired.cend(); ++it) {
        const bool isNew = !deployed.contains(it.key());
        // Bytes decide: a byte order mark or a broken character is a change that the text does not show.
        if (!isNew && deployed.value(it.key()) == it.value())
            continue;
        changes.append(
            {it.key(), isNew ? FileChange::Kind::Added : FileChange::Kind::Changed,
             unifiedDiff(QString::fromUtf8(deployed.value(it.key())), QString::fromUtf8(it.value()))});
    }
    for (const QString &name : removed)
        changes.append({name, FileChange::Kind::Removed,
                        unifiedDiff(QString::fromUtf8(deployed.value(name)), QString())});
    return changes;
}

QString componentStateName(ComponentState state)
{
    return componentStates.name(state);
}

QString changeKindName(FileChange::Kind kind)
{
    return changeKinds.name(kind);
}

} // namespace syspulse
