// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace syspulse::fuzz {

// Topics as MQTT 3.1.1 has them, written from its chapters 1.5.3 and 4.7 and from nothing of SysPulse, so
// that a mistake would have to be made twice. Bytes and recursion instead of QString and lists.

/// Whether @p bytes are well-formed UTF-8 without surrogates.
bool referenceIsUtf8(std::string_view bytes);
/// Whether @p bytes may stand for a topic in a PUBLISH.
bool referenceIsName(std::string_view bytes);
/// Whether @p bytes may stand for a filter in a SUBSCRIBE.
bool referenceIsFilter(std::string_view bytes);
/// Whether the valid @p filter means the valid @p name.
bool referenceMatches(std::string_view filter, std::string_view name);

/// Whether @p text is one that @p pattern means, in which * is any number of characters and ? is one.
bool referenceGlob(std::u16string_view pattern, std::u16string_view text);

} // namespace syspulse::fuzz
