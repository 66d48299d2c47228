// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse {

/// What SysPulse is about to change on a server, written into the component's folder before the first change
/// and removed after the last one of an undo: a run that ends anywhere in between leaves word of what is
/// ours.
struct SetupNote
{
    /// Whose the database is.
    enum class Database {
        Found,    ///< there before us
        Intended, ///< not there when we began; loading the component makes it
        Made,     ///< made by us
    };
    Database database = Database::Found;

    static QString fileName();
    QByteArray toJson() const;
    /// An interrupted write leaves a part of a note, or nothing in it: that says the least, Database::Found.
    static SetupNote fromJson(const QByteArray &text);
};

} // namespace syspulse
