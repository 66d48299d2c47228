// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpanel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include "core/session/livestore.h"
#include "core/session/trafficview.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/charts/chartreadout.h"
#include "ui/charts/legendtable.h"
#include "ui/charts/timeaxis.h"

namespace syspulse {

namespace {

constexpr qsizetype maxToldMarks = 5;

LineShape shapeOf(const ChartLine &line)
{
    if (line.counts)
        return LineShape::Bars;
    const Unit unit = chartUnit(line.topic);
    const bool counted = unit == Unit::Clients || unit == Unit::Subscriptions || unit == Unit::Messages ||
                         unit == Unit::Records || unit == Unit::Connections;
    return counted && !line.rate && !isCounterTopic(line.topic) ? LineShape::Steps : LineShape::Straight;
}

} // namespace

ChartPanel::ChartPanel(const ChartSpec &spec, const UnitFormatter &format, TimeAxis *axis, QWidget *parent)
    : QFrame(parent)
    , m_spec(spec)
    , m_format(format)
    , m_axis(axis)
    , m_chart(new TimeChart(0, ValueScale::Decimal, format))
    , m_heading(new ElidedLabel(spec.id + QStringLiteral("PanelTitle")))
    , m_legend(new LegendTable(spec.id + QStringLiteral("PanelLine")))
    , m_readout(new ChartReadout(this))
{
    setObjectName(spec.id + QStringLiteral("Panel"));
    // As wide as the board gives it: what its legend would like makes no column wider than the other.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_chart->setObjectName(spec.id + QStringLiteral("PanelChart"));
    scaleFont(m_heading, 1.0, true);
    m_legend->setObjectName(spec.id + QStringLiteral("PanelLegend"));
    m_readout->setObjectName(spec.id + QStringLiteral("PanelReadout"));
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_heading, 1);
    if (axis != nullptr) {
        m_chart->setTimeAxis(axis);
        makeMenu(head);
        m_chart->installEventFilter(this);
        connect(axis, &TimeAxis::cursorChanged, this, &ChartPanel::readCursor);
        connect(m_chart, &TimeChart::menuRequested, this,
                [this](qint64 timeMs, double x, const QPoint &globalPos) {
                    openNoteMenu({timeMs, timeMs}, m_chart->notesAt(x), globalPos);
                });
        connect(m_chart, &TimeChart::spanMarked, this,
                [this](const TimeSpan &span, const QPoint &globalPos) { openNoteMenu(span, {}, globalPos); });
        connect(m_chart, &TimeChart::pointed, this, [this](const std::optional<QPointF> &at) {
            m_pointer = at;
            showReadout();
        });
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_legend);
    setSpec(spec);
}

ChartPanel::~ChartPanel()
{
    // It may be a child of the window by now, and gone with it.
    delete m_readout;
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
    QStringList names;
    for (const ChartLine &line : std::as_const(m_spec.lines))
        names.append(chartLineName(line.topic));
    m_legend->setLines(names);
    m_sources = QStringList(m_spec.lines.size());
    m_figures = QList<std::optional<SpanFigures>>(m_spec.lines.size());
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        const ChartLine &line = m_spec.lines.at(i);
        LegendButton *row = m_legend->rows().at(i);
        row->setChecked(line.visible);
        m_chart->setLineShape(i, shapeOf(line));
        m_chart->setLineVisible(i, line.visible);
        connect(row, &QAbstractButton::toggled, this, [this, i](bool checked) {
            m_spec.lines[i].visible = checked;
            m_chart->setLineVisible(i, checked);
            emit specChanged();
        });
    }
    placeInTabOrder(nullptr);
}

QWidget *ChartPanel::placeInTabOrder(QWidget *before)
{
    // As they are seen: the menu over the chart, the legend under it. A tool button with a menu as the first
    // of the two breaks the order (Qt 6.4).
    if (before != nullptr) {
        QWidget::setTabOrder(before, m_chart);
        if (m_menu != nullptr)
            QWidget::setTabOrder(before, m_menu);
    }
    QWidget *last = m_chart;
    for (LegendButton *row : m_legend->rows()) {
        QWidget::setTabOrder(last, row);
        last = row;
    }
    return last;
}

