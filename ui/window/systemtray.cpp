// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/systemtray.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

SystemTray::SystemTray(QObject *parent)
    : Tray(parent)
    , m_menu(std::make_unique<QMenu>())
    , m_status(m_menu->addAction(QString()))
    , m_icon(applicationIcon())
{
    m_status->setEnabled(false);
    m_menu->addSeparator();
    m_menu->addAction(tr("&Open SysPulse"), this, &Tray::openRequested);
    m_menu->addAction(tr("&Quit"), this, &Tray::quitRequested);
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit openRequested();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
}

SystemTray::~SystemTray() = default;

bool SystemTray::isAvailable() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void SystemTray::show(Severity severity, const QString &text)
{
    if (severity != m_severity) {
        m_severity = severity;
        m_icon.setIcon(iconFor(severity));
    }
    m_status->setText(text);
    m_icon.setToolTip(text);
    m_icon.show();
}

void SystemTray::hide()
{
    m_icon.hide();
}

void SystemTray::notify(const QString &title, const QString &text)
{
    if (QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(title, text, applicationIcon());
}

QIcon SystemTray::iconFor(Severity severity)
{
    if (severity != Severity::Warning && severity != Severity::Error)
        return applicationIcon();
    const ThemeColors &colors = themeColors(QGuiApplication::palette());
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48}) {
        QPixmap pixmap = applicationIcon().pixmap(size, size);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const double dot = size * 0.45;
        painter.setPen(QPen(Qt::white, size / 16.0));
        painter.setBrush(severity == Severity::Error ? colors.error : colors.warning);
        painter.drawEllipse(QRectF(size - dot - 1, size - dot - 1, dot, dot));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace syspulse
