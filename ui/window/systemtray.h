// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QMenu>
#include <QSystemTrayIcon>

#include "ui/base/tray.h"

namespace syspulse {

/// The real one.
class SystemTray final : public Tray
{
    Q_OBJECT

public:
    explicit SystemTray(QObject *parent = nullptr);
    ~SystemTray() override;

    bool isAvailable() const override;
    void show(Severity severity, const QString &text) override;
    void hide() override;
    void notify(const QString &title, const QString &text) override;

private:
    static QIcon iconFor(Severity severity);

    std::unique_ptr<QMenu> m_menu;
    QAction *m_status;
    QSystemTrayIcon m_icon;
    Severity m_severity = Severity::Neutral;
};

} // namespace syspulse
