// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace syspulse::test {

/// A record of "sys_threads" as read from HarperDB 4.7.29 with component 2.0: a client had published 100
/// messages with QoS 1.
inline constexpr char recordedThread[] =
    R"({"id":"44q-tp3oo1-1","node":"localhost","boot":"44q-tp3oo1","thread":1,"version":"2.0.0",)"
    R"("since":1795681447648,"updated":1795681453678,"sockets":1,"connects":1,"refused":0,)"
    R"("disconnects":1,"errors":0,"open":0,"connected":0,"maximum":0,"refusals":[],)"
    R"("subscriptions":0,"inflight":0,"heap_used":68358392,"heap_limit":2046820352,)"
    R"("utilization":0.61,"monotonic":32265379,"packets_in_rate":0,"packets_out_rate":0,)"
    R"("wire":{"since":1795681447648,"first_thread":1,"counting":true,"switched":null,"blind":0,)"
    R"("inexact_since":null,"inexact_reason":null,"in":{"packets":102,"connect":1,"connack":0,)"
    R"("publish":100,"puback":0,"pubrec":0,"pubrel":0,"pubcomp":0,"subscribe":0,"suback":0,)"
    R"("unsubscribe":0,"unsuback":0,"pingreq":0,"pingresp":0,"disconnect":1,"auth":0,"qos0":0,)"
    R"("qos1":100,"qos2":0,"retained":0,"duplicates":0,"publish_bytes":1590,"payload_bytes":290,)"
    R"("bytes":1627,"malformed":0},"out":{"packets":101,"connect":0,"connack":1,"publish":0,)"
    R"("puback":100,"pubrec":0,"pubrel":0,"pubcomp":0,"subscribe":0,"suback":0,"unsubscribe":0,)"
    R"("unsuback":0,"pingreq":0,"pingresp":0,"disconnect":0,"auth":0,"qos0":0,"qos1":0,"qos2":0,)"
    R"("retained":0,"duplicates":0,"publish_bytes":0,"payload_bytes":0,"bytes":404,"malformed":0},)"
    R"("own_in":{"packets":100,"connect":0,"connack":0,"publish":100,"puback":0,"pubrec":0,)"
    R"("pubrel":0,"pubcomp":0,"subscribe":0,"suback":0,"unsubscribe":0,"unsuback":0,"pingreq":0,)"
    R"("pingresp":0,"disconnect":0,"auth":0,"qos0":0,"qos1":100,"qos2":0,"retained":0,)"
    R"("duplicates":0,"publish_bytes":1590,"payload_bytes":290,"bytes":1590,"malformed":0},)"
    R"("own_out":{"packets":0,"connect":0,"connack":0,"publish":0,"puback":0,"pubrec":0,"pubrel":0,)"
    R"("pubcomp":0,"subscribe":0,"suback":0,"unsubscribe":0,"unsuback":0,"pingreq":0,"pingresp":0,)"
    R"("disconnect":0,"auth":0,"qos0":0,"qos1":0,"qos2":0,"retained":0,"duplicates":0,)"
    R"("publish_bytes":0,"payload_bytes":0,"bytes":0,"malformed":0},"opened":1,"closed":1,)"
    R"("logins":1,"refused_logins":0,"refused_publishes":0,"refused_subscriptions":0,"dropped":0,)"
    R"("dropped_publishes":0,"uncounted":0,"proven":1,"faults":0,"topics":[["sys",100,1590,0,0]],)"
    R"("last_fault":null},"bytes_in_rate":0,"bytes_out_rate":0})";

/// What a worker thread tells, starting from the recorded one.
struct Thread
{
    int thread = 1;
    qint64 sinceMs = 0;
    qint64 updatedMs = 0;
    qint64 received = 0; ///< PUBLISH packets of 10 bytes
    qint64 sent = 0;     ///< the same
    qint64 dropped = 0;  ///< PUBLISH packets
    bool wire = true;    ///< false: of a component of before version 2
    bool counting = true;
    qint64 blind = 0;
    qint64 switchedMs = 0;
    qint64 wireSinceMs = 0; ///< 0: as sinceMs
    int firstThread = 0;    ///< 0: as thread
    qint64 inexactSinceMs = 0;
    const char *reason = nullptr;

    Json record() const
    {
        Json json = Json::parse(recordedThread);
        json["id"] = "44q-tp3oo1-" + std::to_string(thread);
        json["thread"] = thread;
        json["since"] = sinceMs;
        json["updated"] = updatedMs;
        json["monotonic"] = updatedMs - 1795000000000 + 5000;
        if (!wire) {
            json.erase("wire");
            return json;
        }
        Json &counts = json["wire"];
        counts["since"] = wireSinceMs ? wireSinceMs : sinceMs;
        counts["first_thread"] = firstThread ? firstThread : thread;
        counts["counting"] = counting;
        counts["blind"] = blind;
        counts["switched"] = switchedMs ? Json(switchedMs) : Json();
        counts["inexact_since"] = inexactSinceMs ? Json(inexactSinceMs) : Json();
        counts["inexact_reason"] = reason ? Json(reason) : Json();
        counts["dropped_publishes"] = dropped;
        for (const char *side : {"in", "out", "own_in", "own_out"}) {
            for (auto &[name, value] : counts[side].items())
                value = 0;
        }
        const auto publish = [&counts](const char *side, qint64 number) {
            for (const char *name : {"packets", "publish", "qos0"})
                counts[side][name] = number;
            counts[side]["bytes"] = 10 * number;
            counts[side]["publish_bytes"] = 10 * number;
        };
        publish("in", received);
        publish("out", sent);
        counts["topics"] = Json::array({{"plant", received, 10 * received, sent, 10 * sent}});
        return json;
    }
};

} // namespace syspulse::test
