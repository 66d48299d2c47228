// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertchanneldialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/alerts/alertdelivery.h"
#include "ui/alerts/alertchannelsmodel.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

QLabel *labelFor(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

} // namespace

AlertChannelDialog::AlertChannelDialog(AlertDelivery &delivery, Prompts &prompts, const AlertChannel &channel,
                                       QWidget *parent)
    : QDialog(parent)
    , m_delivery(delivery)
    , m_prompts(prompts)
    , m_channel(channel)
    , m_form(new QFormLayout)
    , m_kind(new QComboBox)
    , m_name(new QLineEdit)
    , m_url(new QLineEdit)
    , m_header(new QLineEdit)
    , m_topic(new QLineEdit)
    , m_user(new QLineEdit)
    , m_secret(new QLineEdit)
    , m_secretLabel(new QLabel)
    , m_qos(new QComboBox)
    , m_retain(new QCheckBox(tr("&Retained: the broker keeps the last one for new subscribers")))
    , m_program(new QLineEdit)
    , m_choose(new QPushButton(tr("Ch&oose…")))
    , m_arguments(new QPlainTextEdit)
    , m_help(paragraph(QStringLiteral("channelHelp")))
    , m_result(paragraph(QStringLiteral("channelResult")))
{
    setObjectName(QStringLiteral("alertChannelDialog"));
    setWindowTitle(channel.id.isEmpty() ? tr("New channel") : tr("Channel"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(600);
    makeForm();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("channelSave"));
    m_test = buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(QStringLiteral("channelTest"));
    m_test->setAutoDefault(false);
    m_test->setToolTip(tr("Sends a test message as it is entered here."));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("channelCancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit saved(entered(), enteredSecret());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Room for three lines at all times, so that the dialog does not jump while one types.
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 3 + 4);
    m_result->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(m_form);
    layout->addWidget(m_help);
    layout->addWidget(m_result);
    layout->addStretch(1);
    layout->addWidget(buttons);
    m_save->setDefault(true);
    m_choose->setAutoDefault(false);

    fill();
    for (const QLineEdit *edit : {m_name, m_url, m_header, m_topic, m_user, m_secret, m_program})
        connect(edit, &QLineEdit::textChanged, this, &AlertChannelDialog::follow);
    connect(m_arguments, &QPlainTextEdit::textChanged, this, &AlertChannelDialog::follow);
    for (const QComboBox *combo : {m_kind, m_qos})
        connect(combo, &QComboBox::currentIndexChanged, this, &AlertChannelDialog::follow);
    connect(m_retain, &QCheckBox::toggled, this, &AlertChannelDialog::follow);
    connect(m_choose, &QPushButton::clicked, this, &AlertChannelDialog::chooseProgram);
    connect(m_test, &QPushButton::clicked, this, &AlertChannelDialog::test);
    follow();
}

AlertChannelDialog::~AlertChannelDialog() = default;

void AlertChannelDialog::makeForm()
{
    const std::tuple<QWidget *, QString, QString> names[] = {
        {m_kind, QStringLiteral("channelKind"), tr("Kind of channel")},
        {m_name, QStringLiteral("channelName"), tr("Name of the channel")},
        {m_url, QStringLiteral("channelUrl"), tr("Address")},
        {m_header, QStringLiteral("channelHeader"), tr("Header")},
        {m_topic, QStringLiteral("channelTopic"), tr("Topic")},
        {m_user, QStringLiteral("channelUser"), tr("User")},
        {m_secret, QStringLiteral("channelSecret"), tr("Value of the header")},
        {m_qos, QStringLiteral("channelQos"), tr("Quality of service")},
        {m_retain, QStringLiteral("channelRetain"), tr("Retained")},
        {m_program, QStringLiteral("channelProgram"), tr("Program")},
        {m_choose, QStringLiteral("channelChoose"), tr("Choose a program")},
        {m_arguments, QStringLiteral("channelArguments"), tr("Arguments, one a line")}};
    for (const auto &[widget, name, accessible] : names) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
    }
    for (const AlertChannelKind kind : {AlertChannelKind::Webhook, AlertChannelKind::Ntfy,
                                        AlertChannelKind::Mqtt, AlertChannelKind::Command})
        m_kind->addItem(AlertChannelsModel::kindText(kind), int(kind));
    m_name->setMaxLength(maxAlertChannelName);
    m_url->setMaxLength(maxAlertChannelText);
    m_topic->setMaxLength(maxAlertChannelText);
    m_topic->setPlaceholderText(QStringLiteral("alerts/syspulse"));
    m_user->setMaxLength(maxAlertChannelText);
    m_user->setPlaceholderText(tr("none: anonymous"));
    m_qos->addItem(tr("0: sent once, not acknowledged"), 0);
    m_qos->addItem(tr("1: acknowledged, may come twice"), 1);
    m_qos->addItem(tr("2: acknowledged, comes once"), 2);
    m_header->setMaxLength(maxAlertChannelName);
    m_header->setPlaceholderText(tr("none, for example Authorization"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_program->setMaxLength(maxAlertChannelText);
    m_program->setPlaceholderText(QStringLiteral("/usr/local/bin/on-alert"));
    m_arguments->setTabChangesFocus(true);
    m_arguments->setFixedHeight(fontMetrics().lineSpacing() * 4);
    m_arguments->setLineWrapMode(QPlainTextEdit::NoWrap);

    auto *program = new QWidget;
    auto *beside = new QHBoxLayout(program);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(8);
    beside->addWidget(m_program, 1);
    beside->addWidget(m_choose);
    m_form->addRow(labelFor(tr("&Kind"), m_kind), m_kind);
    m_form->addRow(labelFor(tr("&Address"), m_url), m_url);
    m_form->addRow(labelFor(tr("&Header"), m_header), m_header);
    m_form->addRow(labelFor(tr("T&opic"), m_topic), m_topic);
    m_form->addRow(labelFor(tr("&User"), m_user), m_user);
    m_secretLabel->setBuddy(m_secret);
    m_form->addRow(m_secretLabel, m_secret);
    m_form->addRow(labelFor(tr("&QoS"), m_qos), m_qos);
    m_form->addRow(QString(), m_retain);
    m_form->addRow(labelFor(tr("&Program"), m_program), program);
    m_form->addRow(labelFor(tr("A&rguments, one a line"), m_arguments), m_arguments);
    m_form->addRow(labelFor(tr("&Name"), m_name), m_name);
}

void AlertChannelDialog::fill()
{
    m_kind->setCurrentIndex(m_kind->findData(int(m_channel.kind)));
    m_name->setText(m_channel.name);
    m_url->setText(m_channel.url);
    m_header->setText(m_channel.header);
    m_topic->setText(m_channel.topic);
    m_user->setText(m_channel.user);
    m_qos->setCurrentIndex(m_qos->findData(m_channel.qos));
    m_retain->setChecked(m_channel.retain);
    m_program->setText(m_channel.program);
    m_arguments->setPlainText(m_channel.arguments.join(QLatin1Char('\n')));
}

void AlertChannelDialog::chooseProgram()
{
    m_prompts.chooseOpenFile(this, tr("Program to run on alerts"), tr("All files (*)"),
                             [this](const QString &path) { m_program->setText(path); });
}

AlertChannel AlertChannelDialog::entered() const
{
    AlertChannel channel = m_channel;
    channel.kind = AlertChannelKind(m_kind->currentData().toInt());
    channel.name = m_name->text().trimmed();
    const bool program = channel.kind == AlertChannelKind::Command;
    const bool mqtt = channel.usesMqtt();
    channel.url = program ? QString() : m_url->text().trimmed();
    channel.header = channel.usesHttp() ? m_header->text().trimmed() : QString();
    channel.user = mqtt ? m_user->text() : QString();
    channel.topic = mqtt ? m_topic->text().trimmed() : QString();
    channel.qos = mqtt ? m_qos->currentData().toInt() : AlertChannel().qos;
    channel.retain = mqtt && m_retain->isChecked();
    channel.program = program ? m_program->text().trimmed() : QString();
    channel.arguments.clear();
    const QString arguments = m_arguments->toPlainText();
    if (program && !arguments.isEmpty())
        channel.arguments = arguments.split(QLatin1Char('\n'));
    return channel;
}

bool AlertChannelDialog::secretIsKept() const
{
    // For another host it has to be entered again: a secret does not follow a changed address by itself.
    return m_channel.needsSecret() && !m_channel.id.isEmpty() &&
           entered().usesMqtt() == m_channel.usesMqtt() && entered().header == m_channel.header &&
           entered().user == m_channel.user && alertChannelPlace(entered()) == alertChannelPlace(m_channel);
}

std::optional<Secret> AlertChannelDialog::enteredSecret() const
{
    return entered().needsSecret() && !m_secret->text().isEmpty() ? std::optional(Secret(m_secret->text()))
                                                                  : std::nullopt;
}

QString AlertChannelDialog::problem() const
{
    const AlertChannel channel = entered();
    if (const Result<void> usable = checkAlertChannel(channel); !usable)
        return usable.error().message;
    if (channel.arguments.size() > maxAlertArguments)
        return tr("There are more than %1 arguments.").arg(maxAlertArguments);
    if (channel.needsSecret() && !(m_secret->text().isEmpty() && secretIsKept())) {
        if (const Result<void> usable = checkAlertSecret(channel, Secret(m_secret->text())); !usable)
            return usable.error().message;
    }
    return {};
}

void AlertChannelDialog::follow()
{
    m_testing.reset();
    const AlertChannel channel = entered();
    const bool program = channel.kind == AlertChannelKind::Command;
    m_form->setRowVisible(m_url, !program);
    m_form->setRowVisible(m_header, channel.usesHttp());
    for (QWidget *field : std::initializer_list<QWidget *>{m_topic, m_user, m_qos, m_retain})
        m_form->setRowVisible(field, channel.usesMqtt());
    m_form->setRowVisible(m_secret, !program);
    m_form->setRowVisible(m_program->parentWidget(), program);
    m_form->setRowVisible(m_arguments, program);
    m_secretLabel->setText(channel.usesMqtt() ? tr("Pass&word") : tr("&Value of the header"));
    m_secret->setAccessibleName(channel.usesMqtt() ? tr("Password") : tr("Value of the header"));
    m_url->setPlaceholderText(channel.usesMqtt() ? QStringLiteral("mqtts://broker.example.org:8883")
                                                 : QStringLiteral("https://hooks.example.org/alerts"));
    m_secret->setEnabled(channel.needsSecret());
    m_secret->setPlaceholderText(channel.needsSecret() && secretIsKept() ? tr("as it is kept") : QString());
    m_name->setPlaceholderText(checkAlertChannel(channel) ? alertChannelPlace(channel) : QString());
    setTextIfChanged(m_help, AlertChannelsModel::kindHelp(channel.kind));
    setTextColor(m_help, themeColors(palette()).muted);
    const QString wrong = problem();
    m_save->setEnabled(wrong.isEmpty());
    m_test->setEnabled(wrong.isEmpty());
    const bool clear = wrong.isEmpty() && sendsSecretInTheClear(channel);
    const QString clearText =
        channel.usesMqtt()
            ? tr("The password travels in the clear. Use mqtts:// where the broker has it.")
            : tr("The value of the header travels in the clear. Use https:// where the service "
                 "has it.");
    if (wrong.isEmpty() && !clear && mayHoldToken(channel))
        say(tr("The address is kept in a file that only you can read. If the service takes its token in a "
               "header, leave it out of the address: the value of the header is kept in the keychain."),
            themeColors(palette()).muted);
    else
        say(clear ? clearText : wrong, themeColors(palette()).warning);
}

void AlertChannelDialog::say(const QString &text, const QColor &color)
{
    setTextIfChanged(m_result, text);
    setTextColor(m_result, color);
}

void AlertChannelDialog::test()
{
    m_testing = std::make_unique<QObject>();
    m_test->setEnabled(false);
    say(tr("Sending a test…"), palette().color(QPalette::WindowText));
    m_delivery.test(entered(), enteredSecret(), m_testing.get(), [this](const Result<void> &result) {
        m_testing.release()->deleteLater(); // it is calling
        m_test->setEnabled(true);
        const ThemeColors &colors = themeColors(palette());
        say(result ? tr("The test was delivered.") : describe(result.error()),
            result ? colors.ok : colors.error);
    });
}

} // namespace syspulse
