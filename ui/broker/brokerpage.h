// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include "core/broker/brokertypes.h"
#include "ui/base/page.h"

namespace syspulse {

class BrokerTab;
class HotTopicsPane;
class RefusedPane;
class SlowPane;
class StormsPane;
class Toast;
class WorkersPane;

/// What the component sees inside the broker: the load of each worker thread, subscribers that fall behind,
/// storms of connections, the busiest topics, and what was refused. Only what is shown is read.
class BrokerPage : public Page
{
    Q_OBJECT

public:
    explicit BrokerPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void add(BrokerTab *tab, const QString &title);
    void connectSession();
    /// Has the session read what is in view, and nothing else.
    void watch();

    QTabWidget *m_tabs;
    WorkersPane *m_workers;
    SlowPane *m_slow;
    StormsPane *m_storms;
    HotTopicsPane *m_topics;
    RefusedPane *m_refused;
    Toast *m_notice;
    BrokerViews m_watched;
};

} // namespace syspulse
