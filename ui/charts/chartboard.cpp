// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartboard.h"

#include <utility>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/alerts/alertmonitor.h"
#include "core/session/livestore.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "ui/base/barlayout.h"
#include "ui/base/commands.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/rangebutton.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/charts/chartpanel.h"

namespace syspulse {

namespace {

bool isSeen(const ChartPanel &panel)
{
    return panel.isVisible() && !panel.visibleRegion().isEmpty();
}

} // namespace

ChartBoard::ChartBoard(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_axis(context.clock)
    , m_grid(new QGridLayout)
    , m_file(context.state.files(), chartLayoutFormat(),
             {[this] { useFile(); }, [this] { useFile(); },
              [this](const QString &text) { emit noticed(text, true); },
              [state = &context.state](const Error &error) { emit state->failed(error); }})
{
    setObjectName(QStringLiteral("chartBoard"));
    m_grid->setSpacing(10);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(makeToolbar());
    layout->addLayout(m_grid, 1);
    connect(&m_axis, &TimeAxis::changed, this, &ChartBoard::followAxis);
    connect(&context.store, &LiveStore::pastRead, this, [this] { refresh(true); });
    connect(&context.store.notes(), &NoteBook::changed, this, [this] { refresh(true); });
    connect(&m_axis, &TimeAxis::pausedChanged, this, &ChartBoard::showPaused);
    connect(&m_axis, &TimeAxis::cursorChanged, this, &ChartBoard::showCursor);
    if (context.alerts != nullptr)
        connect(context.alerts, &AlertMonitor::changed, this, [this] { m_force = true; });
    setLayoutState(defaultChartLayout());
    followAxis();
    showPaused(false);
}

QWidget *ChartBoard::makeToolbar()
{
    struct Range
    {
        QString name;
        QString text;
        qint64 ms;
    };
    const qint64 minute = TimeAxis::minuteMs;
    const Range ranges[] = {
        {QStringLiteral("range5min"), tr("5 min"), 5 * minute},
        {QStringLiteral("range15min"), tr("15 min"), 15 * minute},
        {QStringLiteral("range1h"), tr("1 h"), 60 * minute},
        {QStringLiteral("range6h"), tr("6 h"), 360 * minute},
        {QStringLiteral("range24h"), tr("24 h"), TimeAxis::dayMs},
        {QStringLiteral("range7d"), tr("7 d"), 7 * TimeAxis::dayMs},
        {QStringLiteral("range30d"), tr("30 d"), 30 * TimeAxis::dayMs},
        {QStringLiteral("range90d"), tr("90 d"), 90 * TimeAxis::dayMs},
        {QStringLiteral("range1y"), tr("1 y"), 365 * TimeAxis::dayMs},
    };
    auto *bar = new QWidget;
    auto *spans = new QHBoxLayout;
    spans->setSpacing(4);
    spans->addWidget(plainLabel(QStringLiteral("rangeLabel"), tr("Show the last")));
    spans->addSpacing(4);
    m_ranges = new QButtonGroup(this);
    m_ranges->setExclusive(false);
    for (const Range &range : ranges) {
        auto *button = new RangeButton(range.text);
        button->setObjectName(range.name);
        //: %1 is a time span such as 15 min
        button->setAccessibleName(tr("Show the last %1").arg(range.text));
        m_ranges->addButton(button);
        button->setProperty("ms", range.ms);
        spans->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, ms = range.ms] {
            m_axis.setRange(ms);
            followAxis(); // a click on the range that is shown must not uncheck it
        });
    }
    // Its text comes and goes with the pointer, and must move nothing.
    m_pausedText = new ElidedLabel(QStringLiteral("pausedText"));
    m_pausedText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_pausedText->setMinimumWidth(
        m_pausedText->fontMetrics().horizontalAdvance(tr("Paused at %1").arg(QStringLiteral("00:00:00"))));
    spans->addWidget(m_pausedText, 1);
    auto *layout = new BarLayout(spans);
    bar->setLayout(layout);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(4);
    layout->addGroup(tools);
    const auto tool = [tools](const QString &name, const QString &text, const QString &icon,
                              const QString &tip) {
        auto *button = new QToolButton;
        button->setObjectName(name);
        button->setText(text);
        button->setIcon(themedIcon(icon));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolTip(tip);
        tools->addWidget(button);
        return button;
    };
    m_restore = tool(QStringLiteral("restoreChart"), tr("&Bring back the chart"), QStringLiteral("running"),
                     tr("Puts the chart that was removed last back in its place."));
    m_restore->hide();
    connect(m_restore, &QToolButton::clicked, this, &ChartBoard::restoreRemoved);
    m_pause = tool(QStringLiteral("pauseButton"), {}, QStringLiteral("pause"),
                   tr("Stops the charts from moving. Values are still recorded."));
    m_pause->setCheckable(true);
    m_pause->setProperty(commandProperty, true);
    connect(m_pause, &QToolButton::toggled, &m_axis, &TimeAxis::setPaused);
    m_add = tool(QStringLiteral("addChart"), tr("&New chart…"), QStringLiteral("add"),
                 tr("Draws a topic of your choice in a new chart."));
    connect(m_add, &QToolButton::clicked, this, [this] { pickTopic(nullptr); });
    return bar;
}

