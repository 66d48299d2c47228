// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/severity.h"

#include <optional>

#include <QCoreApplication>
#include <QString>

namespace syspulse {

class LiveStore;
struct Reach;
class Session;

/// What the state of the links means to the user. No widgets; reads the newest state.
class LinkStatus
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::LinkStatus)

public:
    /// A dot and its words.
    struct Light
    {
        Severity severity = Severity::Neutral;
        QString text;
    };

    /// What a banner says; see Banner::say().
    struct Notice
    {
        Severity severity = Severity::Warning;
        QString text;
        /// The last two lead to a page.
        enum class Remedy { Connect, Settings, Retry, StartUpdater, Setup, Updater };

        QString action; ///< label of what can be done; empty: nothing
        Remedy remedy = Remedy::Connect;
    };

    /// The link to the operations API.
    static Light instance(const Session &session);
    /// The link to the MQTT broker.
    static Light broker(const Session &session);
    /// What keeps values from being current; nothing while all is well or there is nothing to show.
    static std::optional<Notice> notice(const Session &session, const LiveStore &store);

    /// What the button is called that leads to the fields of the connection, with Remedy::Settings.
    static QString changeConnectionText();
    /// What the button is called that has what is away tried again at once, with Remedy::Retry.
    static QString retryText();
    /// "Not reachable since 19:37:29".
    static QString awayText(const Reach &reach);

private:
    static QString nextTryText(qint64 nextTryMs);
    static std::optional<Notice> brokerNotice(const Session &session, bool haveValues);
    static std::optional<Notice> updaterNotice(const Session &session, const LiveStore &store);
    /// @p text with @p action, which lets the updater write, or with the way to what keeps it from that.
    static Notice withUpdater(const Session &session, const QString &text, const QString &action);
};

} // namespace syspulse
