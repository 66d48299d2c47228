// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/diarypane.h"

#include <QDateTime>
#include <QVBoxLayout>

#include "core/clients/diarysummary.h"
#include "core/session/livestore.h"
#include "core/settings/statestore.h"
#include "ui/base/barlayout.h"
#include "ui/base/commands.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/messagepane.h"
#include "ui/base/names.h"
#include "ui/base/prompts.h"
#include "ui/base/roomycolumn.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/clients/clienttimeline.h"

namespace syspulse {

/// The visits of clients, a row each.
class DiaryModel final : public SortedRowsModel<ClientVisit>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::DiaryModel)

public:
    enum Column { ClientId, User, Address, Worker, Came, Gone, Stayed, End };

    DiaryModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
    {
        setColumns(
            {{tr("Client ID"), [](const ClientVisit &visit) { return clientIdText(visit.clientId); }},
             {tr("User"), [](const ClientVisit &visit) { return userText(visit.user); }},
             {tr("Address"), [](const ClientVisit &visit) { return addressText(visit.address); }},
             {tr("Worker"), [](const ClientVisit &visit) { return QString::number(visit.thread); },
              Align::Right},
             {tr("Came"), [format](const ClientVisit &visit) { return format.dateTime(visit.startedMs); }},
             {tr("Gone"),
              [format](const ClientVisit &visit) {
                  if (!visit.endedMs)
                      return QString();
                  const QString time = format.dateTime(*visit.endedMs);
                  //: %1 is a date and time; when exactly is not known
                  return isCertain(visit) ? time : tr("by %1").arg(time);
              }},
             {tr("Stayed"),
              [format](const ClientVisit &visit) {
                  const QString stayed = format.duration(visit.seenMs - visit.startedMs);
                  //: %1 is a duration
                  return !visit.endedMs ? QString() : isCertain(visit) ? stayed : tr("≥ %1").arg(stayed);
              },
              Align::Right},
             {tr("End"), [this](const ClientVisit &visit) { return endText(visit); }}});
        sortByNumber(Worker, [](const ClientVisit &visit) { return std::optional<double>(visit.thread); });
        sortByNumber(Came, [](const ClientVisit &visit) { return std::optional(double(visit.startedMs)); });
        sortByNumber(Gone, [](const ClientVisit &visit) {
            return visit.endedMs ? std::optional(double(*visit.endedMs)) : std::nullopt;
        });
        sortByNumber(Stayed, [](const ClientVisit &visit) {
            return visit.endedMs ? std::optional(double(visit.seenMs - visit.startedMs)) : std::nullopt;
        });
    }

    /// Whether those that have not ended are known to go on.
    void setWatched(bool watched)
    {
        if (watched == m_watched)
            return;
        m_watched = watched;
        allChanged();
    }

protected:
    QString idOf(const ClientVisit &visit) const override { return visit.session; }

private:
    static bool isCertain(const ClientVisit &visit) { return visit.endedMs == visit.seenMs; }
    QString endText(const ClientVisit &visit) const
    {
        if (!visit.endedMs)
            return m_watched ? tr("still connected") : tr("nobody has seen it go");
        switch (visit.end.value_or(VisitEnd::Unseen)) {
        case VisitEnd::Left:
            return tr("left, or was cut off");
        case VisitEnd::Cut:
            return tr("disconnected by SysPulse");
        case VisitEnd::Restarted:
            return tr("the server was restarted");
        case VisitEnd::Unseen:
            return tr("while nobody watched");
        }
        return {};
    }

    bool m_watched = false;
};

DiaryPane::DiaryPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new DiaryModel(context.format, this))
    , m_search(filterEdit(QStringLiteral("diarySearch"), tr("Search client ID, user or address"),
                          tr("Search the diary")))
    , m_range(new QComboBox)
    , m_count(plainLabel(QStringLiteral("diaryCount")))
    , m_export(new QPushButton(tr("E&xport…")))
    , m_settings(new QPushButton(tr("Se&ttings…")))
    , m_off(paragraph(QStringLiteral("diaryOff"),
                      tr("The diary of this instance is off. What is listed was kept before.")))
    , m_stack(new QStackedWidget)
    , m_visits(new QWidget)
    , m_empty(new MessagePane(QStringLiteral("diaryPane")))
    , m_table(new QTableView)
    , m_timeline(new ClientTimeline(QStringLiteral("diary"), context))
{
    m_table->setObjectName(QStringLiteral("diaryTable"));
    m_table->setAccessibleName(tr("Diary of the clients"));
    m_table->setModel(m_model);
    styleTable(m_table, {26, 14, 16, 8, 25, 28, 14});
    new RoomyColumn(m_table, DiaryModel::ClientId, 64, 30);
    m_table->sortByColumn(DiaryModel::Came, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(makeBar());
    layout->addWidget(m_off);
    auto *visits = new QVBoxLayout(m_visits);
    visits->setContentsMargins(0, 0, 0, 0);
    visits->addWidget(m_table, 1);
    visits->addWidget(m_timeline);
    m_stack->addWidget(m_visits);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    m_empty->say(QStringLiteral("clients"), tr("The diary of this instance is off"),
                 tr("Who comes and goes is not noted on this computer. Of the chosen time nothing is kept."),
                 tr("Diary &settings…"));

    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &DiaryPane::read);
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] {
        m_timeline->setRange(m_range->currentData().toLongLong());
        read();
    });
    connect(m_export, &QPushButton::clicked, this, &DiaryPane::exportShown);
    connect(m_settings, &QPushButton::clicked, this, &DiaryPane::settingsRequested);
    connect(m_empty, &MessagePane::actionTriggered, this, &DiaryPane::settingsRequested);
    connect(&context.store.diary(), &DiaryKeeping::changed, this, [this] {
        tellState();
        read();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        m_timeline->setClient(rows.isEmpty() ? std::nullopt
                                             : std::optional(m_model->at(rows.constFirst().row()).clientId));
    });
    clear();
}

