// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/settings/preferences.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

SYSPULSE_FUZZ_TARGET(preferences)
{
    const Result<Json> json = parseJson(input);
    if (!json)
        return;
    const Preferences preferences = preferencesFromJson(*json);
    const Preferences again = preferencesFromJson(*parseJson(dumpJson(preferencesToJson(preferences))));
    FUZZ_REQUIRE(again == preferences);
    const HistoryLimits &limits = preferences.history;
    FUZZ_REQUIRE(limits.rawDays >= rawDayBounds.least && limits.rawDays <= rawDayBounds.most);
    FUZZ_REQUIRE(limits.hourDays >= hourDayBounds.least && limits.hourDays <= hourDayBounds.most);
    FUZZ_REQUIRE(limits.maxBytes() > 0 && limits.maxDiaryBytes() > 0 &&
                 limits.maxDiaryBytes() <= limits.maxBytes() / 2);
}
