// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertnotices.h"

#include "core/alerts/alerttexts.h"
#include "core/alerts/notifier.h"

#include <algorithm>

namespace syspulse {

namespace {

/// Some notification services read markup in what they show.
QString withoutMarkup(QString text)
{
    return text.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203A));
}

} // namespace

AlertNotices::AlertNotices(Notifier &notifier, const AlertTexts &texts, QObject *parent)
    : QObject(parent)
    , m_notifier(notifier)
    , m_texts(texts)
{
    connect(&notifier, &Notifier::showRequested, this,
            [this](const QString &notice, const QString &activationToken) {
                if (m_shown.contains(notice))
                    emit showRequested(activationToken);
            });
    connect(&notifier, &Notifier::acknowledged, this, [this](const QString &notice) {
        if (const QStringList rules = m_shown.take(notice); !rules.isEmpty())
            emit acknowledged(rules);
    });
    connect(&notifier, &Notifier::snoozed, this, [this](const QString &notice) {
        if (const QStringList rules = m_shown.take(notice); !rules.isEmpty())
            emit snoozed(rules);
    });
}

bool AlertNotices::canShow() const
{
    return m_notifier.isAvailable();
}

void AlertNotices::show(const QString &key, const QString &instance, const QList<AlertRule> &fired,
                        const StatusOf &statusOf)
{
    AlertNotice notice;
    QStringList rules;
    for (const AlertRule &rule : fired)
        rules.append(rule.id);
    notice.id = key + QLatin1Char('/') + rules.join(QLatin1Char('+'));
    if (fired.size() == 1) {
        const AlertRule &rule = fired.constFirst();
        //: name of an alert, and of an instance or its address
        notice.title = tr("%1 (%2)").arg(m_texts.name(rule), instance);
        const AlertStatus status = statusOf(rule.id);
        notice.text = m_texts.fired(alertEventOf(AlertEventKind::Fired, status.sinceMs, rule, status));
        if (const QString advice = AlertTexts::advice(rule); !advice.isEmpty())
            notice.text += QLatin1Char(' ') + advice;
    } else {
        //: name of an instance or its address
        notice.title = tr("Alerts on %1").arg(instance);
        notice.text = m_texts.summary(fired);
    }
    notice.severity = worstSeverity(fired);
    notice.title = withoutMarkup(notice.title);
    notice.text = withoutMarkup(notice.text);
    m_shown.insert(notice.id, rules);
    m_notifier.notify(notice);
}

void AlertNotices::keepOnly(const std::function<bool(const QString &ruleId)> &wanted)
{
    for (auto it = m_shown.begin(); it != m_shown.end();) {
        if (std::any_of(it->cbegin(), it->cend(), wanted)) {
            ++it;
            continue;
        }
        const QString gone = it.key();
        it = m_shown.erase(it);
        m_notifier.withdraw(gone);
    }
}

} // namespace syspulse
