// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/refusedpane.h"

#include <QCoreApplication>

#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/broker/brokertext.h"

namespace syspulse {

/// Refused publishes and subscriptions.
class RefusedPacketsModel final : public SortedRowsModel<RefusedPacket>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::RefusedPacketsModel)

public:
    enum Column { Time, Kind, Topic, Reason, Client, User, Address };

    RefusedPacketsModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
    {
        setColumns(
            {{tr("Time"),
              [format](const RefusedPacket &packet) {
                  return packet.timeMs > 0 ? format.dateTime(packet.timeMs) : unknownText();
              }},
             {tr("What"),
              [](const RefusedPacket &packet) {
                  return packet.kind == RefusedPacket::Kind::Publish ? tr("Publish") : tr("Subscription");
              }},
             {tr("Topic or filter"),
              [](const RefusedPacket &packet) {
                  return packet.topic.isEmpty() ? unknownText() : oneLine(packet.topic);
              }},
             {tr("Reason"), [](const RefusedPacket &packet) { return reasonText(packet.reason); }},
             {tr("Client ID"), [](const RefusedPacket &packet) { return clientIdText(packet.clientId); }},
             {tr("User"), [](const RefusedPacket &packet) { return userText(packet.user); }},
             {tr("Address"), [](const RefusedPacket &packet) { return addressText(packet.address); }}});
        sortByNumber(Time, [](const RefusedPacket &packet) {
            return packet.timeMs > 0 ? std::optional(double(packet.timeMs)) : std::nullopt;
        });
    }

protected:
    QString idOf(const RefusedPacket &packet) const override
    {
        return QStringLiteral("%1 %2 %3").arg(QString::number(packet.timeMs), packet.clientId, packet.topic);
    }

private:
    /// The component's words, which are English, in the user's language; those of another version as they
    /// are.
    static QString reasonText(const QString &reason)
    {
        const std::pair<const char *, QString> known[] = {
            {"not allowed", tr("Not allowed")},
            {"no such topic", tr("There is no such topic")},
            {"a dot in the topic", tr("A dot in the topic")},
            {"a filter that is not supported", tr("The broker does not support the filter")},
            {"not valid", tr("Not valid")},
            {"a payload that cannot be read", tr("The payload cannot be read")},
            {"an error of the server", tr("An error of the server")}};
        for (const auto &[words, text] : known) {
            if (reason == QLatin1String(words))
                return text;
        }
        return reason.isEmpty() ? unknownText() : oneLine(reason);
    }
};

RefusedPane::RefusedPane(const PageContext &context, QWidget *parent)
    : BrokerTab(QStringLiteral("refusedPackets"), context, parent)
    , m_model(new RefusedPacketsModel(context.format, this))
    , m_text(paragraph(QStringLiteral("refusedPacketsText")))
    , m_table(new QTableView)
{
    m_table->setObjectName(QStringLiteral("refusedPacketsTable"));
    m_table->setAccessibleName(tr("Refused publishes and subscriptions"));
    m_table->setModel(m_model);
    styleTable(m_table, {22, 14, 34, 26, 24, 16});
    m_table->sortByColumn(RefusedPacketsModel::Time, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    contentLayout()->addWidget(m_text);
    contentLayout()->addWidget(m_table, 1);
}

void RefusedPane::take(const TopTopics &topics)
{
    if (takeSource(topics.source)) {
        m_model->take(topics.refused);
        setTextIfChanged(m_text,
                         topics.refused.isEmpty()
                             ? tr("No publish and no subscription was refused since the workers started.")
                             : tr("Each worker keeps the last 100 publishes and subscriptions that "
                                  "were refused, without their payloads."));
    }
    refresh();
}

void RefusedPane::clear()
{
    BrokerTab::clear();
    m_model->take({});
}

} // namespace syspulse
