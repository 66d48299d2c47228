// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QString>
#include <QUrl>

namespace syspulse::test {

/// What came back; status is 0 when nothing did, and then networkError says why.
struct HttpReply
{
    int status = 0;
    QByteArray body;
    QString networkError;

    /// The body as JSON, undefined when it is none.
    QJsonValue json() const;
};

/// Blocking HTTP, for arranging tests only: it runs a nested event loop until the answer is there.
class TestHttp
{
public:
    TestHttp(QUrl url, QString user, QString password);

    /// Sends one operation, for example {{"operation", "user_info"}}, to the operations API.
    HttpReply operation(const QJsonObject &body, int timeoutMs = 30000);

    /// GET of @p path on the same server; without credentials when there is no user name.
    HttpReply get(const QString &path, int timeoutMs = 30000);

    /// Another method on @p path, for example "PUT", with @p body as JSON.
    HttpReply send(const QByteArray &method, const QString &path, const QJsonObject &body,
                   int timeoutMs = 30000);

private:
    QNetworkRequest request(const QUrl &url, int timeoutMs) const;
    static HttpReply await(QNetworkReply *reply);

    QNetworkAccessManager m_manager;
    QUrl m_url;
    QByteArray m_authorization;
};

} // namespace syspulse::test
