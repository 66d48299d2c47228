// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannelstore.h"

#include "core/base/json.h"
#include "core/settings/statestore.h"

#include <algorithm>
#include <limits>

#include <QSet>
#include <QUuid>

namespace syspulse {

namespace {

Result<PieceContent<AlertChannelList>> readChannels(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    const Json *list = member(*json, "channels");
    if (list == nullptr || !list->is_array())
        return failure(ErrorKind::Local, AlertChannelStore::tr("It has no list of channels."));
    qint64 version = 0;
    if (!takeInteger(*json, "version", 0, std::numeric_limits<int>::max(), version))
        return failure(ErrorKind::Local, AlertChannelStore::tr("\"version\" in it is not a number."));
    PieceContent<AlertChannelList> content;
    content.newer = version > AlertChannelStore::fileVersion;
    QString firstProblem;
    QSet<QString> ids;
    QList<AlertChannel> &channels = content.value.channels;
    for (const Json &entry : *list) {
        Result<AlertChannel> channel = alertChannelFromJson(entry);
        if (!channel && firstProblem.isEmpty())
            firstProblem = channel.error().message;
        if (channel && channels.size() >= maxAlertChannels && firstProblem.isEmpty())
            firstProblem = AlertChannelStore::tr("There are more than %1 channels.").arg(maxAlertChannels);
        if (!channel || channels.size() >= maxAlertChannels)
            continue;
        // The same id each time that the file is read, or a channel would be another one.
        if (channel->id.isEmpty() || ids.contains(channel->id))
            channel->id = QUuid::createUuidV5(QUuid(), QByteArray::number(channels.size()) + dumpJson(entry))
                              .toString(QUuid::WithoutBraces);
        ids.insert(channel->id);
        channels.append(*channel);
    }
    content.value.unknown = membersBeyond(*json, {{"channels", {}}, {"version", {}}});
    if (!firstProblem.isEmpty())
        content.damage = AlertChannelStore::tr("Some channels were left out: %1").arg(firstProblem);
    return content;
}

QByteArray writeChannels(const AlertChannelList &list)
{
    Json entries = Json::array();
    for (const AlertChannel &channel : list.channels)
        entries.push_back(alertChannelToJson(channel));
    Json json = keptMembers(list.unknown);
    json["version"] = AlertChannelStore::fileVersion;
    json["channels"] = std::move(entries);
    return dumpJson(OrderedJson(json), 2) + '\n';
}

AlertChannelList mergeChannels(const AlertChannelList &base, const AlertChannelList &here,
                               const AlertChannelList &there)
{
    const auto idOf = [](const AlertChannel &channel) { return channel.id; };
    return {mergeEntries(base.channels, here.channels, there.channels, idOf), there.unknown};
}

} // namespace

AlertChannelStore::AlertChannelStore(StateStore &state, QObject *parent)
    : QObject(parent)
    , m_file(state.files(), {readChannels, writeChannels, mergeChannels},
             {[this] { emit loaded(); }, [this] { emit changed(); },
              [this](const QString &text) { emit noticed(text); },
              [&state](const Error &error) { emit state.failed(error); }})
{
    m_file.open(state.fileOf(QStringLiteral("alertchannels")));
}

const AlertChannel *AlertChannelStore::find(const QString &id) const
{
    const auto it = std::find_if(channels().cbegin(), channels().cend(),
                                 [&](const AlertChannel &channel) { return channel.id == id; });
    return it == channels().cend() ? nullptr : &*it;
}

QString AlertChannelStore::put(AlertChannel channel)
{
    if (!canChange())
        return {};
    if (channel.id.isEmpty())
        channel.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    AlertChannelList list = m_file.value();
    const auto it = std::find_if(list.channels.begin(), list.channels.end(),
                                 [&](const AlertChannel &known) { return known.id == channel.id; });
    if (it != list.channels.end())
        *it = channel;
    else if (list.channels.size() >= maxAlertChannels)
        return {};
    else
        list.channels.append(channel);
    m_file.set(std::move(list));
    emit changed();
    return channel.id;
}

bool AlertChannelStore::remove(const QString &id)
{
    AlertChannelList list = m_file.value();
    if (!canChange() ||
        list.channels.removeIf([&id](const AlertChannel &channel) { return channel.id == id; }) == 0)
        return false;
    m_file.set(std::move(list));
    emit changed();
    return true;
}

} // namespace syspulse
