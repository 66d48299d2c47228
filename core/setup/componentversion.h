// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>

namespace syspulse {

/// The files of the component, by name.
using ComponentFiles = QMap<QString, QByteArray>;
/// SHA-256 of each file in hexadecimal, by name.
using FileHashes = QMap<QString, QString>;

/// How the deployed component compares with the one in this program.
enum class ComponentState {
    Missing,
    Current,
    Older,   ///< an older version, or another build of the same
    Newer,   ///< of a newer SysPulse
    Edited,  ///< changed by hand since SysPulse installed it
    Foreign, ///< not made by SysPulse
};

/// What was found, and how it was judged.
struct ComponentVerdict
{
    ComponentState state = ComponentState::Missing;
    QString version;     ///< deployed; empty where unknown
    QStringList edited;  ///< files changed or removed by hand
    QStringList removed; ///< ours, deployed, and no longer part of the component
};

/// One file that an upgrade changes.
struct FileChange
{
    enum class Kind { Added, Changed, Removed };
    QString file;
    Kind kind = Kind::Changed;
    QString diff; ///< unified, no header, control characters as they are; empty: the text is the same
};

/// The component that comes with this program.
ComponentFiles bundledComponent();
/// The parts that its configuration names, as the server's status lists them.
QStringList configuredParts();

/// The version that @p files state, for example "1.1.0"; empty when they state none.
QString statedVersion(const ComponentFiles &files);

/// Below, at or above 0 as version @p a is older than, the same as or newer than @p b, part by part as
/// numbers.
int compareVersions(const QString &a, const QString &b);

FileHashes hashesOf(const ComponentFiles &files);

/// Names that a file of the component has had in any version; @p remembered adds those of other versions.
QStringList ourFileNames(const FileHashes &remembered);

/// Whether SysPulse made @p files. An empty file under one of our names is what an interrupted write leaves,
/// and nobody's work.
bool isOurs(const ComponentFiles &files);

/// Whether HarperDB would load a file with this @p name as a part of a component.
bool isLoadable(const QString &name);

/// Judges the @p deployed files by what SysPulse remembers (@p remembered, empty before 1.1.0 or when the
/// note is lost) and by what it would deploy (@p desired). @p noted: they are ours, whatever they say.
ComponentVerdict judgeComponent(const ComponentFiles &deployed, const FileHashes &remembered,
                                const ComponentFiles &desired, bool noted = false);

/// What making @p desired of @p deployed changes; files in neither @p desired nor @p removed stay.
QList<FileChange> componentChanges(const ComponentFiles &deployed, const ComponentFiles &desired,
                                   const QStringList &removed);

/// Stable lower-case names.
QString componentStateName(ComponentState state);
QString changeKindName(FileChange::Kind kind);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::FileChange)
