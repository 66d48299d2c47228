// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/piecestore.h"
#include "core/profiles/profile.h"

namespace syspulse {

class StateStore;

/// What an import brought.
struct ImportReport
{
    int added = 0;
    QStringList problems; ///< one sentence for each entry that was left out
};

/// What the file of the profiles says.
struct ProfileList
{
    QList<Profile> profiles; ///< in the order of group and name
    QByteArray unknown;      ///< members of the file that a newer version wrote

    bool operator==(const ProfileList &) const = default;
};

/// The profiles of this user, kept in one versioned file that other programs of SysPulse change too. Never
/// holds a secret.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 1;

    /// Starts loading; loaded() follows. @p state must outlive the object.
    explicit ProfileStore(StateStore &state, QObject *parent = nullptr);

    bool isLoaded() const { return m_file.isLoaded(); }
    /// Nothing can be changed: the file is of a newer version, or could not be read or copied.
    bool isReadOnly() const { return m_file.isReadOnly(); }
    /// Why the profile @p id, or a new one, cannot be put, as a sentence; empty: it can.
    QString whyFixed(const QString &id = {}) const;
    /// What the user was last told about the file; empty: nothing.
    const QString &notice() const { return m_notice; }
    /// In the order of group and name.
    const QList<Profile> &profiles() const { return m_file.value().profiles; }
    const Profile *find(const QString &id) const;

    /// Looks at the file again, unless there is something to write, which does so too; changed() follows
    /// where another program has changed it.
    void refresh() { m_file.refresh(); }

    /// Adds @p profile, or changes the one with its id. Gives the id; none when that is not possible, see
    /// whyFixed(). A name that another profile of the group has gets a number.
    QString put(Profile profile);
    /// Adds a copy of the profile @p id, without the password, which belongs to that one. Gives what put()
    /// does.
    QString duplicate(const QString &id);
    /// Returns the removed profile, for takeBack().
    std::optional<Profile> remove(const QString &id);
    /// Puts @p removed back, without the password, which is gone. Gives what put() does.
    QString takeBack(Profile removed);

    /// All profiles as JSON without secrets, for another computer.
    QByteArray exported() const;
    /// Adds the profiles in @p bytes as new ones; what is not understood is reported and left
    /// out.
    Result<ImportReport> import(const QByteArray &bytes);

signals:
    void loaded();
    void changed();
    /// A sentence for the user about the file, or about what is kept of a profile.
    void noticed(const QString &text);

private:
    void set(ProfileList list);

    PieceStore<ProfileList> m_file;
    QString m_notice;
};

} // namespace syspulse
