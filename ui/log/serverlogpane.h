// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include "core/session/serverlog.h"
#include "ui/base/page.h"

namespace syspulse {

class LogView;
class MessagePane;
class ServerLogModel;

/// The newest part of the server's own log, read only while it is shown; or why it cannot be read.
class ServerLogPane : public QWidget
{
    Q_OBJECT

public:
    explicit ServerLogPane(const PageContext &context, QWidget *parent = nullptr);

    LogView *view() const { return m_view; }
    /// Shows what has changed with time and with the session.
    void refresh();

signals:
    void connectRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void listen();
    void watch();
    void take(const ServerLog &log);
    void showEntries();
    void explain();
    QString sourceText() const;

    PageContext m_context;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    ServerLogModel *m_model;
    LogView *m_view;
    QComboBox *m_scope;
    QPushButton *m_refresh;
    QLabel *m_source;
    ServerLog m_log;
    std::optional<qint64> m_takenMs; ///< monotonic: when the log was read last; nothing: never
    bool m_watched = false;
};

} // namespace syspulse
