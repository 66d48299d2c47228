// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordtext.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace syspulse {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Goes through a text that is known to be JSON.
class Scanner
{
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {}

    qsizetype at() const { return m_at; }
    char next() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }
    void step() { ++m_at; }
    void goTo(char c) { m_at = std::max(m_at, m_text.indexOf(c, m_at)); }
    void skipSpace()
    {
        while (isSpace(next()))
            step();
    }

    /// Steps over the text that begins here; whether it is written without escapes.
    bool skipText()
    {
        bool plain = true;
        for (step(); m_at < m_text.size() && next() != '"'; step()) {
            if (next() == '\\') {
                plain = false;
                step();
            }
        }
        step();
        return plain;
    }

    void skipValue()
    {
        int depth = 0;
        do {
            const char c = next();
            if (c == '"') {
                skipText();
                continue;
            }
            if (c == '[' || c == '{')
                ++depth;
            else if (c == ']' || c == '}')
                --depth;
            step();
            if (depth == 0 && c != ']' && c != '}')
                skipWord();
        } while (depth > 0 && m_at < m_text.size());
    }

private:
    /// The rest of a number, or of true, false and null.
    void skipWord()
    {
        while (m_at < m_text.size() && !isSpace(next()) && std::strchr(",]}", next()) == nullptr)
            step();
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

const char *digitsEnd(const char *at, const char *end)
{
    return std::find_if_not(at, end, isDigit);
}

/// The end of the number that begins at @p at; nullptr where none does.
const char *numberEnd(const char *at, const char *end, bool &whole)
{
    if (at != end && *at == '-')
        ++at;
    const char *digits = at;
    at = digitsEnd(at, end);
    if (at == digits || (*digits == '0' && at - digits > 1))
        return nullptr;
    whole = true;
    if (at != end && *at == '.') {
        whole = false;
        digits = at + 1;
        at = digitsEnd(digits, end);
        if (at == digits)
            return nullptr;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        whole = false;
        digits = at + 1;
        if (digits != end && (*digits == '+' || *digits == '-'))
            ++digits;
        at = digitsEnd(digits, end);
        if (at == digits)
            return nullptr;
    }
    return at;
}

/// Reads a whole number of at most @p most characters; nullptr where there is none. "-0" is none: it is not
/// written so.
const char *readWhole(const char *at, const char *end, qint64 &number, qsizetype most)
{
    bool whole = false;
    const char *after = numberEnd(at, end, whole);
    if (after == nullptr || !whole || after - at > most || (at[0] == '-' && at[1] == '0'))
        return nullptr;
    std::from_chars(at, after, number);
    return after;
}

const char *readFraction(const char *at, const char *end, RecordText::News &news)
{
    bool whole = false;
    double number = 0;
    const char *after = numberEnd(at, end, whole);
    if (after == nullptr || whole || std::from_chars(at, after, number).ec != std::errc())
        return nullptr;
    news.number = number;
    news.text = QString::number(number, 'g', 12); // as decodeRecord()
    return after;
}

const char *readText(const char *at, const char *end, RecordText::News &news)
{
    const char *after =
        std::find_if(++at, end, [](char c) { return c == '"' || c == '\\' || c < ' ' || c > '~'; });
    if (after == end || *after != '"')
        return nullptr;
    news.text = QString::fromLatin1(at, after - at);
    return after + 1;
}

const char *readValue(const char *at, const char *end, RecordText::News &news)
{
    constexpr qsizetype mostDigits = 18; // all numbers of as many fit
    if (at == end)
        return nullptr;
    if (*at == '"')
        return readText(at, end, news);
    qint64 number = 0;
    const char *after = readWhole(at, end, number, mostDigits);
    if (after == nullptr)
        return readFraction(at, end, news);
    news.number = double(number);
    news.text = QString::fromLatin1(at, after - at);
    return after;
}

} // namespace

void RecordText::remember(const QByteArray &text)
{
    *this = RecordText();
    Scanner scanner(text);
    scanner.goTo('{');
    Part value;
    Part time;
    do {
        scanner.step();
        scanner.skipSpace();
        if (scanner.next() != '"')
            return;
        const qsizetype keyBegin = scanner.at() + 1;
        if (!scanner.skipText())
            return; // it may be one of ours in disguise
        const QByteArrayView key = QByteArrayView(text).sliced(keyBegin, scanner.at() - 1 - keyBegin);
        scanner.goTo(':');
        scanner.step();
        scanner.skipSpace();
        const qsizetype begin = scanner.at();
        scanner.skipValue();
        // The last one of each counts.
        if (key == "value")
            value = {begin, scanner.at()};
        else if (key == "timestamp")
            time = {begin, scanner.at()};
        scanner.skipSpace();
    } while (scanner.next() == ',');
    if (value.end == 0 || time.end == 0 || std::max(value.end, time.end) > text.size())
        return;
    m_text = text;
    m_value = value;
    m_time = time;
}

std::optional<RecordText::News> RecordText::newsIn(const QByteArray &text) const
{
    if (m_text.isEmpty())
        return std::nullopt;
    const char *at = text.cbegin();
    const char *end = text.cend();
    // Steps over what must be as it was.
    const auto sameAs = [&](qsizetype from, qsizetype to) {
        const qsizetype size = to - from;
        if (at == nullptr || end - at < size || std::memcmp(at, m_text.cbegin() + from, size_t(size)) != 0)
            return false;
        at += size;
        return true;
    };
    constexpr qsizetype mostDigits = 15; // all numbers of as many are exact in JSON
    News news;
    const bool valueFirst = m_value.begin < m_time.begin;
    const Part &first = valueFirst ? m_value : m_time;
    const Part &second = valueFirst ? m_time : m_value;
    const auto read = [&](bool isValue) {
        at = isValue ? readValue(at, end, news) : readWhole(at, end, news.timestampMs, mostDigits);
    };
    if (!sameAs(0, first.begin))
        return std::nullopt;
    read(valueFirst);
    if (!sameAs(first.end, second.begin))
        return std::nullopt;
    read(!valueFirst);
    if (!sameAs(second.end, m_text.size()) || at != end)
        return std::nullopt;
    return news;
}

} // namespace syspulse
