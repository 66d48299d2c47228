// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overviewpage.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/livestore.h"
#include "ui/rangebutton.h"
#include "ui/sessioncontroller.h"
#include "ui/text.h"
#include "ui/themedicon.h"

namespace syspulse {

namespace {

constexpr qint64 minuteMs = 60 * 1000;

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePane(QStringLiteral("overviewMessage")))
{
    m_content = makeContent();
    setObjectName(QStringLiteral("overviewPage"));
    m_stack->setObjectName(QStringLiteral("overviewStack"));
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

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
        case Action::Setup:
            emit setupRequested();
            break;
        case Action::Updater:
            emit updaterRequested();
            break;
        }
    });
    connect(&context.store, &LiveStore::updated, this, [this] {
        m_dirty = true;
        scheduleRefresh();
    });
    connect(&context.store, &LiveStore::cleared, this, [this] {
        setPaused(false);
        scheduleRefresh();
    });
    const SessionController &session = context.session;
    connect(&session, &SessionController::stateChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session, &SessionController::mqttStateChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session, &SessionController::planChanged, this, &OverviewPage::scheduleRefresh);
    connect(&session, &SessionController::planFailed, this, &OverviewPage::scheduleRefresh);
    connect(&session, &SessionController::updaterStatusChanged, this, &OverviewPage::scheduleRefresh);
}

QWidget *OverviewPage::makeContent()
{
    const auto topic = [](const char *rest) -> QString {
        return QStringLiteral("$SYS/broker/") + QLatin1String(rest);
    };
    m_cards = new CardGrid;
    m_charts = {new ChartPanel(QStringLiteral("clientsPanel"), tr("Connected clients"),
                               {{tr("Connected"), topic("clients/connected"), false, true}}, true,
                               context().format),
                new ChartPanel(QStringLiteral("messagesPanel"), tr("Messages per second"),
                               {{tr("Published in"), topic("publish/messages/received"), true, true},
                                {tr("Published out"), topic("publish/messages/sent"), true, true},
                                {tr("All packets in"), topic("messages/received"), true, false},
                                {tr("All packets out"), topic("messages/sent"), true, false}},
                               false, context().format)};

    auto *inner = new QWidget;
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    layout->addWidget(m_cards);
    layout->addWidget(makeToolbar());
    for (ChartPanel *panel : std::as_const(m_charts)) {
        layout->addWidget(panel, 1);
        connect(panel, &ChartPanel::linesChanged, this, [this] {
            m_force = true;
            refreshCharts();
        });
    }
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inner);
    return area;
}

QWidget *OverviewPage::makeToolbar()
{
    struct Range
    {
        QString name;
        QString text;
        qint64 ms;
    };
    const Range ranges[] = {
        {QStringLiteral("range5min"), tr("5 min"), 5 * minuteMs},
        {QStringLiteral("range15min"), tr("15 min"), 15 * minuteMs},
        {QStringLiteral("range1h"), tr("1 h"), 60 * minuteMs},
        {QStringLiteral("range6h"), tr("6 h"), 360 * minuteMs},
        {QStringLiteral("range24h"), tr("24 h"), 1440 * minuteMs},
    };
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    QLabel *label = plainLabel(QStringLiteral("rangeLabel"), tr("Show the last"));
    layout->addWidget(label);
    layout->addSpacing(4);
    m_ranges = new QButtonGroup(this);
    for (const Range &range : ranges) {
        auto *button = new RangeButton(range.text);
        button->setObjectName(range.name);
        button->setChecked(range.ms == m_rangeMs);
        //: %1 is a time span such as 15 min
        button->setAccessibleName(tr("Show the last %1").arg(range.text));
        m_ranges->addButton(button);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, ms = range.ms] { setRange(ms); });
    }
    layout->addStretch(1);
    m_pausedText = plainLabel(QStringLiteral("pausedText"));
    layout->addWidget(m_pausedText);
    layout->addSpacing(6);
    m_pause = new QToolButton;
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    m_pause->setCheckable(true);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setToolTip(tr("Stops the charts from moving. Values are still recorded."));
    connect(m_pause, &QToolButton::toggled, this, &OverviewPage::setPaused);
    layout->addWidget(m_pause);
    setPaused(false);
    return bar;
}

