// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/names.h"

#include <QCoreApplication>

#include "core/base/plaintext.h"
#include "core/units/unitformatter.h"

namespace syspulse {

namespace {

struct NameTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::NameTexts)
};

} // namespace

QString clientIdText(const QString &clientId, qsizetype maximum)
{
    return clientId.isEmpty() ? NameTexts::tr("(no client ID)") : oneLine(clientId, maximum);
}

QString userText(const QString &user, qsizetype maximum)
{
    return user.isEmpty() ? NameTexts::tr("(anonymous)") : oneLine(user, maximum);
}

QString addressText(const QString &address)
{
    return address.isEmpty() ? unknownText() : oneLine(address);
}

} // namespace syspulse
