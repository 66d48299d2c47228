// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <QStringDecoder>

namespace syspulse {

QString textFromUtf8(QByteArrayView bytes)
{
    if (!bytes.startsWith(QByteArrayView("\xef\xbb\xbf")))
        return QString::fromUtf8(bytes);
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(bytes);
}

} // namespace syspulse
