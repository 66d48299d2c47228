// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/clients/clienttypes.h"
#include "core/clients/visittypes.h"

#include <functional>

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace syspulse {

/// Turns the list of clients, as it changes, into the diary of who came and went. Keeps no more than the
/// names of those that are there.
class ClientDiary : public QObject
{
    Q_OBJECT

public:
    /// How often it is told that somebody still watches: a program that ends at once loses no more.
    static constexpr int watchedEveryMs = 30'000;
    /// More comings and goings within a minute are a storm, of which the diary takes no part: on the Broker
    /// page it is counted.
    static constexpr int stormPerMinute = 6000;

    /// @p clock must outlive the diary. @p offsetMs tells the server's clock minus this machine's.
    ClientDiary(const Clock *clock, std::function<qint64()> offsetMs, QObject *parent = nullptr);

    void takeStatus(const ClientsStatus &status);
    void take(const ClientsFrame &frame);
    /// SysPulse disconnects the client @p id.
    void noteCut(const QString &id) { m_cut.insert(id); }
    /// It could not.
    void takeBackCut(const QString &id) { m_cut.remove(id); }

signals:
    void told(const syspulse::DiaryFrame &frame);
    /// There is more coming and going than a diary is for.
    void stormed();

private:
    bool isStorm(qsizetype changes);
    void leave();
    void tell(DiaryFrame frame);

    const Clock *m_clock;
    std::function<qint64()> m_offsetMs;
    QSet<QString> m_there;
    QList<ClientVisit> m_arriving; ///< while the list is not complete
    QSet<QString> m_cut;
    bool m_live = false;
    qint64 m_watchedFromMs = 0;
    QTimer m_watched;
    qint64 m_minuteMs = 0; ///< monotonic: when the present minute began
    qsizetype m_changes = 0;
};

} // namespace syspulse
