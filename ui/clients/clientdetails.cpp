// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientdetails.h"

#include <algorithm>
#include <cmath>

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QVBoxLayout>

#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/rowsmodel.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/clients/clientsmodel.h"

namespace syspulse {

namespace {

constexpr int fieldCount = 16;
constexpr int fieldRows = fieldCount / 2;
constexpr qsizetype longestText = 1000;
constexpr int leastValueWidth = 16; ///< in characters

QString knownText(const QString &text)
{
    return text.isEmpty() ? unknownText() : oneLine(text, longestText);
}

} // namespace

/// The subscriptions of the selected client.
class SubscriptionsModel final : public RowsModel<ClientSubscription>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SubscriptionsModel)

public:
    explicit SubscriptionsModel(QObject *parent)
        : RowsModel(parent)
    {
        setColumns({{tr("Topic filter"),
                     [](const ClientSubscription &each) { return oneLine(each.filter, longestText); }},
                    {tr("QoS"), [](const ClientSubscription &each) { return QString::number(each.qos); }}});
    }
};

ClientDetails::ClientDetails(const UnitFormatter &format, QWidget *parent)
    : QWidget(parent)
    , m_format(format)
    , m_hint(paragraph(QStringLiteral("clientDetailsHint"),
                       tr("Select a client to see all that is known of it, or several for their sums.")))
    , m_box(new QWidget)
    , m_scroll(new QScrollArea)
    , m_grid(new QGridLayout)
    , m_subscriptions(new SubscriptionsModel(this))
    , m_subscriptionsText(paragraph(QStringLiteral("clientSubscriptionsText")))
    , m_table(new QTableView)
    , m_copy(new QPushButton(themedIcon(QStringLiteral("copy")), tr("Cop&y details")))
{
    setObjectName(QStringLiteral("clientDetails"));
    m_table->setObjectName(QStringLiteral("clientSubscriptions"));
    m_table->setAccessibleName(tr("Subscriptions of the selected client"));
    m_table->setModel(m_subscriptions);
    styleTable(m_table, {40, 6});
    m_copy->setObjectName(QStringLiteral("clientCopy"));

    auto *fields = new QWidget;
    fields->setLayout(m_grid);
    makeFields();
    m_scroll->setObjectName(QStringLiteral("clientFields"));
    m_scroll->setAccessibleName(tr("Details of the selected client"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(fields);
    m_scroll->installEventFilter(this);

    auto *head = new QHBoxLayout;
    head->addWidget(m_subscriptionsText, 1, Qt::AlignTop);
    head->addWidget(m_copy, 0, Qt::AlignTop);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    right->addLayout(head);
    right->addWidget(m_table, 1);
    auto *columns = new QHBoxLayout(m_box);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(16);
    columns->addWidget(m_scroll, 3);
    columns->addLayout(right, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_hint, 0, Qt::AlignTop);
    layout->addWidget(m_box, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    // With and without a selection the same, so that the rows above stay where they are.
    setMinimumHeight((fieldRows + 1) * (fontMetrics().lineSpacing() + 4) + 8);
    showClients({});
}

void ClientDetails::makeFields()
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(4);
    for (int i = 0; i < fieldCount; ++i) {
        auto *name = plainLabel({});
        name->setForegroundRole(QPalette::PlaceholderText);
        m_fields.append(Field{name, paragraph(QStringLiteral("clientField%1").arg(i))});
    }
    placeFields(2);
}

void ClientDetails::placeFields(int columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    const int rows = fieldCount / columns;
    for (int i = 0; i < fieldCount; ++i) {
        m_grid->addWidget(m_fields.at(i).name, i % rows, 2 * (i / rows), Qt::AlignTop);
        m_grid->addWidget(m_fields.at(i).value, i % rows, 2 * (i / rows) + 1, Qt::AlignTop);
    }
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, columns - 1);
    m_grid->setRowStretch(fieldRows, columns == 2 ? 1 : 0);
    m_grid->setRowStretch(fieldCount, 1);
}

int ClientDetails::widthForTwoColumns() const
{
    int width = 3 * m_grid->horizontalSpacing();
    for (int column = 0; column < 2; ++column) {
        int names = 0;
        int values = leastValueWidth * fontMetrics().averageCharWidth();
        for (const Field &field : m_fields.mid(column * fieldRows, fieldRows)) {
            names = std::max(names, field.name->sizeHint().width());
            values = std::max(values, field.value->minimumSizeHint().width());
        }
        width += names + values;
    }
    return width;
}

void ClientDetails::fitFields()
{
    // As if the bar were there: it must not come and go with the columns.
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    placeFields(widthForTwoColumns() <= m_scroll->width() - bar ? 2 : 1);
}

bool ClientDetails::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scroll && event->type() == QEvent::Resize)
        fitFields();
    return QWidget::eventFilter(watched, event);
}