void OverviewPage::setRange(qint64 rangeMs)
{
    m_rangeMs = rangeMs;
    m_force = true;
    refreshCharts();
}

void OverviewPage::setPaused(bool paused)
{
    m_pausedAtMs = paused ? context().clock.nowMs() : 0;
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
    m_pause->setIcon(themedIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    //: %1 is a time of day
    m_pausedText->setText(paused ? tr("Paused at %1").arg(context().format.timeOfDay(m_pausedAtMs))
                                 : QString());
    m_force = true;
    if (!paused)
        scheduleRefresh();
}

void OverviewPage::refresh()
{
    if (context().store.isEmpty()) {
        explainEmptiness();
        m_stack->setCurrentWidget(m_message);
        return;
    }
    m_stack->setCurrentWidget(m_content);
    m_cards->refresh(context());
    refreshCharts();
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_force = true; // the points were thinned out for another width
    scheduleRefresh();
}

void OverviewPage::refreshCharts()
{
    const qint64 end = m_pausedAtMs != 0 ? m_pausedAtMs : context().clock.nowMs();
    // The window moves by whole pixels: what is thinned out stays where it is, and nothing is drawn in
    // between.
    const qint64 stepMs = std::max<qint64>(250, m_rangeMs / m_charts.constFirst()->chart()->plotWidth());
    const qint64 toMs = (end / stepMs + 1) * stepMs;
    // In a long range a new point is narrower than a pixel: no need to draw all of it again at once.
    const qint64 nowMs = context().clock.nowMs();
    const bool due = m_dirty && nowMs - m_drawnAtMs >= std::min<qint64>(stepMs, 5000);
    if (!m_force && !due && toMs == m_drawnToMs)
        return;
    for (ChartPanel *panel : std::as_const(m_charts))
        panel->refresh(context().store, toMs - m_rangeMs, toMs);
    m_drawnToMs = toMs;
    m_drawnAtMs = nowMs;
    m_dirty = false;
    m_force = false;
}

void OverviewPage::explainEmptiness()
{
    const SessionController &session = context().session;
    switch (session.state()) {
    case SessionState::Disconnected:
        m_action = Action::Connect;
        m_message->say(
            QStringLiteral("connect"), tr("Connect to a HarperDB instance"),
            tr("SysPulse gives the instance the $SYS topics that MQTT brokers such as mosquitto have, keeps "
               "them current, and draws them. Nothing on the instance changes until you say so."),
            tr("&Connect…"));
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
    if (session.plan() && !session.plan()->complete()) {
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
    const SessionController &session = context().session;
    const QString title = tr("No values yet");
    if (session.mqttState() != MqttClient::State::Connected) {
        m_action = session.mqttState() == MqttClient::State::Disconnected ? Action::Retry : Action::None;
        const QString text =
            session.mqttError().message.isEmpty()
                ? tr("Values arrive over MQTT, and the connection to the broker is still being made.")
                : tr("Values arrive over MQTT, and the broker cannot be reached. %1")
                      .arg(describe(session.mqttError()));
        m_message->say(QStringLiteral("warning"), title, text,
                       m_action == Action::Retry ? tr("&Try again") : QString());
        return;
    }
    if (session.updaterStatus().state == UpdaterState::Stopped) {
        m_action = Action::Updater;
        m_message->say(
            QStringLiteral("updater"), title,
            tr("The instance is set up, but no updater writes values: it is stopped on this machine, and "
               "none has written from elsewhere."),
            tr("&Go to the updater"));
        return;
    }
    m_action = Action::Updater;
    m_message->say(
        QStringLiteral("running"), title,
        tr("The updater has started. The first values arrive after its first run, which takes a few "
           "seconds."),
        tr("&Show the updater"));
}

} // namespace syspulse
