// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicdetails.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/topics/topicsmodel.h"

namespace syspulse {

TopicDetails::TopicDetails(QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel(QStringLiteral("detailTopic")))
    , m_meaning(paragraph(QStringLiteral("detailMeaning")))
    , m_command(new QLineEdit)
    , m_fields(new QWidget)
{
    setObjectName(QStringLiteral("topicDetails"));
    scaleFont(m_title, 1.1, true);
    // Room for the reason too, so that the views do not jump from one topic to the next.
    m_meaning->setAlignment(Qt::AlignTop);
    m_meaning->setMinimumHeight(2 * fontMetrics().lineSpacing());
    auto *left = new QFormLayout;
    m_value = addRow(left, QStringLiteral("detailValue"), tr("Value:"));
    m_raw = addRow(left, QStringLiteral("detailRaw"), tr("As received:"));
    m_sampled = addRow(left, QStringLiteral("detailSampled"), tr("Sampled:"));
    auto *right = new QFormLayout;
    m_origin = addRow(right, QStringLiteral("detailOrigin"), tr("Origin:"));
    m_kind = addRow(right, QStringLiteral("detailKind"), tr("Kind:"));
    m_record = addRow(right, QStringLiteral("detailRecord"), tr("Record:"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    m_command->setObjectName(QStringLiteral("detailCommand"));
    m_command->setReadOnly(true);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QLabel *commandLabel = plainLabel(QStringLiteral("detailCommandLabel"), tr("&In a shell:"));
    commandLabel->setBuddy(m_command);
    auto *command = new QHBoxLayout;
    command->addWidget(commandLabel);
    command->addWidget(m_command, 1);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(8);
    fields->addLayout(columns);
    fields->addLayout(command);

    // The table must not jump when the first topic is selected.
    QSizePolicy policy = m_fields->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_fields->setSizePolicy(policy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->addWidget(m_title);
    layout->addWidget(m_meaning);
    layout->addSpacing(4);
    layout->addWidget(m_fields);
    layout->addStretch(1);
}

QLabel *TopicDetails::addRow(QFormLayout *form, const QString &name, const QString &label)
{
    auto *value = new ElidedLabel(name);
    form->addRow(label, value);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(4);
    return value;
}

void TopicDetails::showTopic(const QString &topic, const PageContext &context)
{
    m_fields->setVisible(!topic.isEmpty());
    if (topic.isEmpty()) {
        setTextIfChanged(m_title, tr("No topic selected"));
        setTextIfChanged(m_meaning, tr("Select a topic to see all that is known about it."));
        return;
    }
    const LiveStore &store = context.store;
    const TopicValue *value = store.value(topic);
    const std::optional<MetricDescription> description = describeTopic(topic);
    setTextIfChanged(m_title, oneLine(topic, 1000));
    QString meaning = description        ? MetricText::meaning(*description)
                      : value != nullptr ? oneLine(value->description, 500)
                                         : QString();
    // The reason has a line of its own: it is what the user wants to know of a topic without a value.
    if (const QString reason = TopicsModel::whyUnknown(store, topic); !reason.isEmpty())
        meaning += (meaning.isEmpty() ? QString() : QStringLiteral("\n")) + reason;
    setTextIfChanged(m_meaning, meaning);

    setTextIfChanged(m_value, TopicsModel::valueText(store, topic, context.format));
    setTextIfChanged(m_raw, value != nullptr ? oneLine(value->text, 500) : unknownText());
    QString sampled = unknownText();
    if (value != nullptr && value->timestampMs > 0) {
        //: date and time by the server's clock, age such as 4 s ago
        sampled = tr("%1 (%2)").arg(context.format.dateTime(value->timestampMs),
                                    context.format.age(store.ageMs(topic).value_or(0)));
    }
    setTextIfChanged(m_sampled, sampled);
    QStringList origin;
    for (const QString &part :
         {value != nullptr ? value->source : QString(), value != nullptr ? value->quality : QString()}) {
        if (!part.isEmpty())
            origin.append(oneLine(MetricText::name(part), 40));
    }
    setTextIfChanged(m_origin, origin.isEmpty() ? unknownText() : origin.join(QStringLiteral(", ")));
    const QString kind = value != nullptr ? oneLine(MetricText::name(value->kind), 40) : QString();
    setTextIfChanged(m_kind, kind.isEmpty() ? unknownText() : kind);
    setTextIfChanged(m_record, value != nullptr ? oneLine(value->recordId, 300) : unknownText());
    const InstanceInfo &info = context.session.info();
    const QString command = subscribeCommand(topic, info.mqtt, info.user);
    if (m_command->text() != command) {
        m_command->setText(command);
        m_command->setCursorPosition(0);
    }
    const ThemeColors &colors = themeColors(palette());
    setTextColor(m_value, store.isStale(topic) ? colors.stale : palette().color(QPalette::WindowText));
}

void TopicDetails::showBranch(const QString &path, int topics)
{
    m_fields->hide();
    setTextIfChanged(m_title, oneLine(path, 1000));
    setTextIfChanged(
        m_meaning,
        tr("Topics below this level: %1. Select one to see all that is known about it.").arg(topics));
}

} // namespace syspulse