void ClientDetails::setField(int field, const QString &name, const QString &value, const QString &tip)
{
    const Field &labels = m_fields.at(field);
    setTextIfChanged(labels.name, name);
    // Setting it again would drop a selection that somebody is about to copy.
    setTextIfChanged(labels.value, value);
    labels.value->setToolTip(value == unknownText() && !tip.isEmpty() ? plainToolTip(tip) : QString());
    labels.value->setAccessibleName(name);
}

void ClientDetails::clearFrom(int field)
{
    for (; field < fieldCount; ++field)
        setField(field, {}, {});
}

void ClientDetails::showClients(const QList<ClientDetail> &selected)
{
    m_hint->setVisible(selected.isEmpty());
    m_box->setVisible(!selected.isEmpty());
    m_copy->setEnabled(!selected.isEmpty());
    if (selected.size() == 1)
        showOne(selected.constFirst());
    else
        showMany(selected);
    fitFields();
}

void ClientDetails::showOne(const ClientDetail &detail)
{
    const ClientSession &client = *detail.client;
    const ClientNumbers &numbers = detail.numbers;
    const auto count = [this](const std::optional<qint64> &value) {
        return value ? m_format.number(double(*value), NumberStyle::Full) : unknownText();
    };
    const auto bytes = [this](const std::optional<qint64> &value) {
        return m_format
            .value(value ? std::optional(double(*value)) : std::nullopt, Unit::Bytes, NumberStyle::Compact)
            .text();
    };
    // What is known of most clients is since they connected, and of some how fast it goes on.
    const auto withRate = [this](const QString &total, const std::optional<double> &rate, Unit unit) {
        //: a number or an amount of bytes, and the same per second
        return rate ? tr("%1 (%2)").arg(total, m_format.rate(rate, unit, NumberStyle::Compact).text())
                    : total;
    };
    const QString &why = detail.whyUnknown;
    int field = 0;
    setField(field++, tr("Client ID"), clientIdText(client.clientId, longestText));
    setField(field++, tr("User"), userText(client.user, longestText));
    setField(field++, tr("Address"),
             client.port > 0
                 //: address of a client, and its port
                 ? tr("%1, port %2").arg(knownText(client.address), QString::number(client.port))
                 : knownText(client.address));
    setField(field++, tr("Protocol"),
             //: TLS, MQTT 5
             tr("%1, MQTT %2")
                 .arg(knownText(client.transport).toUpper(), mqttVersionText(client.protocolVersion)));
    setField(field++, tr("Keep-alive"),
             client.keepAliveSeconds > 0 ? m_format.duration(client.keepAliveSeconds * 1000LL) : tr("none"));
    setField(field++, tr("Connected since"),
             client.sinceMs > 0 ? m_format.dateTime(client.sinceMs) : unknownText());
    const QString session = client.persistent ? tr("persistent") : tr("not persistent");
    setField(field++, tr("Session"),
             !client.will   ? session
             : *client.will ? tr("%1, with a will").arg(session)
                            : tr("%1, without a will").arg(session));
    //: %1 is the name of a node, %2 the number of a thread
    setField(field++, tr("Served by"),
             tr("node %1, thread %2").arg(knownText(client.node), QString::number(client.thread)));
    setField(field++, tr("Messages in"),
             withRate(count(numbers.messagesIn), numbers.messagesInRate, Unit::Messages), why);
    setField(field++, tr("Messages out"),
             withRate(count(numbers.messagesOut), numbers.messagesOutRate, Unit::Messages), why);
    setField(field++, tr("Bytes in"), withRate(bytes(numbers.bytesIn), numbers.bytesInRate, Unit::Bytes),
             why);
    setField(field++, tr("Bytes out"), withRate(bytes(numbers.bytesOut), numbers.bytesOutRate, Unit::Bytes),
             why);
    setField(field++, tr("Last active"),
             numbers.activeMs > 0 ? m_format.dateTime(numbers.activeMs) : unknownText(), why);
    setField(field++, tr("Waiting messages"), count(numbers.queued), why);
    const bool lagKnown = numbers.unacknowledged || numbers.untaken;
    setField(field++, tr("Under way"),
             lagKnown ? tr("%1 not acknowledged, %2 not taken")
                            .arg(count(numbers.unacknowledged), bytes(numbers.untaken))
                      : unknownText(),
             why);
    setField(field++, detail.origin.isEmpty() ? QString() : tr("Belongs to"), detail.origin);

    m_subscriptions->set(client.subscriptions.list());
    m_table->show();
    const int hidden = client.subscriptionCount - int(client.subscriptions.size());
    setTextIfChanged(m_subscriptionsText, hidden > 0
                                              ? tr("%n subscription(s); the record lists the first %1.", "",
                                                   client.subscriptionCount)
                                                    .arg(client.subscriptions.size())
                                              : tr("%n subscription(s)", "", client.subscriptionCount));
}

