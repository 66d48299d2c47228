// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/referencemqtt.h"

#include <vector>

namespace syspulse::fuzz {

namespace {

constexpr std::size_t mostTopicBytes = 65535;

/// The level at the beginning of @p rest; it and the separator behind it are taken off. @p last: there was
/// none.
std::string_view takeLevel(std::string_view &rest, bool &last)
{
    const std::size_t slash = rest.find('/');
    last = slash == std::string_view::npos;
    const std::string_view level = rest.substr(0, slash);
    rest = last ? std::string_view() : rest.substr(slash + 1);
    return level;
}

bool isTopicText(std::string_view bytes)
{
    return !bytes.empty() && bytes.size() <= mostTopicBytes && bytes.find('\0') == std::string_view::npos &&
           referenceIsUtf8(bytes);
}

bool levelsMatch(std::string_view filter, std::string_view name)
{
    bool filterEnds = false;
    bool nameEnds = false;
    const std::string_view wanted = takeLevel(filter, filterEnds);
    if (wanted == "#")
        return true;
    const std::string_view level = takeLevel(name, nameEnds);
    if (wanted != "+" && wanted != level)
        return false;
    if (nameEnds)
        return filterEnds || filter == "#"; // "sport/#" means "sport" as well
    return !filterEnds && levelsMatch(filter, name);
}

} // namespace

bool referenceIsUtf8(std::string_view bytes)
{
    std::size_t i = 0;
    while (i < bytes.size()) {
        const auto at = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
        const unsigned first = at(i++);
        if (first < 0x80)
            continue;
        const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        if (first < 0xC2 || first > 0xF4)
            return false;
        unsigned character = first & (0x3Fu >> more);
        for (int k = 0; k < more; ++k) {
            if (i >= bytes.size() || (at(i) & 0xC0u) != 0x80)
                return false;
            character = character << 6 | (at(i++) & 0x3Fu);
        }
        constexpr unsigned least[] = {0, 0x80, 0x800, 0x10000};
        if (character < least[more] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
            return false;
    }
    return true;
}

bool referenceIsName(std::string_view bytes)
{
    return isTopicText(bytes) && bytes.find_first_of("+#") == std::string_view::npos;
}

bool referenceIsFilter(std::string_view bytes)
{
    if (!isTopicText(bytes))
        return false;
    bool last = false;
    while (!last) {
        const std::string_view level = takeLevel(bytes, last);
        const bool wildcard = level.find_first_of("+#") != std::string_view::npos;
        if (wildcard && level.size() != 1)
            return false;
        if (level == "#" && !last)
            return false;
    }
    return true;
}

bool referenceMatches(std::string_view filter, std::string_view name)
{
    if (name.front() == '$' && (filter.front() == '+' || filter.front() == '#'))
        return false;
    return levelsMatch(filter, name);
}

bool referenceGlob(std::u16string_view pattern, std::u16string_view text)
{
    // matched[k]: the pattern so far means the first k characters.
    std::vector<char> matched(text.size() + 1, 0);
    matched[0] = 1;
    for (const char16_t c : pattern) {
        std::vector<char> now(text.size() + 1, 0);
        for (std::size_t k = 0; k <= text.size(); ++k) {
            if (c == u'*')
                now[k] = matched[k] || (k > 0 && now[k - 1]);
            else
                now[k] = k > 0 && matched[k - 1] && (c == u'?' || c == text[k - 1]);
        }
        matched.swap(now);
    }
    return matched[text.size()] != 0;
}

} // namespace syspulse::fuzz
