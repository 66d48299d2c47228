// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/headerbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include "core/base/product.h"
#include "core/session/linkstatus.h"
#include "core/session/session.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

constexpr int environmentStripHeight = 4;

} // namespace

HeaderBar::HeaderBar(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_address(new ElidedLabel(QStringLiteral("instanceAddress")))
    , m_environment(plainLabel(QStringLiteral("environmentBadge")))
    , m_version(new ElidedLabel(QStringLiteral("serverVersion")))
    , m_instanceDot(new StatusDot)
    , m_instanceText(plainLabel(QStringLiteral("instanceState")))
    , m_brokerDot(new StatusDot)
    , m_brokerText(plainLabel(QStringLiteral("mqttState")))
    , m_connect(new PrimaryButton(tr("&Connect…")))
    , m_disconnect(new QPushButton(tr("&Disconnect")))
{
    setObjectName(QStringLiteral("headerBar"));
    m_connect->setObjectName(QStringLiteral("connectButton"));
    m_disconnect->setObjectName(QStringLiteral("disconnectButton"));
    m_disconnect->setIcon(themedIcon(QStringLiteral("disconnect")));
    m_instanceDot->setObjectName(QStringLiteral("instanceDot"));
    m_brokerDot->setObjectName(QStringLiteral("mqttDot"));
    scaleFont(m_address, 1.2, true);

    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    auto *title = new QHBoxLayout;
    title->setSpacing(10);
    title->addWidget(m_environment, 0, Qt::AlignVCenter);
    title->addWidget(m_address, 1); // elided, so it takes what is left
    m_environment->setContentsMargins(7, 1, 7, 1);
    scaleFont(m_environment, 0.9, true);
    names->addLayout(title);
    names->addWidget(m_version);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 9);
    layout->setSpacing(7);
    layout->addLayout(names, 1);
    layout->addWidget(m_instanceDot);
    layout->addWidget(m_instanceText);
    layout->addSpacing(14);
    layout->addWidget(m_brokerDot);
    layout->addWidget(m_brokerText);
    layout->addSpacing(14);
    layout->addWidget(m_connect);
    layout->addWidget(m_disconnect);

    connect(m_connect, &QPushButton::clicked, this, &HeaderBar::connectRequested);
    connect(m_disconnect, &QPushButton::clicked, this, &HeaderBar::disconnectRequested);
    connect(&session.connection(), &SessionConnection::stateChanged, this, &HeaderBar::refresh);
    connect(&session.connection(), &SessionConnection::infoChanged, this, &HeaderBar::refresh);
    connect(&session, &Session::profileChanged, this, &HeaderBar::refresh);
    connect(&session.connection(), &SessionConnection::mqttStateChanged, this, &HeaderBar::refresh);
    connect(&session.connection(), &SessionConnection::reachChanged, this, &HeaderBar::refresh);
    refresh();
}

void HeaderBar::setAddress(const QString &address)
{
    m_typedAddress = address;
    refresh();
}

void HeaderBar::refresh()
{
    const InstanceInfo &info = m_session.info();
    const bool active =
        m_session.state() == SessionState::Connecting || m_session.state() == SessionState::Connected;
    const bool known = m_session.isConnected() && !info.url.isEmpty();
    const QString address = known ? info.name() : m_typedAddress;
    const Profile &profile = m_session.profile();
    const bool named = !profile.name.isEmpty() && !address.isEmpty();
    setTextIfChanged(m_address, address.isEmpty() ? tr("No instance")
                                : named           ? oneLine(profile.name, 60)
                                                  : address);
    QString badge = environmentText(profile.environment);
    if (profile.readOnly)
        badge = badge.isEmpty() ? tr("Read-only")
                                //: %1 is an environment such as Production
                                : tr("%1, read-only").arg(badge);
    setTextIfChanged(m_environment, badge);
    m_environment->setVisible(!badge.isEmpty() && !address.isEmpty());
    if (known) {
        //: server with its version, user name
        const QString version = tr("%1, user %2").arg(productName(info.version), info.user);
        setTextIfChanged(m_version, named ? QStringLiteral("%1 · %2").arg(address, version) : version);
    } else {
        setTextIfChanged(m_version,
                         address.isEmpty() ? tr("Connect to see its topics and charts.") : QString());
    }

    const LinkStatus::Light instance = LinkStatus::instance(m_session);
    m_instanceDot->setSeverity(instance.severity);
    setTextIfChanged(m_instanceText, instance.text);
    const LinkStatus::Light broker = LinkStatus::broker(m_session);
    m_brokerDot->setSeverity(broker.severity);
    setTextIfChanged(m_brokerText, broker.text);
    m_brokerDot->setVisible(active);
    m_brokerText->setVisible(active);
    const QString hint =
        info.mqtt.host.isEmpty()
            ? QString()
            //: MQTT address, client library
            : tr("MQTT broker %1, through %2").arg(mqttAddressText(info.mqtt), info.mqttBackend);
    m_brokerText->setToolTip(plainToolTip(hint));
    m_connect->setVisible(!active);
    m_disconnect->setVisible(active);
    m_disconnect->setText(m_session.state() == SessionState::Connecting ? tr("&Cancel") : tr("&Disconnect"));
    setTextColor(m_version, themeColors(palette()).muted);
    const QColor color = environmentColor(profile.environment, palette());
    setTextColor(m_environment, color.isValid() ? color : themeColors(palette()).muted);
    update();
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const QColor color = environmentColor(m_session.profile().environment, palette());
    if (color.isValid() && m_environment->isVisible())
        painter.fillRect(0, 0, width(), environmentStripHeight, color);
    if (m_environment->isVisible()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_environment->palette().color(QPalette::WindowText));
        const QRectF frame = QRectF(m_environment->geometry()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(frame, 4, 4);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.setPen(themeColors(palette()).border);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void HeaderBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace syspulse
