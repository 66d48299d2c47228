// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QActionGroup>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolButton>

#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/charts/chartalerts.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/timeaxis.h"

// The part of ChartPanel that is its menu, and what keys and dragging do instead of it.
namespace syspulse {

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
    addCounterChoices(menu);
    addEarlierActions(menu->addMenu(tr("C&ompare with")));
    addAlertChoices(menu);
    QAction *note = add(QStringLiteral("writeNote"), tr("&Write a note…"));
    note->setShortcut(Qt::Key_N); // to be read; obey() does it
    note->setShortcutContext(Qt::WidgetShortcut);
    connect(note, &QAction::triggered, this, &ChartPanel::writeNote);
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
    menu->addSeparator();
    addPlaceChoices(menu);
    connect(add(QStringLiteral("removeChart"), tr("&Remove this chart")), &QAction::triggered, this,
            &ChartPanel::removeRequested);
}

void ChartPanel::addEarlierActions(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    const auto add = [this, menu, group](const QString &name, const QString &text, int days, bool normal) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(m_spec.earlierDays == days && m_spec.normalBand == normal);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, days, normal] {
            m_spec.earlierDays = days;
            m_spec.normalBand = normal;
            emit specChanged();
        });
    };
    add(QStringLiteral("earlier0"), tr("&Nothing"), 0, false);
    add(QStringLiteral("earlier1"), tr("The day &before"), 1, false);
    add(QStringLiteral("earlier7"), tr("The &week before"), 7, false);
    //: what is usual at that hour of the week
    add(QStringLiteral("normalBand"), tr("The n&ormal band"), 0, true);
}

bool ChartPanel::hasCounters() const
{
    return std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(),
                       [](const ChartLine &line) { return isCounterTopic(line.topic); });
}

void ChartPanel::addCounterChoices(QMenu *menu)
{
    const auto any = [this](bool ChartLine::*how) {
        return std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(),
                           [how](const ChartLine &line) { return line.*how; });
    };
    const auto add = [this, menu](const QString &name, const QString &text, bool checked, Counters counters) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setEnabled(hasCounters());
        action->setChecked(checked);
        connect(action, &QAction::toggled, this,
                [this, counters](bool on) { setCounters(on ? counters : Counters::Total); });
    };
    add(QStringLiteral("showRates"), tr("&Counters as change per second"), any(&ChartLine::rate),
        Counters::Rate);
    add(QStringLiteral("showCounts"), tr("Counters as &bars: how many in each interval"),
        any(&ChartLine::counts), Counters::Counts);
}

void ChartPanel::addAlertChoices(QMenu *menu)
{
    const auto ask = [this](QAction *action, int line) {
        connect(action, &QAction::triggered, this, [this, line] {
            const std::optional<SpanFigures> &figures = m_figures.at(line);
            emit alertRequested(suggestedRule(m_spec.lines.at(line),
                                              figures ? std::optional(figures->maximum) : std::nullopt));
        });
    };
    if (m_spec.lines.size() == 1) {
        QAction *action = menu->addAction(tr("Alert &on this…"));
        action->setObjectName(QStringLiteral("alertOnThis"));
        ask(action, 0);
        return;
    }
    QMenu *lines = menu->addMenu(tr("Alert &on"));
    lines->setObjectName(QStringLiteral("alertOnLine"));
    lines->setEnabled(!m_spec.lines.isEmpty());
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        QString text = chartLineName(m_spec.lines.at(i).topic);
        //: entry of a menu; %1 is the name of a line of a chart
        ask(lines->addAction(tr("%1…").arg(text.replace(QLatin1Char('&'), QStringLiteral("&&")))), i);
    }
}

void ChartPanel::addPlaceChoices(QMenu *menu)
{
    const auto add = [menu](const QString &name, const QString &text, const QKeySequence &keys = {}) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setShortcut(keys); // to be read; obey() does it
        action->setShortcutContext(Qt::WidgetShortcut);
        return action;
    };
    connect(add(QStringLiteral("renameChart"), tr("Re&name…"), Qt::Key_F2), &QAction::triggered, this,
            &ChartPanel::renameRequested);
    connect(add(QStringLiteral("maximiseChart"), m_maximised ? tr("Show all &charts") : tr("&Maximise"),
                Qt::Key_F11),
            &QAction::triggered, this, &ChartPanel::maximiseRequested);
    QAction *earlier =
        add(QStringLiteral("moveEarlier"), tr("Mo&ve towards the start"), Qt::ALT | Qt::Key_Up);
    earlier->setEnabled(m_place > 0 && !m_maximised);
    connect(earlier, &QAction::triggered, this, [this] { emit moveRequested(-1); });
    QAction *later = add(QStringLiteral("moveLater"), tr("Move towards the en&d"), Qt::ALT | Qt::Key_Down);
    later->setEnabled(m_place + 1 < m_count && !m_maximised);
    connect(later, &QAction::triggered, this, [this] { emit moveRequested(1); });
}

