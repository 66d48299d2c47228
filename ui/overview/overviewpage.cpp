// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/session/linkstatus.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/session/updaterobstacle.h"
#include "core/settings/preferences.h"
#include "ui/base/text.h"
#include "ui/base/toast.h"
#include "ui/charts/chartboard.h"
#include "ui/overview/firststeps.h"

namespace syspulse {

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePane(QStringLiteral("overviewMessage")))
    , m_steps(new FirstSteps)
    , m_notice(new Toast(QStringLiteral("overviewNotice")))
{
    setObjectName(QStringLiteral("overviewPage"));
    m_stack->setObjectName(QStringLiteral("overviewStack"));
    m_message->addBelow(m_steps);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_notice->putOver(this);

    connect(m_message, &MessagePane::actionTriggered, this, [this] {
        switch (m_action) {
        case Action::None:
            break;
        case Action::Connect:
            emit connectRequested();
            break;
        case Action::Retry:
            emit retryRequested();
            break;
        case Action::RetryNow:
            this->context().session.request<&SessionConnection::retryNow>();
            break;
        case Action::Setup:
            emit setupRequested();
            break;
        case Action::Updater:
            emit updaterRequested();
            break;
        case Action::Charts:
            endFirstSteps();
            break;
        }
    });
    connect(m_steps, &FirstSteps::dismissed, this, &OverviewPage::endFirstSteps);
    connect(&context.preferences, &PreferenceStore::changed, this, &OverviewPage::scheduleRefresh);
    connect(&context.store, &LiveStore::updated, this, [this] {
        if (m_board != nullptr)
            m_board->noteValues();
        scheduleRefresh();
    });
    connect(&context.store, &LiveStore::cleared, this, [this] {
        if (m_board != nullptr)
            m_board->axis().setPaused(false);
        scheduleRefresh();
    });
    const Session &session = context.session;
    connect(&session.connection(), &SessionConnection::stateChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session.connection(), &SessionConnection::mqttStateChanged, this,
            &OverviewPage::scheduleRefresh);
    connect(&session.connection(), &SessionConnection::reachChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session, &Session::profileChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session.setup(), &SessionSetup::planChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session.setup(), &SessionSetup::planFailed, this, &OverviewPage::scheduleRefresh);
    connect(&session.updater(), &SessionUpdater::updaterStatusChanged, this, &OverviewPage::scheduleRefresh);
}

void OverviewPage::prepare()
{
    if (isPrepared())
        return;
    m_content = makeContent();
    m_stack->addWidget(m_content);
    const Session &session = context().session;
    connect(&session.connection(), &SessionConnection::infoChanged, m_board,
            [this](const InstanceInfo &info) { m_board->useLayoutOf(info.name()); });
    if (session.isConnected())
        m_board->useLayoutOf(session.info().name());
}

ChartBoard &OverviewPage::board()
{
    prepare();
    return *m_board;
}

QWidget *OverviewPage::makeContent()
{
    m_cards = new CardGrid;
    m_board = new ChartBoard(context());
    connect(m_board, &ChartBoard::noticed, m_notice, [this](const QString &text, bool failed) {
        m_notice->tell(failed ? Severity::Error : Severity::Info, text);
    });
    connect(m_board, &ChartBoard::alertRequested, this, &OverviewPage::alertRequested);

    auto *inner = new QWidget;
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    layout->addWidget(m_cards);
    layout->addWidget(makeTrafficRow());
    layout->addWidget(m_board, 1);
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("overviewScroll"));
    area->setAccessibleName(tr("Cards and charts"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inner);
    connect(area->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        m_board->axis().notePageScrolled();
        m_board->catchUp();
    });
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, this, &OverviewPage::scheduleRefresh);
    return area;
}

QWidget *OverviewPage::makeTrafficRow()
{
    m_ownTraffic = new QCheckBox(tr("Include SysPulse's own &traffic"));
    m_ownTraffic->setObjectName(QStringLiteral("ownTraffic"));
    connect(m_ownTraffic, &QCheckBox::clicked, this, [this](bool shown) {
        context().preferences.change(
            [shown](Preferences &preferences) { preferences.ownTrafficShown = shown; });
    });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addWidget(m_ownTraffic);
    return row;
}

void OverviewPage::showTraffic()
{
    const bool known = TrafficView::isOwnKnown(context().store);
    m_ownTraffic->setEnabled(known);
    m_ownTraffic->setChecked(!known || context().preferences.values().ownTrafficShown);
    m_ownTraffic->setToolTip(plainToolTip(
        known ? tr("What SysPulse itself makes the broker receive and send: the updates of the $SYS topics, "
                   "and "
                   "what the windows of SysPulse receive. Cards and charts of messages and bytes are shown "
                   "without it unless you include it.")
              : tr("This instance does not tell which part of its traffic is SysPulse's own. Component 2.0.0 "
                   "counts it; see Setup.")));
}

void OverviewPage::showMoment(qint64 timeMs)
{
    board().axis().showMoment(timeMs);
}

QList<QAbstractButton *> OverviewPage::chartButtons()
{
    return board().buttons();
}

QList<QAbstractButton *> OverviewPage::rangeButtons()
{
    return board().rangeButtons();
}

void OverviewPage::writeNote()
{
    board().writeNote();
}

void OverviewPage::addChart(const QString &topic)
{
    board().addChart(topic);
}

QList<Command> OverviewPage::exports(const QString &group, const std::function<void()> &show)
{
    return context().store.isEmpty() ? QList<Command>() : board().exports(group, show);
}

