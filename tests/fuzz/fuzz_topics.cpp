// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"
#include "core/topics/topicfilter.h"
#include "core/topics/topicmapper.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/referencemqtt.h"

using namespace syspulse;
using namespace syspulse::fuzz;

/// Record ids of @p topic lead back to it.
static void checkIds(const TopicName &topic)
{
    static const TopicMapper flat(IdStyle::Flat);
    static const TopicMapper hierarchical(IdStyle::Hierarchical);
    for (const TopicMapper *mapper : {&flat, &hierarchical}) {
        const Result<QString> id = mapper->recordId(topic);
        if (!id)
            continue;
        const Result<TopicName> back = mapper->topic(*id, topic.text());
        // A topic outside the catalogue whose flat id is that of one in it gives way.
        FUZZ_REQUIRE(back || mapper == &flat);
        if (back && mapper == &hierarchical)
            FUZZ_REQUIRE(*back == topic);
        if (back) {
            const Result<QString> again = mapper->recordId(*back);
            FUZZ_REQUIRE(again && *again == *id);
        }
    }
}

/// A filter, and behind it topics, each on a line.
SYSPULSE_FUZZ_TARGET(topics)
{
    Input parts(input);
    const QByteArray filterBytes = parts.until('\n');
    const bool isText = referenceIsUtf8(filterBytes.toStdString());
    const Result<TopicFilter> filter = TopicFilter::parse(textFromUtf8(filterBytes));
    if (isText)
        FUZZ_REQUIRE(filter.has_value() == referenceIsFilter(filterBytes.toStdString()));
    if (filter && isText)
        FUZZ_REQUIRE(filter->text().toUtf8() == filterBytes);
    while (!parts.isAtEnd()) {
        const QByteArray nameBytes = parts.until('\n');
        const Result<TopicName> name = TopicName::fromUtf8(nameBytes);
        FUZZ_REQUIRE(name.has_value() == referenceIsName(nameBytes.toStdString()));
        if (!name)
            continue;
        FUZZ_REQUIRE(name->text().toUtf8() == nameBytes);
        if (filter && isText)
            FUZZ_REQUIRE(filter->matches(*name) ==
                         referenceMatches(filterBytes.toStdString(), nameBytes.toStdString()));
        checkIds(*name);
    }
}
