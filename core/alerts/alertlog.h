// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"

#include <QObject>

namespace syspulse {

class StateStore;

/// What the alerts of one instance did, the newest events on disk.
class AlertLog : public QObject
{
    Q_OBJECT

public:
    static constexpr int fileVersion = 1;
    static constexpr qsizetype maxEvents = 500;

    /// @p state must outlive the object.
    explicit AlertLog(StateStore &state, QObject *parent = nullptr);

    /// Starts loading what is kept for the instance @p key; changed() follows.
    void open(const QString &key);

    /// Newest first.
    const QList<AlertEvent> &events() const { return m_events; }

    void add(const QList<AlertEvent> &events);
    /// Returns what was removed, for taking it back with restore().
    QList<AlertEvent> clear();
    /// Puts back @p events, newest first, behind what has come since.
    void restore(const QList<AlertEvent> &events);

signals:
    void changed();
    /// A person should know, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    void take(const QByteArray &bytes);
    void save();
    QString pieceName() const { return QStringLiteral("alertlog-") + m_key; }

    StateStore &m_state;
    QString m_key;
    QList<AlertEvent> m_events;
    bool m_loaded = false;
    bool m_readOnly = false; ///< writing would replace what could not be read
};

} // namespace syspulse
