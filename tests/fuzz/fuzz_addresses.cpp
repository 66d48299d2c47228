// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/endpoint.h"
#include "core/mqtt/mqttaddress.h"
#include "core/tls/linktrust.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

void checkMqttAddress(const QString &text)
{
    const std::optional<MqttAddress> address = parseMqttAddress(text);
    const std::optional<QString> host = parseMqttHost(text);
    if (host)
        FUZZ_REQUIRE(host->isEmpty() || parseMqttHost(*host) == host);
    if (!address)
        return;
    FUZZ_REQUIRE(!address->host.contains(QLatin1Char('/')) && !address->host.contains(QLatin1Char('@')));
    for (const QChar c : address->host)
        FUZZ_REQUIRE(!c.isSpace());
    if (address->host.isEmpty() || address->port == 0)
        return;
    MqttAddress plain = *address;
    plain.tls.reset();
    FUZZ_REQUIRE(parseMqttAddress(mqttAddressText(plain)) == plain);
}

void checkUrl(const QString &text)
{
    const Result<QUrl> url = parseInstanceUrl(text);
    if (!url)
        return;
    FUZZ_REQUIRE(url->scheme() == QLatin1String("http") || url->scheme() == QLatin1String("https"));
    FUZZ_REQUIRE(!url->host().isEmpty() && url->userInfo().isEmpty() && url->port() >= 0);
    const QString id = instanceId(*url);
    FUZZ_REQUIRE(!id.endsWith(QLatin1Char('/')));
    FUZZ_REQUIRE(id.endsWith(instanceName(*url)));
    // What is kept under the address is found again when it is entered as it is shown.
    const Result<QUrl> again = parseInstanceUrl(id);
    FUZZ_REQUIRE(again && instanceId(*again) == id);
    const Result<QUrl> shown = parseInstanceUrl(url->toString());
    FUZZ_REQUIRE(shown && instanceId(*shown) == id);
}

} // namespace

/// Addresses of brokers and of operations APIs, and fingerprints, as people type them; each on a line.
SYSPULSE_FUZZ_TARGET(addresses)
{
    for (const QByteArray &line : input.split('\n')) {
        const QString text = QString::fromUtf8(line);
        checkMqttAddress(text);
        checkUrl(text);
        isLoopback(text);
        if (const Result<QByteArray> digest = parseFingerprint(text)) {
            FUZZ_REQUIRE(digest->size() == 32);
            const Result<QByteArray> again = parseFingerprint(fingerprintText(*digest));
            FUZZ_REQUIRE(again && *again == *digest);
        }
        HarperEndpoint endpoint;
        endpoint.user = text;
        FUZZ_REQUIRE(effectiveLogin(endpoint) == LoginMode::Token ||
                     (!text.contains(QLatin1Char(':')) && text.toLatin1() == text.toUtf8()));
    }
}
