// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"
#include "core/base/piecestore.h"

namespace syspulse {

class StateStore;

/// What the alerts of one instance did, the newest events on disk. Several programs may add to it.
class AlertLog : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 2;
    static constexpr qsizetype maxEvents = 500;

    /// @p state must outlive the object.
    explicit AlertLog(StateStore &state, QObject *parent = nullptr);

    /// Starts loading what is kept for the instance @p key; changed() follows.
    void open(const QString &key);

    /// Whether what is kept for the instance has been read.
    bool isLoaded() const { return m_file.isLoaded(); }
    /// Newest first.
    const QList<AlertEvent> &events() const { return m_file.value(); }

    void add(const QList<AlertEvent> &events);
    /// Looks whether another program has added events, which changed() tells; then calls @p done.
    void refresh(const std::function<void()> &done = {}) { m_file.refresh(done); }
    /// Returns what was removed, for taking it back with restore().
    QList<AlertEvent> clear();
    /// Puts back @p events, newest first, behind what has come since.
    void restore(const QList<AlertEvent> &events);

signals:
    void changed();
    /// For the user, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    void set(const QList<AlertEvent> &events);

    StateStore &m_state;
    QString m_key;
    PieceStore<QList<AlertEvent>> m_file;
};

} // namespace syspulse
