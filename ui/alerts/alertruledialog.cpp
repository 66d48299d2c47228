// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertruledialog.h"

#include <cmath>

#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/topics/systopics.h"
#include "core/topics/topicname.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/charts/topicpicker.h"

namespace syspulse {

namespace {

QWidget *beside(QWidget *field, QWidget *what)
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(field, 1);
    layout->addWidget(what);
    return box;
}

QLabel *mnemonic(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

} // namespace

AlertRuleDialog::AlertRuleDialog(const LiveStore &store, const AlertTexts &texts, const AlertRule &rule,
                                 QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_texts(texts)
    , m_rule(rule)
    , m_form(new QFormLayout)
    , m_name(new QLineEdit)
    , m_client(new QLineEdit)
    , m_topic(new QLineEdit)
    , m_pick(new QPushButton(tr("C&hoose…")))
    , m_now(plainLabel(QStringLiteral("alertTopicNow")))
    , m_condition(new QComboBox)
    , m_threshold(new QLineEdit)
    , m_thresholdUnit(plainLabel(QStringLiteral("alertThresholdUnit")))
    , m_duration(new QSpinBox)
    , m_durationUnit(new QComboBox)
    , m_hysteresis(new QLineEdit)
    , m_hysteresisUnit(plainLabel(QStringLiteral("alertHysteresisUnit")))
    , m_severity(new QComboBox)
    , m_preview(paragraph(QStringLiteral("alertPreview")))
{
    setObjectName(QStringLiteral("alertRuleDialog"));
    setWindowTitle(rule.id.isEmpty() ? tr("New alert rule") : tr("Alert rule"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(600);
    makeForm();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("alertSave"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("alertCancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit saved(entered());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Room for two lines at all times, so that the dialog does not jump while one types.
    m_preview->setMinimumHeight(fontMetrics().lineSpacing() * 2 + 4);
    m_preview->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(14);
    layout->addLayout(m_form);
    layout->addWidget(m_preview);
    layout->addStretch(1);
    layout->addWidget(buttons);
    m_save->setDefault(true);
    m_pick->setAutoDefault(false);

    fill();
    for (const QLineEdit *edit : {m_name, m_client, m_topic, m_threshold, m_hysteresis})
        connect(edit, &QLineEdit::textChanged, this, &AlertRuleDialog::follow);
    for (const QComboBox *combo : {m_condition, m_durationUnit})
        connect(combo, &QComboBox::currentIndexChanged, this, &AlertRuleDialog::follow);
    connect(m_duration, &QSpinBox::valueChanged, this, &AlertRuleDialog::follow);
    connect(m_pick, &QPushButton::clicked, this, &AlertRuleDialog::pickTopic);
    connect(&store, &LiveStore::updated, this, &AlertRuleDialog::follow);
    follow();
}

void AlertRuleDialog::makeForm()
{
    const std::tuple<QWidget *, QString, QString> names[] = {
        {m_name, QStringLiteral("alertName"), tr("Name of the rule")},
        {m_client, QStringLiteral("alertClient"), tr("Client ID")},
        {m_topic, QStringLiteral("alertTopic"), tr("Topic")},
        {m_pick, QStringLiteral("alertTopicPick"), tr("Choose a topic")},
        {m_condition, QStringLiteral("alertCondition"), tr("Condition")},
        {m_threshold, QStringLiteral("alertThreshold"), tr("Threshold")},
        {m_duration, QStringLiteral("alertDuration"), tr("Duration")},
        {m_durationUnit, QStringLiteral("alertDurationUnit"), tr("Unit of the duration")},
        {m_hysteresis, QStringLiteral("alertHysteresis"), tr("How far it must come back")},
        {m_severity, QStringLiteral("alertSeverity"), tr("Severity")}};
    for (const auto &[widget, name, accessible] : names) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
    }
    m_name->setMaxLength(maxAlertName);
    m_client->setMaxLength(maxAlertClient);
    m_client->setPlaceholderText(tr("for example: pump-4, or pump-* for any of them"));
    m_client->setToolTip(
        tr("* stands for any characters, ? for one. The alert fires when none of the clients "
           "that match is connected."));
    m_topic->setMaxLength(maxAlertTopic);
    m_topic->setPlaceholderText(systopics::clientsConnected);
    auto *completer = new QCompleter(m_store.topics(), this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setModelSorting(QCompleter::UnsortedModel);
    m_topic->setCompleter(completer);
    for (const AlertCondition condition :
         {AlertCondition::ValueAbove, AlertCondition::ValueBelow, AlertCondition::RateAbove,
          AlertCondition::RateBelow, AlertCondition::NoData, AlertCondition::Unreachable,
          AlertCondition::CertificateEnds, AlertCondition::ClientAway})
        m_condition->addItem(AlertTexts::conditionName(condition), int(condition));
    for (const AlertSeverity severity :
         {AlertSeverity::Information, AlertSeverity::Warning, AlertSeverity::Critical})
        m_severity->addItem(AlertTexts::severityName(severity), int(severity));
    m_severity->setToolTip(tr("How urgent the notification is, and what channels are told."));
    m_durationUnit->addItem(tr("seconds"), 1);
    m_durationUnit->addItem(tr("minutes"), 60);
    m_durationUnit->addItem(tr("hours"), 3600);
    m_duration->setToolTip(tr("How long this must hold before the alert fires. 0: at once."));
    m_hysteresis->setToolTip(
        tr("An alert ends only when the value has come back past the threshold by this much, so that it does "
           "not begin and end all the time."));
    m_hysteresis->setPlaceholderText(QStringLiteral("0"));

    m_form->addRow(mnemonic(tr("&Topic"), m_topic), beside(m_topic, m_pick));
    m_form->addRow(QString(), m_now);
    m_form->insertRow(0, mnemonic(tr("&Fires when"), m_condition), m_condition);
    m_form->insertRow(1, mnemonic(tr("&Client ID"), m_client), m_client);
    m_form->addRow(mnemonic(tr("T&hreshold"), m_threshold), beside(m_threshold, m_thresholdUnit));
    m_form->addRow(mnemonic(tr("F&or at least"), m_duration), beside(m_duration, m_durationUnit));
    m_form->addRow(mnemonic(tr("Must come &back by"), m_hysteresis), beside(m_hysteresis, m_hysteresisUnit));
    m_form->addRow(mnemonic(tr("Se&verity"), m_severity), m_severity);
    m_form->addRow(mnemonic(tr("&Name"), m_name), m_name);
}

void AlertRuleDialog::fill()
{
    m_name->setText(m_rule.name);
    m_client->setText(m_rule.client);
    m_topic->setText(m_rule.topic);
    m_condition->setCurrentIndex(m_condition->findData(int(m_rule.condition)));
    m_condition->setEnabled(m_rule.id != unreachableRuleId);
    m_severity->setCurrentIndex(m_severity->findData(int(m_rule.severity)));
    const QLocale &locale = m_texts.format().locale();
    if (!m_rule.topic.isEmpty()) {
        m_threshold->setText(locale.toString(m_rule.threshold, 'f', QLocale::FloatingPointShortest));
        m_hysteresis->setText(locale.toString(m_rule.hysteresis, 'f', QLocale::FloatingPointShortest));
    }
    int unit = 0;
    for (int index = 1; index < m_durationUnit->count(); ++index) {
        if (m_rule.forSeconds > 0 && m_rule.forSeconds % m_durationUnit->itemData(index).toInt() == 0)
            unit = index;
    }
    m_durationUnit->setCurrentIndex(unit);
    const int seconds = m_durationUnit->currentData().toInt();
    m_duration->setMaximum(int(maxAlertSeconds / seconds));
    m_duration->setValue(int(m_rule.forSeconds / seconds));
}

void AlertRuleDialog::pickTopic()
{
    auto *picker = new TopicPicker(m_store, tr("Topic of the rule"), this);
    connect(picker, &TopicPicker::topicChosen, m_topic, &QLineEdit::setText);
    picker->open();
}

std::optional<double> AlertRuleDialog::number(const QLineEdit *edit) const
{
    bool good = false;
    const double value = m_texts.format().locale().toDouble(edit->text().trimmed(), &good);
    return good && std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

AlertRule AlertRuleDialog::entered() const
{
    AlertRule rule = m_rule;
    rule.name = m_name->text().trimmed();
    rule.topic = m_topic->text().trimmed();
    rule.condition = AlertCondition(m_condition->currentData().toInt());
    rule.severity = AlertSeverity(m_severity->currentData().toInt());
    rule.forSeconds = qint64(m_duration->value()) * m_durationUnit->currentData().toInt();
    if (!hasTopic(rule.condition))
        rule.topic.clear();
    rule.client = hasClient(rule.condition) ? m_client->text().trimmed() : QString();
    // With a name of its own, or watching something else, it is not the suggestion any more.
    if (!rule.name.isEmpty() || rule.topic != m_rule.topic || rule.condition != m_rule.condition)
        rule.suggestion.clear();
    if (!hasDuration(rule.condition))
        rule.forSeconds = 0;
    if (hasThreshold(rule.condition)) {
        rule.threshold = number(m_threshold).value_or(0);
        rule.hysteresis = hasDuration(rule.condition) ? number(m_hysteresis).value_or(0) : 0;
    }
    return rule;
}

QString AlertRuleDialog::problem(const AlertRule &rule) const
{
    if (rule.condition == AlertCondition::CertificateEnds)
        return number(m_threshold).value_or(0) > 0 ? QString() : tr("Enter a number of days.");
    if (hasClient(rule.condition) && rule.client.isEmpty())
        return tr("Enter the ID of the client, or a pattern for several.");
    if (!hasTopic(rule.condition))
        return {};
    if (rule.topic.isEmpty())
        return tr("Choose the topic that the rule is to watch.");
    if (const Result<TopicName> topic = TopicName::parse(rule.topic); !topic)
        return topic.error().message;
    if (rule.condition == AlertCondition::NoData)
        return rule.forSeconds > 0 ? QString() : tr("Enter how long there must be no new data.");
    const TopicValue *value = m_store.value(rule.topic);
    if (value != nullptr && !value->number && !value->text.isEmpty())
        return tr("This topic has a text and no number, so a rule can only watch whether new data comes.");
    if (!number(m_threshold))
        //: %1 is a number as one types it
        return tr("Enter a number as the threshold, for example %1.")
            .arg(m_texts.format().locale().toString(100.5));
    const bool backGiven = !m_hysteresis->text().trimmed().isEmpty();
    if (backGiven && number(m_hysteresis).value_or(-1) < 0)
        return tr("Enter 0 or a positive number for how far the value must come back.");
    return {};
}

QString AlertRuleDialog::currentValue(const AlertRule &rule) const
{
    if (rule.topic.isEmpty())
        return {};
    const TopicValue *value = m_store.value(rule.topic);
    if (value == nullptr)
        return tr("This topic has no value yet.");
    AlertRule plain;
    plain.topic = rule.topic;
    const QString text = value->number ? m_texts.value(plain, value->number) : oneLine(value->text, 80);
    //: %1 is a value with its unit
    return tr("Value now: %1").arg(text.isEmpty() ? unknownText() : text);
}

void AlertRuleDialog::follow()
{
    m_duration->setMaximum(int(maxAlertSeconds / m_durationUnit->currentData().toInt()));
    const AlertRule rule = entered();
    const bool threshold = hasThreshold(rule.condition);
    m_form->setRowVisible(m_client, hasClient(rule.condition));
    m_form->setRowVisible(m_topic->parentWidget(), hasTopic(rule.condition));
    m_form->setRowVisible(m_now, hasTopic(rule.condition));
    m_form->setRowVisible(m_threshold->parentWidget(), threshold);
    m_form->setRowVisible(m_hysteresis->parentWidget(), threshold && hasDuration(rule.condition));
    m_form->setRowVisible(m_duration->parentWidget(), hasDuration(rule.condition));
    setTextIfChanged(m_now, currentValue(rule));
    setTextColor(m_now, themeColors(palette()).muted);
    for (QLabel *label : {m_thresholdUnit, m_hysteresisUnit})
        setTextIfChanged(label, m_texts.thresholdUnit(rule));
    AlertRule unnamed = rule;
    unnamed.name.clear();
    const QString wrong = problem(rule);
    m_name->setPlaceholderText(wrong.isEmpty() ? m_texts.name(unnamed) : QString());
    setTextIfChanged(m_preview, wrong.isEmpty() ? m_texts.sentence(rule) : wrong);
    setTextColor(m_preview,
                 wrong.isEmpty() ? palette().color(QPalette::WindowText) : themeColors(palette()).warning);
    m_save->setEnabled(wrong.isEmpty());
}

} // namespace syspulse
