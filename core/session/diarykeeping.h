// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"
#include "core/session/session.h"

namespace syspulse {

/// Keeps the diary of the clients of one instance in the history, where the profile of the session wants
/// that, and reads it. What the session tells while none is kept is for others, and leaves no trace here.
class DiaryKeeping : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the object. Without @p history nothing is kept.
    DiaryKeeping(Session &session, HistoryStore *history, QObject *parent = nullptr);

    /// The instance is @p url from now on; empty: not known.
    void open(const QString &url) { m_url = url; }
    /// Whose diary is kept and read; empty: not known.
    const QString &url() const { return m_url; }
    /// Whether who comes and goes is noted, while the session is connected.
    bool isOn() const { return m_on; }

    /// Nothing comes where nothing is kept, and once @p context is gone.
    void load(const DiaryQuestion &question, QObject *context,
              const std::function<void(const DiaryPage &)> &loaded) const;

signals:
    /// It was switched on or off, or what was kept is removed.
    void changed();

private:
    void follow();
    void take(const DiaryFrame &frame);
    /// What is kept before the next complete list would be taken for all that there was.
    void beginAnew();

    Session &m_session;
    HistoryStore *m_history;
    QString m_url;
    bool m_on;
    bool m_waitsForList = false;
};

} // namespace syspulse
