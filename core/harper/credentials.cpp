// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/credentials.h"

#include "core/base/json.h"

namespace syspulse {

QByteArray basicAuthorization(const HarperEndpoint &endpoint)
{
    return endpoint.password.revealText([&endpoint](const QString &password) {
        QString login = endpoint.user + QLatin1Char(':') + password;
        QByteArray bytes = login.toLatin1(); // as HarperDB reads it
        QByteArray encoded = bytes.toBase64();
        const QByteArray header = "Basic " + encoded;
        wipe(login);
        wipe(bytes);
        wipe(encoded);
        return header;
    });
}

QByteArray bearerAuthorization(const Secret &token)
{
    return token.reveal([](QByteArrayView text) { return QByteArray("Bearer ").append(text); });
}

QByteArray loginBody(const HarperEndpoint &endpoint)
{
    Json body;
    body["operation"] = "create_authentication_tokens";
    body["username"] = toUtf8String(endpoint.user);
    QByteArray text = dumpJson(body);
    // The library would leave the password in its buffers.
    return endpoint.password.reveal([&text](QByteArrayView password) {
        constexpr qsizetype longestEscape = 6;
        constexpr uchar firstPrintable = 0x20;
        const QByteArray member = QByteArrayLiteral(",\"password\":\"");
        text.chop(1); // the brace at the end
        text.reserve(text.size() + member.size() + longestEscape * password.size() + 2);
        text += member;
        for (const char c : password) {
            if (uchar(c) < firstPrintable)
                text += "\\u" + QByteArray::number(uchar(c), 16).rightJustified(4, '0');
            else if (c == '"' || c == '\\')
                text.append('\\').append(c);
            else
                text += c;
        }
        text += "\"}";
        return text;
    });
}

Secret takeSecret(Json &object, const char *key)
{
    const auto it = object.find(key); // the end where it is no object
    auto *text = it == object.end() ? nullptr : it->get_ptr<std::string *>();
    if (text == nullptr)
        return {};
    Secret secret = Secret::fromUtf8(QByteArrayView(*text));
    wipe(*text);
    return secret;
}

} // namespace syspulse
