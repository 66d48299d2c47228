// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/statusprinter.h"

#include "core/base/age.h"
#include "core/base/json.h"
#include "core/base/product.h"
#include "core/base/utf8.h"
#include "core/setup/componentsettings.h"
#include "core/topics/systopics.h"
#include "core/updater/sysrecord.h"

namespace syspulse {

namespace {

/// Who has written the values last, for people; empty where they do not say.
QString writerText(const std::string &mode, const std::string &host)
{
    if (host.empty())
        return {};
    const QString name = textFromUtf8(host);
    return mode == "server" ? QStringLiteral("the component on %1").arg(name)
                            : QStringLiteral("the updater on %1").arg(name);
}

} // namespace

void printStatus(const SetupFacts &facts, const Json &records, const InstanceInfo &info,
                 const SysLayout &layout, qint64 serverNow, Output &output)
{
    const SetupPlan plan =
        makeSetupPlan(facts, componentToDeploy(bundledComponent(), facts.componentFiles, {}), layout);
    const QString state = plan.blocked()    ? QStringLiteral("blocked")
                          : plan.complete() ? QStringLiteral("set up")
                                            : QStringLiteral("not set up");
    OrderedJson values = OrderedJson::object();
    OrderedJson sources = OrderedJson::object();
    qint64 newest = 0;
    for (const Json &json : records) {
        const auto record = decodeRecord(json);
        if (!record || record->topic.isEmpty())
            continue;
        // One that no clock explains says nothing about how current the rest is.
        if (ageMs(record->timestampMs, serverNow))
            newest = std::max(newest, record->timestampMs);
        values[toUtf8String(record->topic)] = *member(json, "value");
        sources[toUtf8String(record->topic)] = textOr(json, "source").toStdString();
    }
    const auto age = ageMs(newest, serverNow);
    const auto textOf = [&values](QLatin1String topic) {
        const auto it = values.find(topic.data());
        return it != values.end() && it->is_string() ? it->get<std::string>() : std::string();
    };
    const std::string writerMode = textOf(systopics::mode);
    const std::string writerHost = textOf(systopics::host);
    if (output.isJson()) {
        output.object({{"url", toUtf8String(info.url)},
                       {"version", toUtf8String(info.version)},
                       {"superUser", facts.user.superUser},
                       {"mqtt", toUtf8String(mqttAddressText(info.mqtt))},
                       {"setup", toUtf8String(state)},
                       {"component",
                        {{"state", toUtf8String(componentStateName(plan.component.state))},
                         {"version", toUtf8String(plan.component.version)}}},
                       {"serverSide", plan.serverSideNow ? OrderedJson(*plan.serverSideNow) : OrderedJson()},
                       {"ids", facts.ids ? OrderedJson(*facts.ids == IdStyle::Flat ? "flat" : "hierarchical")
                                         : OrderedJson()},
                       {"writtenBy", {{"mode", writerMode}, {"host", writerHost}}},
                       {"ageSeconds", age ? OrderedJson(*age / 1000) : OrderedJson()},
                       {"values", values},
                       {"sources", sources}});
        return;
    }
    output.line(QStringLiteral("Instance  %1, %2").arg(info.url, productName(info.version)));
    output.line(
        QStringLiteral("User      %1%2")
            .arg(facts.user.username, facts.user.superUser ? QStringLiteral(" (super user)") : QString()));
    output.line(QStringLiteral("MQTT      %1, through %2").arg(mqttAddressText(info.mqtt), info.mqttBackend));
    output.line(QStringLiteral("Setup     %1").arg(state));
    output.line(QStringLiteral("Component %1 %2")
                    .arg(componentStateName(plan.component.state), plan.component.version)
                    .trimmed());
    output.line(QStringLiteral("Mode      %1")
                    .arg(!plan.serverSideNow ? QStringLiteral("updaters only")
                         : *plan.serverSideNow
                             ? QStringLiteral("server-side: the component fills in while no updater runs")
                             : QStringLiteral("updaters only (setup --server-side on changes that)")));
    if (const QString writer = writerText(writerMode, writerHost); !writer.isEmpty())
        output.line(QStringLiteral("Writer    ") + writer);
    if (values.empty())
        output.line(QStringLiteral("Values    none"));
    else if (age)
        output.line(
            QStringLiteral("Values    %1 records, the newest %2 s old").arg(values.size()).arg(*age / 1000));
    else
        output.line(QStringLiteral("Values    %1 records of unknown age").arg(values.size()));
    for (const auto &[topic, value] : values.items())
        output.line(QStringLiteral("%1 %2 (%3)")
                        .arg(textFromUtf8(topic),
                             value.is_string() ? textFromUtf8(value.get<std::string>())
                                               : QString::fromUtf8(dumpJson(value)),
                             textFromUtf8(sources[topic].get<std::string>())));
}

} // namespace syspulse
