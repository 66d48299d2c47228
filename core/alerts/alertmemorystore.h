// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertmemory.h"
#include "core/base/piecestore.h"

#include <QObject>

namespace syspulse {

class StateStore;

/// The AlertMemory of one instance in a versioned file, which all programs that watch it read and change.
class AlertMemoryStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 1;

    /// @p state must outlive the object.
    explicit AlertMemoryStore(StateStore &state, QObject *parent = nullptr);

    /// Starts loading what is kept for the instance @p key, or where that is nothing, what is kept for
    /// @p otherKey; loaded() follows.
    void open(const QString &key, const QString &otherKey = {});

    bool isLoaded() const { return m_file.isLoaded(); }
    const AlertMemory &memory() const { return m_file.value(); }
    /// Nothing happens where @p memory is what it was. Where the file cannot be written, it lasts as long as
    /// this program.
    void set(const AlertMemory &memory);
    /// Writes at once what is still to be written, then reads the file again.
    void flush();
    /// Looks whether another program has changed the file, which changed() tells; then calls @p done.
    void refresh(const std::function<void()> &done = {}) { m_file.refresh(done); }

signals:
    void loaded();
    void changed();
    /// For the user, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    StateStore &m_state;
    QString m_key;
    QString m_otherKey;
    PieceStore<AlertMemory> m_file;
};

} // namespace syspulse
