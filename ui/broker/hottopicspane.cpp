// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/hottopicspane.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QSplitter>

#include "ui/base/itemviews.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/broker/brokertext.h"
#include "ui/broker/heatmap.h"

namespace syspulse {

namespace {

/// More rows than these could not be told apart.
constexpr int mostRows = 20;

} // namespace

/// The busiest topics at one moment.
class HotTopicsModel final : public SortedRowsModel<TopicTraffic>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::HotTopicsModel)

public:
    enum Column { Topic, In, Out, BytesIn, BytesOut, TotalIn, TotalOut, Since };

    HotTopicsModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
        , m_format(format)
    {
        setColumns(
            {{tr("Topic"), [](const TopicTraffic &topic) { return oneLine(topic.topic); }},
             {tr("Messages in/s"),
              [this](const TopicTraffic &topic) { return perSecondText(m_format, topic.messagesInRate); },
              Align::Right},
             {tr("Messages out/s"),
              [this](const TopicTraffic &topic) { return perSecondText(m_format, topic.messagesOutRate); },
              Align::Right},
             {tr("Bytes in/s"),
              [this](const TopicTraffic &topic) { return bytesText(m_format, topic.bytesInRate); },
              Align::Right},
             {tr("Bytes out/s"),
              [this](const TopicTraffic &topic) { return bytesText(m_format, topic.bytesOutRate); },
              Align::Right},
             {tr("Messages in"),
              [this](const TopicTraffic &topic) { return countText(m_format, topic.messagesIn); },
              Align::Right},
             {tr("Messages out"),
              [this](const TopicTraffic &topic) { return countText(m_format, topic.messagesOut); },
              Align::Right},
             {tr("Counted since"), [this](const TopicTraffic &topic) {
                  return topic.sinceMs > 0 ? m_format.dateTime(topic.sinceMs) : unknownText();
              }}});
        sortByNumber(In, [](const TopicTraffic &topic) { return topic.messagesInRate; });
        sortByNumber(Out, [](const TopicTraffic &topic) { return topic.messagesOutRate; });
        sortByNumber(BytesIn, [](const TopicTraffic &topic) { return topic.bytesInRate; });
        sortByNumber(BytesOut, [](const TopicTraffic &topic) { return topic.bytesOutRate; });
        sortByNumber(TotalIn, [](const TopicTraffic &topic) { return asNumber(topic.messagesIn); });
        sortByNumber(TotalOut, [](const TopicTraffic &topic) { return asNumber(topic.messagesOut); });
        sortByNumber(Since, [](const TopicTraffic &topic) {
            return topic.sinceMs > 0 ? std::optional(double(topic.sinceMs)) : std::nullopt;
        });
    }

protected:
    QString idOf(const TopicTraffic &topic) const override { return topic.topic; }

private:
    const UnitFormatter m_format;
};

HotTopicsPane::HotTopicsPane(const PageContext &context, QWidget *parent)
    : BrokerTab(QStringLiteral("hotTopics"), context, parent)
    , m_model(new HotTopicsModel(context.format, this))
    , m_map(new HeatMap(context.format))
    , m_table(new QTableView)
    , m_measure(new QComboBox)
    , m_own(new QCheckBox(tr("SysPulse's &own topics too")))
    , m_moment(plainLabel(QStringLiteral("hotTopicsMoment")))
{
    m_measure->setObjectName(QStringLiteral("hotTopicsMeasure"));
    m_measure->setAccessibleName(tr("What is drawn"));
    m_measure->addItem(tr("Messages in per second"), int(TopicMeasure::MessagesIn));
    m_measure->addItem(tr("Messages out per second"), int(TopicMeasure::MessagesOut));
    m_measure->addItem(tr("Bytes in per second"), int(TopicMeasure::BytesIn));
    m_measure->addItem(tr("Bytes out per second"), int(TopicMeasure::BytesOut));
    m_own->setObjectName(QStringLiteral("hotTopicsOwn"));
    m_table->setObjectName(QStringLiteral("hotTopicsTable"));
    m_table->setAccessibleName(tr("Busiest topics"));
    m_table->setModel(m_model);
    styleTable(m_table, {38, 16, 18, 12, 14, 15, 16});
    m_table->setToolTip(tr("Topics that begin with the same levels are counted together: plant/1/#. "
                           "\"In\" is to the broker."));
    m_table->sortByColumn(HotTopicsModel::In, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    scaleFont(m_moment, 1.0, true);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(12);
    bar->addWidget(m_measure);
    bar->addWidget(m_own);
    bar->addStretch(1);
    auto *below = new QWidget;
    auto *layout = new QVBoxLayout(below);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_moment);
    layout->addWidget(m_table, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_map);
    splitter->addWidget(below);
    splitter->setChildrenCollapsible(false);
    contentLayout()->addLayout(bar);
    contentLayout()->addWidget(splitter, 1);

    connect(m_measure, &QComboBox::currentIndexChanged, this, &HotTopicsPane::draw);
    connect(m_own, &QCheckBox::toggled, this, &HotTopicsPane::draw);
    connect(m_map, &HeatMap::crosshairMoved, this, &HotTopicsPane::rank);
}

void HotTopicsPane::take(const TopTopics &topics)
{
    if (takeSource(topics.source)) {
        m_history.add(topics);
        m_known = !topics.source.countsNothing();
        m_nowMs = topics.source.serverMs;
        m_offsetMs = topics.source.serverMs - context().clock.nowMs();
        draw();
    }
    refresh();
}

void HotTopicsPane::draw()
{
    const auto measure = TopicMeasure(m_measure->currentData().toInt());
    m_map->show(m_history, m_history.busiest(measure, mostRows, m_own->isChecked()), measure, m_nowMs,
                m_offsetMs);
    rank();
}

void HotTopicsPane::rank()
{
    const auto timeMs = m_map->crosshairMs();
    const TopicHistory::Sample *sample = timeMs    ? m_history.at(*timeMs)
                                         : m_known ? m_history.at(m_nowMs)
                                                   : nullptr;
    QList<TopicTraffic> rows;
    if (sample != nullptr) {
        for (const TopicTraffic &topic : sample->topics) {
            if (m_own->isChecked() || !topic.own)
                rows.append(topic);
        }
    }
    m_model->take(rows);
    if (!timeMs && !m_known)
        setTextIfChanged(m_moment, tr("Which topics are busy is not known."));
    else if (!timeMs)
        setTextIfChanged(m_moment, rows.isEmpty() ? tr("No topic has traffic.") : tr("Busiest topics now"));
    else if (sample == nullptr)
        setTextIfChanged(
            m_moment, tr("Nothing was reported at %1").arg(context().format.timeOfDay(*timeMs - m_offsetMs)));
    else
        //: %1 is a time of day
        setTextIfChanged(
            m_moment,
            tr("Busiest topics at %1").arg(context().format.timeOfDay(sample->timeMs - m_offsetMs)));
}

void HotTopicsPane::clear()
{
    BrokerTab::clear();
    m_history.clear();
    m_known = true;
    m_nowMs = 0;
    draw();
}

} // namespace syspulse
