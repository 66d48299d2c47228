// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "ui/instances/connector.h"
#include "ui/window/aboutdialog.h"
#include "ui/window/diagnostics.h"
#include "ui/window/reportdialog.h"
#include "ui/window/settingsdialog.h"

// The part of MainWindow that opens its dialogs.
namespace syspulse {

void MainWindow::showAbout()
{
    const DiagnosticsSources sources{current().session(), current().store(), m_services.secrets,
                                     m_services.tray};
    (new AboutDialog(sources, this))->open();
}

void MainWindow::openReport()
{
    (new ReportDialog(current(), m_services.history, m_services.state, *m_prompts, this))->open();
}

SettingsDialog *MainWindow::openSettings()
{
    Instance *instance = m_current;
    auto *dialog =
        new SettingsDialog(m_services.preferences, m_services.history, *m_prompts, *instance, this);
    connect(dialog, &SettingsDialog::diaryChosen, instance,
            [this, instance](bool on) { m_connector->chooseDiary(instance, on); });
    dialog->open();
    return dialog;
}

} // namespace syspulse
