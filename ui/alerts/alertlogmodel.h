// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"
#include "core/alerts/alerttexts.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// What the alerts of an instance did, newest first.
class AlertLogModel : public RowsModel<AlertEvent>
{
    Q_OBJECT

public:
    enum Column { Time, Event, Weight, Rule, Value, Remark, Metric };

    explicit AlertLogModel(const AlertTexts &texts, QObject *parent = nullptr);

    /// @p events as CSV (RFC 4180, UTF-8): time in ISO 8601 UTC, event, rule, topic, condition, threshold,
    /// value; the last two are plain numbers in the unit of the metric, or that per second.
    static QByteArray csv(const QList<AlertEvent> &events, const AlertTexts &texts);

protected:
    QVariant cell(const AlertEvent &event, int column, int role) const override;

private:
    const AlertTexts m_texts;
};

} // namespace syspulse
