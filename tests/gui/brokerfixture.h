// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"

#include <QTabWidget>

#include "ui/broker/brokerpage.h"

namespace syspulse {

/// The tabs of the Broker page.
enum BrokerTabs { Workers, Slow, StormsTab, Topics, Refused };

/// What two workers told at @p serverMs.
inline BrokerSource reportOf(qint64 serverMs)
{
    BrokerSource source;
    source.workers = 2;
    source.asOfMs = serverMs - 1000;
    source.serverMs = serverMs;
    return source;
}

inline WorkerLoad workerLoad(int thread, qint64 clients)
{
    WorkerLoad worker;
    worker.id = QStringLiteral("node-%1").arg(thread);
    worker.thread = thread;
    worker.clients = clients;
    worker.share = double(clients) / 100;
    return worker;
}

inline TopicTraffic topicTraffic(const QString &name, double in, bool own = false)
{
    TopicTraffic topic;
    topic.topic = name;
    topic.own = own;
    topic.messagesInRate = in;
    return topic;
}

/// A Broker page of a session that is connected, with @p tab shown.
struct BrokerFixture : GuiFixture
{
    BrokerPage page{context()};

    explicit BrokerFixture(BrokerTabs tab = Workers)
    {
        show(page);
        session.pretendConnected();
        child<QTabWidget>(page, "brokerTabs")->setCurrentIndex(tab);
    }
};

} // namespace syspulse
