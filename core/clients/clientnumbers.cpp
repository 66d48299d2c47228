// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientnumbers.h"

#include "core/base/json.h"
#include "core/base/recordfields.h"

namespace syspulse {

std::optional<double> ClientNumbers::messageRate() const
{
    if (!messagesInRate && !messagesOutRate)
        return std::nullopt;
    return messagesInRate.value_or(0) + messagesOutRate.value_or(0);
}

double ClientNumbers::lag() const
{
    constexpr double bytesOfMessage = 1024;
    return double(queued.value_or(0)) + double(unacknowledged.value_or(0)) +
           double(untaken.value_or(0)) / bytesOfMessage;
}

ClientNumbers decodeClientNumbers(const Json &json)
{
    constexpr int maxPort = 65535;
    const auto small = [&json](const char *key, int most) -> std::optional<int> {
        const auto number = wholeAt(json, key);
        return number && *number <= most ? std::optional(int(*number)) : std::nullopt;
    };
    ClientNumbers client;
    client.id = shortTextAt(json, "id");
    client.clientId = shortTextAt(json, "client");
    client.user = shortTextAt(json, "user");
    client.address = shortTextAt(json, "address");
    client.port = small("port", maxPort).value_or(0);
    client.transport = shortTextAt(json, "transport");
    client.own = boolAt(json, "own");
    client.protocolVersion = small("protocol_version", 255);
    client.keepAliveSeconds = small("keepalive", 65535);
    client.will = boolAt(json, "will");
    client.queued = wholeAt(json, "queued");
    client.unacknowledged = wholeAt(json, "unacknowledged");
    client.untaken = wholeAt(json, "untaken");
    // One that is not counted has zeros, which would be taken for silence.
    if (boolAt(json, "counted") == false)
        return client;
    client.messagesIn = wholeAt(json, "messages_in");
    client.messagesOut = wholeAt(json, "messages_out");
    client.bytesIn = wholeAt(json, "bytes_in");
    client.bytesOut = wholeAt(json, "bytes_out");
    client.activeMs = timeAt(json, "active");
    client.messagesInRate = amountAt(json, "messages_in_rate");
    client.messagesOutRate = amountAt(json, "messages_out_rate");
    client.bytesInRate = amountAt(json, "bytes_in_rate");
    client.bytesOutRate = amountAt(json, "bytes_out_rate");
    return client;
}

} // namespace syspulse
