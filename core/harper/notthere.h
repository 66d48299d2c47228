// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace syspulse {

/// Whether the server says in so many words that the database, table or component file it was asked for does
/// not exist. Every other failure (a time-out, a refusal, a fault of the server) says nothing about that.
bool saysNotThere(const Error &error);

/// Whether the server refuses in the words of something that does not exist: so it hides tables that a role
/// has no rights on, and nothing tells whether they are there.
bool saysHidden(const Error &error);

/// Whether the server says that a table has no attribute that it was asked for, as one that an older version
/// of the component has made.
bool saysUnknownAttribute(const Error &error);

/// Whether the server says that it does not know the operation, as older versions do.
bool saysUnknownOperation(const Error &error);

} // namespace syspulse