void ChartPanel::setLegendRows(int rows)
{
    m_legend->setMinimumHeight(m_legend->heightFor(std::max(rows, int(m_spec.lines.size()))));
}

void ChartPanel::setPlace(int place, int count, bool maximised)
{
    m_place = place;
    m_count = count;
    m_maximised = maximised;
}

bool ChartPanel::isLive() const
{
    return m_axis == nullptr || !m_axis->isPaused();
}

ValueScale ChartPanel::scale() const
{
    bool integers = !m_spec.lines.isEmpty();
    bool bytes = integers;
    for (const ChartLine &line : m_spec.lines) {
        const Unit unit = chartUnit(line.topic);
        const bool rate = line.rate || unit == Unit::MessagesPerMinute || unit == Unit::ConnectionsPerMinute;
        bytes = bytes && (unit == Unit::Bytes || unit == Unit::BytesPerMinute);
        integers = integers && !rate && unit != Unit::None && unit != Unit::BytesPerMinute;
    }
    return bytes ? ValueScale::Bytes : integers ? ValueScale::Integers : ValueScale::Decimal;
}

void ChartPanel::setAlerts(const QList<ChartThreshold> &thresholds, const QList<TimelineMark> &marks)
{
    m_chart->setThresholds(thresholds);
    m_alertMarks = marks;
}

FormattedValue ChartPanel::valueOf(int line, std::optional<double> value) const
{
    const ChartLine &shown = m_spec.lines.at(line);
    const Unit unit = chartUnit(shown.topic);
    return shown.rate ? m_format.rate(value, unit, NumberStyle::Compact)
                      : m_format.value(value, unit, NumberStyle::Compact);
}

void ChartPanel::tellSource(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs)
{
    qint64 filledToMs = 0;
    QList<TimelineMark> others;
    m_filled.clear();
    for (const TimelineMark &mark : marks) {
        const bool seen = mark.fromMs < toMs && std::max(mark.fromMs, mark.toMs) > fromMs;
        if (mark.kind == TimelineMark::Kind::Filled)
            m_filled.append({mark.fromMs, mark.toMs});
        if (!seen)
            continue;
        if (mark.kind == TimelineMark::Kind::Filled)
            filledToMs = mark.toMs;
        else
            others.append(mark);
    }
    QString source;
    if (filledToMs > 0)
        //: %1 is a date and time
        source = tr("Until %1 one-minute values from the server's analytics are shown where SysPulse was not "
                    "watching. They count clients from the opening of the connection, before the login.")
                     .arg(m_format.dateTime(filledToMs));
    if (m_source != source) {
        m_source = source;
        m_heading->setToolTip(plainToolTip(source));
    }
    // The newest of what the lane shows, for those who do not see it.
    QStringList text;
    if (!source.isEmpty())
        text.append(source);
    if (!m_normalTip.isEmpty())
        text.append(m_normalTip);
    for (const TimelineMark &mark : others.mid(std::max<qsizetype>(0, others.size() - maxToldMarks)))
        text.append(ChartLane::text(mark, m_format));
    const QString description = text.join(QLatin1Char('\n'));
    if (m_chart->accessibleDescription() != description)
        m_chart->setAccessibleDescription(description);
}

void ChartPanel::clearUntil(qint64 timeMs)
{
    m_clearedMs = timeMs;
}

