// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/toppage.h"

#include <memory>

#include <QObject>
#include <QSize>

namespace syspulse {

/// The whole terminal, for a program that renews it. The terminal is as it was once the object is gone. There
/// can be one in a process.
class TopScreen : public QObject
{
    Q_OBJECT

public:
    /// Nothing where standard input and output are not a terminal that can do this.
    static std::unique_ptr<TopScreen> open();
    ~TopScreen() override;

    /// Columns and rows.
    QSize size() const;
    void show(const QList<TopLine> &lines);

signals:
    void keyPressed(char key);
    void resized();
    /// The terminal is gone.
    void closed();

private:
    explicit TopScreen(int signalPipe);

    void readKeys();
    void fit();

    bool m_coloured = false;
};

} // namespace syspulse
