// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "ui/instances/instance.h"

namespace syspulse {

/// All instances that the program works with at the moment, in the order in which they were added.
class Instances : public QObject
{
    Q_OBJECT

public:
    using MakeSession = std::function<std::unique_ptr<Session>()>;

    /// Longest time that a server which does not answer can keep an instance, or the program, from ending.
    static constexpr int farewellMs = 4000;

    Instances(MakeSession makeSession, const InstanceServices &services, QObject *parent = nullptr);
    ~Instances() override;

    const QList<Instance *> &all() const { return m_all; }
    /// The one that works with the profile @p id, or nullptr.
    Instance *ofProfile(const QString &id) const;

    /// How many are connected.
    int connectedCount() const;

    /// Takes up the notes that other programs have written.
    void refreshNotes();

    /// A new one that is not connected.
    Instance *add();
    /// Disconnects @p instance and forgets it: removed() follows at once, and it goes away as soon as its
    /// updater has given the lease back.
    void remove(Instance *instance);

    /// Disconnects all; allDisconnected() follows, after farewellMs at the latest.
    void disconnectAll();

signals:
    void added(syspulse::Instance *instance);
    /// @p instance is not in all() any more, and will be deleted.
    void removed(syspulse::Instance *instance);
    void allDisconnected();

private:
    bool anyConnected() const;

    MakeSession m_makeSession;
    InstanceServices m_services;
    QList<Instance *> m_all;
};

} // namespace syspulse
