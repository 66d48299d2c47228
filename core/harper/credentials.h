// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/harper/endpoint.h"

// Where secrets leave for Qt's HTTP, which wipes nothing, and where they come from it. What is made here on
// the way is wiped; what is given is to be handed to Qt at once.
namespace syspulse {

/// The header "Authorization" for the user and password of @p endpoint.
QByteArray basicAuthorization(const HarperEndpoint &endpoint);

/// The same for a token.
QByteArray bearerAuthorization(const Secret &token);

/// The operation that logs in for tokens, as JSON.
QByteArray loginBody(const HarperEndpoint &endpoint);

/// The text @p key of @p object, where it is wiped; empty where there is none.
Secret takeSecret(Json &object, const char *key);

} // namespace syspulse
