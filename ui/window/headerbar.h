// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>

#include "ui/base/primarybutton.h"
#include "ui/base/statusdot.h"

namespace syspulse {

class Session;

/// The bar over all pages: which instance, how the links to it are, and the button to connect or disconnect.
class HeaderBar : public QFrame
{
    Q_OBJECT

public:
    explicit HeaderBar(Session &session, QWidget *parent = nullptr);

    /// The address to show until the session has told its own.
    void setAddress(const QString &address);

signals:
    void connectRequested();
    void disconnectRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Session &m_session;
    QString m_typedAddress;
    QLabel *m_address;
    QLabel *m_environment;
    QLabel *m_version;
    StatusDot *m_instanceDot;
    QLabel *m_instanceText;
    StatusDot *m_brokerDot;
    QLabel *m_brokerText;
    PrimaryButton *m_connect;
    QPushButton *m_disconnect;
};

} // namespace syspulse
