// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
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
    /// What a tab says.
    struct Shown
    {
        QString text{};
        QString hint{};
        QColor dot{};
        QColor color{};

        bool operator==(const Shown &) const = default;
    };

    void rebuild();

    Instances &m_instances;
    QList<Shown> m_shown; ///< by tab
    bool m_rebuilding = false;
};

} // namespace syspulse