QLayout *DiaryPane::makeBar()
{
    m_range->setObjectName(QStringLiteral("diaryRange"));
    m_range->setAccessibleName(tr("Time"));
    m_range->addItem(tr("Last 24 hours"), ClientTimeline::dayMs);
    m_range->addItem(tr("Last 7 days"), 7 * ClientTimeline::dayMs);
    m_range->addItem(tr("Last 90 days"), 90 * ClientTimeline::dayMs);
    m_export->setObjectName(QStringLiteral("diaryExport"));
    m_export->setProperty(exportProperty, tr("Export the diary"));
    m_export->setToolTip(tr("Writes the visits that are shown to a CSV or JSON file."));
    m_settings->setObjectName(QStringLiteral("diarySettings"));
    m_settings->setToolTip(
        tr("Whether a diary of this instance is kept, how much of it, and how it is deleted."));
    auto *bar = new BarLayout(m_search);
    bar->addWidget(m_range);
    bar->addWidget(m_count);
    bar->addWidget(m_export);
    bar->addWidget(m_settings);
    return bar;
}

void DiaryPane::clear()
{
    m_timeline->setClient(std::nullopt);
    m_readMs.reset();
    take({}, 0);
}

void DiaryPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void DiaryPane::refresh()
{
    if (isVisible() &&
        (!m_readMs || m_context.clock.monotonicMs() - *m_readMs >= ClientTimeline::readEveryMs))
        read();
    m_timeline->refresh();
}

void DiaryPane::read()
{
    if (!isVisible())
        return;
    m_readMs = m_context.clock.monotonicMs();
    DiaryQuestion question;
    question.toMs = m_context.clock.nowMs();
    question.fromMs = question.toMs - m_range->currentData().toLongLong();
    question.text = m_search->text().trimmed();
    m_context.store.diary().load(question, this, [this, question](const DiaryPage &page) {
        // What was typed meanwhile is asked for already.
        if (question.text == m_search->text().trimmed())
            take(page, question.toMs);
    });
}

void DiaryPane::take(const DiaryPage &page, qint64 toMs)
{
    m_page = page;
    m_model->setWatched(ClientTimeline::isWatched(page, toMs));
    m_model->take(page.visits);
    setTextIfChanged(m_count, page.visits.isEmpty() ? tr("No visits")
                              : page.cut ? tr("the newest %n visit(s)", nullptr, int(page.visits.size()))
                                         : tr("%n visit(s)", nullptr, int(page.visits.size())));
    m_export->setEnabled(!page.visits.isEmpty());
    tellState();
}

void DiaryPane::tellState()
{
    const bool off = !m_context.store.diary().isOn();
    // A search that finds nothing says nothing of what is kept.
    const bool empty = m_page.visits.isEmpty() && m_search->text().trimmed().isEmpty();
    m_off->setVisible(off && !empty);
    m_stack->setCurrentWidget(off && empty ? static_cast<QWidget *>(m_empty) : m_visits);
}

void DiaryPane::exportShown()
{
    const QString stamp = fileStamp(m_context.clock.nowMs());
    const SaveQuestion question{tr("Export the diary"), QStringLiteral("syspulse-diary-%1.csv").arg(stamp),
                                tr("CSV file (*.csv)") + QStringLiteral(";;") + tr("JSON file (*.json)")};
    m_context.prompts.chooseSaveFile(this, question, [this, page = m_page](const QString &path) {
        const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        m_context.state.writeFile(path, json ? diaryJson(page) : diaryCsv(page), this,
                                  [this, path](const Result<void> &result) {
                                      emit noticed(result ? Severity::Ok : Severity::Error,
                                                   result ? tr("The diary was exported to %1.").arg(path)
                                                          : describe(result.error()));
                                  });
    });
}

} // namespace syspulse
