// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertengine.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace syspulse {

class AlertTexts;
class Notifier;

/// The notices about the alerts of one instance that the desktop shows.
class AlertNotices : public QObject
{
    Q_OBJECT

public:
    using StatusOf = std::function<AlertStatus(const QString &ruleId)>;

    /// Both must outlive the object.
    AlertNotices(Notifier &notifier, const AlertTexts &texts, QObject *parent = nullptr);

    /// Whether anybody would see a notice.
    bool canShow() const;
    /// Shows one notice about @p fired. @p key: of the instance; @p instance: its name or address.
    void show(const QString &key, const QString &instance, const QList<AlertRule> &fired,
              const StatusOf &statusOf);
    /// Takes away the notices none of whose rules is @p wanted any longer.
    void keepOnly(const std::function<bool(const QString &ruleId)> &wanted);

signals:
    /// The user wants to see what a notice was about; @p activationToken as in Notifier.
    void showRequested(const QString &activationToken);
    void acknowledged(const QStringList &ruleIds);
    void snoozed(const QStringList &ruleIds);

private:
    Notifier &m_notifier;
    const AlertTexts &m_texts;
    QHash<QString, QStringList> m_shown; ///< ids of the notices -> ids of their rules
};

} // namespace syspulse
