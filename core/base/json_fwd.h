// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

/// All that a header may know of JSON: the library's own header is most of the compile time of a file.
namespace syspulse {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

} // namespace syspulse
