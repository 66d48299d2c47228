// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"
#include "core/base/piecestore.h"

namespace syspulse {

class StateStore;

/// What the file of an instance's alert rules says.
struct AlertRuleList
{
    QList<AlertRule> rules; ///< in the order in which they were made
    QByteArray unknown;     ///< members of the file that a newer version wrote

    bool operator==(const AlertRuleList &) const = default;
};

/// The alert rules of one instance, kept in one versioned file that other programs of SysPulse change too.
/// There are none until the user makes some.
class AlertRuleStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 2;

    /// A removed rule and its place, for taking it back with put().
    struct Removed
    {
        qsizetype place = 0;
        AlertRule rule;
    };

    /// @p state must outlive the object.
    explicit AlertRuleStore(StateStore &state, QObject *parent = nullptr);

    /// Starts loading what is kept for the instance @p key, or where that is nothing, what is kept for
    /// @p otherKey, which may be the same; loaded() follows.
    void open(const QString &key, const QString &otherKey = {});

    bool isLoaded() const { return m_file.isLoaded(); }
    /// Nothing can be changed: the file is of a newer version, or could not be read or copied.
    bool isReadOnly() const { return m_file.isReadOnly(); }
    bool canChange() const { return m_file.canChange(); }
    /// In the order in which they were made.
    const QList<AlertRule> &rules() const { return m_file.value().rules; }
    const AlertRule *find(const QString &id) const;

    /// Adds @p rule, or changes the one with its id; a new one stands at @p place, negative: last. Gives the
    /// id; none when nothing can be changed or there are too many rules.
    QString put(AlertRule rule, qsizetype place = -1);
    std::optional<Removed> remove(const QString &id);
    /// Looks whether another program has changed the file; changed() follows if it has.
    void refresh() { m_file.refresh(); }

signals:
    void loaded();
    void changed();
    /// For the user, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    void set(AlertRuleList list);

    StateStore &m_state;
    QString m_key;
    PieceStore<AlertRuleList> m_file;
};

} // namespace syspulse