QString ChartPanel::momentText(qint64 timeMs) const
{
    const bool days = m_chart->toMs() - m_chart->fromMs() > TimeAxis::dayMs;
    const auto moment = [this, days](qint64 ms) {
        return days ? m_format.dateTime(ms) : m_format.timeOfDay(ms);
    };
    const bool bars = std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(),
                                  [](const ChartLine &line) { return line.visible && line.counts; });
    if (!bars)
        return moment(timeMs);
    // The point of a bar is at its middle.
    const qint64 half = m_chart->bucketMs() / 2;
    return QStringLiteral("%1 – %2").arg(moment(timeMs - half), moment(timeMs + half));
}

void ChartPanel::readCursor()
{
    const std::optional<qint64> cursor = m_axis != nullptr ? m_axis->cursorMs() : std::nullopt;
    const bool live = isLive();
    m_legend->setMoment(cursor ? momentText(*cursor)
                        : live ? tr("Now")
                               //: over the newest values of a span that has ended
                               : tr("Last"));
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        QString text;
        if (cursor && m_chart->isLineVisible(i)) {
            const std::optional<QPointF> point = m_chart->pointAt(i, *cursor);
            text = valueOf(i, point ? std::optional(point->y()) : std::nullopt).text();
        }
        m_legend->setValue(i, text);
        m_legend->rows().at(i)->setUsual(usualText(i, cursor.value_or(m_chart->toMs())));
    }
    showReadout();
}

void ChartPanel::showReadout()
{
    const std::optional<qint64> cursor = m_axis != nullptr ? m_axis->cursorMs() : std::nullopt;
    if (!m_readout)
        return;
    if (!m_pointer || !cursor || !isVisible()) {
        m_readout->hide();
        return;
    }
    QList<ReadoutRow> rows;
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        const std::optional<QPointF> point = m_chart->pointAt(i, *cursor);
        if (!m_chart->isLineVisible(i))
            continue;
        const bool filled = point && covers(m_filled, qint64(point->x()));
        rows.append({m_chart->lineColor(i), chartLineName(m_spec.lines.at(i).topic),
                     valueOf(i, point ? std::optional(point->y()) : std::nullopt).text(),
                     !point   ? QString()
                     : filled ? MetricText::name(sourceName(Source::Analytics))
                              : m_sources.at(i),
                     usualText(i, *cursor)});
    }
    rows.append(talkerRows(*cursor));
    m_readout->showAt(m_chart, m_pointer->toPoint(), momentText(*cursor), rows);
}

QList<ReadoutRow> ChartPanel::talkerRows(qint64 timeMs) const
{
    const bool traffic = std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(), [](const ChartLine &line) {
        const Unit unit = chartUnit(line.topic);
        return line.visible && (line.rate || line.counts) && (unit == Unit::Messages || unit == Unit::Bytes);
    });
    const Talkers *talkers = traffic && m_store != nullptr ? m_store->talkers().near(timeMs) : nullptr;
    QList<ReadoutRow> rows;
    if (talkers == nullptr || (talkers->clients.isEmpty() && talkers->topics.isEmpty()))
        return rows;
    //: %1 is a time of day
    const QString heading = tr("Most messages at %1").arg(m_format.timeOfDay(talkers->timeMs));
    rows.append({{}, heading, {}, {}, {}});
    constexpr qsizetype longest = 40;
    const auto add = [&](const QList<Talkers::Talker> &list, const QString &what, const QString &nameless) {
        for (const Talkers::Talker &talker : list) {
            rows.append({{},
                         talker.name.isEmpty() ? nameless : oneLine(talker.name, longest),
                         m_format.rate(talker.rate, Unit::Messages, NumberStyle::Compact).text(),
                         what,
                         {}});
        }
    };
    add(talkers->clients, tr("client"), tr("(no client ID)"));
    add(talkers->topics, tr("topic"), {});
    return rows;
}

void ChartPanel::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (m_readout)
        m_readout->hide();
}

QStringList ChartPanel::provenance() const
{
    QStringList sentences;
    if (!m_source.isEmpty())
        sentences.append(m_source);
    if (m_reduced)
        sentences.append(tr("Without SysPulse's own traffic."));
    return sentences;
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
