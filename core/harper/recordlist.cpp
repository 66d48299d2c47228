// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/recordlist.h"

#include "core/base/json.h"
#include "core/base/jsontape.h"

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

Result<qsizetype> forEachRecord(const QByteArray &text, const std::function<void(const Json &)> &take)
{
    JsonTape tape;
    simdjson::dom::array records;
    if (const auto root = tape.read(text); root && root->get(records) == simdjson::SUCCESS) {
        qsizetype count = 0;
        for (const simdjson::dom::element &record : records) {
            take(jsonOf(record));
            ++count;
        }
        return count;
    }
    const Result<Json> json = parseJson(text);
    if (!json)
        return Unexpected<Error>{json.error()};
    if (!json->is_array())
        return notRecords();
    for (const Json &record : *json)
        take(record);
    return qsizetype(json->size());
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
