// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/alertscommand.h"

#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/profiles/secretstore.h"

#include <algorithm>

namespace syspulse {

AlertsCommand::AlertsCommand(bool test, const Output &output, QObject *parent)
    : QObject(parent)
    , m_test(test)
    , m_output(output)
    , m_secrets(makeSecretStore())
    , m_delivery(m_state, *m_secrets, m_clock)
{
    connect(&m_delivery.channels(), &AlertChannelStore::noticed, this,
            [this](const QString &text) { m_output.note(QStringLiteral("syspulsectl: ") + text); });
    connect(&m_delivery.channels(), &AlertChannelStore::loaded, this, &AlertsCommand::list);
}

AlertsCommand::~AlertsCommand() = default;

void AlertsCommand::list()
{
    const QList<AlertChannel> &channels = m_delivery.channels().channels();
    if (channels.isEmpty())
        m_output.progress(
            tr("There are no channels, so alerts are shown by the window only. Add one on its Alerts page."));
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
    QList<QStringList> rows;
    const QList<AlertChannel> &channels = m_delivery.channels().channels();
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
    const bool failed =
        std::any_of(m_results.cbegin(), m_results.cend(), [](const Result<void> &result) { return !result; });
    emit finished(failed ? ExitCode::Failed : ExitCode::Ok);
}

} // namespace syspulse
