// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/setup/setupplan.h"
#include "core/updater/statetables.h"

namespace syspulse {

/// Id of the install marker in SysLayout::stateTable.
inline const QLatin1String installMarkerId("install");

/// Reads what is on an instance. One inspect() at a time.
class SetupInspector : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<SetupFacts> &)>;

    SetupInspector(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// For a user who is not a super user only SetupFacts::user is filled: the rest is not readable. Only the
    /// server's own word that something does not exist counts as that; any other failure ends the inspection.
    void inspect(Done done);
    void cancel();

private:
    void readVersion();
    void readComponents();
    void readComponentFiles();
    void readComponentFile(const QString &file);
    void readStatus();
    void readTables();
    void readIds();
    void readMarker();
    void readHashes(const Json &payload);
    void finish();
    void fail(const Error &error);

    OperationsClient *m_client;
    SysLayout m_layout;
    StateTables m_state;
    Done m_done;
    SetupFacts m_facts;
    QStringList m_filesToRead;
    int m_filesUnderWay = 0;
    RequestScope m_run;
};

} // namespace syspulse