void OverviewPage::showFirstSteps()
{
    m_stepsAsked = true;
    context().preferences.change([](Preferences &preferences) { preferences.firstStepsHidden = false; });
    scheduleRefresh();
}

void OverviewPage::endFirstSteps()
{
    m_stepsAsked = false;
    context().preferences.change([](Preferences &preferences) { preferences.firstStepsHidden = true; });
    scheduleRefresh();
}

void OverviewPage::refresh()
{
    const bool guided = !context().preferences.values().firstStepsHidden;
    if (context().store.isEmpty() || m_stepsAsked) {
        m_steps->setVisible(guided);
        m_steps->refresh(context());
        explainEmptiness();
        m_stack->setCurrentWidget(m_message);
        return;
    }
    // The last step is done, so the guide has done its work.
    if (guided && FirstSteps::doneOf(context().session, context().store) == FirstSteps::stepCount)
        endFirstSteps();
    prepare();
    m_stack->setCurrentWidget(m_content);
    showTraffic();
    m_cards->refresh(context());
    m_board->refresh();
}

void OverviewPage::explainEmptiness()
{
    const Session &session = context().session;
    if (!context().store.isEmpty()) {
        m_action = Action::Charts;
        m_message->say(QStringLiteral("overview"), tr("First steps"),
                       tr("There are values to look at already. What is still to be done, or done again, "
                          "is found on the pages Setup and Updater."),
                       tr("&Show the charts"));
        return;
    }
    switch (session.state()) {
    case SessionState::Disconnected:
        m_action = Action::Connect;
        m_message->say(
            QStringLiteral("connect"), tr("Connect to a HarperDB instance"),
            tr("SysPulse gives the instance the $SYS topics that MQTT brokers such as mosquitto have, keeps "
               "them current, and draws them. Nothing on the instance changes until you say so."),
            tr("C&onnect…"));
        return;
    case SessionState::Connecting:
        m_action = Action::None;
        m_message->say(QStringLiteral("running"), tr("Connecting…"),
                       tr("Waiting for the operations API of the instance to answer."));
        return;
    case SessionState::Failed:
        // The same password would be refused again.
        m_action = session.error().kind == ErrorKind::Auth ? Action::Connect : Action::Retry;
        m_message->say(QStringLiteral("error"), tr("The connection failed"), describe(session.error()),
                       m_action == Action::Connect ? tr("&Change the login…") : tr("&Try again"));
        return;
    case SessionState::Connected:
        break;
    }
    if (!session.isReachable()) {
        m_action = Action::RetryNow;
        m_message->say(QStringLiteral("error"), LinkStatus::awayText(session.reach()),
                       describe(session.reach().error), LinkStatus::retryText());
        return;
    }
    // What a user who may not look knows of the setup, only values could tell.
    const bool mqttFailed =
        session.mqttState() != MqttClient::State::Connected && !session.mqttError().message.isEmpty();
    if (session.plan() && !session.plan()->complete() && !mqttFailed) {
        m_action = Action::Setup;
        m_message->say(
            QStringLiteral("setup"), tr("This instance has no $SYS topics yet"),
            tr("The setup adds a table and a small component to the instance and shows every step before "
               "anything is done. It can be undone."),
            tr("&Go to the setup"));
        return;
    }
    explainMissingValues();
}

void OverviewPage::explainMissingValues()
{
    const Session &session = context().session;
    const QString title = tr("No values yet");
    if (session.mqttState() != MqttClient::State::Connected) {
        QString button;
        m_action = Action::None;
        if (session.mqttError().kind == ErrorKind::Tls && !session.mqttError().message.isEmpty()) {
            m_action = Action::Connect;
            button = LinkStatus::changeConnectionText();
        } else if (session.mqttState() == MqttClient::State::Disconnected) {
            m_action = Action::Retry;
            button = tr("&Try again");
        } else if (session.mqttState() == MqttClient::State::WaitingToRetry) {
            m_action = Action::RetryNow;
            button = LinkStatus::retryText();
        }
        const QString text =
            session.mqttError().message.isEmpty()
                ? tr("Values arrive over MQTT, and the connection to the broker is still being made.")
                : tr("Values arrive over MQTT, and the broker cannot be reached. %1")
                      .arg(describe(session.mqttError()));
        m_message->say(QStringLiteral("warning"), title, text, button);
        return;
    }
    if (session.updaterStatus().state == UpdaterState::Stopped) {
        m_action = Action::Updater;
        if (const auto obstacle = updaterObstacle(session)) {
            m_message->say(
                QStringLiteral("updater"), title,
                //: %1 are whole sentences that say why
                tr("No updater writes values, and none can be started here. %1").arg(obstacle->text),
                tr("&Show the updater"));
            return;
        }
        m_message->say(
            QStringLiteral("updater"), title,
            tr("The instance is set up, but no updater writes values: it is stopped on this machine, and "
               "none has written from elsewhere."),
            tr("&Go to the updater"));
        return;
    }
    m_action = Action::Updater;
    if (session.updaterStatus().state == UpdaterState::Paused ||
        session.updaterStatus().state == UpdaterState::Quiet) {
        m_message->say(QStringLiteral("updater"), title,
                       tr("The updater on this machine is paused or in its quiet hours, and none has written "
                          "from elsewhere."),
                       tr("&Show the updater"));
        return;
    }
    m_message->say(
        QStringLiteral("running"), title,
        tr("The updater has started. The first values arrive after its first run, which takes a few "
           "seconds."),
        tr("&Show the updater"));
}

} // namespace syspulse
