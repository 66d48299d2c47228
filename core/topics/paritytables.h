// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include "core/topics/parity.h"

namespace syspulse {

/// Context of the translated texts.
struct Parity
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::Parity)
};

/// A topic of a convention and what is known of its counterpart here.
struct ParityEntry
{
    QString topic;        ///< as the convention writes it
    QString own;          ///< of the catalogue; empty where no topic of ours has this meaning
    QString note;         ///< how the two differ, or without a counterpart why there is none; translated
    bool nearest = false; ///< own is close to what is meant, and not the same
};

/// All topics of @p convention in its own order.
QList<ParityEntry> parityEntries(Convention convention);

} // namespace syspulse
