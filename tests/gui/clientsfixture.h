// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"

#include <QTableView>

#include "ui/clients/clientspage.h"

namespace syspulse {

/// A Clients page that is shown. With clients their list is live; without, the session is not connected.
struct ClientsFixture : GuiFixture
{
    ClientsPage page{context()};
    QTableView *table = child<QTableView>(page, "clientTable");

    explicit ClientsFixture(int clients = 0)
    {
        show(page);
        if (clients == 0)
            return;
        session.pretendConnected();
        session.pretendClients(clients, clock.now);
    }
};

} // namespace syspulse
