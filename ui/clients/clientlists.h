// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// The newest refused logins, newest first.
class RefusedLoginsModel : public RowsModel<RefusedLogin>
{
    Q_OBJECT

public:
    enum Column { Time, User, ClientId, Address, Transport };

    explicit RefusedLoginsModel(const UnitFormatter &format, QObject *parent = nullptr);
};

/// The persistent sessions whose clients are away, as the server lists them.
class OrphanedSessionsModel : public RowsModel<OrphanedSession>
{
    Q_OBJECT

public:
    enum Column { ClientId, Subscriptions, WaitingSince };

    explicit OrphanedSessionsModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// What is lost when the session in @p row is removed, as whole sentences.
    QString lossText(int row) const;
    /// The row of @p clientId; negative when there is none.
    int rowOf(const QString &clientId) const;

private:
    const UnitFormatter m_format;
};

} // namespace syspulse
