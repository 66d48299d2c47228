// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setupnote.h"

#include "core/base/json.h"

namespace syspulse {

QString SetupNote::fileName()
{
    return QStringLiteral("syspulse-setup.json");
}

QByteArray SetupNote::toJson() const
{
    const char *text = database == Database::Made       ? "made"
                       : database == Database::Intended ? "intended"
                                                        : "found";
    return dumpJson(OrderedJson{{"owner", "SysPulse"}, {"database", text}});
}

SetupNote SetupNote::fromJson(const QByteArray &text)
{
    SetupNote note;
    const auto json = parseJson(text);
    const QString database = json ? textOr(*json, "database") : QString();
    if (database == QLatin1String("made"))
        note.database = Database::Made;
    else if (database == QLatin1String("intended"))
        note.database = Database::Intended;
    return note;
}

} // namespace syspulse
