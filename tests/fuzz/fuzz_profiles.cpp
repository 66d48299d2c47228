// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/endpoint.h"
#include "core/profiles/profile.h"
#include "core/service/serviceunit.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

/// What guards a server is as it was written, or the profile is refused.
static void checkGuards(const Json &json, const Profile &profile)
{
    for (const auto &[key, value] :
         {std::pair("readOnly", profile.readOnly), std::pair("canary", profile.canary)}) {
        const Json *written = member(json, key);
        FUZZ_REQUIRE(written == nullptr || (written->is_boolean() && written->get<bool>() == value));
    }
    const Json *tls = member(json, "mqttTls");
    if (tls != nullptr && !tls->is_null())
        FUZZ_REQUIRE(tls->is_boolean() && profile.mqttTls == tls->get<bool>());
}

/// One entry of the file of profiles.
SYSPULSE_FUZZ_TARGET(profiles)
{
    const Result<Json> json = parseJson(input);
    if (!json)
        return;
    const Result<Profile> profile = profileFromJson(*json);
    if (!profile)
        return;
    checkGuards(*json, *profile);
    const Json written = profileToJson(*profile);
    FUZZ_REQUIRE(!dumpJson(written).contains("PRIVATE KEY"));
    const Result<Profile> again = profileFromJson(*parseJson(dumpJson(written)));
    FUZZ_REQUIRE(again && *again == *profile);

    const ConnectionSettings settings = settingsOf(*profile);
    FUZZ_REQUIRE(settings.password.isEmpty() && settings.trust.keyPassphrase.isEmpty());
    FUZZ_REQUIRE(withUnkept(settings, *profile) == *profile);
    ConnectionSettings elsewhere = settings;
    elsewhere.url = QStringLiteral("https://elsewhere.example:9925");
    if (!settings.url.contains(QLatin1String("elsewhere")))
        FUZZ_REQUIRE(withUnkept(elsewhere, *profile).id.isEmpty());
    alertsKey(*profile, settings.url);
    secretKeys(profile->id);

    const QString unit = serviceUnitName(profile->id);
    if (unit.isEmpty())
        return;
    FUZZ_REQUIRE(!unit.contains(QLatin1Char('/')) && !unit.startsWith(QLatin1Char('.')));
    ServicePlan plan;
    plan.program = QStringLiteral("/usr/bin/syspulsectl");
    plan.profileId = profile->id;
    plan.profileName = QString();
    const QByteArray text = serviceUnitText(plan);
    plan.profileName = profile->name;
    const QByteArray named = serviceUnitText(plan);
    FUZZ_REQUIRE(named.count('\n') == text.count('\n'));
    FUZZ_REQUIRE(renamedServiceUnit(text, profile->name) == named);
}
