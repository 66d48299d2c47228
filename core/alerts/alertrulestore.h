// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

#include <optional>

#include <QObject>

namespace syspulse {

class StateStore;

/// The alert rules of one instance, kept in one versioned file. There are none until a person makes some.
class AlertRuleStore : public QObject
{
    Q_OBJECT

public:
    /// Version of the file that this program writes. One of a newer program is read, but not written.
    static constexpr int fileVersion = 1;

    /// A removed rule and its place, for taking it back with put().
    struct Removed
    {
        qsizetype place = 0;
        AlertRule rule;
    };

    /// @p state must outlive the object.
    explicit AlertRuleStore(StateStore &state, QObject *parent = nullptr);

    /// Starts loading what is kept for the instance @p key, or where that is nothing, what is kept for
    /// @p otherKey; loaded() follows.
    void open(const QString &key, const QString &otherKey = {});

    bool isLoaded() const { return m_loaded; }
    /// Nothing can be changed: the file is of a newer version, or could not be read.
    bool isReadOnly() const { return m_readOnly; }
    bool canChange() const { return m_loaded && !m_readOnly; }
    /// In the order in which they were made.
    const QList<AlertRule> &rules() const { return m_rules; }
    const AlertRule *find(const QString &id) const;

    /// Adds @p rule, or changes the one with its id; a new one stands at @p place, negative: last. Gives the
    /// id; none when nothing can be changed or there are too many rules.
    QString put(AlertRule rule, qsizetype place = -1);
    std::optional<Removed> remove(const QString &id);

signals:
    void loaded();
    void changed();
    /// A person should know, for example that the file was damaged and where it went.
    void noticed(const QString &text);

private:
    void take(const QByteArray &bytes);
    void setAside(const QByteArray &bytes, const QString &why);
    void load(const QString &from, const QString &otherKey);
    void save();
    QString pieceName() const { return QStringLiteral("alerts-") + m_key; }

    StateStore &m_state;
    QString m_key;
    QList<AlertRule> m_rules;
    QByteArray m_unknown; ///< members of the file that a newer version wrote
    bool m_loaded = false;
    bool m_readOnly = false;
};

} // namespace syspulse
