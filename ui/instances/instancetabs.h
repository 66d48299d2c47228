// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace syspulse {

class Instance;
class Instances;

/// A tab for each instance that is worked with; hidden while there is only one.
class InstanceTabs : public QTabBar
{
    Q_OBJECT

public:
    /// @p instances must outlive the bar.
    explicit InstanceTabs(Instances &instances, QWidget *parent = nullptr);

    void setCurrent(const Instance *instance);
    /// Shows how the links are now.
    void refresh();

signals:
    void chosen(syspulse::Instance *instance);
    void closeRequested(syspulse::Instance *instance);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();

    Instances &m_instances;
    bool m_rebuilding = false;
};

} // namespace syspulse
