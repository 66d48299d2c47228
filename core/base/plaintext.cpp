// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plaintext.h"

#include "core/base/terminaltext.h"

namespace syspulse {

QString cutText(const QString &text, qsizetype maximum)
{
    const bool splitsPair = maximum > 0 && maximum < text.size() && text.at(maximum - 1).isHighSurrogate() &&
                            text.at(maximum).isLowSurrogate();
    return text.left(splitsPair ? maximum - 1 : maximum);
}

QString oneLine(const QString &text, qsizetype maximum)
{
    QString line = cutText(text, maximum);
    for (QChar &c : line) {
        // Widgets break lines at the separators, too.
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QChar(QChar::LineSeparator) ||
            c == QChar(QChar::ParagraphSeparator))
            c = QChar(0x23CE);
    }
    line = terminalSafe(line);
    if (text.size() > maximum)
        line += QChar(0x2026);
    return line;
}

} // namespace syspulse
