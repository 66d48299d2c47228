// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/setup/setupplan.h"
#include "core/updater/statetables.h"

#include <memory>

namespace syspulse {

/// Id of the install marker in SysLayout::stateTable.
inline const QLatin1String installMarkerId("install");

/// Reads what is on an instance. One inspect() at a time.
class SetupInspector : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<SetupFacts> &)>;

    /// Which files of the component are read.
    enum class Files {
        All,
        /// Those of which size and time of the last change are not as they were when SysPulse had installed
        /// what it would install today. Enough for showing: who keeps both on purpose deceives it.
        Changed,
    };

    SetupInspector(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// What somebody has asked a moment ago, and need not be asked again.
    struct Known
    {
        UserInfo user;
        QString version;
        ServerConfiguration configuration;
    };

    /// For a user who is not a super user only SetupFacts::user is filled: the rest is not readable. Only the
    /// server's own word that something does not exist counts as that; any other failure ends the inspection.
    void inspect(Done done, Files files = Files::All, const std::optional<Known> &known = {});
    void cancel();
    /// The next inspect() reads the records of "sys" too, at most @p most.
    void alsoReadRecords(int most) { m_mostRecords = most; }
    /// Whether the next inspect() looks for roles with the names of ours though none is noted.
    void lookForRoles(bool on) { m_looksForRoles = on; }
    /// The records that inspect() has read, an array; nullptr where there is no table.
    std::shared_ptr<const Json> records() const { return m_records; }

private:
    void readVersion();
    void readComponents();
    void readStatus();
    void readDatabase();
    void readTable();
    void readIds();
    void readMarker();
    void readInstalled(const Json &payload);
    void readRoles();
    void readFiles();
    bool isAsInstalled(const QString &file) const;
    void readMoreFiles();
    void readFile(const QString &file);
    void finish();
    void fail(const Error &error);

    OperationsClient *m_client;
    SysLayout m_layout;
    StateTables m_state;
    Done m_done;
    Files m_files = Files::All;
    SetupFacts m_facts;
    ComponentFiles m_bundled;
    FileHashes m_bundledHashes;
    int m_mostRecords = 0; ///< none are read
    bool m_looksForRoles = false;
    std::shared_ptr<const Json> m_records;
    QMap<QString, QString> m_installed; ///< when files were changed last, then
    QStringList m_filesToRead;
    int m_filesUnderWay = 0;
    RequestScope m_run;
};

} // namespace syspulse
