// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/serverlogpane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/linkstatus.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/base/messagepane.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/log/logview.h"
#include "ui/log/serverlogmodel.h"

namespace syspulse {

ServerLogPane::ServerLogPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_stack(new QStackedWidget)
    , m_pane(new MessagePane(QStringLiteral("serverLogPane")))
    , m_model(new ServerLogModel(context.format, this))
    , m_view(new LogView(QStringLiteral("serverLog"), tr("HarperDB's log"), QStringLiteral("harperdb-log"),
                         m_model, {26, 9, 11, 18}, context))
    , m_scope(new QComboBox)
    , m_refresh(new QPushButton(tr("R&efresh")))
    , m_source(paragraph(QStringLiteral("serverLogSource")))
{
    m_scope->setObjectName(QStringLiteral("serverLogScope"));
    m_scope->setAccessibleName(tr("What is listed"));
    m_scope->addItem(tr("MQTT and logins"));
    m_scope->addItem(tr("Everything"));
    m_refresh->setObjectName(QStringLiteral("serverLogRefresh"));
    m_view->addTool(m_scope, 1);
    auto *box = new QWidget;
    auto *boxLayout = new QVBoxLayout(box);
    boxLayout->setContentsMargins(0, 0, 0, 0);
    boxLayout->addWidget(m_view, 1);
    // Beside what it concerns, and out of a row that is full in a small window.
    auto *sourceRow = new QHBoxLayout;
    sourceRow->addWidget(m_source, 1);
    sourceRow->addWidget(m_refresh);
    boxLayout->addLayout(sourceRow);
    m_stack->addWidget(m_pane);
    m_stack->addWidget(box);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    listen();
}

void ServerLogPane::listen()
{
    const Session &session = m_context.session;
    connect(&session.broker(), &SessionBroker::serverLogChanged, this, &ServerLogPane::take);
    connect(&session.connection(), &SessionConnection::clockOffsetChanged, m_model,
            &ServerLogModel::setClockOffset);
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this] {
        m_watched = false; // with its end a connection forgets what was watched
        watch();
        refresh();
    });
    connect(&m_context.store, &LiveStore::cleared, this, [this] {
        m_log = {};
        m_takenMs.reset();
        showEntries();
        refresh();
    });
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ServerLogPane::showEntries);
    connect(m_refresh, &QPushButton::clicked, this,
            [this] { m_context.session.request<&SessionBroker::refreshServerLog>(); });
    connect(m_pane, &MessagePane::actionTriggered, this, &ServerLogPane::connectRequested);
}

void ServerLogPane::watch()
{
    const Session &session = m_context.session;
    const bool wanted = isVisible() && session.isConnected() && session.info().superUser;
    if (wanted == m_watched)
        return;
    m_watched = wanted;
    session.request<&SessionBroker::watchServerLog>(wanted);
}

void ServerLogPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    watch();
    refresh();
}

void ServerLogPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    watch();
}

void ServerLogPane::take(const ServerLog &log)
{
    // Mostly it is asked for what has not changed, and telling what an entry is about is not cheap.
    const bool news = !m_takenMs || log.entries != m_log.entries;
    m_log = log;
    if (log.error.message.isEmpty()) {
        m_takenMs = m_context.clock.monotonicMs();
        if (news)
            showEntries();
    }
    refresh();
}

void ServerLogPane::showEntries()
{
    if (m_scope->currentIndex() != 0)
        return m_model->take(m_log.entries);
    QList<ServerLogEntry> entries;
    for (const ServerLogEntry &entry : std::as_const(m_log.entries)) {
        if (concernsMqttOrLogins(entry))
            entries.append(entry);
    }
    m_model->take(entries);
}

void ServerLogPane::refresh()
{
    m_refresh->setEnabled(m_context.session.isConnected());
    if (!m_takenMs)
        return explain();
    setTextIfChanged(m_source, sourceText());
    const ThemeColors &colors = themeColors(palette());
    setTextColor(m_source, m_log.error.message.isEmpty() && m_context.session.isReachable() ? colors.muted
                                                                                            : colors.warning);
    m_stack->setCurrentIndex(1);
}

void ServerLogPane::explain()
{
    const Session &session = m_context.session;
    if (!session.isConnected())
        m_pane->say(QStringLiteral("connect"), tr("Not connected"),
                    tr("Connect to an instance to read its server's log."), tr("C&onnect…"));
    else if (!session.info().superUser)
        m_pane->say(
            QStringLiteral("blocked"), tr("Only super users may read the server's log"),
            //: %1 is the name of a user
            tr("HarperDB shows its log to super users only, and the user \"%1\" is not one. Connect as a "
               "super user to read it here.")
                .arg(oneLine(session.info().user, 80)));
    else if (!m_log.error.message.isEmpty())
        m_pane->say(QStringLiteral("warning"), tr("The server's log cannot be read"), describe(m_log.error));
    else if (!session.isReachable())
        m_pane->say(QStringLiteral("warning"), LinkStatus::awayText(session.reach()),
                    tr("The log is read as soon as the instance answers again."));
    else
        m_pane->say(QStringLiteral("log"), tr("Reading the server's log"),
                    tr("Its newest entries show within a few seconds."));
    m_stack->setCurrentIndex(0);
}

QString ServerLogPane::sourceText() const
{
    const UnitFormatter &format = m_context.format;
    const QString ago = format.age(m_context.clock.monotonicMs() - *m_takenMs);
    //: %1 is an age such as 4 s ago; %n is a number of entries
    const QString text =
        tr("%n entry(ies), the newest of the server's log, read %1. Times are those of this computer.",
           nullptr, int(m_log.entries.size()))
            .arg(ago);
    if (!m_log.error.message.isEmpty())
        return describe(m_log.error) + QLatin1Char(' ') + text;
    return text;
}

} // namespace syspulse
