// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QNetworkReply;
class QObject;

namespace syspulse {

/// Calls @p then once, after @p reply has ended, which is after @p timeoutMs milliseconds at the latest: it
/// is aborted then and ends with OperationCanceledError. Never calls it from within the reply, so that @p
/// then may delete the reply and the manager that it belongs to. Where either the reply or @p context is gone
/// by then, nothing is called.
void whenEnded(QNetworkReply *reply, int timeoutMs, QObject *context, std::function<void()> then);

} // namespace syspulse
