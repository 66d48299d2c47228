// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/refusedloginspane.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/topics/systopics.h"
#include "ui/base/itemviews.h"
#include "ui/base/rowsmodel.h"
#include "ui/base/text.h"
#include "ui/charts/chartpanel.h"

namespace syspulse {

namespace {

constexpr qint64 chartSpanMs = 60LL * 60 * 1000;
constexpr int chartHeight = 170;

} // namespace

/// The newest refused logins, newest first.
class RefusedLoginsModel final : public RowsModel<RefusedLogin>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::RefusedLoginsModel)

public:
    RefusedLoginsModel(const UnitFormatter &format, QObject *parent)
        : RowsModel(parent)
    {
        setColumns({{tr("Time"),
                     [format](const RefusedLogin &login) {
                         return login.timeMs > 0 ? format.dateTime(login.timeMs) : unknownText();
                     }},
                    {tr("User name given"),
                     [](const RefusedLogin &login) {
                         return login.user.isEmpty() ? tr("(none)") : oneLine(login.user);
                     }},
                    {tr("Client ID"),
                     [](const RefusedLogin &login) {
                         return login.clientId.isEmpty() ? tr("(none)") : oneLine(login.clientId);
                     }},
                    {tr("Address"),
                     [](const RefusedLogin &login) {
                         return login.address.isEmpty() ? unknownText() : oneLine(login.address);
                     }},
                    {tr("Transport"),
                     [](const RefusedLogin &login) { return oneLine(login.transport, 20).toUpper(); }}});
    }
};

RefusedLoginsPane::RefusedLoginsPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new RefusedLoginsModel(context.format, this))
    , m_text(paragraph(QStringLiteral("refusedText")))
    , m_table(new QTableView)
    , m_chart(new ChartPanel({QStringLiteral("refused"),
                              {{systopics::loginsFailed, true, true}},
                              tr("Refused logins per second, last hour")},
                             context.format))
{
    m_table->setObjectName(QStringLiteral("refusedTable"));
    m_table->setAccessibleName(tr("Refused logins"));
    m_table->setModel(m_model);
    styleTable(m_table, {25, 28, 34, 22, 12});
    m_chart->setFixedHeight(chartHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_chart);
    layout->addWidget(m_table, 1);
}

void RefusedLoginsPane::take(const RefusedLogins &logins)
{
    m_model->set(logins.list);
    const UnitFormatter &format = m_context.format;
    const bool known = logins.error.message.isEmpty();
    const QString total = known ? format.number(double(logins.total), NumberStyle::Full) : unknownText();
    //: number, date and time
    setTextIfChanged(
        m_text, known ? tr("%1 refused since %2. The newest 100 per worker are listed. Names are what "
                           "the client claimed.")
                            .arg(total, logins.sinceMs > 0 ? format.dateTime(logins.sinceMs) : unknownText())
                      : describe(logins.error));
    emit totalChanged(total);
}

void RefusedLoginsPane::clear()
{
    m_model->set({});
    m_text->clear();
    emit totalChanged({});
}

void RefusedLoginsPane::refreshChart()
{
    const qint64 now = m_context.clock.nowMs();
    if (m_chart->isVisible())
        m_chart->refresh(m_context.store, now - chartSpanMs, now);
}

} // namespace syspulse