void ChartPanel::writeNote()
{
    const qint64 timeMs = m_axis->cursorMs().value_or(m_axis->endMs());
    emit noteRequested({timeMs, timeMs});
}

void ChartPanel::openNoteMenu(const TimeSpan &span, const QList<TimelineMark> &notes, const QPoint &globalPos)
{
    constexpr qsizetype offered = 10;
    constexpr qsizetype shownText = 60;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("noteMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *write = menu->addAction(
        span.isEmpty() ? tr("&Write a note at %1…").arg(m_format.dateTime(span.fromMs))
                       //: two moments
                       : tr("&Write a note on %1 – %2…")
                             .arg(m_format.dateTime(span.fromMs), m_format.dateTime(span.toMs)));
    write->setObjectName(QStringLiteral("writeNoteHere"));
    connect(write, &QAction::triggered, this, [this, span] { emit noteRequested(span); });
    for (const TimelineMark &note : notes.mid(std::max<qsizetype>(0, notes.size() - offered))) {
        QString text = oneLine(note.text, shownText);
        //: %1 is the text of a note
        QAction *change =
            menu->addAction(tr("Change \"%1\"…").arg(text.replace(QLatin1Char('&'), QStringLiteral("&&"))));
        change->setObjectName(QStringLiteral("changeNote"));
        connect(change, &QAction::triggered, this, [this, note] { emit noteChosen(note); });
    }
    connect(menu, &QMenu::aboutToHide, m_chart, [chart = m_chart] { chart->setBrushed(std::nullopt); });
    menu->popup(globalPos);
}

bool ChartPanel::obey(const QKeyEvent &event)
{
    const bool alt = event.modifiers() == Qt::AltModifier;
    if (m_menu == nullptr || (event.modifiers() != Qt::NoModifier && !alt))
        return false;
    const int key = event.key();
    if (alt && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        if (!m_maximised)
            emit moveRequested(key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (!alt && key == Qt::Key_N) {
        writeNote();
        return true;
    }
    if (!alt && key == Qt::Key_F2) {
        emit renameRequested();
        return true;
    }
    // Escape takes away the crosshair first.
    if (!alt && (key == Qt::Key_F11 || (key == Qt::Key_Escape && m_maximised && !m_axis->cursorMs()))) {
        emit maximiseRequested();
        return true;
    }
    return false;
}

void ChartPanel::keyPressEvent(QKeyEvent *event)
{
    if (!obey(*event))
        QFrame::keyPressEvent(event);
}

bool ChartPanel::eventFilter(QObject *watched, QEvent *event)
{
    // The chart would take the arrow keys for scrolling.
    if (watched == m_chart && event->type() == QEvent::KeyPress && obey(*static_cast<QKeyEvent *>(event)))
        return true;
    return QFrame::eventFilter(watched, event);
}

bool ChartPanel::isHead(const QPoint &at) const
{
    return m_menu != nullptr && at.y() < m_chart->geometry().top();
}

void ChartPanel::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && isHead(event->pos()) && !m_maximised)
        m_held = event->pos();
    else
        QFrame::mousePressEvent(event);
}

void ChartPanel::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_held)
        return QFrame::mouseMoveEvent(event);
    if (!m_dragging && (event->pos() - *m_held).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_dragging) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
        raise();
    }
    emit dragged(event->globalPosition().toPoint());
}

void ChartPanel::mouseReleaseEvent(QMouseEvent *event)
{
    QFrame::mouseReleaseEvent(event);
    m_held.reset();
    if (!m_dragging)
        return;
    m_dragging = false;
    unsetCursor();
    emit dropped();
}

void ChartPanel::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && isHead(event->pos()))
        emit maximiseRequested();
}

void ChartPanel::setCounters(Counters counters)
{
    ChartSpec spec = m_spec;
    for (ChartLine &line : spec.lines) {
        line.rate = counters == Counters::Rate && isCounterTopic(line.topic);
        line.counts = counters == Counters::Counts && isCounterTopic(line.topic);
    }
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

} // namespace syspulse
