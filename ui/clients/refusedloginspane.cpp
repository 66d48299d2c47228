// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/refusedloginspane.h"

#include <algorithm>
#include <tuple>

#include <QCoreApplication>
#include <QHash>
#include <QHBoxLayout>
#include <QSet>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/topics/systopics.h"
#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/rowsmodel.h"
#include "ui/base/text.h"
#include "ui/charts/chartpanel.h"

namespace syspulse {

namespace {

constexpr qint64 chartSpanMs = 60LL * 60 * 1000;
constexpr int chartHeight = 230;

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
                    {tr("User name given"), [](const RefusedLogin &login) { return userText(login.user); }},
                    {tr("Client ID"), [](const RefusedLogin &login) { return clientIdText(login.clientId); }},
                    {tr("Address"), [](const RefusedLogin &login) { return addressText(login.address); }},
                    {tr("Transport"),
                     [](const RefusedLogin &login) { return oneLine(login.transport, 20).toUpper(); }}});
    }
};

namespace {

/// The listed refusals of one user name from one address.
struct RefusedGroup
{
    QString user;
    QString address;
    int count = 0;
    QSet<QString> clientIds;
    qint64 firstMs = 0;
    qint64 lastMs = 0;

    bool operator==(const RefusedGroup &) const = default;
};

/// Those with most refusals first.
QList<RefusedGroup> groupRefused(const QList<RefusedLogin> &logins)
{
    QHash<std::pair<QString, QString>, RefusedGroup> groups;
    for (const RefusedLogin &login : logins) {
        RefusedGroup &group = groups[{login.user, login.address}];
        group.user = login.user;
        group.address = login.address;
        ++group.count;
        group.clientIds.insert(login.clientId);
        group.lastMs = std::max(group.lastMs, login.timeMs);
        if (login.timeMs > 0)
            group.firstMs = group.firstMs == 0 ? login.timeMs : std::min(group.firstMs, login.timeMs);
    }
    QList<RefusedGroup> list = groups.values();
    std::sort(list.begin(), list.end(), [](const RefusedGroup &a, const RefusedGroup &b) {
        return std::tie(b.count, b.lastMs, a.user, a.address) <
               std::tie(a.count, a.lastMs, b.user, b.address);
    });
    return list;
}

} // namespace

/// Who was refused how often, by user name and address.
class RefusedGroupsModel final : public RowsModel<RefusedGroup>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::RefusedGroupsModel)

public:
    RefusedGroupsModel(const UnitFormatter &format, QObject *parent)
        : RowsModel(parent)
    {
        const auto time = [format](qint64 ms) { return ms > 0 ? format.dateTime(ms) : unknownText(); };
        setColumns(
            {{tr("User name given"), [](const RefusedGroup &group) { return userText(group.user); }},
             {tr("Address"), [](const RefusedGroup &group) { return addressText(group.address); }},
             {tr("Refused"),
              [format](const RefusedGroup &group) { return format.number(group.count, NumberStyle::Full); },
              Align::Right},
             {tr("Client IDs"),
              [](const RefusedGroup &group) {
                  QStringList ids(group.clientIds.cbegin(), group.clientIds.cend());
                  ids.sort();
                  const QString first = clientIdText(ids.constFirst());
                  //: %1 is a client ID
                  return ids.size() == 1 ? first : tr("%1 and %n more", "", int(ids.size()) - 1).arg(first);
              }},
             {tr("First"), [time](const RefusedGroup &group) { return time(group.firstMs); }},
             {tr("Last"), [time](const RefusedGroup &group) { return time(group.lastMs); }}});
    }
};

RefusedLoginsPane::RefusedLoginsPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_groups(new RefusedGroupsModel(context.format, this))
    , m_model(new RefusedLoginsModel(context.format, this))
    , m_grouping(new QComboBox)
    , m_text(paragraph(QStringLiteral("refusedText")))
    , m_table(new QTableView)
    , m_chart(new ChartPanel({QStringLiteral("refused"),
                              {{systopics::loginsFailed, false, true, true}},
                              tr("Refused logins, last hour")},
                             context.format))
{
    m_table->setObjectName(QStringLiteral("refusedTable"));
    m_table->setAccessibleName(tr("Refused logins"));
    m_grouping->setObjectName(QStringLiteral("refusedGrouping"));
    m_grouping->setAccessibleName(tr("How refused logins are listed"));
    m_grouping->addItems({tr("By user and address"), tr("One by one")});
    m_table->setModel(m_groups);
    styleTable(m_table, {});
    showModel();
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &RefusedLoginsPane::showModel);
    m_chart->setFixedHeight(chartHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_text, 1);
    head->addWidget(m_grouping, 0, Qt::AlignTop);
    layout->addLayout(head);
    layout->addWidget(m_chart);
    layout->addWidget(m_table, 1);
}

QAbstractItemModel *RefusedLoginsPane::shownModel() const
{
    if (m_grouping->currentIndex() == 0)
        return m_groups;
    return m_model;
}

void RefusedLoginsPane::showModel()
{
    m_table->setModel(shownModel());
    const bool grouped = m_table->model() == m_groups;
    const QList<int> widths = grouped ? QList<int>{28, 22, 12, 34, 25} : QList<int>{25, 28, 34, 22, 12};
    setColumnWidths(m_table, widths);
}

void RefusedLoginsPane::take(const RefusedLogins &logins)
{
    m_model->set(logins.list);
    m_groups->set(groupRefused(logins.list));
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
    m_groups->set({});
    m_text->clear();
    emit totalChanged({});
}

void RefusedLoginsPane::refreshChart()
{
    const qint64 now = m_context.clock.nowMs();
    if (m_chart->isVisible())
        m_chart->refresh(TrafficView(m_context.store, true), now - chartSpanMs, now);
}

} // namespace syspulse
