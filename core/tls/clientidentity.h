// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tls/linktrust.h"

#include <QSslConfiguration>

namespace syspulse {

/// Reads and checks the client certificate of @p trust; empty when it names none. Keys may be of any kind
/// that OpenSSL knows, and encrypted. Blocks.
Result<ClientIdentity> readClientIdentity(const LinkTrust &trust);

/// Has @p configuration show @p identity to a server that asks; nothing where it is empty.
void useIdentity(QSslConfiguration &configuration, const ClientIdentity &identity);

} // namespace syspulse
