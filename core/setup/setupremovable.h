// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace syspulse {

struct SetupFacts;
struct SysLayout;

/// What an undo removes: all of it, and nothing else.
struct SetupRemovable
{
    QString component;       ///< its name; empty: none of ours is there
    QStringList tables = {}; ///< as "data.sys", with all their records, in the order in which they go
    QString database = {};   ///< goes if nothing else is in it; empty: it stays
    QStringList roles = {};  ///< each goes if no user has it

    bool isEmpty() const { return component.isEmpty() && tables.isEmpty(); }
    /// Names all that goes, in whole sentences.
    QString text() const;
};

/// What of that which is on the instance is ours. Pure.
SetupRemovable removable(const SetupFacts &facts, const SysLayout &layout);

} // namespace syspulse
