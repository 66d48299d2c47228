// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/cardgrid.h"

#include <QDateTime>
#include <QGridLayout>
#include <QResizeEvent>

#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/topics/systopics.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"

namespace syspulse {

namespace {

constexpr qint64 sparklineSpanMs = 15 * 60 * 1000;
constexpr int sparklineColumns = 90;
/// Below this width of the grid eight cards in a row would be too narrow for a number and its unit.
constexpr int oneRowWidth = 1600;

} // namespace

CardGrid::CardGrid(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("cardGrid"));
    const auto topic = [](const char *rest) -> QString { return systopics::broker + QLatin1String(rest); };
    add(QStringLiteral("cardClients"), tr("Clients connected"), topic("clients/connected"), Shown::Count);
    add(QStringLiteral("cardMessagesIn"), tr("Messages in"), topic("publish/messages/received"), Shown::Rate);
    add(QStringLiteral("cardMessagesOut"), tr("Messages out"), topic("publish/messages/sent"), Shown::Rate);
    add(QStringLiteral("cardSubscriptions"), tr("Subscriptions"), topic("subscriptions/count"), Shown::Count);
    add(QStringLiteral("cardFailedLogins"), tr("Failed logins"), topic("connections/failed"), Shown::Count);
    add(QStringLiteral("cardBytesIn"), tr("Bytes in"), topic("bytes/received"), Shown::Rate);
    add(QStringLiteral("cardBytesOut"), tr("Bytes out"), topic("bytes/sent"), Shown::Rate);
    add(QStringLiteral("cardUptime"), tr("Uptime"), topic("uptime"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    arrange(4);
}

void CardGrid::add(const QString &name, const QString &title, const QString &topic, Shown shown)
{
    m_cards.append({topic, shown, new ValueCard(name, title, this)});
}

void CardGrid::arrange(int columns)
{
    if (m_columns == columns)
        return;
    auto *grid = qobject_cast<QGridLayout *>(layout());
    for (int column = 0; column < m_columns; ++column)
        grid->setColumnStretch(column, 0);
    m_columns = columns;
    for (int i = 0; i < int(m_cards.size()); ++i)
        grid->addWidget(m_cards.at(i).widget, i / columns, i % columns);
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 1);
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(event->size().width() >= oneRowWidth ? 8 : 4);
}

void CardGrid::refresh(const PageContext &context)
{
    for (const Card &card : m_cards)
        card.widget->setContent(contentOf(card, context));
}

QString CardGrid::missingReason(const std::optional<MetricDescription> &description,
                                const PageContext &context)
{
    if (description && !description->publishable())
        return MetricText::unavailable(*description);
    const auto &plan = context.session.plan();
    const bool counted = !plan || plan->component.state == ComponentState::Current ||
                         plan->component.state == ComponentState::Newer;
    if (description && description->source == Source::Events && !counted)
        return tr("Needs the component (see Setup).");
    return tr("No value has arrived yet.");
}

QString CardGrid::countedSince(const PageContext &context)
{
    const TopicValue *started = context.store.value(systopics::started);
    const QDateTime time = started == nullptr
                               ? QDateTime()
                               : QDateTime::fromString(started->text, Qt::ISODateWithMs).toLocalTime();
    if (!time.isValid())
        return {};
    const bool today = time.date() == QDateTime::fromMSecsSinceEpoch(context.clock.nowMs()).date();
    const QLocale &locale = context.format.locale();
    return today ? locale.toString(time.time(), QLocale::ShortFormat)
                 : locale.toString(time.date(), QLocale::ShortFormat);
}

CardContent CardGrid::contentOf(const Card &card, const PageContext &context)
{
    const LiveStore &store = context.store;
    const TrafficView traffic = trafficOf(context);
    const std::optional<MetricDescription> description = describeTopic(card.topic);
    const Unit unit = description ? description->unit : Unit::None;
    CardContent content;
    content.value = {unknownText(), {}};
    const TopicValue *value = store.value(card.topic);
    if (value == nullptr) {
        content.reason = missingReason(description, context);
        return content;
    }

    content.source = oneLine(MetricText::name(value->source), 20);
    content.age = context.format.age(store.ageMs(card.topic).value_or(0));
    content.stale = store.isStale(card.topic);
    if (card.shown == Shown::Rate) {
        content.value = context.format.rate(traffic.rate(card.topic), unit, NumberStyle::Compact);
        if (!traffic.rate(card.topic) && !content.stale)
            content.reason = tr("A rate needs two updates.");
    } else if (value->number) {
        content.value = context.format.value(value->number, unit, NumberStyle::Compact);
        if (card.shown == Shown::Count)
            content.value.unit.clear();
        // Others count since another moment, so it is said since when.
        if (const QString since = countedSince(context);
            description && description->kind == MetricKind::Counter && !since.isEmpty())
            //: an age such as 4 s ago; %2 is a time of day or a date
            content.age = tr("%1, since %2").arg(content.age, since);
    } else {
        content.value.number = oneLine(value->text, 24);
    }

    // Steps of one column, so that the line stands still between updates.
    const qint64 columnMs = sparklineSpanMs / sparklineColumns;
    content.course.toMs = (store.nowMs() / columnMs + 1) * columnMs;
    content.course.fromMs = content.course.toMs - sparklineSpanMs;
    content.course.gaps = store.gaps().atLeast(columnMs);
    const QList<SeriesPoint> points =
        card.shown == Shown::Rate ? traffic.ratePoints(card.topic, content.course.fromMs, content.course.toMs)
                                  : store.points(card.topic, content.course.fromMs, content.course.toMs);
    if (unit != Unit::Seconds) // the course of an uptime says nothing
        content.course.points =
            decimate(points, content.course.fromMs, content.course.toMs, sparklineColumns);
    return content;
}

} // namespace syspulse
