// SPDX-License-Identifier: GPL-3.0-or-later

// The fourth part of SetupRunner: the first values, and the end of the table in which earlier versions kept
// the state.

#include "core/setup/setuprunner.h"

#include "core/base/json.h"
#include "core/updater/leasekeeper.h"

namespace syspulse {

namespace {

/// Tells the cycle that the setup asked for from others.
constexpr QLatin1String seedTrigger("setup");

const Json *recordWithId(const Json &records, const QString &id)
{
    for (const Json &record : records) {
        if (textOr(record, "id") == id)
            return &record;
    }
    return nullptr;
}

/// Who wrote the lease; empty when there is none, or when it was given back.
QString holderOf(const Json &records)
{
    const Json *record = recordWithId(records, Lease::recordId());
    const auto lease = record != nullptr ? Lease::fromRecord(*record) : std::nullopt;
    return lease && lease->expiresMs > 0 ? lease->owner : QString();
}

double checkpointTime(const Json &records)
{
    const Json *record = recordWithId(records, LeaseKeeper::checkpointId());
    return record != nullptr ? numberAt(*record, "updated").value_or(0) : 0;
}

} // namespace

void SetupRunner::seed()
{
    if (m_choosesIds)
        m_updater->changeIds(QString(seedTrigger), *m_choices.ids);
    else
        m_updater->runNow(QString(seedTrigger));
}

void SetupRunner::seeded(const RunReport &report)
{
    const bool waiting = m_operation == Operation::Apply && m_current < m_steps.size() &&
                         m_steps.at(m_current).part == SetupPart::Seed &&
                         m_steps.at(m_current).state == StepState::Running;
    if (!waiting)
        return;
    // The end of a cycle that ran already is as good as one of our own, unless the ids are to change.
    if (m_choosesIds && report.trigger != seedTrigger && report.outcome != RunOutcome::Cancelled) {
        QTimer::singleShot(0, m_run.context(), [this] { seed(); });
        return;
    }
    switch (report.outcome) {
    case RunOutcome::Updated:
        return seedDone(
            tr("Records written: %1.").arg(report.recordsWritten) +
            (report.notes.isEmpty() ? QString() : QLatin1Char(' ') + report.notes.join(QLatin1Char(' '))));
    case RunOutcome::StoodBy:
        return seedDone(tr("Another updater keeps the values current: %1.").arg(report.leaseHolder));
    case RunOutcome::Failed:
        // Workers that have just restarted may still refuse a connection now and then.
        if (report.error.kind == ErrorKind::Network && ++m_seedAttempts < 5) {
            QTimer::singleShot(1000, m_run.context(), [this] { seed(); });
            return;
        }
        return stepFailed(report.error);
    case RunOutcome::Cancelled:
        return stepFailed(report.error);
    }
}

/// Every updater of this version has by now written what it keeps to both tables.
void SetupRunner::seedDone(const QString &detail)
{
    if (!m_facts.tables.contains(m_layout.formerStateTable))
        return stepDone(detail);
    m_client->records(m_layout.database, m_layout.formerStateTable, {QStringLiteral("*")},
                      LeaseKeeper::maxRecords, m_run.context(), [this, detail](const Result<Json> &former) {
                          if (former)
                              compareStates(detail, *former);
                          else
                              stepFailed(former.error());
                      });
}

void SetupRunner::compareStates(const QString &detail, const Json &former)
{
    m_client->records(
        m_layout.database, m_layout.stateTable, {QStringLiteral("*")}, LeaseKeeper::maxRecords,
        m_run.context(),
        [this, detail, holder = holderOf(former),
         updated = checkpointTime(former)](const Result<Json> &current) {
            if (!current)
                return stepFailed(current.error());
            const bool known = holder.isEmpty() || holder == holderOf(*current);
            if (known && checkpointTime(*current) >= updated)
                return dropFormerTable(detail);
            stepDone(detail + QLatin1Char(' ') +
                     tr("The table \"%1\" stays for now: an updater of an earlier version works with it. Set "
                        "up again once that one has ended or was upgraded.")
                         .arg(m_layout.formerStateTable));
        });
}

void SetupRunner::dropFormerTable(const QString &detail)
{
    m_client->dropTable(
        m_layout.database, m_layout.formerStateTable, m_run.context(),
        [this, detail](const Result<void> &result) {
            if (!result)
                return stepFailed(result.error());
            stepDone(detail + QLatin1Char(' ') +
                     tr("The state is in \"%1\", and the table \"%2\" of an earlier version is removed.")
                         .arg(m_layout.stateTable, m_layout.formerStateTable));
        });
}

} // namespace syspulse
