// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>

#include "core/service/systemduserservice.h"
#include "ui/base/page.h"
#include "ui/base/statusdot.h"

namespace syspulse {

/// The background service that keeps the instance's values current without a window: its state, and what can
/// be done with it or what keeps it from being used.
class ServiceBox : public QWidget
{
    Q_OBJECT

public:
    explicit ServiceBox(const PageContext &context, QWidget *parent = nullptr);

    bool isRunning() const { return m_service.status().state == ServiceStatus::State::Running; }
    /// Shows the present state of everything.
    void refresh();

signals:
    void changed();
    /// The service is about to be installed, with LiveStore::schedule().
    void installing();

private:
    void useProfile();
    void install();
    /// Why the service cannot be installed or started, as whole sentences; empty where it can.
    QString obstacle() const;
    QString stateText() const;
    QString hint() const;

    PageContext m_context;
    SystemdUserService m_service;
    QString m_program; ///< path of syspulsectl; empty: there is none
    QString m_failure; ///< of the last thing that was tried
    StatusDot *m_dot;
    QLabel *m_state;
    QPushButton *m_install;
    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_remove;
    QLabel *m_hint;
};

} // namespace syspulse
