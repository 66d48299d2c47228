// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientdetails.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

#include "ui/base/text.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

QString describeClient(const ClientSession &client, const UnitFormatter &format)
{
    const auto known = [](const QString &text) {
        return text.isEmpty() ? unknownText() : oneLine(text, 1000);
    };
    const QString port = client.port > 0 ? QString::number(client.port) : unknownText();
    QStringList lines{ClientDetails::tr("Client ID: %1").arg(known(client.clientId)),
                      ClientDetails::tr("User: %1")
                          .arg(client.user.isEmpty() ? ClientDetails::tr("(anonymous)") : known(client.user)),
                      ClientDetails::tr("Address: %1, port %2").arg(known(client.address), port),
                      ClientDetails::tr("Transport: %1").arg(known(client.transport).toUpper()),
                      ClientDetails::tr("Connected since: %1")
                          .arg(client.sinceMs > 0 ? format.dateTime(client.sinceMs) : unknownText()),
                      ClientDetails::tr("Persistent session: %1")
                          .arg(client.persistent ? ClientDetails::tr("yes") : ClientDetails::tr("no")),
                      ClientDetails::tr("Keep-alive: %1")
                          .arg(client.keepAliveSeconds > 0 ? format.duration(client.keepAliveSeconds * 1000LL)
                                                           : ClientDetails::tr("none")),
                      //: %1 is the name of a node, %2 the number of a thread
                      ClientDetails::tr("Served by: node %1, thread %2")
                          .arg(known(client.node), QString::number(client.thread)),
                      ClientDetails::tr("Subscriptions: %1")
                          .arg(format.number(client.subscriptionCount, NumberStyle::Full))};
    for (const ClientSubscription &each : client.subscriptions)
        lines.append(
            QStringLiteral("    %1 (QoS %2)").arg(oneLine(each.filter, 1000), QString::number(each.qos)));
    if (client.subscriptionCount > client.subscriptions.size())
        lines.append(ClientDetails::tr("    and %1 more, which the record does not list")
                         .arg(client.subscriptionCount - int(client.subscriptions.size())));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ClientDetails::ClientDetails(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_copy(new QPushButton(themedIcon(QStringLiteral("copy")), tr("Cop&y details")))
{
    setObjectName(QStringLiteral("clientDetails"));
    m_text->setObjectName(QStringLiteral("clientDetailsText"));
    m_text->setAccessibleName(tr("Details of the selected client"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("Select a client to see all that is known of it."));
    m_copy->setObjectName(QStringLiteral("clientCopy"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
}

void ClientDetails::showClient(const ClientSession *client, const UnitFormatter &format)
{
    const QString text = client != nullptr ? describeClient(*client, format) : QString();
    // Setting it again would drop a selection that somebody is about to copy.
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
    m_copy->setEnabled(client != nullptr);
}

} // namespace syspulse
