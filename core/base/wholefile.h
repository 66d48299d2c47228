// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace syspulse {

/// The bytes of the file @p path; none where there is no file. Refuses a file of more than @p maxBytes, which
/// is somebody else's. Blocks.
Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes);

/// Replaces the file @p path by @p bytes, as a whole or not at all: after a failure, such as a full disk,
/// what was there before still is. Success means that the system has taken every byte. Blocks.
Result<void> writeWholeFile(const QString &path, const QByteArray &bytes);

/// The same for a file that is nobody else's business: only the user may read it, also where an earlier one
/// was open to others.
Result<void> writePrivateFile(const QString &path, const QByteArray &bytes);

/// Makes the folder @p path with those above it where it is not there, and takes it from others. Whoever
/// writes to it next is told what is wrong. Blocks.
void makePrivateFolder(const QString &path);

/// Takes the file or folder @p path from others than the user, where it is the user's.
void makePrivate(const QString &path);

} // namespace syspulse
