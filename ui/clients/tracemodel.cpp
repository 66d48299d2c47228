// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/tracemodel.h"

namespace syspulse {

namespace {

/// A time of less than a second, which a duration would round too much.
QString millisecondsText(const QLocale &locale, double ms)
{
    return locale.toString(ms, 'f',
                           ms < 10    ? 2
                           : ms < 100 ? 1
                                      : 0) +
           QChar(QChar::Nbsp) + QStringLiteral("ms");
}

} // namespace

TraceModel::TraceModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_format(format)
{
    const auto count = [this](double value) { return m_format.number(value, NumberStyle::Full); };
    setColumns(
        {{tr("No."), [count](const TracedPacket &packet) { return count(packet.number); }, Align::Right},
         {tr("Time"), [this](const TracedPacket &packet) { return timeText(packet); }},
         {tr("Direction"),
          [](const TracedPacket &packet) { return packet.in ? tr("to broker") : tr("to client"); }},
         {tr("Packet"), [](const TracedPacket &packet) { return oneLine(packet.type, 20).toUpper(); }},
         {tr("Topic or filter"),
          [](const TracedPacket &packet) {
              const QString topic = oneLine(packet.topic);
              if (packet.moreFilters == 0)
                  return topic;
              //: %1 is a topic filter
              return tr("%1 and %n more", "", packet.moreFilters).arg(topic);
          }},
         {tr("Packet ID"),
          [](const TracedPacket &packet) {
              return packet.packetId ? QString::number(*packet.packetId) : QString();
          },
          Align::Right},
         {tr("Size"), [count](const TracedPacket &packet) { return count(double(packet.size)); },
          Align::Right},
         {tr("Payload"),
          [count](const TracedPacket &packet) {
              return packet.payload ? count(double(*packet.payload)) : QString();
          },
          Align::Right},
         {tr("After"),
          [this](const TracedPacket &packet) {
              return packet.afterMs ? millisecondsText(m_format.locale(), *packet.afterMs) : QString();
          },
          Align::Right},
         {tr("Details"), [](const TracedPacket &packet) {
              QStringList parts;
              if (packet.type == QLatin1String("publish"))
                  parts.append(QStringLiteral("QoS %1").arg(packet.qos()));
              if (packet.retain())
                  parts.append(tr("retained"));
              if (packet.duplicate())
                  parts.append(tr("duplicate"));
              if (packet.reason)
                  parts.append(tr("reason %1").arg(*packet.reason));
              if (packet.answers)
                  //: %1 is the number of a packet
                  parts.append(tr("answers no. %1").arg(*packet.answers));
              return parts.join(QStringLiteral(", "));
          }}});
}

QString TraceModel::timeText(const TracedPacket &packet) const
{
    if (m_startedMs == 0)
        return unknownText();
    const qint64 ms = m_startedMs + qint64(packet.atMs);
    return m_format.timeOfDay(ms) + QStringLiteral(".%1").arg(ms % 1000, 3, 10, QLatin1Char('0'));
}

QVariant TraceModel::cell(const TracedPacket &packet, int column, int role) const
{
    if (role == Qt::ToolTipRole && column == Time && m_startedMs > 0)
        return m_format.dateTime(m_startedMs + qint64(packet.atMs));
    if (role == Qt::ToolTipRole && column == After && packet.answers)
        return plainToolTip(tr("Time since packet %1, with which this exchange began").arg(*packet.answers));
    return RowsModel::cell(packet, column, role);
}

void TraceModel::setStarted(qint64 startedMs)
{
    if (m_startedMs == startedMs)
        return;
    m_startedMs = startedMs;
    allChanged();
}

void TraceModel::add(const QList<TracedPacket> &packets)
{
    if (packets.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(packets.size()) - 1);
    m_rows += packets;
    endInsertRows();
}

void TraceModel::clear()
{
    reset({});
}

} // namespace syspulse
