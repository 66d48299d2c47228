// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/clients/clientnumbers.h"

#include <QFlags>
#include <QList>
#include <QMetaType>

namespace syspulse {

// What the component's worker threads tell of the broker, put together. What is not known is absent, never 0.
// All texts come from clients or the server and are not to be trusted.

/// What can be read.
enum class BrokerView {
    Workers = 1,
    Clients = 2,
    Storms = 4,
    Topics = 8,
};
Q_DECLARE_FLAGS(BrokerViews, BrokerView)

/// Where a report comes from and how old it is.
struct BrokerSource
{
    int workers = 0;     ///< live worker threads that tell something
    int leftOut = 0;     ///< records of threads that have ended
    int uncounted = 0;   ///< of the workers, those where counting is switched off
    qint64 asOfMs = 0;   ///< server's clock: the oldest sign of life among the live ones; 0: none
    qint64 serverMs = 0; ///< server's clock when it was read
    Error error;         ///< not empty: nothing could be read

    bool operator==(const BrokerSource &) const = default;

    /// Whether no worker counts: silence says nothing then.
    bool countsNothing() const { return workers > 0 && uncounted == workers; }
};

/// One worker thread.
struct WorkerLoad
{
    QString id;
    QString node;
    int thread = 0;
    QString version;                     ///< of the component
    qint64 sinceMs = 0;                  ///< server's clock: when it began to count
    qint64 updatedMs = 0;                ///< server's clock
    std::optional<qint64> clients;       ///< logged in
    std::optional<double> share;         ///< of the clients of all live workers, 0 to 1
    std::optional<qint64> sockets;       ///< open, logged in or not
    std::optional<double> packetsInRate; ///< per second; "in" is to the broker
    std::optional<double> packetsOutRate;
    std::optional<double> bytesInRate;
    std::optional<double> bytesOutRate;
    std::optional<qint64> heapUsed; ///< bytes
    std::optional<qint64> heapLimit;
    std::optional<double> utilization; ///< of the event loop, 0 to 1
    std::optional<bool> counting;      ///< whether packets are counted
    qint64 inexactSinceMs = 0;         ///< server's clock; 0: its counts are exact
    QString inexactReason;
    /// How many more clients it can take, as estimated by roomOfWorker().
    std::optional<qint64> room;

    bool operator==(const WorkerLoad &) const = default;
};

struct WorkersReport
{
    BrokerSource source;
    QList<WorkerLoad> workers;     ///< by node and thread
    std::optional<qint64> clients; ///< of all live workers
    int busiest = -1;              ///< index of the worker with most clients; -1: nobody is connected
    /// Clients of the busiest worker as a multiple of its even share: 1 is even, the number of workers is
    /// all on one.
    std::optional<double> imbalance;
    /// How many more clients the broker can take if they spread as the present ones do; an estimate, see
    /// foldWorkers().
    std::optional<qint64> room;
};

/// The clients with most traffic, and those that fall behind.
struct TopClients
{
    BrokerSource source;
    QList<ClientNumbers> busiest; ///< the largest sum of message rates first
    QList<ClientNumbers> slowest; ///< the one that is furthest behind first
    qint64 lagging = 0;           ///< how many fall behind; the list may be shorter
};

/// How often something happens.
struct AttemptRate
{
    std::optional<double> lastSecond;
    std::optional<double> peak;   ///< busiest second of the last minute; with several workers at most so many
    std::optional<double> minute; ///< in the last minute

    bool operator==(const AttemptRate &) const = default;
};

/// How often an address, user or client did something within the last minute.
struct Offender
{
    QString key;        ///< empty: it gave none
    qint64 atLeast = 0; ///< certain
    bool exact = true;  ///< false: it may have been more often

    bool operator==(const Offender &) const = default;
};

/// What the attempts of Storms are listed by.
enum class OffenderKind {
    Address,        ///< connections that it opened
    RefusedAddress, ///< logins refused to it
    User,           ///< logins that it tried, refused or not
    Client,         ///< the same by client id
    Flapping,       ///< client ids that log in again and again
    Duplicate,      ///< client ids that are connected more than once on one worker, how many times
};

/// "address", "refused-address", "user", "client", "flapping" or "duplicate", untranslated.
QString offenderKindName(OffenderKind kind);

/// Who connects too often.
struct Storms
{
    BrokerSource source;
    AttemptRate opened;
    AttemptRate closed;
    AttemptRate refused;
    QList<Offender> offenders[6]; ///< by OffenderKind, the most frequent first

    const QList<Offender> &of(OffenderKind kind) const { return offenders[int(kind)]; }
    QList<Offender> &of(OffenderKind kind) { return offenders[int(kind)]; }
};

/// A topic, or all that begin with the same levels ("plant/1/#").
struct TopicTraffic
{
    QString topic;
    bool own = false;                 ///< SysPulse's own
    qint64 sinceMs = 0;               ///< server's clock: since when the totals are counted
    std::optional<qint64> messagesIn; ///< "in" is to the broker
    std::optional<qint64> messagesOut;
    std::optional<qint64> bytesIn;
    std::optional<qint64> bytesOut;
    std::optional<double> messagesInRate; ///< per second
    std::optional<double> messagesOutRate;
    std::optional<double> bytesInRate;
    std::optional<double> bytesOutRate;

    bool operator==(const TopicTraffic &) const = default;

    /// Both directions, per second; nothing where neither is known.
    std::optional<double> messageRate() const;
    std::optional<double> byteRate() const;
};

/// A publish or a subscription that the broker refused.
struct RefusedPacket
{
    enum class Kind { Publish, Subscribe };

    qint64 timeMs = 0; ///< server's clock; 0: not known
    Kind kind = Kind::Publish;
    QString topic;  ///< or filter
    QString reason; ///< the component's words, English
    QString clientId;
    QString user;
    QString address;

    bool operator==(const RefusedPacket &) const = default;
};

/// The busiest topics, and what was refused.
struct TopTopics
{
    BrokerSource source;
    QList<TopicTraffic> topics;   ///< the one with most messages per second first
    QList<RefusedPacket> refused; ///< newest first
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::WorkersReport)
Q_DECLARE_METATYPE(syspulse::TopClients)
Q_DECLARE_METATYPE(syspulse::Storms)
Q_DECLARE_METATYPE(syspulse::TopTopics)
