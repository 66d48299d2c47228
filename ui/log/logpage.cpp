// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logpage.h"

#include <QAction>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/toast.h"
#include "ui/log/logmodel.h"
#include "ui/log/logview.h"
#include "ui/log/serverlogpane.h"

namespace syspulse {

LogPage::LogPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_tabs(new QTabWidget)
    , m_model(new LogModel(context.format, this))
    , m_view(new LogView(QStringLiteral("log"), tr("Log"), QStringLiteral("syspulse-log"), m_model, {26, 14},
                         context))
    , m_clear(new QPushButton(tr("Clea&r")))
    , m_server(new ServerLogPane(context))
    , m_notice(new Toast(QStringLiteral("logNotice")))
{
    setObjectName(QStringLiteral("logPage"));
    m_tabs->setObjectName(QStringLiteral("logTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_view, tr("SysPulse"));
    m_tabs->addTab(m_server, tr("HarperDB's log"));
    m_clear->setObjectName(QStringLiteral("logClear"));
    m_view->addTool(m_clear);
    m_view->setExportName(tr("Save the log of SysPulse"));
    m_server->view()->setExportName(tr("Save HarperDB's log"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->addWidget(m_tabs, 1);
    m_notice->putOver(this);

    connect(&context.session.connection(), &SessionConnection::logged, this, &LogPage::add);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_waiting.clear();
        m_model->clear();
    });
    connect(m_tabs, &QTabWidget::currentChanged, m_notice, &QWidget::hide);
    for (const LogView *view : {m_view, m_server->view()}) {
        connect(view, &LogView::momentChosen, this, &LogPage::momentChosen);
        connect(view, &LogView::noticed, m_notice, [this](const QString &text, bool failed) {
            m_notice->tell(failed ? Severity::Error : Severity::Ok, text);
        });
    }
    connect(m_server, &ServerLogPane::connectRequested, this, &LogPage::connectRequested);
}

void LogPage::add(LogLevel level, const QString &text)
{
    m_waiting.append({level, text, context().clock.nowMs()});
    // Nobody may look for days.
    if (m_waiting.size() >= LogModel::maxEntries)
        takeWaiting();
    scheduleRefresh();
}

void LogPage::takeWaiting()
{
    for (const Said &said : std::exchange(m_waiting, {}))
        m_model->add(said.level, said.text, said.timeMs);
}

void LogPage::refresh()
{
    takeWaiting();
    m_server->refresh();
}

} // namespace syspulse
