// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertchannelsmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/alerts/alertdelivery.h"
#include "ui/base/statusdot.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

Severity severityOf(DeliveryResult::State state)
{
    switch (state) {
    case DeliveryResult::State::None:
        return Severity::Neutral;
    case DeliveryResult::State::Delivered:
        return Severity::Ok;
    case DeliveryResult::State::Retrying:
        return Severity::Warning;
    case DeliveryResult::State::GivenUp:
        return Severity::Error;
    }
    return Severity::Neutral;
}

} // namespace

AlertChannelsModel::AlertChannelsModel(AlertDelivery &delivery, const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_delivery(delivery)
    , m_format(format)
{
    setColumns({{tr("On"), [](const AlertChannel &) { return QString(); }},
                {tr("Channel"), [](const AlertChannel &channel) { return alertChannelTitle(channel); }},
                {tr("Kind"), [](const AlertChannel &channel) { return kindText(channel.kind); }},
                //: where the messages of a channel go
                {tr("Goes to"), [](const AlertChannel &channel) { return alertChannelPlace(channel); }},
                {tr("Last result"),
                 [this](const AlertChannel &channel) { return resultText(m_delivery.result(channel.id)); }}});
    refresh();
}

QString AlertChannelsModel::kindText(AlertChannelKind kind)
{
    switch (kind) {
    case AlertChannelKind::Webhook:
        return tr("Webhook (JSON)");
    case AlertChannelKind::Ntfy:
        return tr("ntfy (plain text)");
    case AlertChannelKind::Mqtt:
        return tr("MQTT (JSON)");
    case AlertChannelKind::Command:
        return tr("Program");
    }
    return {};
}

QString AlertChannelsModel::kindHelp(AlertChannelKind kind)
{
    switch (kind) {
    case AlertChannelKind::Webhook:
        return tr("Posts each alert as JSON when it begins and when it ends. The value of the header is kept "
                  "in the system's keychain.");
    case AlertChannelKind::Ntfy:
        return tr("Posts each alert as plain text with a title, as ntfy and similar services read it. The "
                  "value of the header is kept in the system's keychain.");
    case AlertChannelKind::Mqtt:
        return tr("Publishes each alert as JSON when it begins and when it ends. The password is kept in the "
                  "system's keychain. A broker acknowledges also what the user may not publish: subscribe to "
                  "the topic to see the test arrive.");
    case AlertChannelKind::Command:
        return tr("Runs the program for each alert when it begins and when it ends, with the alert as JSON "
                  "on its standard input. No shell reads the arguments; what runs for more than 30 s is "
                  "killed.");
    }
    return {};
}

QString AlertChannelsModel::resultText(const DeliveryResult &result) const
{
    const QString when = m_format.dateTime(result.timeMs);
    switch (result.state) {
    case DeliveryResult::State::None:
        return tr("Nothing sent since the start");
    case DeliveryResult::State::Delivered:
        //: %1 is date and time
        return tr("Delivered %1").arg(when);
    case DeliveryResult::State::Retrying:
        //: %1 is a time, %2 says what is wrong
        return tr("Trying again at %1. %2").arg(m_format.timeOfDay(result.nextTryMs), oneLine(result.text));
    case DeliveryResult::State::GivenUp:
        //: %1 is date and time, %2 says what is wrong
        return tr("Lost %1. %2").arg(when, oneLine(result.text));
    }
    return {};
}

Qt::ItemFlags AlertChannelsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return index.column() == Enabled && m_delivery.channels().canChange() ? flags | Qt::ItemIsUserCheckable
                                                                          : flags;
}

QVariant AlertChannelsModel::cell(const AlertChannel &channel, int column, int role) const
{
    switch (role) {
    case Qt::AccessibleTextRole:
        //: whether a channel is on
        return column == Enabled ? (channel.enabled ? tr("On") : tr("Off")) : text(channel, column);
    case Qt::CheckStateRole:
        return column == Enabled ? QVariant(channel.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ForegroundRole: {
        const QPalette palette = QGuiApplication::palette();
        if (column == Result)
            return severityColor(severityOf(m_delivery.result(channel.id).state), palette);
        return channel.enabled ? QVariant() : QVariant(themeColors(palette).stale);
    }
    default:
        return RowsModel::cell(channel, column, role);
    }
}

bool AlertChannelsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Enabled ||
        role != Qt::CheckStateRole)
        return false;
    AlertChannel channel = at(index.row());
    channel.enabled = value.toInt() == Qt::Checked;
    return !m_delivery.channels().put(channel).isEmpty();
}

void AlertChannelsModel::refresh()
{
    update(m_delivery.channels().channels(),
           [](const AlertChannel &a, const AlertChannel &b) { return a.id == b.id; });
}

int AlertChannelsModel::rowOf(const QString &id) const
{
    return find([&id](const AlertChannel &channel) { return channel.id == id; });
}

} // namespace syspulse
