// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QTabWidget>

#include "core/base/loglevel.h"
#include "ui/base/page.h"

namespace syspulse {

class LogModel;
class LogView;
class ServerLogPane;
class Toast;

/// What the program did with the instance, and the server's own log.
class LogPage final : public Page
{
    Q_OBJECT

public:
    explicit LogPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    struct Said
    {
        LogLevel level;
        QString text;
        qint64 timeMs;
    };

    void add(LogLevel level, const QString &text);
    void takeWaiting();

    QTabWidget *m_tabs;
    LogModel *m_model;
    LogView *m_view;
    QPushButton *m_clear;
    ServerLogPane *m_server;
    Toast *m_notice;
    QList<Said> m_waiting; ///< since the page was drawn
};

} // namespace syspulse
