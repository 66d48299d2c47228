// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

#include "core/clients/clienttypes.h"
#include "core/clients/tracetypes.h"
#include "core/session/session.h"
#include "ui/base/page.h"

namespace syspulse {

class Banner;
class TraceModel;

/// Traces one client: asks for the limits, lists its packets as they pass, and exports them. The trace ends
/// with the dialog.
class TraceDialog : public QDialog
{
    Q_OBJECT

public:
    TraceDialog(const PageContext &context, const ClientSession &client, QWidget *parent = nullptr);
    ~TraceDialog() override;

private:
    enum class State { Idle, Starting, Running, Stopping };

    QLayout *makeHead();
    QWidget *makeList();
    void begin();
    void stop();
    void take(const TraceFrame &frame);
    void setState(State state);
    void refresh();
    void exportPackets(const QString &format);
    bool isUnderWay() const { return m_state != State::Idle; }

    const PageContext m_context;
    const QString m_session; ///< ClientSession::id
    const QString m_name;
    TraceModel *m_model;
    QSpinBox *m_minutes;
    QSpinBox *m_packets;
    QPushButton *m_start;
    QPushButton *m_stop;
    Banner *m_banner;
    QLabel *m_status;
    QLabel *m_empty;
    QTableView *m_table;
    QList<QPushButton *> m_exports;
    QTimer m_second;
    State m_state = State::Idle;
    RequestToken m_token = 0;
    TraceInfo m_info;
    std::optional<TraceEnd> m_end;
    qint64 m_startedMs = 0; ///< this machine's clock
    qint64 m_clockOffsetMs = 0;
};

} // namespace syspulse
