// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/alerts/alertevent.h"
#include "core/alerts/alerttexts.h"

namespace syspulse {

/// What the alerts of an instance did, newest first.
class AlertLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Event, Rule, Value, Topic, columnCountValue };

    explicit AlertLogModel(const AlertTexts &texts, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set(const QList<AlertEvent> &events);
    const AlertEvent &at(int row) const { return m_events.at(row); }

    /// @p events as CSV (RFC 4180, UTF-8): time in ISO 8601 UTC, event, rule, topic, condition, threshold,
    /// value; the last two are plain numbers in the unit of the metric, or that per second.
    static QByteArray csv(const QList<AlertEvent> &events, const AlertTexts &texts);

private:
    QString text(const AlertEvent &event, Column column) const;

    const AlertTexts m_texts;
    QList<AlertEvent> m_events;
};

} // namespace syspulse
