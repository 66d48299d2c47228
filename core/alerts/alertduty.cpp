// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertduty.h"

#include "core/base/logging.h"
#include "core/base/wholefile.h"
#include "core/settings/statestore.h"

#include <utility>

#include <QLockFile>

namespace syspulse {

/// A lock of a program that was killed is known by its process; one of another computer that shares the
/// folder by its age, once that computer's file system has let go of it.
static constexpr int staleMs = 30'000;

AlertDuty::AlertDuty(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{}

AlertDuty::~AlertDuty()
{
    close();
}

void AlertDuty::open(const QString &key)
{
    if (key == m_key)
        return;
    close();
    m_key = key;
    m_lock = std::make_shared<QLockFile>(m_state.fileOf(QStringLiteral("alertduty-") + key) +
                                         QStringLiteral(".lock"));
    m_lock->setStaleLockTime(staleMs);
    look();
}

void AlertDuty::close()
{
    m_asking.reset();
    m_key.clear();
    m_holder = Holder::Unknown;
    // Behind a question that is under way.
    if (m_lock)
        m_state.files().post([lock = std::exchange(m_lock, nullptr)] { lock->unlock(); });
}

void AlertDuty::look()
{
    if (!m_lock || m_asking || m_holder == Holder::Us)
        return;
    m_asking = std::make_unique<QObject>();
    m_state.files().run(
        [lock = m_lock, folder = m_state.folder()] {
            makePrivateFolder(folder);
            return lock->tryLock(0) || lock->error() != QLockFile::LockFailedError ? Holder::Us
                                                                                   : Holder::Elsewhere;
        },
        m_asking.get(),
        [this](Holder holder) {
            m_asking.release()->deleteLater(); // it is calling
            if (holder != m_holder)
                qCDebug(lcAlerts) << "alerts of" << m_key << "are sent by"
                                  << (holder == Holder::Us ? "us" : "another program");
            m_holder = holder;
            if (holder == Holder::Us)
                emit taken();
        });
}

} // namespace syspulse