void ClientDetails::showMany(const QList<ClientDetail> &selected)
{
    QSet<QString> users;
    QSet<QString> addresses;
    qint64 subscriptions = 0;
    int persistent = 0;
    int known = 0;
    double in = 0;
    double out = 0;
    double bytes = 0;
    double lag = 0;
    for (const ClientDetail &each : selected) {
        users.insert(each.client->user);
        addresses.insert(each.client->address);
        subscriptions += each.client->subscriptionCount;
        persistent += int(each.client->persistent);
        lag += each.numbers.lag();
        if (!each.numbers.messagesInRate)
            continue;
        ++known;
        in += *each.numbers.messagesInRate;
        out += each.numbers.messagesOutRate.value_or(0);
        bytes += each.numbers.bytesInRate.value_or(0) + each.numbers.bytesOutRate.value_or(0);
    }
    const auto count = [this](double value) { return m_format.number(value, NumberStyle::Full); };
    const QString why = selected.isEmpty() ? QString() : selected.constFirst().whyUnknown;
    const auto sum = [&](double value, Unit unit) {
        return known == 0 ? unknownText() : m_format.rate(value, unit, NumberStyle::Compact).text();
    };
    int field = 0;
    setField(field++, tr("Selected"), tr("%n client(s)", "", int(selected.size())));
    setField(field++, tr("Users"), count(double(users.size())));
    setField(field++, tr("Addresses"), count(double(addresses.size())));
    setField(field++, tr("Subscriptions"), count(double(subscriptions)));
    setField(field++, tr("Persistent"), count(persistent));
    clearFrom(field);
    field = fieldRows;
    setField(field++, tr("Traffic known of"), tr("%n client(s)", "", known), why);
    setField(field++, tr("Messages in"), sum(in, Unit::Messages), why);
    setField(field++, tr("Messages out"), sum(out, Unit::Messages), why);
    setField(field++, tr("Bytes"), sum(bytes, Unit::Bytes), why);
    setField(field++, tr("Lag"), known == 0 && lag == 0 ? unknownText() : count(std::ceil(lag)), why);
    m_subscriptions->set({});
    m_table->hide();
    m_subscriptionsText->clear();
}

QString ClientDetails::text() const
{
    QStringList lines;
    for (const Field &field : m_fields) {
        if (!field.name->text().isEmpty())
            lines.append(field.name->text() + QStringLiteral(": ") + field.value->text());
    }
    if (!m_subscriptionsText->text().isEmpty())
        lines.append(m_subscriptionsText->text());
    for (int row = 0; row < m_subscriptions->rowCount(); ++row) {
        const ClientSubscription &each = m_subscriptions->at(row);
        lines.append(QStringLiteral("    %1 (QoS %2)")
                         .arg(oneLine(each.filter, longestText), QString::number(each.qos)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace syspulse
