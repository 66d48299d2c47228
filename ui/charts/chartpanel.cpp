// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpanel.h"

#include <algorithm>

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "core/session/livestore.h"
#include "core/session/trafficview.h"
#include "core/topics/catalogue.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/charts/legendbutton.h"
#include "ui/charts/timeaxis.h"

namespace syspulse {

namespace {

Unit unitOf(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    return description ? description->unit : Unit::None;
}

/// Groups of points are no gap apart; see CourseGrid.
GapRule gapsBetween(const LiveStore &store, qint64 columnMs)
{
    const CourseGrid grid = store.gridOf(columnMs);
    return store.gaps().atLeast(std::max(columnMs + 1, 3 * grid.groupMs / 2));
}

} // namespace

ChartPanel::ChartPanel(const ChartSpec &spec, const UnitFormatter &format, TimeAxis *axis, QWidget *parent)
    : QFrame(parent)
    , m_spec(spec)
    , m_format(format)
    , m_axis(axis)
    , m_chart(new TimeChart(0, ValueScale::Decimal, format))
    , m_heading(plainLabel(spec.id + QStringLiteral("PanelTitle")))
    , m_legend(new QHBoxLayout)
{
    setObjectName(spec.id + QStringLiteral("Panel"));
    m_chart->setObjectName(spec.id + QStringLiteral("PanelChart"));
    scaleFont(m_heading, 1.0, true);
    m_legend->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_heading);
    head->addStretch(1);
    head->addLayout(m_legend);
    if (axis != nullptr) {
        m_chart->setTimeAxis(axis);
        makeMenu(head);
        connect(axis, &TimeAxis::cursorChanged, this, &ChartPanel::readCursor);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_chart, 1);
    setSpec(spec);
}

void ChartPanel::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    const QString title = chartTitle(spec);
    setTextIfChanged(m_heading, title);
    m_chart->setAccessibleName(title);
    if (m_menu != nullptr)
        //: %1 is the title of a chart
        m_menu->setAccessibleName(tr("Menu of the chart %1").arg(title));
    m_chart->setLineCount(int(spec.lines.size()));
    m_chart->setScale(scale());
    makeLegend();
}

void ChartPanel::makeLegend()
{
    qDeleteAll(m_entries);
    m_entries.clear();
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        const ChartLine &line = m_spec.lines.at(i);
        auto *entry = new LegendButton(chartLineName(line.topic), i);
        entry->setObjectName(m_spec.id + QStringLiteral("PanelLine%1").arg(i));
        entry->setChecked(line.visible);
        //: %1 is a topic
        entry->setToolTip(plainToolTip(tr("Shows or hides %1.").arg(oneLine(line.topic))));
        m_chart->setLineVisible(i, line.visible);
        connect(entry, &QAbstractButton::toggled, this, [this, i](bool checked) {
            m_spec.lines[i].visible = checked;
            m_chart->setLineVisible(i, checked);
            emit specChanged();
        });
        m_legend->addWidget(entry);
        // As they are seen: the legend, the menu beside it, the chart below. A tool button with a menu as the
        // first of the two breaks the order (Qt 6.4).
        QWidget::setTabOrder(entry, m_chart);
        if (m_menu != nullptr)
            QWidget::setTabOrder(entry, m_menu);
        m_entries.append(entry);
    }
}

void ChartPanel::makeMenu(QHBoxLayout *head)
{
    m_menu = new QToolButton;
    m_menu->setObjectName(m_spec.id + QStringLiteral("PanelMenu"));
    m_menu->setIcon(themedIcon(QStringLiteral("more")));
    m_menu->setAutoRaise(true);
    m_menu->setFocusPolicy(Qt::StrongFocus);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setToolTip(tr("Add topics, export, clear or remove this chart."));
    auto *menu = new QMenu(m_menu);
    m_menu->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &ChartPanel::fillMenu);
    fillMenu();
    head->addWidget(m_menu);
}

