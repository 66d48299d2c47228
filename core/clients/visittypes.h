// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace syspulse {

/// How a visit ended, as far as that is known.
enum class VisitEnd {
    Left,      ///< the client, its network or the broker ended it; HarperDB does not tell which
    Cut,       ///< SysPulse disconnected the client
    Restarted, ///< unseen, and the server process that served it is another one by now
    Unseen,    ///< while nobody watched
};

/// "left", "cut", "restarted" or "unseen", untranslated.
QString visitEndName(VisitEnd end);
std::optional<VisitEnd> visitEndFromName(const QString &name);

/// One connection of a client to the broker, from its login to its end. Times are of this machine's clock.
/// All texts come from the client or the server and are not to be trusted.
struct ClientVisit
{
    QString session; ///< ClientSession::id
    QString clientId;
    QString user;
    QString address;
    QString node;
    int thread = 0; ///< the worker that served it
    qint64 startedMs = 0;
    qint64 seenMs = 0;             ///< it was there until then at least
    std::optional<qint64> endedMs; ///< it was gone by then; nothing: nobody has seen it go
    std::optional<VisitEnd> end;   ///< where it has ended

    bool operator==(const ClientVisit &) const = default;
};

/// The end of a visit that somebody watched.
struct EndedVisit
{
    QString session;
    qint64 endedMs = 0;
    VisitEnd end = VisitEnd::Left;

    bool operator==(const EndedVisit &) const = default;
};

/// What there is to add to the diary of the clients of an instance.
struct DiaryFrame
{
    QList<ClientVisit> begun; ///< they may be known already
    QList<EndedVisit> ended;
    bool complete = false; ///< nobody is connected but those that have begun: others of before ended unseen
    qint64 watchedFromMs = 0; ///< since when somebody has watched without a break
    qint64 watchedToMs = 0;
};

/// What the diary knows of a time.
struct DiaryPage
{
    QList<ClientVisit> visits; ///< newest first
    bool cut = false;          ///< there are more
    /// When somebody watched, in ascending order: from, to. What is between them is not known.
    QList<std::pair<qint64, qint64>> watched;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::DiaryFrame)
