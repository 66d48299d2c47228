// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <QFont>
#include <QGuiApplication>

#include "ui/base/names.h"
#include "ui/base/theme.h"
#include "ui/clients/clientsmodel.h"

// What the cells of a ClientsModel show.
namespace syspulse {

QString mqttVersionText(const std::optional<int> &version)
{
    if (!version)
        return unknownText();
    switch (*version) {
    case 3:
        return QStringLiteral("3.1");
    case 4:
        return QStringLiteral("3.1.1");
    default:
        return QString::number(*version);
    }
}

bool ClientsModel::isTraffic(int column)
{
    return column >= MessagesIn && column <= Lag;
}

ClientsModel::ClientsModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_format(format)
{
    const auto count = [this](double value) { return m_format.number(value, NumberStyle::Full); };
    const auto rate = [this](int column) {
        return [this, column](const QString &id) {
            const auto value = number(id, column);
            return value ? m_format.number(*value, NumberStyle::Compact) : unknownText();
        };
    };
    setColumns(
        {{tr("Client ID"), [this](const QString &id) { return nameOf(id); }},
         {tr("User"), [this](const QString &id) { return userText(client(id)->user); }},
         {tr("Address"), [this](const QString &id) { return addressText(client(id)->address); }},
         // Digits of a name, without separators.
         {tr("Port"),
          [this](const QString &id) {
              const int port = client(id)->port;
              return port > 0 ? QString::number(port) : unknownText();
          },
          Align::Right},
         {tr("Transport"),
          [this](const QString &id) { return oneLine(client(id)->transport, 20).toUpper(); }},
         //: version of the protocol
         {tr("MQTT"), [this](const QString &id) { return mqttVersionText(client(id)->protocolVersion); }},
         {tr("Keep-alive"),
          [this](const QString &id) {
              const int seconds = client(id)->keepAliveSeconds;
              return seconds > 0 ? m_format.duration(seconds * 1000LL) : tr("none");
          },
          Align::Right},
         {tr("Connected"),
          [this](const QString &id) {
              const qint64 sinceMs = client(id)->sinceMs;
              return sinceMs > 0 ? m_format.age(std::max<qint64>(0, m_nowMs - sinceMs)) : unknownText();
          }},
         //: messages per second
         {tr("In/s"), rate(MessagesIn), Align::Right},
         //: messages per second
         {tr("Out/s"), rate(MessagesOut), Align::Right},
         {tr("Bytes/s"),
          [this](const QString &id) {
              return m_format.value(number(id, Bytes), Unit::Bytes, NumberStyle::Compact).text();
          },
          Align::Right},
         {tr("Lag"), [this](const QString &id) { return lagText(id); }, Align::Right},
         {tr("Subscriptions"),
          [this, count](const QString &id) { return count(client(id)->subscriptionCount); }, Align::Right},
         {tr("Persistent"),
          [this](const QString &id) { return client(id)->persistent ? tr("Yes") : tr("No"); }},
         // A name made of digits, and the last column is too wide to align it right.
         {tr("Thread"), [this, count](const QString &id) { return count(client(id)->thread); }}});
}

QString ClientsModel::nameOf(const QString &id) const
{
    const ClientSession &each = *client(id);
    const QString name = clientIdText(each.clientId);
    // In front, where it is not cut off.
    if (isThisWindow(each))
        //: %1 is a client ID
        return tr("This window: %1").arg(name);
    //: %1 is a client ID
    return isOwn(each) ? tr("SysPulse: %1").arg(name) : name;
}

QString ClientsModel::lagText(const QString &id) const
{
    const auto lag = number(id, Lag);
    return lag ? m_format.number(std::ceil(*lag), NumberStyle::Compact) : unknownText();
}

std::optional<double> ClientsModel::number(const QString &id, int column) const
{
    const ClientNumbers *const numbers = known(id);
    if (numbers == nullptr)
        return std::nullopt;
    switch (column) {
    case MessagesIn:
        return numbers->messagesInRate;
    case MessagesOut:
        return numbers->messagesOutRate;
    case Bytes:
        if (!numbers->bytesInRate && !numbers->bytesOutRate)
            return std::nullopt;
        return numbers->bytesInRate.value_or(0) + numbers->bytesOutRate.value_or(0);
    case Lag:
        if (!numbers->queued && !numbers->unacknowledged && !numbers->untaken)
            return std::nullopt;
        return numbers->lag();
    default:
        return std::nullopt;
    }
}

QString ClientsModel::whyUnknown() const
{
    if (!m_topError.message.isEmpty())
        return describe(m_topError);
    return tr(
        "Not known: the traffic of the busiest and the slowest clients of each worker is listed. Select "
        "the client to ask for its own numbers.");
}

QString ClientsModel::toolTip(const QString &id, int column) const
{
    if (column == Since && client(id)->sinceMs > 0)
        return m_format.dateTime(client(id)->sinceMs);
    if (column == Protocol && !client(id)->protocolVersion)
        return tr("Not known: the client was connected before its packets were counted, or the component is "
                  "older than 2.0.0.");
    if (!isTraffic(column))
        return {};
    if (!number(id, column))
        return whyUnknown();
    if (column != Lag)
        return {};
    const ClientNumbers known = numbers(id);
    const auto count = [this](const std::optional<qint64> &value) {
        return value ? m_format.number(double(*value), NumberStyle::Full) : unknownText();
    };
    const auto bytes = known.untaken ? std::optional(double(*known.untaken)) : std::nullopt;
    return tr("Waiting in its subscriptions: %1. Not acknowledged: %2. Not taken by the network: %3. 1 KiB "
              "counts as one message.")
        .arg(count(known.queued), count(known.unacknowledged),
             m_format.value(bytes, Unit::Bytes, NumberStyle::Compact).text());
}

QVariant ClientsModel::cell(const QString &id, int column, int role) const
{
    if (role == IdRole)
        return id;
    if (role == Qt::ToolTipRole) {
        if (const QString tip = toolTip(id, column); !tip.isEmpty())
            return plainToolTip(tip);
    }
    if (role == Qt::ForegroundRole && m_outdated)
        return themeColors(QGuiApplication::palette()).stale;
    if (role == Qt::FontRole && column == ClientId && isOwn(*client(id))) {
        QFont font = QGuiApplication::font();
        font.setItalic(true);
        return font;
    }
    return RowsModel::cell(id, column, role);
}

} // namespace syspulse
