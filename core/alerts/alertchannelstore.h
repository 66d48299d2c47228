// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertchannel.h"
#include "core/base/piecestore.h"

namespace syspulse {

class StateStore;

/// What the file of the channels says.
struct AlertChannelList
{
    QList<AlertChannel> channels; ///< in the order in which they were made
    QByteArray unknown;           ///< members of the file that a newer version wrote

    bool operator==(const AlertChannelList &) const = default;
};

/// The channels by which alerts of all instances leave this machine, kept in one versioned file beside the
/// rules that other programs of SysPulse change too. There are none until the user makes some.
class AlertChannelStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 2;

    /// Starts loading; loaded() follows. @p state must outlive the object.
    explicit AlertChannelStore(StateStore &state, QObject *parent = nullptr);

    bool isLoaded() const { return m_file.isLoaded(); }
    /// Nothing can be changed: the file is of a newer version, or could not be read or copied.
    bool isReadOnly() const { return m_file.isReadOnly(); }
    bool canChange() const { return m_file.canChange(); }
    /// In the order in which they were made.
    const QList<AlertChannel> &channels() const { return m_file.value().channels; }
    const AlertChannel *find(const QString &id) const;

    /// Adds @p channel, or changes the one with its id. Gives the id; none when nothing can be changed or
    /// there are too many channels.
    QString put(AlertChannel channel);
    bool remove(const QString &id);
    /// Looks whether another program has changed the file; changed() follows if it has.
    void refresh() { m_file.refresh(); }

signals:
    void loaded();
    void changed();
    /// For the user, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    PieceStore<AlertChannelList> m_file;
};

} // namespace syspulse