void ChartPanel::fillMenu()
{
    QMenu *menu = m_menu->menu();
    menu->clear();
    const auto add = [menu](const QString &name, const QString &text) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        return action;
    };
    QAction *topic = add(QStringLiteral("addTopic"), tr("&Add a topic…"));
    topic->setEnabled(m_spec.lines.size() < maxChartLines);
    connect(topic, &QAction::triggered, this, &ChartPanel::addTopicRequested);
    QMenu *remove = menu->addMenu(tr("Remove a &topic"));
    remove->setEnabled(m_spec.lines.size() > 1);
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        QString text = chartLineName(m_spec.lines.at(i).topic);
        connect(remove->addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered,
                this, [this, i] { removeLine(i); });
    }
    QAction *rates = add(QStringLiteral("showRates"), tr("&Counters as change per second"));
    rates->setCheckable(true);
    rates->setEnabled(hasCounters());
    rates->setChecked(std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(),
                                  [](const ChartLine &line) { return line.rate; }));
    connect(rates, &QAction::toggled, this, &ChartPanel::setRates);
    addEarlierActions(menu->addMenu(tr("C&ompare with")));
    menu->addSeparator();
    const std::pair<QString, QString> formats[] = {{QStringLiteral("png"), tr("Export as &PNG picture…")},
                                                   {QStringLiteral("svg"), tr("Export as &SVG drawing…")},
                                                   {QStringLiteral("csv"), tr("Export values as CS&V…")}};
    for (const auto &[format, text] : formats) {
        connect(add(QStringLiteral("export_") + format, text), &QAction::triggered, this,
                [this, format = format] { emit exportRequested(format); });
    }
    menu->addSeparator();
    if (m_clearedMs > 0)
        connect(add(QStringLiteral("showAll"), tr("Show &everything again")), &QAction::triggered, this,
                &ChartPanel::showAllRequested);
    else
        connect(add(QStringLiteral("clearChart"), tr("C&lear: show new values only")), &QAction::triggered,
                this, &ChartPanel::clearRequested);
    connect(add(QStringLiteral("removeChart"), tr("&Remove this chart")), &QAction::triggered, this,
            &ChartPanel::removeRequested);
}

void ChartPanel::addEarlierActions(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    const std::pair<int, QString> choices[] = {
        {0, tr("&Nothing")}, {1, tr("The day &before")}, {7, tr("The &week before")}};
    for (const auto &[days, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QStringLiteral("earlier%1").arg(days));
        action->setCheckable(true);
        action->setChecked(m_spec.earlierDays == days);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, days = days] {
            m_spec.earlierDays = days;
            emit specChanged();
        });
    }
}

bool ChartPanel::hasCounters() const
{
    return std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(),
                       [](const ChartLine &line) { return isCounterTopic(line.topic); });
}

void ChartPanel::setRates(bool rates)
{
    ChartSpec spec = m_spec;
    for (ChartLine &line : spec.lines)
        line.rate = rates && isCounterTopic(line.topic);
    setSpec(spec);
    emit specChanged();
}

void ChartPanel::removeLine(int line)
{
    ChartSpec spec = m_spec;
    spec.lines.removeAt(line);
    setSpec(spec);
    emit specChanged();
}

ValueScale ChartPanel::scale() const
{
    bool integers = !m_spec.lines.isEmpty();
    bool bytes = integers;
    for (const ChartLine &line : m_spec.lines) {
        const Unit unit = unitOf(line.topic);
        const bool rate = line.rate || unit == Unit::MessagesPerMinute || unit == Unit::ConnectionsPerMinute;
        bytes = bytes && (unit == Unit::Bytes || unit == Unit::BytesPerMinute);
        integers = integers && !rate && unit != Unit::None && unit != Unit::BytesPerMinute;
    }
    return bytes ? ValueScale::Bytes : integers ? ValueScale::Integers : ValueScale::Decimal;
}

void ChartPanel::refresh(const TrafficView &view, qint64 fromMs, qint64 toMs)
{
    const LiveStore &store = view.store();
    const int columns = m_chart->plotWidth();
    const qint64 columnMs = (toMs - fromMs) / columns;
    const GapRule gaps = gapsBetween(store, columnMs);
    const QList<SeriesCourse> courses = coursesOf(view, {fromMs, toMs}, columnMs);
    QList<QList<QPointF>> points;
    std::transform(courses.cbegin(), courses.cend(), std::back_inserter(points), meanLine);
    m_chart->setMarks(store.marks());
    tellSource(store.marks(), fromMs, toMs);
    m_chart->bands().set(courses, gaps);
    refreshEarlier(view, fromMs, toMs, columnMs);
    m_chart->plot(points, fromMs, toMs, gaps);
    readCursor();
}

void ChartPanel::refreshEarlier(const TrafficView &view, qint64 fromMs, qint64 toMs, qint64 columnMs)
{
    QList<SeriesCourse> courses;
    const int days = m_spec.earlierDays;
    // A time that clocks skip has a neighbour that they show.
    const TimeSpan span{wallClockDaysLater(fromMs, -days).value_or(fromMs - days * TimeAxis::dayMs),
                        wallClockDaysLater(toMs, -days).value_or(toMs - days * TimeAxis::dayMs)};
    if (days > 0)
        courses = coursesOf(view, span, columnMs);
    m_chart->bands().setEarlier(courses, gapsBetween(view.store(), columnMs), days);
}

