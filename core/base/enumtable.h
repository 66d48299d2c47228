// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include <QLatin1String>
#include <QString>

namespace syspulse {

template <typename Enum>
using EnumName = std::pair<Enum, const char *>;

/// The stable names of an enum, as they are stored and printed: ASCII, untranslated. Made by enumTable().
template <typename Enum, std::size_t Count>
class EnumTable
{
public:
    explicit consteval EnumTable(const EnumName<Enum> (&names)[Count])
    {
        for (std::size_t i = 0; i < Count; ++i) {
            if (std::size_t(names[i].first) != i)
                throw "the names are not in the order of the enum";
            m_names[i] = names[i].second;
        }
        static_assert(!isEnumerator<Enum(Count)>(), "the last enumerators have no name");
    }

    /// The name of @p value; empty for what is not one of the enum.
    QString name(Enum value) const
    {
        const auto i = std::size_t(value);
        return i < Count ? QString::fromLatin1(m_names[i]) : QString();
    }

    /// The value that is called @p name, upper and lower case being different; nothing where there is none.
    std::optional<Enum> find(const QString &name) const
    {
        for (std::size_t i = 0; i < Count; ++i) {
            if (name == QLatin1String(m_names[i]))
                return Enum(i);
        }
        return std::nullopt;
    }

private:
    /// Whether @p value has an enumerator: compilers spell others as a cast, "(Enum)3".
    template <auto value>
    static consteval bool isEnumerator()
    {
        const std::string_view text = __PRETTY_FUNCTION__;
        return text[text.find("value = ") + 8] != '(';
    }

    std::array<const char *, Count> m_names{};
};

/// The names of all values of an enum that counts from 0, in its order. One that is missing does not compile.
template <typename Enum, std::size_t Count>
consteval EnumTable<Enum, Count> enumTable(const EnumName<Enum> (&names)[Count])
{
    return EnumTable<Enum, Count>(names);
}

} // namespace syspulse
