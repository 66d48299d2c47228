// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertchannelstore.h"

#include "core/base/entrylist.h"
#include "core/settings/statestore.h"

#include <algorithm>

#include <QUuid>

namespace syspulse {

namespace {

Result<PieceContent<AlertChannelList>> readChannels(const QByteArray &bytes)
{
    const Result<Json> json = parseJson(bytes);
    if (!json)
        return Unexpected<Error>{json.error()};
    qint64 version = 0;
    const Result<const Json *> list =
        entriesIn(*json, "channels", version, AlertChannelStore::tr("It has no list of channels."),
                  AlertChannelStore::tr("\"version\" in it is not a number."));
    if (!list)
        return Unexpected<Error>{list.error()};
    PieceContent<AlertChannelList> content;
    content.newer = version > AlertChannelStore::fileVersion;
    QString firstProblem;
    content.value.channels = readEntries<AlertChannel>(
        **list, alertChannelFromJson, maxAlertChannels,
        AlertChannelStore::tr("There are more than %1 channels.").arg(maxAlertChannels),
        [&firstProblem](const QString &problem) {
            if (firstProblem.isEmpty())
                firstProblem = problem;
        });
    content.value.unknown = membersBeyond(*json, {{"channels", {}}, {"version", {}}});
    if (!firstProblem.isEmpty())
        content.damage = AlertChannelStore::tr("Some channels were left out: %1").arg(firstProblem);
    return content;
}

QByteArray writeChannels(const AlertChannelList &list)
{
    return writeEntries("channels", AlertChannelStore::fileVersion, list.unknown, list.channels,
                        alertChannelToJson);
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
