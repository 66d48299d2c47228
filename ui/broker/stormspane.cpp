// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/stormspane.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>

#include "core/broker/stormsexport.h"
#include "core/settings/statestore.h"
#include "ui/base/commands.h"
#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/prompts.h"
#include "ui/base/sortedrowsmodel.h"
#include "ui/base/text.h"
#include "ui/broker/brokertext.h"

namespace syspulse {

namespace {

constexpr OffenderKind offenderOrder[] = {OffenderKind::Address,  OffenderKind::RefusedAddress,
                                          OffenderKind::User,     OffenderKind::Client,
                                          OffenderKind::Flapping, OffenderKind::Duplicate};

/// A line of the table of rates.
struct AttemptsRow
{
    QString name;
    AttemptRate rate;

    bool operator==(const AttemptsRow &) const = default;
};

struct OffenderRow
{
    OffenderKind kind = OffenderKind::Address;
    Offender offender;
};

} // namespace

/// How often connections are opened, closed and refused.
class AttemptsModel final : public RowsModel<AttemptsRow>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::AttemptsModel)

public:
    AttemptsModel(const UnitFormatter &format, QObject *parent)
        : RowsModel(parent)
    {
        setColumns({{tr("Connections"), [](const AttemptsRow &row) { return row.name; }},
                    {tr("Last second"),
                     [format](const AttemptsRow &row) { return perSecondText(format, row.rate.lastSecond); },
                     Align::Right},
                    {tr("Busiest second"),
                     [format](const AttemptsRow &row) { return perSecondText(format, row.rate.peak); },
                     Align::Right},
                    {tr("Last minute"),
                     [format](const AttemptsRow &row) { return perSecondText(format, row.rate.minute); },
                     Align::Right},
                    {QString(), [](const AttemptsRow &) { return QString(); }}});
    }

    void take(const Storms &storms)
    {
        update({{tr("Opened"), storms.opened},
                {tr("Closed"), storms.closed},
                {tr("Logins refused"), storms.refused}},
               [](const AttemptsRow &a, const AttemptsRow &b) { return a.name == b.name; });
    }
};

/// Who connects too often.
class OffendersModel final : public SortedRowsModel<OffenderRow>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::OffendersModel)

public:
    enum Column { Times, Who, What };

    OffendersModel(const UnitFormatter &format, QObject *parent)
        : SortedRowsModel(parent)
    {
        setColumns({{tr("Times in a minute"),
                     [format](const OffenderRow &row) {
                         const QString count = countText(format, row.offender.atLeast);
                         //: %1 is the least number that is certain
                         return row.offender.exact ? count : tr("≥ %1").arg(count);
                     },
                     Align::Right},
                    {tr("Who"), [](const OffenderRow &row) { return whoText(row.kind, row.offender.key); }},
                    {tr("What"), [](const OffenderRow &row) { return whatText(row.kind); }}});
        sortByNumber(Times,
                     [](const OffenderRow &row) { return std::optional(double(row.offender.atLeast)); });
    }

    /// The name of a list.
    static QString kindText(OffenderKind kind)
    {
        switch (kind) {
        case OffenderKind::Address:
            return tr("Addresses");
        case OffenderKind::RefusedAddress:
            return tr("Addresses refused");
        case OffenderKind::User:
            return tr("Users");
        case OffenderKind::Client:
            return tr("Client IDs");
        case OffenderKind::Flapping:
            return tr("Clients that come and go");
        case OffenderKind::Duplicate:
            return tr("Client IDs in use twice");
        }
        return {};
    }

protected:
    QString idOf(const OffenderRow &row) const override
    {
        return offenderKindName(row.kind) + QLatin1Char(' ') + row.offender.key;
    }

private:
    static QString whoText(OffenderKind kind, const QString &key)
    {
        switch (kind) {
        case OffenderKind::Address:
        case OffenderKind::RefusedAddress:
            return addressText(key);
        case OffenderKind::User:
            return userText(key);
        case OffenderKind::Client:
        case OffenderKind::Flapping:
        case OffenderKind::Duplicate:
            return clientIdText(key);
        }
        return {};
    }

    /// What one of them does.
    static QString whatText(OffenderKind kind)
    {
        switch (kind) {
        case OffenderKind::Address:
            return tr("Address that opens connections");
        case OffenderKind::RefusedAddress:
            return tr("Address whose logins are refused");
        case OffenderKind::User:
            return tr("User name that tries to log in");
        case OffenderKind::Client:
            return tr("Client ID that tries to log in");
        case OffenderKind::Flapping:
            return tr("Client that logs in again and again");
        case OffenderKind::Duplicate:
            return tr("Client ID that is connected more than once now");
        }
        return {};
    }
};

