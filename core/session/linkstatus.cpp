// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/linkstatus.h"

#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/session/updaterobstacle.h"
#include "core/session/valuesdecoder.h"
#include "core/topics/systopics.h"

#include <QDateTime>
#include <QLocale>

namespace syspulse {

static QString timeOfDay(qint64 timeMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(timeMs).time(), QStringLiteral("HH:mm:ss"));
}

QString LinkStatus::awayText(const Reach &reach)
{
    //: %1 is a time of day such as 19:37:29
    return tr("Not reachable since %1").arg(timeOfDay(reach.awaySinceMs));
}

QString LinkStatus::changeConnectionText()
{
    return tr("Change the connection…");
}

QString LinkStatus::retryText()
{
    return tr("&Retry now");
}

QString LinkStatus::nextTryText(qint64 nextTryMs)
{
    const qint64 leftMs = nextTryMs - QDateTime::currentMSecsSinceEpoch();
    if (nextTryMs == 0 || leftMs <= 0)
        return tr("Trying now …");
    return tr("Next try in %1 s.").arg((leftMs + 999) / 1000);
}

LinkStatus::Light LinkStatus::instance(const Session &session)
{
    switch (session.state()) {
    case SessionState::Disconnected:
        return {Severity::Neutral, tr("Not connected")};
    case SessionState::Connecting:
        return {Severity::Info, tr("Connecting…")};
    case SessionState::Connected:
        if (session.reach().isAway())
            return {Severity::Error, awayText(session.reach())};
        return {Severity::Ok, tr("Connected")};
    case SessionState::Failed:
        return {Severity::Error, tr("Connection failed")};
    }
    return {};
}

LinkStatus::Light LinkStatus::broker(const Session &session)
{
    switch (session.mqttState()) {
    case MqttClient::State::Disconnected:
        return session.mqttError().message.isEmpty() ? Light{Severity::Neutral, tr("MQTT off")}
                                                     : Light{Severity::Error, tr("MQTT failed")};
    case MqttClient::State::Connecting:
        return {Severity::Info, tr("MQTT connecting…")};
    case MqttClient::State::Connected:
        if (!session.mqttError().message.isEmpty())
            return {Severity::Neutral, tr("MQTT connected")}; // and no values come
        return {Severity::Ok, tr("MQTT live")};
    case MqttClient::State::WaitingToRetry:
        return {Severity::Warning, tr("MQTT waiting to retry")};
    }
    return {};
}

std::optional<LinkStatus::Notice> LinkStatus::notice(const Session &session, const LiveStore &store)
{
    const bool haveValues = !store.isEmpty();
    switch (session.state()) {
    case SessionState::Disconnected:
        if (!haveValues)
            return std::nullopt;
        return Notice{Severity::Info,
                      tr("You are not connected. These are the last values that were received."),
                      tr("&Reconnect")};
    case SessionState::Connecting:
        if (!haveValues)
            return std::nullopt;
        return Notice{
            Severity::Info, tr("Connecting. Until then these are the last values that were received."), {}};
    case SessionState::Failed:
        return Notice{Severity::Error, describe(session.error()), tr("&Try again")};
    case SessionState::Connected:
        if (session.reach().isAway())
            return Notice{Severity::Error,
                          awayText(session.reach()) + QLatin1String(". ") +
                              nextTryText(session.reach().nextTryMs) + QLatin1Char(' ') +
                              describe(session.reach().error),
                          retryText(), Notice::Remedy::Retry};
        if (const auto notice = brokerNotice(session, haveValues))
            return notice;
        if (session.mqttState() == MqttClient::State::Connected)
            return updaterNotice(session, store);
        break;
    }
    return std::nullopt;
}

std::optional<LinkStatus::Notice> LinkStatus::brokerNotice(const Session &session, bool haveValues)
{
    const Error &error = session.mqttError();
    //: %1 is a whole sentence that says what failed
    const QString none = tr("No live values: %1").arg(describe(error));
    switch (session.mqttState()) {
    case MqttClient::State::Connected:
        // Without values the pages tell that the instance is not set up.
        if (error.message.isEmpty() || !haveValues)
            return std::nullopt;
        return Notice{Severity::Error, none, {}};
    case MqttClient::State::Disconnected:
        if (error.message.isEmpty())
            return std::nullopt;
        // Where TLS fails another try ends the same; whom to trust is chosen where the connection is.
        return error.kind == ErrorKind::Tls
                   ? Notice{Severity::Error, none, changeConnectionText(), Notice::Remedy::Settings}
                   : Notice{Severity::Error, none, tr("&Try again")};
    case MqttClient::State::Connecting:
    case MqttClient::State::WaitingToRetry:
        if (error.message.isEmpty() && !haveValues)
            return std::nullopt;
        if (error.message.isEmpty())
            return Notice{
                Severity::Warning,
                tr("The MQTT connection is being re-established. Until then, the values are not current."),
                {}};
        //: %1 is a time of day such as 19:37:29; %2 a sentence on the next try; %3 one that says what failed
        return Notice{Severity::Warning,
                      tr("MQTT is not reachable since %1, so values are not current. %2 %3")
                          .arg(timeOfDay(session.reach().mqttAwaySinceMs),
                               nextTryText(session.reach().mqttNextTryMs), describe(error)),
                      retryText(), Notice::Remedy::Retry};
    }
    return std::nullopt;
}

LinkStatus::Notice LinkStatus::withUpdater(const Session &session, const QString &text, const QString &action)
{
    const std::optional<UpdaterObstacle> obstacle = updaterObstacle(session);
    if (!obstacle)
        return {Severity::Warning, text, action, Notice::Remedy::StartUpdater};
    if (obstacle->kind == UpdaterObstacle::Kind::NotSetUp)
        return {Severity::Warning, text, tr("&Go to the setup"), Notice::Remedy::Setup};
    // The page says what the obstacle is.
    return {Severity::Warning, text, tr("Show the updater"), Notice::Remedy::Updater};
}

std::optional<LinkStatus::Notice> LinkStatus::updaterNotice(const Session &session, const LiveStore &store)
{
    // The heartbeat is written with each update; any other value may rightly be old.
    const QString heartbeat = systopics::heartbeat;
    if (store.isEmpty())
        return std::nullopt;
    if (store.value(heartbeat) != nullptr && !store.isStale(heartbeat)) {
        if (!store.isFull())
            return std::nullopt;
        return Notice{Severity::Warning,
                      tr("There are more topics than SysPulse keeps: it shows %1 and leaves out the rest.")
                          .arg(QLocale().toString(ValuesDecoder::maxValues)),
                      {}};
    }
    const UpdaterStatus &updater = session.updaterStatus();
    switch (updater.state) {
    case UpdaterState::Stopped:
        return withUpdater(session, tr("Values are not current: no updater writes them."),
                           tr("&Start updating"));
    case UpdaterState::Paused:
        return withUpdater(session, tr("Values are not current: the updater is paused."),
                           tr("&Resume updating"));
    case UpdaterState::Quiet:
        //: %1 is a time of day such as 06:00
        return Notice{Severity::Info,
                      tr("Quiet hours until %1: no values are written, so these grow old.")
                          .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(updater.quietUntilMs).time(),
                                                  QLocale::ShortFormat)),
                      {}};
    case UpdaterState::Waiting:
    case UpdaterState::Running:
    case UpdaterState::StandingBy:
    case UpdaterState::Retrying:
        break;
    }
    return std::nullopt;
}

} // namespace syspulse
