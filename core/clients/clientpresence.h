// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/clients/visittypes.h"

#include <QHash>

namespace syspulse {

/// Whether @p clientId is one that @p pattern means: * stands for any characters, also none, ? for one, and
/// all others for themselves. Small and capital letters differ, as they do for the broker.
bool matchesClient(QStringView pattern, QStringView clientId);

/// Whether clients are connected whose IDs match a pattern, as the diary of the clients tells it: nothing is
/// asked for here. SysPulse's own connections do not count.
class ClientPresence
{
public:
    /// The diary says that somebody still watches every ClientDiary::watchedEveryMs. After so long without a
    /// word from it nobody knows who is connected.
    static constexpr qint64 freshMs = 90'000;

    /// What is known about the clients that match a pattern.
    struct Presence
    {
        int connected = 0;
        std::optional<qint64> awaySinceMs; ///< none is connected, and the last one was seen to go then
    };

    /// @p clock must outlive the object.
    explicit ClientPresence(const Clock &clock);

    void take(const DiaryFrame &frame);
    /// Nothing is known any more: another connection, or none.
    void forget();

    /// Nothing while the list of clients is not known, or what is known is too old. The first question about
    /// @p pattern looks at all that are connected; from then on only changes are looked at.
    std::optional<Presence> presence(const QString &pattern);
    /// Patterns that are not among @p patterns are not asked about any longer.
    void keepOnly(const QStringList &patterns);

private:
    void begin(const ClientVisit &visit);
    void end(const EndedVisit &ended);
    Presence count(const QString &pattern) const;

    const Clock &m_clock;
    QHash<QString, QString> m_there; ///< client IDs by session
    QHash<QString, Presence> m_asked;
    bool m_known = false;
    qint64 m_toldMs = 0; ///< monotonic
};

} // namespace syspulse
