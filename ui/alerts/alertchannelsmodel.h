// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertchannel.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

class AlertDelivery;
struct DeliveryResult;

/// The channels by which alerts leave this machine, and what came of the last message for each.
class AlertChannelsModel : public RowsModel<AlertChannel>
{
    Q_OBJECT

public:
    enum Column { Enabled, Name, Kind, Place, Result };

    /// @p delivery must outlive the model.
    AlertChannelsModel(AlertDelivery &delivery, const UnitFormatter &format, QObject *parent = nullptr);

    /// The words for @p kind in a list to choose from.
    static QString kindText(AlertChannelKind kind);
    /// What a channel of @p kind sends, as sentences.
    static QString kindHelp(AlertChannelKind kind);

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void refresh();
    /// The row of the channel @p id; negative when there is none.
    int rowOf(const QString &id) const;

protected:
    QVariant cell(const AlertChannel &channel, int column, int role) const override;

private:
    QString resultText(const DeliveryResult &result) const;

    AlertDelivery &m_delivery;
    UnitFormatter m_format;
};

} // namespace syspulse
