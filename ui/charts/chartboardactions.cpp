// SPDX-License-Identifier: GPL-3.0-or-later
#include <QGridLayout>
#include <QInputDialog>
#include <QPointer>
#include <QUuid>

#include "core/alerts/alertmonitor.h"
#include "core/session/session.h"
#include "core/settings/statestore.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/charts/chartalerts.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/chartexport.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/notedialog.h"
#include "ui/charts/topicpicker.h"

// The part of ChartBoard that does what is asked for with a chart.
namespace syspulse {

namespace {

/// Up to so many charts stand above one another.
constexpr qsizetype oneColumnCharts = 3;
/// The width of the board in a window of 1200 pixels.
constexpr int twoColumnsWidth = 960;

} // namespace

ChartPanel *ChartBoard::makePanel(const ChartSpec &spec)
{
    auto *panel = new ChartPanel(spec, m_context.format, &m_axis);
    connect(panel, &ChartPanel::specChanged, this, [this] {
        arrange(); // it may have other lines
        keepLayout();
        refresh(true);
    });
    connect(panel, &ChartPanel::addTopicRequested, this, [this, panel] { pickTopic(panel); });
    connect(panel, &ChartPanel::exportRequested, this,
            [this, panel](const QString &format) { exportChart(panel, format); });
    connect(panel, &ChartPanel::clearRequested, this, [this, panel] {
        panel->clearUntil(m_context.clock.nowMs());
        refresh(true);
    });
    connect(panel, &ChartPanel::showAllRequested, this, [this, panel] {
        panel->clearUntil(0);
        refresh(true);
    });
    connect(panel, &ChartPanel::removeRequested, this, [this, panel] { remove(panel); });
    connect(panel, &ChartPanel::alertRequested, this, &ChartBoard::alertRequested);
    connect(panel, &ChartPanel::noteRequested, this,
            [this](const TimeSpan &span) { openNote(span, std::nullopt); });
    connect(panel, &ChartPanel::noteChosen, this, [this](const TimelineMark &note) {
        openNote({note.fromMs, note.toMs}, note);
    });
    connect(panel, &ChartPanel::renameRequested, this, [this, panel] { rename(panel); });
    connect(panel, &ChartPanel::maximiseRequested, this,
            [this, panel] { maximise(m_maximised == panel ? nullptr : panel); });
    connect(panel, &ChartPanel::moveRequested, this, [this, panel](int steps) {
        movePanel(panel, m_panels.indexOf(panel) + steps);
        keepLayout();
    });
    connect(panel, &ChartPanel::dragged, this,
            [this, panel](const QPoint &globalPos) { dragTo(panel, globalPos); });
    connect(panel, &ChartPanel::dropped, this, &ChartBoard::keepLayout);
    return panel;
}

int ChartBoard::columnsFor(int width) const
{
    return m_panels.size() > oneColumnCharts && m_maximised == nullptr && width >= twoColumnsWidth ? 2 : 1;
}

void ChartBoard::arrange()
{
    m_columns = columnsFor(width());
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    QWidget *before = m_add;
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        ChartPanel *panel = m_panels.at(i);
        // Charts beside each other have as much room for their lines.
        const qsizetype beside = m_columns == 2 ? i ^ 1 : i;
        qsizetype lines = panel->spec().lines.size();
        if (beside < m_panels.size())
            lines = std::max(lines, m_panels.at(beside)->spec().lines.size());
        panel->setLegendRows(int(lines));
        panel->setPlace(int(i), int(m_panels.size()), m_maximised == panel);
        m_grid->addWidget(panel, int(i) / m_columns, int(i) % m_columns);
        panel->setVisible(m_maximised == nullptr || m_maximised == panel);
        before = panel->placeInTabOrder(before);
    }
    m_force = true;
}

void ChartBoard::movePanel(ChartPanel *panel, qsizetype to)
{
    const qsizetype from = m_panels.indexOf(panel);
    if (from < 0 || to < 0 || to >= m_panels.size() || to == from)
        return;
    m_panels.move(from, to);
    arrange();
    refresh(true);
}

void ChartBoard::dragTo(ChartPanel *panel, const QPoint &globalPos)
{
    const QPoint at = mapFromGlobal(globalPos);
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        if (m_panels.at(i) != panel && m_panels.at(i)->isVisible() && m_panels.at(i)->geometry().contains(at))
            return movePanel(panel, i);
    }
}

void ChartBoard::maximise(ChartPanel *panel)
{
    m_maximised = panel;
    arrange();
    refresh(true);
}

void ChartBoard::rename(ChartPanel *panel)
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("renameChart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the chart"));
    dialog->setLabelText(tr("Name of the chart; without one it is named after what it shows:"));
    dialog->setTextValue(chartTitle(panel->spec()));
    connect(dialog, &QInputDialog::textValueSelected, panel, [this, panel](const QString &text) {
        ChartSpec spec = panel->spec();
        spec.name.clear();
        const QString name = oneLine(text.trimmed(), maxChartName);
        if (name != chartTitle(spec)) // what it is called anyway stays in the language of the window
            spec.name = name;
        panel->setSpec(spec);
        keepLayout();
        refresh(true);
    });
    dialog->open();
}

void ChartBoard::openNote(const TimeSpan &span, const std::optional<TimelineMark> &note)
{
    (new NoteDialog(m_context, span, note, this))->open();
}

