// SPDX-License-Identifier: GPL-3.0-or-later
// Testing and connecting, and where they lead after a failure.
#include "core/session/session.h"
#include "ui/base/banner.h"
#include "ui/connect/connectdialog.h"
#include "ui/connect/profilebar.h"
#include "ui/connect/profilefields.h"
#include "ui/connect/stagelist.h"
#include "ui/connect/tlssection.h"
#include "ui_connectdialog.h"

namespace syspulse {

void ConnectDialog::startTest(std::optional<ConnectStage> only)
{
    if (m_activity != Activity::Idle || !check())
        return;
    m_testedStage = only;
    m_test = newRequestToken();
    setActivity(Activity::Testing);
    m_session.request<&SessionConnection::test>(settings(), only, m_test);
}

void ConnectDialog::testFinished(RequestToken token, bool passed)
{
    if (m_activity != Activity::Testing || token != m_test)
        return;
    setActivity(Activity::Idle);
    if (!passed && m_testedStage && m_stages->state(*m_testedStage) != StepState::Failed)
        m_stages->setStage({*m_testedStage, StepState::Skipped,
                            tr("Not tested, because an earlier stage failed."), std::nullopt});
    if (passed) {
        m_result->say(Severity::Ok,
                      m_testedStage ? tr("This stage works.") : tr("Everything works. You can connect."));
        if (m_focusBefore)
            m_focusBefore->setFocus(Qt::OtherFocusReason);
    } else {
        const StageResult failed = m_failed.value_or(StageResult());
        sayFailure(tr("The test failed; the failed line says why."), failed.detail);
        focusFault(failed.error.value_or(ErrorKind::Network));
    }
    fit();
}

std::optional<TlsLink> ConnectDialog::failedLink() const
{
    if (!m_failed || m_failed->error != ErrorKind::Tls)
        return std::nullopt;
    return m_failed->stage < ConnectStage::MqttPort ? TlsLink::Operations : TlsLink::Mqtt;
}

void ConnectDialog::sayFailure(const QString &text, const QString &details)
{
    m_result->say(Severity::Error, text,
                  m_failed && m_failed->plainHttp ? tr("&Use http://")
                  : failedLink()                  ? tr("Show certificate…")
                                                  : QString(),
                  details);
}

void ConnectDialog::focusFault(ErrorKind kind)
{
    const ConnectStage stage = m_failed ? m_failed->stage : ConnectStage::Address;
    QWidget *field = m_ui->urlEdit;
    if (kind == ErrorKind::Auth) {
        field = m_ui->passwordEdit;
        m_ui->passwordEdit->selectAll();
    } else if (kind == ErrorKind::Tls && !(m_failed && m_failed->plainHttp)) {
        m_tls->focusTrust(failedLink().value_or(TlsLink::Operations));
        return;
    } else if (stage >= ConnectStage::MqttPort) {
        // Of the two only the host can be wrong by itself before a port is tried.
        const bool port = stage == ConnectStage::MqttPort && kind != ErrorKind::Local;
        m_ui->advancedButton->setChecked(true);
        field = port ? static_cast<QWidget *>(m_ui->mqttPortSpin) : m_ui->mqttHostEdit;
    } else if (kind == ErrorKind::Permission) {
        field = m_ui->userEdit;
    }
    field->setFocus(Qt::OtherFocusReason);
}

void ConnectDialog::useHttp()
{
    QString address = m_ui->urlEdit->text().trimmed();
    if (const qsizetype scheme = address.indexOf(QLatin1String("://")); scheme >= 0)
        address.remove(0, scheme + 3);
    m_ui->urlEdit->setText(QLatin1String("http://") + address);
    m_result->hide();
    fit();
    // What is in the clear then is said above, and the user decides about it.
    m_ui->dialogConnectButton->setFocus(Qt::OtherFocusReason);
}

void ConnectDialog::startConnect()
{
    if (m_activity != Activity::Idle || !check())
        return;
    m_testedStage.reset();
    setActivity(Activity::Connecting);
    if (m_profileFields->isKept())
        m_keeper.keepOnceConnected(profile(), settings());
    else
        m_keeper.forget();
    emit connectRequested(settings());
}

void ConnectDialog::setActivity(Activity activity)
{
    m_activity = activity;
    const bool idle = activity == Activity::Idle;
    if (!idle)
        m_focusBefore = focusWidget(); // what is disabled loses the focus
    for (QWidget *widget :
         {static_cast<QWidget *>(m_profileBar), static_cast<QWidget *>(m_profileFields),
          static_cast<QWidget *>(m_ui->urlEdit), static_cast<QWidget *>(m_ui->userEdit),
          static_cast<QWidget *>(m_ui->passwordEdit), static_cast<QWidget *>(m_tls),
          static_cast<QWidget *>(m_ui->advancedBox), static_cast<QWidget *>(m_ui->testButton),
          static_cast<QWidget *>(m_ui->dialogConnectButton)})
        widget->setEnabled(idle);
    m_ui->dialogConnectButton->setText(activity == Activity::Connecting ? tr("Connecting…") : tr("&Connect"));
    m_ui->testButton->setText(activity == Activity::Testing ? tr("Testing…") : tr("&Test all"));
    m_stages->setTestable(idle);
    if (!idle) {
        m_failed.reset();
        if (!m_testedStage)
            m_stages->reset();
        m_stages->show();
        m_result->hide();
    }
    fit();
}

void ConnectDialog::takeStage(Activity of, const StageResult &result)
{
    if (m_activity != of)
        return;
    m_stages->setStage(result);
    if (result.state == StepState::Failed)
        m_failed = result;
    fit();
}

void ConnectDialog::sessionChanged(SessionState state, const Error &error)
{
    if (m_activity != Activity::Connecting || state == SessionState::Connecting)
        return;
    if (state == SessionState::Connected) {
        accept();
        return;
    }
    setActivity(Activity::Idle);
    sayFailure(error.message.isEmpty() ? tr("The connection was given up.") : error.message, error.detail);
    fit();
    focusFault(error.kind);
}

} // namespace syspulse
