// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/terminaltext.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

SYSPULSE_FUZZ_TARGET(json)
{
    const Result<Json> json = parseJson(input);
    if (!json)
        return;
    const QByteArray text = dumpJson(*json);
    const Result<Json> again = parseJson(text);
    FUZZ_REQUIRE(again && *again == *json && dumpJson(*again) == text);

    const QByteArray safe = terminalSafeJson(text);
    const Result<Json> printed = parseJson(safe);
    FUZZ_REQUIRE(printed && *printed == *json);
    FUZZ_REQUIRE(terminalSafe(QString::fromUtf8(safe)) == QString::fromUtf8(safe));

    if (!json->is_object())
        return;
    FUZZ_REQUIRE(keptMembers(membersBeyond(*json, Json::object())) == *json);
    FUZZ_REQUIRE(membersBeyond(*json, *json).isEmpty());
    for (const auto &[key, value] : json->items()) {
        const std::optional<QString> memberText = textAt(*json, key.c_str());
        if (key.find('\0') != std::string::npos)
            continue; // a name is a C string here
        FUZZ_REQUIRE(memberText.has_value() == value.is_string());
        if (memberText)
            FUZZ_REQUIRE(toUtf8String(*memberText) == value.get_ref<const std::string &>());
        const std::optional<qint64> whole = integerAt(*json, key.c_str());
        const std::optional<double> number = numberAt(*json, key.c_str());
        FUZZ_REQUIRE(number.has_value() == value.is_number());
        FUZZ_REQUIRE(!whole || number);
        qint64 taken = 7;
        FUZZ_REQUIRE(!takeInteger(*json, key.c_str(), -5, 5, taken) || (taken >= -5 && taken <= 5));
    }
}