void ChartBoard::writeNote()
{
    const qint64 nowMs = m_context.clock.nowMs();
    openNote({nowMs, nowMs}, std::nullopt);
}

void ChartBoard::showAlerts(ChartPanel *panel)
{
    if (m_context.alerts == nullptr)
        return;
    const QList<ChartLine> &lines = panel->spec().lines;
    panel->setAlerts(thresholdsOf(*m_context.alerts, lines),
                     alertMarksOf(*m_context.alerts, lines, m_context.clock.nowMs()));
}

void ChartBoard::addChart(const QString &topic)
{
    addChartOf({{topic, isCounterTopic(topic), true}});
}

void ChartBoard::addChartOf(const QList<ChartLine> &lines)
{
    if (m_panels.size() >= maxCharts) {
        emit noticed(tr("There are %1 charts already, which is the most. Remove one first.").arg(maxCharts),
                     true);
        return;
    }
    m_panels.append(makePanel({QUuid::createUuid().toString(QUuid::Id128), lines}));
    arrange();
    keepLayout();
    refresh(true);
}

void ChartBoard::pickTopic(ChartPanel *panel)
{
    auto *picker =
        new TopicPicker(m_context.store, panel == nullptr ? tr("New chart") : tr("Add a topic"), this);
    if (panel == nullptr)
        picker->offerCanary();
    connect(picker, &TopicPicker::canaryChosen, this, [this] { addChartOf(canaryLines()); });
    connect(picker, &TopicPicker::topicChosen, panel == nullptr ? static_cast<QObject *>(this) : panel,
            [this, panel](const QString &topic) {
                if (panel == nullptr)
                    addChart(topic);
                else
                    addTopic(panel, topic);
            });
    picker->open();
}

void ChartBoard::addTopic(ChartPanel *panel, const QString &topic)
{
    ChartSpec spec = panel->spec();
    if (spec.lines.size() >= maxChartLines)
        return;
    spec.lines.append({topic, isCounterTopic(topic), true});
    panel->setSpec(spec);
    arrange();
    keepLayout();
    refresh(true);
}

void ChartBoard::remove(ChartPanel *panel)
{
    const qsizetype place = m_panels.indexOf(panel);
    m_removed = {place, panel->spec()};
    m_panels.removeAt(place);
    m_behind.remove(panel);
    panel->hide();
    panel->deleteLater(); // its menu is still open
    if (m_maximised == panel)
        m_maximised = nullptr;
    m_restore->show();
    arrange();
    keepLayout();
    refresh(true);
}

void ChartBoard::restoreRemoved()
{
    if (!m_removed)
        return;
    m_panels.insert(std::min(m_removed->first, m_panels.size()), makePanel(m_removed->second));
    m_removed.reset();
    m_restore->hide();
    arrange();
    keepLayout();
    refresh(true);
}

QList<Command> ChartBoard::exports(const QString &group, const std::function<void()> &show)
{
    QList<Command> list;
    for (ChartPanel *panel : std::as_const(m_panels)) {
        for (const char *name : {"csv", "png", "svg"}) {
            const QString format = QLatin1String(name);
            const auto run = [this, panel = QPointer(panel), format, show] {
                if (!panel)
                    return;
                show();
                refresh(true);
                exportChart(panel, format);
            };
            list.append({QStringLiteral("chart/%1/%2").arg(panel->spec().id, format),
                         //: %1 is the title of a chart, %2 is CSV, PNG or SVG
                         tr("Export the chart %1 as %2…").arg(chartTitle(panel->spec()), format.toUpper()),
                         group,
                         {},
                         themedIcon(QStringLiteral("overview")),
                         true,
                         {},
                         run,
                         true});
        }
    }
    return list;
}

void ChartBoard::exportChart(ChartPanel *panel, const QString &format)
{
    const QString stamp = fileStamp(m_context.clock.nowMs());
    const SaveQuestion question{tr("Export the chart"),
                                QStringLiteral("syspulse-chart-%1.%2").arg(stamp, format),
                                //: %1 is PNG, SVG or CSV, %2 the same in lower case
                                tr("%1 file (*.%2)").arg(format.toUpper(), format)};
    m_context.prompts.chooseSaveFile(this, question, [this, panel, format](const QString &path) {
        if (!m_panels.contains(panel))
            return;
        if (m_behind.contains(panel))
            draw(panel, trafficOf(m_context));
        const QString name = oneLine(m_context.session.profile().name, 60);
        const QString address = m_context.session.info().name();
        const ChartOrigin origin{
            name.isEmpty() || name == address ? address : QStringLiteral("%1 (%2)").arg(name, address),
            m_context.clock.nowMs()};
        const QByteArray bytes = format == QLatin1String("csv")
                                     ? chartCsv(*panel, trafficOf(m_context), origin)
                                 : format == QLatin1String("svg") ? chartSvg(panel, origin)
                                                                  : chartPng(panel, origin);
        if (bytes.isEmpty()) { // a picture for which there is no memory
            emit noticed(tr("The chart could not be drawn, so %1 was not written.").arg(path), true);
            return;
        }
        m_context.state.writeFile(path, bytes, this, [this, path](const Result<void> &result) {
            emit noticed(result ? tr("The chart was exported to %1.").arg(path) : describe(result.error()),
                         !result);
        });
    });
}

} // namespace syspulse