QList<SeriesCourse> ChartPanel::coursesOf(const TrafficView &view, const TimeSpan &span,
                                          qint64 columnMs) const
{
    QList<SeriesCourse> courses;
    for (const ChartLine &line : m_spec.lines) {
        SeriesCourse course;
        if (line.visible && m_clearedMs < span.toMs)
            course = view.course({line.topic, line.rate}, span, columnMs);
        course.removeIf([this](const CoursePoint &point) { return point.timeMs < m_clearedMs; });
        courses.append(course);
    }
    return courses;
}

void ChartPanel::tellSource(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs)
{
    QString text;
    for (const TimelineMark &mark : marks) {
        if (mark.kind == TimelineMark::Kind::Filled && mark.fromMs < toMs && mark.toMs > fromMs)
            //: %1 is a date and time
            text =
                tr("Until %1 one-minute values from the server's analytics are shown where SysPulse was not "
                   "watching. They count clients from the opening of the connection, before the login.")
                    .arg(m_format.dateTime(mark.toMs));
    }
    if (m_chart->accessibleDescription() == text)
        return;
    m_chart->setAccessibleDescription(text);
    m_heading->setToolTip(plainToolTip(text));
}

void ChartPanel::clearUntil(qint64 timeMs)
{
    m_clearedMs = timeMs;
}

void ChartPanel::readCursor()
{
    const std::optional<qint64> cursor = m_axis != nullptr ? m_axis->cursorMs() : std::nullopt;
    for (int i = 0; i < int(m_entries.size()); ++i) {
        QString text;
        if (cursor && m_chart->isLineVisible(i)) {
            const ChartLine &line = m_spec.lines.at(i);
            const std::optional<QPointF> point = m_chart->pointAt(i, *cursor);
            const Unit unit = unitOf(line.topic);
            text = !point      ? unknownText()
                   : line.rate ? m_format.rate(point->y(), unit, NumberStyle::Compact).text()
                               : m_format.value(point->y(), unit, NumberStyle::Compact).text();
        }
        m_entries.at(i)->setValue(text);
    }
}

QList<ChartData> ChartPanel::visibleData(const TrafficView &view) const
{
    QList<ChartData> list;
    const TimeSpan span{m_chart->fromMs(), m_chart->toMs()};
    const QList<SeriesCourse> courses =
        coursesOf(view, span, (span.toMs - span.fromMs) / m_chart->plotWidth());
    for (qsizetype i = 0; i < courses.size(); ++i) {
        const ChartLine &line = m_spec.lines.at(i);
        if (!line.visible)
            continue;
        QString name = line.rate ? line.topic + QStringLiteral(" per second") : line.topic;
        if (view.isReduced(line.topic))
            name += QStringLiteral(" without SysPulse's own");
        ChartData mean{name, {}};
        ChartData least{name + QStringLiteral(" minimum"), {}};
        ChartData most{name + QStringLiteral(" maximum"), {}};
        for (const CoursePoint &point : courses.at(i)) {
            if (point.timeMs < span.fromMs || point.timeMs > span.toMs)
                continue;
            mean.points.append({point.timeMs, point.mean});
            least.points.append({point.timeMs, point.minimum});
            most.points.append({point.timeMs, point.maximum});
        }
        list.append(mean);
        if (m_chart->bands().hasBand(int(i)))
            list << least << most;
    }
    return list;
}

void ChartPanel::paintTo(QPainter *painter, const QRectF &target)
{
    painter->fillRect(target, palette().color(QPalette::Base));
    painter->setPen(palette().color(QPalette::WindowText));
    painter->setFont(m_heading->font());
    const double line = QFontMetricsF(m_heading->font()).height();
    const QRectF head(target.left() + 12, target.top() + 8, target.width() - 24, line);
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_heading->text());
    painter->setFont(font());
    double right = head.right();
    for (int i = int(m_entries.size()) - 1; i >= 0; --i) {
        if (!m_spec.lines.at(i).visible)
            continue;
        const QString text = m_entries.at(i)->text();
        right -= QFontMetricsF(font()).horizontalAdvance(text) + 4;
        painter->setPen(palette().color(QPalette::WindowText));
        painter->drawText(QPointF(right, head.top() + QFontMetricsF(font()).ascent()), text);
        right -= 16;
        painter->fillRect(QRectF(right, head.center().y() - 5, 10, 10), m_chart->lineColor(i));
        right -= 14;
    }
    // The frame lasts from the first to the last moment drawn, so the span is told too.
    const QString span = QStringLiteral("%1 – %2").arg(m_format.dateTime(m_chart->fromMs()),
                                                       m_format.dateTime(m_chart->toMs()));
    painter->setPen(themeColors(palette()).muted);
    painter->drawText(QRectF(head.left(), target.bottom() - line - 6, head.width(), line), Qt::AlignRight,
                      span);
    m_chart->render(painter, target.adjusted(0, line + 14, 0, -line - 8), m_chart->viewport()->rect());
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace syspulse
