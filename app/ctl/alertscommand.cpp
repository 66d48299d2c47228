// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/alertscommand.h"

#include "core/alerts/alerttexts.h"
#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/profiles/secretstore.h"

#include <algorithm>
#include <utility>

namespace syspulse {

AlertsCommand::AlertsCommand(const QString &key, const QString &address, bool test, const Output &output,
                             QObject *parent)
    : QObject(parent)
    , m_key(key)
    , m_test(test)
    , m_output(output)
    , m_secrets(makeSecretStore())
    , m_delivery(m_state, *m_secrets, m_clock)
    , m_rules(m_state)
    , m_memory(m_state)
{
    const auto note = [this](const QString &text) { m_output.note(QStringLiteral("syspulsectl: ") + text); };
    connect(&m_delivery.channels(), &AlertChannelStore::noticed, this, note);
    connect(&m_rules, &AlertRuleStore::noticed, this, note);
    connect(&m_memory, &AlertMemoryStore::noticed, this, note);
    connect(&m_delivery.channels(), &AlertChannelStore::loaded, this, &AlertsCommand::list);
    connect(&m_rules, &AlertRuleStore::loaded, this, &AlertsCommand::list);
    connect(&m_memory, &AlertMemoryStore::loaded, this, &AlertsCommand::list);
    if (key.isEmpty())
        return;
    m_rules.open(key, address);
    m_memory.open(key, address);
}

AlertsCommand::~AlertsCommand() = default;

bool AlertsCommand::isRead() const
{
    return m_delivery.channels().isLoaded() &&
           (m_key.isEmpty() || (m_rules.isLoaded() && m_memory.isLoaded()));
}

void AlertsCommand::list()
{
    if (!isRead() || std::exchange(m_listed, true))
        return;
    const QList<AlertChannel> &channels = m_delivery.channels().channels();
    for (const AlertChannel &channel : channels) {
        if (!m_test || !channel.enabled)
            continue;
        ++m_missing;
        m_delivery.test(channel, std::nullopt, this,
                        [this, channel](const Result<void> &result) { tested(channel, result); });
    }
    if (m_missing == 0)
        print();
}

void AlertsCommand::tested(const AlertChannel &channel, const Result<void> &result)
{
    m_results.insert(channel.id, result);
    if (--m_missing == 0)
        print();
}

void AlertsCommand::print()
{
    if (!m_key.isEmpty()) {
        printRules();
        printMaintenance();
        if (!m_output.isJson())
            m_output.line({});
    }
    printChannels();
    const bool failed =
        std::any_of(m_results.cbegin(), m_results.cend(), [](const Result<void> &result) { return !result; });
    emit finished(failed ? ExitCode::Failed : ExitCode::Ok);
}

void AlertsCommand::printRules() const
{
    const AlertTexts texts{UnitFormatter(QLocale::c())};
    const AlertMemory &memory = m_memory.memory();
    QList<QStringList> rows;
    const QList<AlertRule> rules = withBuiltInRules(m_rules.rules());
    for (const AlertRule &rule : rules) {
        const OpenAlert *alert = memory.openAlert(rule);
        const AlertSilence *silence = memory.silence(rule.id);
        const bool fires = alert != nullptr;
        if (m_output.isJson()) {
            const bool snoozed = silence != nullptr && silence->kind == SilenceKind::Snoozed;
            m_output.object({{"rule", toUtf8String(texts.name(rule))},
                             {"id", toUtf8String(rule.id)},
                             {"severity", toUtf8String(alertSeverityName(rule.severity))},
                             {"on", rule.enabled},
                             {"firingSince", fires ? timeOrNull(alert->sinceMs) : OrderedJson(nullptr)},
                             {"acknowledged", silence != nullptr && !snoozed},
                             {"snoozedUntil", snoozed ? timeOrNull(silence->untilMs) : OrderedJson(nullptr)},
                             {"reason", silence != nullptr && !silence->reason.isEmpty()
                                            ? OrderedJson(toUtf8String(silence->reason))
                                            : OrderedJson(nullptr)}});
            continue;
        }
        QString state = !rule.enabled ? tr("off")
                        : fires       ? tr("firing since %1").arg(isoTime(alert->sinceMs))
                                      : tr("not firing");
        if (silence != nullptr)
            state += silence->kind == SilenceKind::Acknowledged
                         ? tr(", acknowledged")
                         : tr(", snoozed until %1").arg(isoTime(silence->untilMs));
        if (silence != nullptr && !silence->reason.isEmpty())
            state += QStringLiteral(": ") + silence->reason;
        rows.append({texts.name(rule), alertSeverityName(rule.severity), state});
    }
    if (!rows.isEmpty())
        m_output.table({QStringLiteral("RULE"), QStringLiteral("SEVERITY"), QStringLiteral("LAST SEEN")},
                       rows);
}

void AlertsCommand::printMaintenance() const
{
    const AlertTexts texts{UnitFormatter(QLocale::c())};
    const Maintenance &maintenance = m_memory.memory().maintenance;
    const qint64 nowMs = m_clock.nowMs();
    const qint64 endMs = maintenance.endMs(nowMs, localUtcOffset);
    if (m_output.isJson()) {
        OrderedJson windows = OrderedJson::array();
        for (const MaintenanceWindow &window : maintenance.windows)
            windows.push_back(toUtf8String(texts.maintenanceWindow(window)));
        m_output.object({{"maintenance", std::move(windows)},
                         {"inMaintenanceUntil", endMs > 0 ? timeOrNull(endMs) : OrderedJson(nullptr)}});
        return;
    }
    for (const MaintenanceWindow &window : maintenance.windows)
        m_output.line(tr("Maintenance: %1").arg(texts.maintenanceWindow(window)));
    if (endMs > 0)
        m_output.line(tr("In maintenance until %1: alerts are not sent.").arg(isoTime(endMs)));
}

void AlertsCommand::printChannels() const
{
    QList<QStringList> rows;
    const QList<AlertChannel> &channels = m_delivery.channels().channels();
    if (channels.isEmpty())
        m_output.progress(
            tr("There are no channels, so alerts are shown by the window only. Add one on its Alerts page."));
    for (const AlertChannel &channel : channels) {
        const auto result = m_results.constFind(channel.id);
        const bool tested = result != m_results.cend();
        if (m_output.isJson()) {
            OrderedJson object{{"channel", toUtf8String(alertChannelTitle(channel))},
                               {"kind", toUtf8String(alertChannelKindName(channel.kind))},
                               {"on", channel.enabled},
                               {"place", toUtf8String(alertChannelPlace(channel))}};
            if (tested) {
                object["delivered"] = result->has_value();
                object["error"] = result->has_value() ? OrderedJson(nullptr)
                                                      : OrderedJson(toUtf8String(describe(result->error())));
            }
            m_output.object(object);
            continue;
        }
        QStringList row{alertChannelTitle(channel), alertChannelKindName(channel.kind),
                        channel.enabled ? tr("on") : tr("off"), alertChannelPlace(channel)};
        if (m_test)
            row.append(!tested ? tr("not tested") : outcome(*result));
        rows.append(row);
    }
    QStringList head{QStringLiteral("CHANNEL"), QStringLiteral("KIND"), QStringLiteral("STATE"),
                     QStringLiteral("GOES TO")};
    if (m_test)
        head.append(QStringLiteral("TEST"));
    if (!rows.isEmpty())
        m_output.table(head, rows);
}

} // namespace syspulse
