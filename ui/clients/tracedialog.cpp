// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/tracedialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/clients/traceexport.h"
#include "core/session/livestore.h"
#include "core/settings/statestore.h"
#include "ui/base/banner.h"
#include "ui/base/changeguard.h"
#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/clients/tracemodel.h"

namespace syspulse {

TraceDialog::TraceDialog(const PageContext &context, const ClientSession &client, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_session(client.id)
    , m_name(clientIdText(client.clientId, 80))
    , m_model(new TraceModel(context.format, this))
    , m_minutes(new QSpinBox)
    , m_packets(new QSpinBox)
    , m_start(new QPushButton(themedIcon(QStringLiteral("play")), tr("&Start")))
    , m_stop(new QPushButton(themedIcon(QStringLiteral("pause")), tr("S&top")))
    , m_banner(new Banner(QStringLiteral("traceNotice")))
    , m_status(paragraph(QStringLiteral("traceStatus")))
    , m_empty(paragraph(QStringLiteral("traceEmpty")))
    , m_table(new QTableView)
{
    setObjectName(QStringLiteral("traceDialog"));
    //: %1 is a client ID
    setWindowTitle(tr("Trace of %1").arg(m_name));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1140, 640);
    m_banner->hide();
    m_second.setInterval(1000);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    const auto addExport = [&](const QString &name, const QString &text, const QString &format) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        m_exports.append(button);
        connect(button, &QPushButton::clicked, this, [this, format] { exportPackets(format); });
    };
    addExport(QStringLiteral("exportTraceCsv"), tr("Export as CS&V…"), QStringLiteral("csv"));
    addExport(QStringLiteral("exportTraceJson"), tr("Export as &JSON…"), QStringLiteral("json"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(makeHead());
    layout->addWidget(m_banner);
    layout->addWidget(m_status);
    layout->addWidget(makeList(), 1);
    layout->addWidget(buttons);

    connect(m_start, &QPushButton::clicked, this, &TraceDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, &TraceDialog::stop);
    connect(&m_second, &QTimer::timeout, this, &TraceDialog::refresh);
    connect(&context.session.clients(), &SessionClients::traceChanged, this,
            [this](RequestToken token, const TraceFrame &frame) {
                if (token == m_token && isUnderWay())
                    take(frame);
            });
    connect(&context.session.connection(), &SessionConnection::stateChanged, this,
            [this](SessionState state) {
                if (state == SessionState::Connected)
                    return refresh();
                if (isUnderWay()) {
                    m_banner->say(Severity::Error,
                                  tr("The connection to the instance ended, and the trace with it. On the "
                                     "server it ends with its limits."));
                    setState(State::Idle);
                }
                refresh();
            });
    connect(&context.session.connection(), &SessionConnection::clockOffsetChanged, this,
            [this](qint64 offsetMs) { m_clockOffsetMs = offsetMs; });
    m_second.start();
    refresh();
}

TraceDialog::~TraceDialog()
{
    if (isUnderWay())
        m_context.session.request<&SessionClients::stopTrace>(m_token);
}

QLayout *TraceDialog::makeHead()
{
    m_minutes->setObjectName(QStringLiteral("traceMinutes"));
    m_minutes->setRange(1, TraceLimits::maxSeconds / 60);
    m_minutes->setValue(m_minutes->maximum());
    //: minutes
    m_minutes->setSuffix(tr(" min"));
    m_packets->setObjectName(QStringLiteral("tracePackets"));
    m_packets->setRange(1, TraceLimits::maxPackets);
    m_packets->setValue(1000);
    m_packets->setGroupSeparatorShown(true);
    m_start->setObjectName(QStringLiteral("traceStart"));
    m_start->setDefault(true);
    m_stop->setObjectName(QStringLiteral("traceStop"));
    auto *minutes = new QLabel(tr("At most &time:"));
    minutes->setBuddy(m_minutes);
    auto *packets = new QLabel(tr("At most &packets:"));
    packets->setBuddy(m_packets);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(minutes);
    head->addWidget(m_minutes);
    head->addSpacing(8);
    head->addWidget(packets);
    head->addWidget(m_packets);
    head->addStretch(1);
    head->addWidget(m_start);
    head->addWidget(m_stop);
    return head;
}

QWidget *TraceDialog::makeList()
{
    m_table->setObjectName(QStringLiteral("traceTable"));
    m_table->setAccessibleName(tr("Packets of the client"));
    m_table->setModel(m_model);
    styleTable(m_table, {6, 14, 12, 13, 42, 10, 9, 9, 12});
    m_empty->setAlignment(Qt::AlignCenter);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_table, 1);
    return box;
}

void TraceDialog::begin()
{
    if (isUnderWay())
        return;
    m_model->clear();
    m_model->setStarted(0);
    m_banner->hide();
    m_info = {};
    m_info.limits = {m_minutes->value() * 60, m_packets->value()};
    m_end.reset();
    m_startedMs = m_context.clock.nowMs();
    m_token = newRequestToken();
    setState(State::Starting);
    m_context.session.request<&SessionClients::startTrace>(m_session, m_info.limits, m_token);
}

void TraceDialog::stop()
{
    if (!isUnderWay() || m_state == State::Stopping)
        return;
    setState(State::Stopping);
    m_context.session.request<&SessionClients::stopTrace>(m_token);
}

void TraceDialog::take(const TraceFrame &frame)
{
    if (!frame.info.id.isEmpty()) {
        m_info = frame.info;
        if (m_state == State::Starting)
            m_state = State::Running;
    }
    m_model->setStarted(m_info.startedMs > 0 ? m_info.startedMs - m_clockOffsetMs : 0);
    // Whoever reads further up stays there.
    const QScrollBar *bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_model->add(frame.packets);
    if (atEnd)
        m_table->scrollToBottom();
    if (!frame.end)
        return refresh();
    m_end = frame.end;
    if (*frame.end == TraceEnd::Failed)
        m_banner->say(Severity::Error, describe(frame.error));
    else if (!endedAsMeant(*frame.end))
        m_banner->say(Severity::Warning, traceEndText(*frame.end));
    setState(State::Idle);
}

void TraceDialog::setState(State state)
{
    m_state = state;
    refresh();
}

void TraceDialog::refresh()
{
    const Session &session = m_context.session;
    const QString readOnly = readOnlyReason(m_context);
    const bool idle = !isUnderWay();
    m_start->setEnabled(idle && session.isConnected() && readOnly.isEmpty());
    m_start->setToolTip(readOnly);
    m_stop->setEnabled(!idle && m_state != State::Stopping);
    m_minutes->setEnabled(idle);
    m_packets->setEnabled(idle);
    const qsizetype count = m_model->packets().size();
    for (QPushButton *button : std::as_const(m_exports))
        button->setEnabled(count > 0);

    const QString packets = tr("%n packet(s)", "", int(count));
    QString status;
    if (m_state == State::Starting)
        status = tr("Starting the trace…");
    else if (m_state == State::Stopping)
        //: %1 is a number of packets
        status = tr("Stopping the trace… %1.").arg(packets);
    else if (m_state == State::Running)
        //: %1 is a duration, %2 a number of packets
        status =
            tr("Tracing for %1: %2.")
                .arg(m_context.format.duration(std::max<qint64>(0, m_context.clock.nowMs() - m_startedMs)),
                     packets);
    else if (m_end && !endedAsMeant(*m_end)) // the notice says why
        status = packets;
    else if (m_end)
        //: %1 is a sentence, %2 a number of packets
        status = tr("%1 %2.").arg(traceEndText(*m_end), packets);
    else
        status = tr("The server lists the packets of this client in both directions: type, topic, sizes and "
                    "times, never a payload. The trace ends by itself.");
    setTextIfChanged(m_status, status);

    QString empty;
    if (count == 0)
        empty = m_state == State::Running ? tr("Waiting for packets of the client. A quiet client sends a "
                                               "PINGREQ once in its keep-alive time.")
                : m_end && *m_end != TraceEnd::Failed ? tr("No packet passed while the client was traced.")
                                                      : QString();
    setTextIfChanged(m_empty, empty);
    m_empty->setVisible(!empty.isEmpty());
}

void TraceDialog::exportPackets(const QString &format)
{
    const QString stamp = fileStamp(m_context.clock.nowMs());
    const SaveQuestion question{tr("Export the trace"),
                                QStringLiteral("syspulse-trace-%1.%2").arg(stamp, format),
                                //: %1 is CSV or JSON, %2 the same in lower case
                                tr("%1 file (*.%2)").arg(format.toUpper(), format)};
    m_context.prompts.chooseSaveFile(this, question, [this, format](const QString &path) {
        const QList<TracedPacket> &packets = m_model->packets();
        const QByteArray bytes =
            format == QLatin1String("csv") ? traceCsv(m_info, packets) : traceJson(m_info, packets, m_end);
        m_context.state.writeFile(path, bytes, this, [this, path](const Result<void> &result) {
            if (result)
                m_banner->say(Severity::Ok, tr("The trace was exported to %1.").arg(path));
            else
                m_banner->say(Severity::Error, describe(result.error()));
        });
    });
}

} // namespace syspulse
