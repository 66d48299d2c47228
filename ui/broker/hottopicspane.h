// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QTableView>

#include "core/broker/topichistory.h"
#include "ui/broker/brokertab.h"

namespace syspulse {

class HeatMap;
class HotTopicsModel;

/// The busiest topics: how their traffic went over the last minutes, and their ranking now or at the
/// crosshair.
class HotTopicsPane : public BrokerTab
{
    Q_OBJECT

public:
    explicit HotTopicsPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const TopTopics &topics);
    void clear() override;

private:
    void draw();
    /// Has the table show the moment of the crosshair, or the newest report.
    void rank();

    HotTopicsModel *m_model;
    HeatMap *m_map;
    QTableView *m_table;
    QComboBox *m_measure;
    QCheckBox *m_own;
    QLabel *m_moment;
    TopicHistory m_history;
    bool m_known = true;   ///< the newest report tells which topics are busy
    qint64 m_nowMs = 0;    ///< server's clock: of the newest report
    qint64 m_offsetMs = 0; ///< the server's clock minus this machine's
};

} // namespace syspulse
