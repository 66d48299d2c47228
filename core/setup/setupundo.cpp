// SPDX-License-Identifier: GPL-3.0-or-later

// The second half of SetupRunner: taking the setup back.

#include "core/setup/setuprunner.h"

namespace syspulse {

void SetupRunner::planUndo()
{
    m_steps.clear();
    m_current = 0;
    m_ownsDatabase = ownsDatabase(m_facts); // by what was there before anything was removed
    if (!m_facts.user.superUser)
        return end(
            false,
            {ErrorKind::Permission,
             tr("\"%1\" is not a super user. Taking the setup back needs one.").arg(m_facts.user.username),
             {},
             0});
    const SetupRemovable all = removable(m_facts, m_layout);
    if (all.isEmpty())
        return end(true, {});
    if (all.tables.isEmpty() && isEmptyFolder(m_facts) && !ownsComponent(m_facts)) {
        m_ownsDatabase = false;
        m_steps.append({SetupPart::Marker, StepState::Needed, tr("Remove what is left"),
                        tr("Removes the empty folder of the component \"%1\".").arg(m_layout.project)});
        return next();
    }
    planRoleRemoval();
    QString detail = tr("Removes the component \"%1\".").arg(m_layout.project);
    const QStringList others = m_facts.component ? foreignNames(m_facts, *m_facts.component) : QStringList();
    if (!others.isEmpty())
        detail += QLatin1Char(' ') +
                  tr("What SysPulse did not put there stays: %1.").arg(others.join(QStringLiteral(", ")));
    m_steps.append({SetupPart::Component, StepState::Needed, tr("Remove the component"), detail});
    m_steps.append({SetupPart::Restart, StepState::Needed, tr("Restart the workers"),
                    tr("Ends the export of both trees.")});
    if (!all.tables.isEmpty())
        m_steps.append({SetupPart::Tables, StepState::Needed, tr("Remove the tables"),
                        tr("Removes from \"%1\": %2.")
                            .arg(m_layout.database, m_facts.tables.join(QStringLiteral(", ")))});
    m_steps.append({SetupPart::Marker, StepState::Needed, tr("Remove what is left"),
                    m_ownsDatabase
                        ? tr("Removes \"%1\" if nothing else is in it, and the note of what SysPulse made.")
                              .arg(m_layout.database)
                        : tr("Removes the note of what SysPulse made.")});
    next();
}

void SetupRunner::removeComponent()
{
    // An undo that ends in between still knows what is ours.
    using Database = SetupNote::Database;
    const Database noted = m_facts.note ? m_facts.note->database : Database::Found;
    writeNote(m_ownsDatabase ? Database::Made : noted, [this](const Result<void> &result) {
        if (!result)
            return stepFailed(result.error());
        m_files = ourFiles(m_facts).keys();
        removeOurFile();
    });
}

void SetupRunner::removeOurFile()
{
    if (m_files.isEmpty())
        return stepDone(tr("The component \"%1\" is removed.").arg(m_layout.project));
    m_client->dropComponentFile(m_layout.project, m_files.takeFirst(), m_run.context(),
                                [this](const Result<void> &result) {
                                    if (result)
                                        removeOurFile();
                                    else
                                        stepFailed(result.error());
                                });
}

void SetupRunner::removeTables()
{
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
    if (!m_ownsDatabase)
        return removeRest(tr("The database \"%1\" was there before and stays.").arg(m_layout.database));
    m_client->tableNames(
        m_layout.database, m_run.context(), [this](const Result<std::optional<QStringList>> &names) {
            if (!names)
                return stepFailed(names.error());
            if (!*names)
                return removeRest(tr("The database \"%1\" is gone.").arg(m_layout.database));
            if (!(*names)->isEmpty())
                return removeRest(
                    tr("The database \"%1\" stays: it holds other tables.").arg(m_layout.database));
            m_client->dropDatabase(m_layout.database, m_run.context(), [this](const Result<void> &result) {
                if (result)
                    removeRest(tr("The database \"%1\" is removed.").arg(m_layout.database));
                else
                    stepFailed(result.error());
            });
        });
}

void SetupRunner::removeRest(const QString &database)
{
    removeFolder([this, database](const Result<QStringList> &left) {
        if (!left)
            return stepFailed(left.error());
        if (left->isEmpty())
            return stepDone(database);
        stepDone(database + QLatin1Char(' ') +
                 tr("The folder of the component \"%1\" stays: SysPulse did not make %2.")
                     .arg(m_layout.project, left->join(QStringLiteral(", "))));
    });
}

void SetupRunner::removeFolder(const std::function<void(const Result<QStringList> &)> &then)
{
    const auto look = [this, then](const Result<QList<ComponentInfo>> &components) {
        if (!components)
            return then(Unexpected<Error>{components.error()});
        for (const ComponentInfo &component : *components) {
            if (component.name != m_layout.project)
                continue;
            if (const QStringList left = component.files + component.folders; !left.isEmpty())
                return then(left);
            m_client->dropComponent(m_layout.project, m_run.context(), [then](const Result<void> &result) {
                then(result ? Result<QStringList>(QStringList()) : Unexpected<Error>{result.error()});
            });
            return;
        }
        then(QStringList());
    };
    m_client->dropComponentFile(m_layout.project, SetupNote::fileName(), m_run.context(),
                                [this, then, look](const Result<void> &result) {
                                    if (!result)
                                        return then(Unexpected<Error>{result.error()});
                                    m_client->components(m_run.context(), look);
                                });
}

} // namespace syspulse
