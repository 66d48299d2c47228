// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/servicebox.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "core/session/updatercontrol.h"
#include "core/session/updaterobstacle.h"
#include "ui/base/changeguard.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// Beside this program, as it is installed and built, or wherever a shell would find it.
QString findControlProgram()
{
    const QString name = QStringLiteral("syspulsectl");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

} // namespace

ServiceBox::ServiceBox(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_program(findControlProgram())
    , m_dot(new StatusDot)
    , m_state(plainLabel(QStringLiteral("serviceState")))
    , m_install(new QPushButton)
    , m_start(new QPushButton(tr("Start service")))
    , m_stop(new QPushButton(tr("Stop service")))
    , m_remove(new QPushButton(tr("Re&move service")))
    , m_hint(paragraph(QStringLiteral("serviceHint")))
{
    setObjectName(QStringLiteral("serviceBox"));
    m_install->setObjectName(QStringLiteral("serviceInstall"));
    m_start->setObjectName(QStringLiteral("serviceStart"));
    m_stop->setObjectName(QStringLiteral("serviceStop"));
    m_remove->setObjectName(QStringLiteral("serviceRemove"));

    QLabel *heading = plainLabel(QStringLiteral("serviceTitle"), tr("Background service"));
    scaleFont(heading, 1.0, true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(heading);
    row->addWidget(m_dot);
    row->addWidget(m_state, 1);
    for (QPushButton *button : {m_install, m_start, m_stop, m_remove})
        row->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_hint);

    connect(m_install, &QPushButton::clicked, this, &ServiceBox::install);
    connect(m_start, &QPushButton::clicked, this, [this] {
        confirmChange(m_context, this, tr("A background service on this machine starts to write the values."),
                      [this] {
                          m_failure.clear();
                          m_context.session.request<&SessionUpdater::stopUpdater>();
                          m_service.start();
                      });
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_failure.clear();
        m_service.stop();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_failure.clear();
        m_service.remove();
    });
    connect(&m_service, &SystemdUserService::statusChanged, this, [this] {
        refresh();
        emit changed();
    });
    connect(&m_service, &SystemdUserService::busyChanged, this, &ServiceBox::refresh);
    connect(&m_service, &SystemdUserService::failed, this, [this](const Error &error) {
        m_failure = describe(error);
        emit m_context.session.connection().logged(LogLevel::Error, m_failure);
        refresh();
    });
    connect(&context.session, &Session::profileChanged, this, &ServiceBox::useProfile);
    connect(&context.session.connection(), &SessionConnection::stateChanged, this, &ServiceBox::refresh);
    useProfile();
}

void ServiceBox::useProfile()
{
    m_failure.clear();
    m_service.setUnit(serviceUnitName(m_context.session.profile().id));
    refresh();
}

void ServiceBox::install()
{
    const QString what = tr("A background service on this machine starts to write the values.");
    confirmChange(m_context, this, what, [this] {
        m_failure.clear();
        emit installing();
        // Its lease is given back, so that the service need not wait for it.
        m_context.session.request<&SessionUpdater::stopUpdater>();
        const Profile &profile = m_context.session.profile();
        m_service.install(
            serviceUnitText({profile.id, profile.name, m_program, m_context.updater.schedule()}));
    });
}

QString ServiceBox::obstacle() const
{
    const Profile &profile = m_context.session.profile();
    if (!m_context.session.isConnected())
        return tr("Connect to an instance to have a service keep its values current.");
    if (const auto obstacle = updaterObstacle(m_context.session))
        return obstacle->text;
    if (profile.id.isEmpty())
        return tr("A service can run for an instance that is kept as a profile, with its password in the "
                  "system's keychain. Both can be chosen in the connect dialog.");
    if (m_service.unit().isEmpty())
        return tr("The profile has an id that cannot be part of a service's name. Make a new profile for the "
                  "instance in the connect dialog.");
    if (m_service.status().state == ServiceStatus::State::Unavailable)
        //: %1 says why
        return tr("No systemd of your user answers that could run a service. \"syspulsectl run\" can be "
                  "started by other means. %1")
            .arg(m_service.status().message);
    if (!profile.keepPassword)
        return tr("The service takes the password from the system's keychain. Choose in the connect dialog "
                  "to keep the password of this profile.");
    if (m_program.isEmpty())
        return tr("The program syspulsectl, which the service runs, is neither beside this one nor in the "
                  "PATH. Install it.");
    return {};
}

QString ServiceBox::stateText() const
{
    using State = ServiceStatus::State;
    const ServiceStatus &status = m_service.status();
    switch (status.state) {
    case State::Unknown:
        break;
    case State::Unavailable:
        return tr("not available");
    case State::NotInstalled:
        return tr("not installed");
    case State::Stopped:
        return status.enabled ? tr("stopped, starts with your next login") : tr("stopped");
    case State::Starting:
        //: %1 is what the service said last
        return tr("starting. %1").arg(oneLine(status.message));
    case State::Running:
        //: %1 is date and time
        return tr("running since %1").arg(m_context.format.dateTime(status.sinceMs));
    case State::Failed:
        //: %1 is what the service said last
        return tr("failed. %1").arg(oneLine(status.message));
    }
    return {};
}

QString ServiceBox::hint() const
{
    if (!m_failure.isEmpty())
        return m_failure;
    if (const QString why = obstacle(); !why.isEmpty())
        return why;
    const ServiceStatus::State state = m_service.status().state;
    if (state == ServiceStatus::State::NotInstalled || state == ServiceStatus::State::Unknown)
        return tr("Keeps the values current without a window, with the schedule above, while you are logged "
                  "in.");
    //: %1 is the name of a unit; both commands stay as they are
    return tr("Runs while you are logged in; \"loginctl enable-linger\" lets it run without a login. "
              "Install it again to have it use the schedule above. Its log: journalctl --user -u %1")
        .arg(m_service.unit());
}

void ServiceBox::refresh()
{
    using State = ServiceStatus::State;
    const State state = m_service.status().state;
    const bool free = !m_service.isBusy();
    const bool may = free && obstacle().isEmpty();
    const bool installed = state == State::Stopped || state == State::Starting || state == State::Running ||
                           state == State::Failed;
    const bool works = state == State::Running || state == State::Starting;
    m_install->setText(installed ? tr("Install aga&in") : tr("&Install and start"));
    m_install->setEnabled(may && state != State::Unknown);
    m_start->setEnabled(may && installed && !works);
    m_stop->setEnabled(free && works);
    m_remove->setEnabled(free && installed);
    for (QPushButton *button : {m_start, m_stop, m_remove})
        button->setVisible(installed);

    m_dot->setSeverity(state == State::Running    ? Severity::Ok
                       : state == State::Starting ? Severity::Info
                       : state == State::Failed   ? Severity::Error
                                                  : Severity::Neutral);
    m_dot->setVisible(state != State::Unknown);
    setTextIfChanged(m_state, stateText());
    m_state->setToolTip(plainToolTip(m_service.status().message));
    setTextIfChanged(m_hint, hint());
    const ThemeColors &colors = themeColors(palette());
    setTextColor(m_hint, m_failure.isEmpty() ? colors.muted : colors.error);
}

} // namespace syspulse
