// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/harper/operationbody.h"
#include "core/harper/operationsclient.h"

#include <type_traits>

// How OperationsClient sends, for the files that define its calls.
namespace syspulse {

/// Of an answer that nothing is taken from.
inline Result<void> noResult(const Json &)
{
    return {};
}

template <typename Body, typename Done>
CallHandle OperationsClient::send(const Body &body, QObject *context, Done done)
{
    if (const auto missing = missingTarget(body)) {
        const Error error{
            ErrorKind::Local,
            tr("A request was not sent, because it does not say which %1 it is for.").arg(*missing),
            {},
            0};
        QMetaObject::invokeMethod(
            context, [done = std::move(done), error] { done(Unexpected<Error>{error}); },
            Qt::QueuedConnection);
        return {};
    }
    if constexpr (std::is_same_v<Done, HttpOperations::AnswerDone>)
        return m_http.postForText(dumpJson(body), context, std::move(done));
    else
        return m_http.post(dumpJson(body), context, std::move(done));
}

template <typename T, typename Body, typename Decode>
CallHandle OperationsClient::call(const Body &body, QObject *context, Callback<T> done, Decode decode)
{
    return send(body, context, [done = std::move(done), decode](const Result<Json> &answer) {
        if (answer)
            done(decode(*answer));
        else
            done(Unexpected<Error>{answer.error()});
    });
}

template <typename T>
CallHandle OperationsClient::callForText(const Json &body, QObject *context, Callback<T> done,
                                         std::function<Result<T>(const QByteArray &)> decode)
{
    const HttpOperations::AnswerDone decoded = [this, done = std::move(done),
                                                decode](const Result<HttpOperations::Answer> &answer) {
        if (!answer)
            return done(Unexpected<Error>{answer.error()});
        const Result<T> result = decode(answer->text);
        if (const auto json = result ? Result<Json>(Json()) : m_http.jsonOf(*answer); !json)
            return done(Unexpected<Error>{json.error()}); // says whose answer is no JSON
        done(result);
    };
    return send(body, context, decoded);
}

} // namespace syspulse