ChartLayout ChartBoard::layoutState() const
{
    ChartLayout layout;
    layout.rangeMs = m_axis.rangeMs();
    for (const ChartPanel *panel : m_panels)
        layout.charts.append(panel->spec());
    return layout;
}

void ChartBoard::setLayoutState(const ChartLayout &layout)
{
    qDeleteAll(m_panels);
    m_panels.clear();
    m_behind.clear();
    m_maximised = nullptr;
    for (const ChartSpec &spec : layout.charts)
        m_panels.append(makePanel(spec));
    if (layout.rangeMs > 0)
        m_axis.setRange(layout.rangeMs);
    arrange();
}

void ChartBoard::useLayoutOf(const QString &key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_removed.reset();
    m_restore->hide();
    m_file.open(m_context.state.fileOf(QStringLiteral("charts-") + key));
}

void ChartBoard::useFile()
{
    const ChartLayout &kept = m_file.value();
    setLayoutState(kept == ChartLayout() ? defaultChartLayout() : kept);
}

void ChartBoard::keepLayout()
{
    if (m_file.isLoaded())
        m_file.set(layoutState());
}

void ChartBoard::followAxis()
{
    for (QAbstractButton *button : m_ranges->buttons())
        button->setChecked(button->property("ms").toLongLong() == m_axis.rangeMs());
    showCursor();
    refresh(true);
}

void ChartBoard::showPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("R&esume") : tr("&Pause"));
    m_pause->setIcon(themedIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    showCursor();
}

void ChartBoard::showCursor()
{
    const bool days = m_axis.rangeMs() > TimeAxis::dayMs;
    const auto moment = [this, days](qint64 ms) {
        return days ? m_context.format.dateTime(ms) : m_context.format.timeOfDay(ms);
    };
    QString text;
    if (m_axis.cursorMs())
        //: %1 is the moment that the crosshair of the charts is on
        text = tr("At %1").arg(moment(*m_axis.cursorMs()));
    else if (m_axis.isPaused())
        //: %1 is a time of day
        text = tr("Paused at %1").arg(moment(m_axis.endMs()));
    setTextIfChanged(m_pausedText, text);
}

void ChartBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_force = true; // the points were thinned out for another width
    if (columnsFor(width()) != m_columns)
        arrange();
    if (!m_behind.isEmpty()) // once the charts are where they belong
        QMetaObject::invokeMethod(this, &ChartBoard::catchUp, Qt::QueuedConnection);
}

void ChartBoard::draw(ChartPanel *panel, const TrafficView &traffic)
{
    showAlerts(panel);
    panel->refresh(traffic, m_drawnToMs - m_axis.rangeMs(), m_drawnToMs);
    m_behind.remove(panel);
}

void ChartBoard::catchUp()
{
    if (m_behind.isEmpty() || m_drawnToMs == 0)
        return;
    const TrafficView traffic = trafficOf(m_context);
    for (ChartPanel *panel : std::as_const(m_panels)) {
        if (m_behind.contains(panel) && isSeen(*panel))
            draw(panel, traffic);
    }
}

void ChartBoard::refresh(bool force)
{
    // What is drawn of the past changes with it.
    const TrafficView traffic = trafficOf(m_context);
    const bool turned = std::exchange(m_withOwn, traffic.isWithOwn()) != traffic.isWithOwn();
    m_force = m_force || force || turned;
    if (!isVisible() || m_panels.isEmpty())
        return;
    const qint64 range = m_axis.rangeMs();
    // The window moves by whole pixels: what is thinned out stays where it is, and nothing is drawn in
    // between.
    const qint64 stepMs = std::max<qint64>(
        m_axis.isPaused() ? 1 : 250,
        range / (m_maximised != nullptr ? m_maximised : m_panels.constFirst())->chart()->plotWidth());
    const qint64 toMs = (m_axis.endMs() / stepMs + 1) * stepMs;
    // In a long range a new point is narrower than a pixel: no need to draw all of it again at once. A
    // quarter of one: in the usual range what comes each second is drawn as it comes, in a narrow chart as
    // well.
    const qint64 nowMs = m_context.clock.nowMs();
    const bool due = m_dirty && nowMs - m_valuesDrawnAtMs >= std::min<qint64>(stepMs / 4, 5000);
    if (!m_force && !due && toMs == m_drawnToMs)
        return catchUp();
    m_drawnToMs = toMs;
    for (ChartPanel *panel : std::as_const(m_panels)) {
        if (isSeen(*panel))
            draw(panel, traffic);
        else
            m_behind.insert(panel);
    }
    // A window that only moves on does not put off the next value.
    if (std::exchange(m_dirty, false))
        m_valuesDrawnAtMs = nowMs;
    m_force = false;
}

} // namespace syspulse
