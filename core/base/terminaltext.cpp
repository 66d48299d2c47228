// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/terminaltext.h"

#include "core/base/utf8.h"

namespace syspulse {

static bool isSafe(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

QString terminalSafe(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t character =
            pair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : char32_t(text.at(i).unicode());
        if (!isSafe(character))
            clean += QChar(QChar::ReplacementCharacter);
        else if (pair)
            clean += text.mid(i, 2);
        else
            clean += text.at(i);
        i += pair ? 1 : 0;
    }
    return clean;
}

QByteArray terminalSafeJson(const QByteArray &json)
{
    QString safe;
    safe.reserve(json.size());
    const QString text = textFromUtf8(json);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const QStringView units = QStringView(text).mid(i, pair ? 2 : 1);
        const char32_t character =
            pair ? QChar::surrogateToUcs4(units.at(0), units.at(1)) : char32_t(units.at(0).unicode());
        if (character < 0x20 || isSafe(character)) {
            safe += units;
        } else {
            for (const QChar unit : units)
                safe += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        }
        i += pair ? 1 : 0;
    }
    return safe.toUtf8();
}

} // namespace syspulse
