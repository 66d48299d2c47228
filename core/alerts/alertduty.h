// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>
#include <QString>

class QLockFile;

namespace syspulse {

class StateStore;

/// Which of several programs that watch the same rules of an instance (the window, syspulsectl run, the
/// background service) sends alerts: the one on duty, so that nobody is told twice. The others judge the
/// rules as well and take over within seconds when it ends, even when it is killed.
///
/// A lock file beside the rules decides, not the updater's lease on the server. Who holds the lease may be on
/// another computer, with other rules; nobody holds it in quiet hours; and it cannot be read while the server
/// is away, which is when alerts are needed most. Rules and lock lie in the same folder: whoever can see the
/// ones sees the other.
class AlertDuty : public QObject
{
    Q_OBJECT

public:
    enum class Holder {
        Unknown,  ///< the file has not been looked at
        Us,       ///< also where it cannot be written: an alert told twice is better than none
        Elsewhere ///< another program
    };

    /// @p state must outlive the object.
    explicit AlertDuty(StateStore &state, QObject *parent = nullptr);
    /// Gives the duty back.
    ~AlertDuty() override;

    /// Asks for the duty for the instance @p key, and gives back that for another one.
    void open(const QString &key);
    /// Gives the duty back and asks for none.
    void close();
    /// Asks again; to be called each second.
    void look();

    Holder holder() const { return m_holder; }

signals:
    /// The duty was given to us.
    void taken();

private:
    StateStore &m_state;
    QString m_key;
    Holder m_holder = Holder::Unknown;
    std::shared_ptr<QLockFile> m_lock; ///< used in the thread of files only
    std::unique_ptr<QObject> m_asking; ///< context of the question under way
};

} // namespace syspulse
