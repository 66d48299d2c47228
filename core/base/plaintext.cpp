// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plaintext.h"

namespace syspulse {

QString oneLine(const QString &text, qsizetype maximum)
{
    QString line = text.left(maximum);
    for (QChar &c : line) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r'))
            c = QChar(0x23CE);
        else if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar(QChar::ReplacementCharacter);
    }
    if (text.size() > maximum)
        line += QChar(0x2026);
    return line;
}

} // namespace syspulse
