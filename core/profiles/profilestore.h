// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/profile.h"

#include <QObject>

namespace syspulse {

class StateStore;

/// What an import brought.
struct ImportReport
{
    int added = 0;
    QStringList problems; ///< one sentence for each entry that was left out
};

/// The profiles of this user, kept in one versioned file. Never holds a secret.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 1;

    /// Starts loading; loaded() follows. @p state must outlive the object.
    explicit ProfileStore(StateStore &state, QObject *parent = nullptr);

    bool isLoaded() const { return m_loaded; }
    /// Nothing can be changed: the file is of a newer version, or could not be read.
    bool isReadOnly() const { return m_readOnly; }
    /// In the order of group and name.
    const QList<Profile> &profiles() const { return m_profiles; }
    const Profile *find(const QString &id) const;

    /// Adds @p profile, or changes the one with its id. Gives the id. A name that another profile of the
    /// group has gets a number.
    QString put(Profile profile);
    /// Returns the removed profile, for taking it back with put().
    std::optional<Profile> remove(const QString &id);

    /// All profiles as JSON without secrets, for another computer.
    QByteArray exported() const;
    /// Adds the profiles in @p bytes as new ones; what makes no sense is reported and left out.
    Result<ImportReport> import(const QByteArray &bytes);

signals:
    void loaded();
    void changed();
    /// A sentence for people about the file.
    void noticed(const QString &text);

private:
    void take(const QByteArray &bytes);
    void setAside(const QByteArray &bytes, const QString &why);
    void sort();
    void save();
    QByteArray toBytes() const;

    StateStore &m_state;
    QList<Profile> m_profiles;
    QByteArray m_unknown; ///< members of the file that a newer version wrote
    bool m_loaded = false;
    bool m_readOnly = false;
};

} // namespace syspulse
