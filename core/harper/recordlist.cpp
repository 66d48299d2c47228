// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/recordlist.h"

#include "core/base/json.h"

namespace syspulse {

Unexpected<Error> notRecords()
{
    return failure(ErrorKind::Protocol,
                   HttpOperations::tr("The server did not answer with a list of records."));
}

HttpOperations::Done checkedList(HttpOperations::Done done)
{
    return [done = std::move(done)](const Result<Json> &answer) {
        if (answer && !answer->is_array())
            done(notRecords());
        else
            done(answer);
    };
}

Result<QStringList> textsOf(const Json &json, const char *key)
{
    if (!json.is_array())
        return notRecords();
    QStringList texts;
    for (const Json &entry : json)
        texts.append(textOr(entry, key));
    return texts;
}

} // namespace syspulse
