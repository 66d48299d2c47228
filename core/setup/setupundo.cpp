// SPDX-License-Identifier: GPL-3.0-or-later

// The second half of SetupRunner: taking the setup back.

#include "core/setup/setuprunner.h"

namespace syspulse {

void SetupRunner::planUndo()
{
    m_steps.clear();
    m_current = 0;
    if (!m_facts.user.superUser)
        return end(
            false,
            {ErrorKind::Permission,
             tr("\"%1\" is not a super user. Taking the setup back needs one.").arg(m_facts.user.username),
             {},
             0});
    const bool component = m_facts.component && ownsComponent(m_facts);
    const bool tables = !m_facts.tables.isEmpty() && ownsTables(m_facts);
    if (component)
        m_steps.append({SetupPart::Component, StepState::Needed, tr("Remove the component"),
                        tr("Removes the component \"%1\".").arg(m_layout.project)});
    if (component || tables)
        m_steps.append({SetupPart::Restart, StepState::Needed, tr("Restart the workers"),
                        tr("Ends the export of both trees.")});
    if (tables)
        m_steps.append({SetupPart::Tables, StepState::Needed, tr("Remove the tables"),
                        tr("Removes from \"%1\": %2.")
                            .arg(m_layout.database, m_facts.tables.join(QStringLiteral(", ")))});
    if (tables && m_facts.madeDatabase)
        m_steps.append({SetupPart::Marker, StepState::Needed, tr("Remove the database"),
                        tr("Removes \"%1\" if nothing else is in it.").arg(m_layout.database)});
    if (m_steps.isEmpty())
        return end(true, {});
    next();
}

void SetupRunner::removeComponent()
{
    m_client->dropComponent(m_layout.project, m_run.context(), [this](const Result<void> &result) {
        if (result)
            stepDone(tr("The component \"%1\" is removed.").arg(m_layout.project));
        else
            stepFailed(result.error());
    });
}

void SetupRunner::removeTables()
{
    // The table with the marker comes last: an undo that ends in between still knows what is ours.
    if (m_facts.tables.isEmpty())
        return stepDone(tr("The tables are removed."));
    m_client->dropTable(m_layout.database, m_facts.tables.constFirst(), m_run.context(),
                        [this](const Result<void> &result) {
                            if (!result)
                                return stepFailed(result.error());
                            m_facts.tables.removeFirst();
                            removeTables();
                        });
}

void SetupRunner::removeDatabase()
{
    m_client->tableNames(
        m_layout.database, m_run.context(), [this](const Result<std::optional<QStringList>> &names) {
            if (!names)
                return stepFailed(names.error());
            if (!*names)
                return stepDone(tr("The database \"%1\" is gone.").arg(m_layout.database));
            if (!(*names)->isEmpty())
                return stepDone(
                    tr("The database \"%1\" stays: it holds other tables.").arg(m_layout.database));
            m_client->dropDatabase(m_layout.database, m_run.context(), [this](const Result<void> &result) {
                if (result)
                    stepDone(tr("The database \"%1\" is removed.").arg(m_layout.database));
                else
                    stepFailed(result.error());
            });
        });
}

} // namespace syspulse
