// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testhttp.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <memory>

namespace syspulse::test {

QJsonValue HttpReply::json() const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject())
        return document.object();
    if (document.isArray())
        return document.array();
    return QJsonValue(QJsonValue::Undefined);
}

TestHttp::TestHttp(QUrl url, QString user, QString password)
    : m_url(std::move(url))
{
    if (!user.isEmpty())
        m_authorization = "Basic " + QString(user + u':' + password).toUtf8().toBase64();
    m_manager.setProxy(QNetworkProxy::NoProxy);
}

HttpReply TestHttp::operation(const QJsonObject &body, int timeoutMs)
{
    QNetworkRequest post = request(m_url, timeoutMs);
    post.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return await(m_manager.post(post, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

HttpReply TestHttp::get(const QString &path, int timeoutMs)
{
    QUrl url = m_url;
    url.setPath(path);
    return await(m_manager.get(request(url, timeoutMs)));
}

HttpReply TestHttp::send(const QByteArray &method, const QString &path, const QJsonObject &body,
                         int timeoutMs)
{
    QUrl url = m_url;
    url.setPath(path);
    QNetworkRequest request = this->request(url, timeoutMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return await(
        m_manager.sendCustomRequest(request, method, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

QNetworkRequest TestHttp::request(const QUrl &url, int timeoutMs) const
{
    QNetworkRequest result(url);
    result.setTransferTimeout(timeoutMs);
    // Set by hand: Qt would first ask without it, and a wrong password would be asked for again.
    if (!m_authorization.isEmpty())
        result.setRawHeader(QByteArrayLiteral("Authorization"), m_authorization);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    return result;
}

HttpReply TestHttp::await(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owner(reply);
    if (!reply->isFinished()) {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
    }
    HttpReply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.body = reply->readAll();
    if (result.status == 0)
        result.networkError = reply->errorString();
    return result;
}

} // namespace syspulse::test
