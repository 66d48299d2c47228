// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QRandomGenerator>

namespace syspulse::test {

/// Texts that are JSON, nearly JSON, and none: what two parsers may disagree about. The same ones in each
/// run.
class JsonNoise
{
public:
    explicit JsonNoise(quint32 seed)
        : m_random(seed)
    {}

    int below(int end) { return m_random.bounded(end); }
    bool once(int in) { return below(in) == 0; }
    QByteArray oneOf(const QByteArrayList &list) { return list.at(below(int(list.size()))); }

    /// A number, a text or a word; some are wrong.
    QByteArray scalar()
    {
        static const QByteArrayList odd{"null",
                                        "true",
                                        "false",
                                        "0",
                                        "-0",
                                        "-0.0",
                                        "1e5",
                                        "1E+2",
                                        "1.50",
                                        "1e-400",
                                        "4.9e-324",
                                        "9007199254740992",
                                        "9007199254740993",
                                        "-9007199254740993",
                                        "999999999999999999",
                                        "1000000000000000000",
                                        "9223372036854775807",
                                        "9223372036854775808",
                                        "-9223372036854775808",
                                        "-9223372036854775809",
                                        "18446744073709551615",
                                        "18446744073709551616",
                                        "123456789012345678901234567890",
                                        "0.1",
                                        "2.2250738585072011e-308",
                                        "\"\"",
                                        "\"\\u00e9\"",
                                        "\"\\ud83d\\ude00\"",
                                        "\"\\u0000\"",
                                        "\"a\\\"b\"",
                                        "\"a\\\\\"",
                                        "\"\xc3\xa9\"",
                                        "\"\x7f\""};
        static const QByteArrayList wrong{"01",
                                          "1.",
                                          ".5",
                                          "+1",
                                          "-",
                                          "1e",
                                          "NaN",
                                          "Infinity",
                                          "nul",
                                          "1e400",
                                          "-1e400",
                                          "179769313486231580793728971405301e277",
                                          "\"\\ud83d\"",
                                          "\"\\ude00\"",
                                          "\"\\ud83dx\"",
                                          "\"\\ud83d\\u0041\"",
                                          "\"\\uD83D\\uD83D\"",
                                          "\"\\x\"",
                                          "\"\\u12\"",
                                          "\"\xc3\"",
                                          "\"\xed\xa0\x80\"",
                                          "\"\xc0\x80\"",
                                          "\"\xf4\x90\x80\x80\"",
                                          "\"\t\"",
                                          "\"",
                                          "'a'",
                                          "\"a",
                                          "//x\n1"};
        switch (below(4)) {
        case 0:
            return QByteArray::number(m_random.bounded(1000));
        case 1:
            return QByteArray::number(m_random.generateDouble() * 1e6, 'g', 1 + below(17));
        case 2:
            return '"' + QByteArray("abcdefgh").left(below(9)) + '"';
        default:
            return oneOf(once(20) ? wrong : odd);
        }
    }

    /// A value of at most @p depth levels.
    QByteArray value(int depth)
    {
        if (depth <= 0 || !once(3))
            return scalar();
        const bool object = once(2);
        QByteArray text(object ? "{" : "[");
        for (int i = below(5); i > 0; --i) {
            if (object)
                text += oneOf({"\"a\"", "\"b\"", "\"\"", "\"\\u0061\"", "\"value\"", "a"}) + space() + ':';
            text += space() + value(depth - 1) + space() + (i > 1 || once(40) ? "," : "");
        }
        return text + (object ? '}' : ']');
    }

    QByteArray space()
    {
        if (once(300))
            return oneOf({"\f", "\v", QByteArray(1, '\0')}); // is none
        return once(20) ? oneOf({" ", "\n", "\t\r"}) : QByteArray();
    }

    /// @p text, now and then with something done to it.
    QByteArray spoilt(QByteArray text)
    {
        if (text.isEmpty() || !once(3))
            return text;
        const int at = below(int(text.size()));
        switch (below(5)) {
        case 0:
            return text.left(at);
        case 1:
            return text.remove(at, 1 + below(3));
        case 2:
            text[at] = char(below(256));
            return text;
        case 3:
            return text.insert(at, oneOf({"\"", "\\", "{", "]", ",", "0", "-", ".", "e5", " ", "\xff",
                                          QByteArray(1, '\0')}));
        default:
            return oneOf({"\xef\xbb\xbf", " ", "\n"}) + text +
                   oneOf({"", " ", "x", "{}", QByteArray("\0x", 2)});
        }
    }

private:
    QRandomGenerator m_random;
};

} // namespace syspulse::test
