// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <optional>
#include <simdjson.h>

#include <QByteArray>

namespace syspulse {

/// Reads JSON without making an object of each value: simdjson writes one flat list, its "tape", and what
/// nobody asks for is stepped over. For answers that are megabytes; parseJson() is for all others, and has
/// the last word where this one does not accept a text.
///
/// All of a text is judged. simdjson's other interface, which reads on demand, is faster, but accepts
/// nonsense in what is stepped over.
///
/// For sources only: simdjson's header takes its time.
class JsonTape
{
public:
    JsonTape();
    Q_DISABLE_COPY(JsonTape)

    /// The value that @p text is, good until the next one is read. Nothing where simdjson does not accept
    /// it, or might read it in another way than parseJson(): then that must be asked.
    ///
    /// Of a key that comes twice the last value counts, for parseJson() too.
    std::optional<simdjson::dom::element> read(const QByteArray &text);

private:
    simdjson::dom::parser m_parser;
};

/// What parseJson() makes of the text of @p element.
Json jsonOf(const simdjson::dom::element &element);

} // namespace syspulse
