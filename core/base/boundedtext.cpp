// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"

#include <QCryptographicHash>

namespace syspulse {

// As in resources/component/peers.js, which writes what is compared with this.
constexpr qsizetype longestWhole = 256;
constexpr qsizetype keptCharacters = 200;

QString boundedText(const QString &text)
{
    if (text.size() <= longestWhole)
        return text;
    const bool splitsPair = text.at(keptCharacters - 1).isHighSurrogate();
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
    return text.left(splitsPair ? keptCharacters - 1 : keptCharacters) + QStringLiteral("…sha256:") +
           QLatin1String(hash);
}

} // namespace syspulse
