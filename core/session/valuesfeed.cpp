// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/valuesfeed.h"

#include "core/topics/systopics.h"

namespace syspulse {

ValuesFeed::ValuesFeed(const SysLayout &layout, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_prefix(SysLayout::topicOf(layout.table))
    , m_decoder(layout, clock)
    // The records of one update come within a few ms.
    , m_pacer(FramePace(FramePace::tenASecond, 2, 10), [this] { frame(); })
{
    for (const IdStyle style : {IdStyle::Flat, IdStyle::Hierarchical}) {
        const auto topic = TopicName::parse(systopics::heartbeat);
        if (const auto id = topic ? TopicMapper(style).recordId(*topic) : Result<QString>(QString()))
            m_heartbeats.append(m_prefix + *id);
    }
}

void ValuesFeed::add(const QList<MqttMessage> &messages)
{
    for (const MqttMessage &message : messages)
        addOne(message);
    frameSoon();
}

void ValuesFeed::addOne(const MqttMessage &message)
{
    if (!message.topic.startsWith(m_prefix))
        return;
    m_newest.add(message);
    if (m_newest.isFull() || m_heartbeats.contains(message.topic))
        decode();
}

void ValuesFeed::decode()
{
    const bool wasFull = m_decoder.isFull();
    m_decoder.add(m_newest.take());
    if (m_decoder.isFull() && !wasFull)
        emit filled();
    if (m_decoder.takeClockDoubt())
        emit clockDoubted();
}

void ValuesFeed::beginState()
{
    decode(); // of the state before
    m_decoder.beginState();
}

void ValuesFeed::endState()
{
    decode();
    m_decoder.endState();
    frameSoon();
}

ValuesFrame ValuesFeed::takeRemoval()
{
    decode();
    return m_decoder.takeRemoval();
}

void ValuesFeed::frameSoon()
{
    if (!m_newest.isEmpty() || m_decoder.hasChanges())
        m_pacer.request();
}

void ValuesFeed::frame()
{
    decode();
    if (m_decoder.hasChanges())
        emit framed(m_decoder.takeFrame());
}

} // namespace syspulse
