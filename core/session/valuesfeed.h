// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/framepacer.h"
#include "core/session/newestmessages.h"
#include "core/session/valuesdecoder.h"

#include <QObject>

namespace syspulse {

/// Makes frames of values from messages of "sys/#": soon after a rest, a flood at most ten times a second,
/// and then of the newest message of each topic alone. All up to a heartbeat counts before it: what it says
/// of a sample it says of that sample's values.
class ValuesFeed : public QObject
{
    Q_OBJECT

public:
    /// @p clock must outlive it.
    ValuesFeed(const SysLayout &layout, const Clock *clock, QObject *parent = nullptr);

    /// See ValuesDecoder.
    void setClockOffset(qint64 offsetMs) { m_decoder.setClockOffset(offsetMs); }
    void beginState();
    void endState();
    ValuesFrame takeRemoval();

    void add(const QList<MqttMessage> &messages);
    /// What waits is told nobody.
    void stop() { m_pacer.stop(); }

signals:
    void framed(const syspulse::ValuesFrame &frame);
    /// From now on topics are left out, because there are more than ValuesDecoder::maxValues.
    void filled();
    /// A heartbeat did not agree with the clock offset: it should be read again.
    void clockDoubted();

private:
    void addOne(const MqttMessage &message);
    void decode();
    void frameSoon();
    void frame();

    QString m_prefix;         ///< of the topics of records
    QStringList m_heartbeats; ///< the topics that a heartbeat may have
    NewestMessages m_newest;
    ValuesDecoder m_decoder;
    FramePacer m_pacer;
};

} // namespace syspulse
