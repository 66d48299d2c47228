// SPDX-License-Identifier: GPL-3.0-or-later

// The third part of SetupRunner: putting back what was there when an installation fails.

#include "core/setup/setuprunner.h"

#include <algorithm>

namespace syspulse {

void SetupRunner::rollBack(const Error &cause)
{
    begin(tr("It failed (%1). Putting back what was there before ...").arg(describe(cause)));
    if (ourFiles(m_facts).isEmpty()) {
        m_files = m_desired.keys();
        return removeNewFile(cause);
    }
    // Only what was touched: other files are somebody's, and may not survive being read as text.
    m_files = QStringList(m_desired.keyBegin(), m_desired.keyEnd()) + m_outdated;
    m_files.removeIf([this](const QString &file) { return !m_facts.componentFiles.contains(file); });
    restoreFile(cause);
}

void SetupRunner::removeNewFile(const Error &cause)
{
    if (m_files.isEmpty())
        return lookForTables(cause);
    m_client->dropComponentFile(m_layout.project, m_files.takeFirst(), m_run.context(),
                                [this, cause](const Result<void> &result) {
                                    if (result)
                                        removeNewFile(cause);
                                    else
                                        removalFailed(cause, result.error());
                                });
}

void SetupRunner::removalFailed(const Error &cause, const Error &error)
{
    Error shown = cause;
    shown.message += QLatin1Char(' ') +
                     tr("Removing the component again failed too (%1): the component \"%2\" is left on the "
                        "server and loads with its next restart.")
                         .arg(describe(error), m_layout.project);
    stepFailed(shown);
}

/// The note stays for as long as it is needed: tables may have been made although the component did not load.
void SetupRunner::lookForTables(const Error &cause)
{
    m_client->tableNames(
        m_layout.database, m_run.context(), [this, cause](const Result<std::optional<QStringList>> &names) {
            if (!names)
                return removalFailed(cause, names.error());
            const QStringList ours = m_layout.tablesOfAnyVersion();
            const QStringList found = names->value_or(QStringList());
            const bool tables = std::any_of(found.cbegin(), found.cend(),
                                            [&ours](const QString &table) { return ours.contains(table); });
            const bool database = names->has_value() && !m_facts.databaseExists;
            if (tables || database) {
                Error error = cause;
                error.message += QLatin1Char(' ') +
                                 tr("The component was removed again; undo removes what it left in \"%1\".")
                                     .arg(m_layout.database);
                return stepFailed(error);
            }
            removeFolder([this, cause](const Result<QStringList> &left) {
                if (!left)
                    return removalFailed(cause, left.error());
                Error error = cause;
                error.message += QLatin1Char(' ') + tr("The component was removed again.");
                stepFailed(error);
            });
        });
}

void SetupRunner::restoreFile(const Error &cause)
{
    if (m_files.isEmpty()) {
        m_files = m_desired.keys();
        m_files.removeIf([this](const QString &file) { return m_facts.componentFiles.contains(file); });
        if (!m_facts.note)
            m_files.append(SetupNote::fileName());
        return removeAddedFile(cause);
    }
    const QString file = m_files.takeFirst();
    m_client->setComponentFile(m_layout.project, file, m_facts.componentFiles.value(file), m_run.context(),
                               [this, cause](const Result<void> &result) {
                                   if (result)
                                       restoreFile(cause);
                                   else
                                       restoreFailed(cause, result.error());
                               });
}

void SetupRunner::removeAddedFile(const Error &cause)
{
    if (m_files.isEmpty())
        return restored(cause);
    m_client->dropComponentFile(m_layout.project, m_files.takeFirst(), m_run.context(),
                                [this, cause](const Result<void> &result) {
                                    if (result)
                                        removeAddedFile(cause);
                                    else
                                        restoreFailed(cause, result.error());
                                });
}

void SetupRunner::restored(const Error &cause)
{
    m_restart.run(m_layout.project, [this, error = cause](const Result<void> &result) mutable {
        error.message += QLatin1Char(' ') +
                         (result ? tr("The component that was there before is back.")
                                 : tr("The files that were there before are back, but did not load either."));
        stepFailed(error);
    });
}

void SetupRunner::restoreFailed(const Error &cause, const Error &error)
{
    Error shown = cause;
    shown.message +=
        QLatin1Char(' ') +
        tr("Putting back the old component failed too (%1): set up again once the server is back.")
            .arg(describe(error));
    stepFailed(shown);
}

} // namespace syspulse