StormsPane::StormsPane(const PageContext &context, QWidget *parent)
    : BrokerTab(QStringLiteral("storms"), context, parent)
    , m_attemptsModel(new AttemptsModel(context.format, this))
    , m_offendersModel(new OffendersModel(context.format, this))
    , m_attempts(new QTableView)
    , m_offenders(new QTableView)
    , m_kind(new QComboBox)
    , m_empty(paragraph(QStringLiteral("stormsEmpty")))
    , m_export(new QPushButton(tr("E&xport…")))
{
    m_attempts->setObjectName(QStringLiteral("attemptsTable"));
    m_attempts->setAccessibleName(tr("Connections"));
    m_attempts->setModel(m_attemptsModel);
    styleTable(m_attempts, {24, 16, 18, 16});
    m_attempts->setToolTip(
        tr("The busiest second of the last minute adds up those of all workers, which need "
           "not be the same one."));
    m_attempts->setFixedHeight(m_attempts->horizontalHeader()->sizeHint().height() +
                               3 * m_attempts->verticalHeader()->defaultSectionSize() +
                               2 * m_attempts->frameWidth());
    m_offenders->setObjectName(QStringLiteral("offendersTable"));
    m_offenders->setAccessibleName(tr("Who connects too often"));
    m_offenders->setModel(m_offendersModel);
    styleTable(m_offenders, {20, 48});
    m_offenders->sortByColumn(OffendersModel::Times, Qt::DescendingOrder);
    m_offenders->setSortingEnabled(true);
    m_kind->setObjectName(QStringLiteral("stormsKind"));
    m_kind->setAccessibleName(tr("What is listed"));
    m_kind->addItem(tr("Everything"));
    for (const OffenderKind kind : offenderOrder)
        m_kind->addItem(OffendersModel::kindText(kind), int(kind));
    m_export->setObjectName(QStringLiteral("stormsExport"));
    m_export->setProperty(exportProperty, tr("Export who connects too often"));
    m_export->setToolTip(tr("Writes all lists to a CSV file."));

    QLabel *caption = plainLabel(QStringLiteral("stormsCaption"), tr("In the last minute"));
    scaleFont(caption, 1.0, true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(caption);
    bar->addStretch(1);
    bar->addWidget(m_kind);
    bar->addWidget(m_export);
    contentLayout()->addWidget(m_attempts);
    contentLayout()->addLayout(bar);
    contentLayout()->addWidget(m_empty);
    contentLayout()->addWidget(m_offenders, 1);

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] { show(m_storms); });
    connect(m_export, &QPushButton::clicked, this, &StormsPane::exportAll);
}

void StormsPane::show(const Storms &storms)
{
    m_attemptsModel->take(storms);
    QList<OffenderRow> rows;
    const QVariant wanted = m_kind->currentData();
    for (const OffenderKind kind : offenderOrder) {
        if (wanted.isValid() && wanted.toInt() != int(kind))
            continue;
        for (const Offender &offender : storms.of(kind))
            rows.append({kind, offender});
    }
    m_offendersModel->take(rows);
    setTextIfChanged(m_empty, rows.isEmpty() ? tr("Nobody was noticed in the last minute.") : QString());
    m_empty->setVisible(rows.isEmpty());
}

void StormsPane::take(const Storms &storms)
{
    if (takeSource(storms.source)) {
        m_storms = storms;
        show(m_storms);
    }
    refresh();
}

void StormsPane::clear()
{
    BrokerTab::clear();
    m_storms = {};
    show(m_storms);
}

void StormsPane::exportAll()
{
    const QString stamp = fileStamp(context().clock.nowMs());
    const SaveQuestion question{tr("Export who connects too often"),
                                QStringLiteral("syspulse-storms-%1.csv").arg(stamp), tr("CSV file (*.csv)")};
    // As it was when the button was pressed: a storm may be over when the file is chosen.
    context().prompts.chooseSaveFile(this, question, [this, storms = m_storms](const QString &path) {
        context().state.writeFile(path, stormsCsv(storms), this, [this, path](const Result<void> &result) {
            emit noticed(result ? tr("The lists were exported to %1.").arg(path) : describe(result.error()),
                         !result);
        });
    });
}

} // namespace syspulse
