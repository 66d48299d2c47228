// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/metrictext.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

const char context[] = "syspulse::MetricText";

// The catalogue's sentences, listed for the search for translatable texts; a test compares them with the
// catalogue.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): long sentences take two lines.
[[maybe_unused]] const char *const sentences[] = {
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Product and version of the broker."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Seconds since the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "When the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The server's clock when the values were sampled."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Clients that are connected. Analytics, unlike events, include connections that have "
                      "not logged in yet."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The older name of clients/connected."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Persistent sessions without a connection."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The older name of clients/disconnected."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Connected clients and persistent sessions without a connection."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Most clients connected at once since the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Persistent sessions that expired."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The broker does not expire sessions."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "MQTT sockets accepted since the broker started, those that never logged in included."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Refused logins since the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Subscriptions of the clients that are connected."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Live shared subscriptions."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The broker has no shared subscriptions."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "PUBLISH packets that were written to connections that had ended."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Messages with QoS above 0 that await acknowledgement."),
    QT_TRANSLATE_NOOP(
        "syspulse::MetricText",
        "On this broker a retained message is a record of an exported table; the operations API "
        "does not say which tables are exported."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Records of exported tables."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Size of exported tables."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "JavaScript heap in use, all threads together."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Most heap in use since the broker started, as far as it was sampled."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Clients of the busiest worker thread as a multiple of its even share; not known while "
                      "there are fewer than 20 clients for each worker."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Event-loop utilization of the busiest worker thread, in steps of 5 %."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Heap that the fullest worker thread uses of its limit, in steps of 5 %."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Clients that take messages more slowly than they are sent to them."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Messages that wait for the client with the longest queue."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Clients that have logged in five times or more within about a minute."),
    QT_TRANSLATE_NOOP(
        "syspulse::MetricText",
        "Client ids that are connected more than once to one worker thread; at most 50 of each."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Connections opened in the busiest second of the last minute; "
                                              "the peaks of several worker threads are added up."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Publishes that the broker has refused since it started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Subscriptions that the broker has refused since it started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "What the SysPulse updater is doing: running, or stopped on request."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Who keeps these values current: an updater, or the server by itself."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The machine that keeps these values current."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Version of the SysPulse that keeps these values current."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Seconds between two updates; 0 when they are made by hand."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "How long the broker had been up when the counters of the wire were right. Between two "
                      "values, a counter's growth and this one's give its rate."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "The moment from which the counters count: the broker's start where that is known."),
    QT_TRANSLATE_NOOP(
        "syspulse::MetricText",
        "When the values were last sampled; published last, so an update is complete when it arrives."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Rounds of the canary that its other values are made of, at most 120."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Those of these rounds of the canary in which something was not answered."),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Number of the worker thread that answered the newest round of the canary."),
    // What the endings below are about.
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Connecting to the MQTT port"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "The TLS handshake on the MQTT port"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "From CONNECT to CONNACK"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "From PINGREQ to PINGRESP"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "From PUBLISH to PUBACK"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "From PUBLISH to the arrival of the message"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "A request to the operations API"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT control packets of all types"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH bytes"),
    QT_TRANSLATE_NOOP(
        "syspulse::MetricText",
        "MQTT bytes (by analytics, those received are without the 2 to 5 bytes of each fixed header)"),
    QT_TRANSLATE_NOOP("syspulse::MetricText",
                      "Bytes of PUBLISH packets (by analytics, those received are without the fixed header)"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT control packets of SysPulse itself"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets of SysPulse itself"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT bytes of SysPulse itself"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "Bytes of PUBLISH packets of SysPulse itself"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets with QoS 0"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets with QoS 1"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets with QoS 2"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT packets received"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT packets sent"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets received"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets sent"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "PUBLISH packets dropped"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT bytes received"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT bytes sent"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "MQTT sockets accepted"),
    // Kinds, sources and qualities.
    QT_TRANSLATE_NOOP("syspulse::MetricText", "static"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "gauge"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "counter"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "rate"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "analytics"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "events"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "system"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "info"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "local"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "wire"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "probe"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "measured"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "derived"),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "estimated"),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

/// Sentences that differ in their first words only. The order counts: the first that fits is taken.
const char *const patterns[] = {
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 received since the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 sent since the broker started."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 per minute, smoothed over 1 min."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 per minute, smoothed over 5 min."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 per minute, smoothed over 15 min."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1: median of the last hour."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1: 99th percentile of the last hour."),
    QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 packets"),
};

//: %1 is a sentence about messages, %2 the first level of topics in quotation marks
const char *const narrowed = QT_TRANSLATE_NOOP("syspulse::MetricText", "%1 Only topics below %2.");

QString translated(const QString &english)
{
    return QCoreApplication::translate(context, english.toUtf8().constData());
}

/// @p english in the window's language, or as it is where that has no words for it.
QString translatedSentence(const QString &english)
{
    const QString whole = translated(english);
    if (whole != english)
        return whole;
    // "PUBLISH bytes of topics below "x" sent since the broker started."
    static const QString below = QStringLiteral(" of topics below ");
    if (const qsizetype at = english.indexOf(below); at > 0 && english.count(QLatin1Char('"')) >= 2) {
        const qsizetype end = english.lastIndexOf(QLatin1Char('"')) + 1;
        const QString place = english.mid(at + below.size(), end - at - below.size());
        const QString pattern = translated(QString::fromLatin1(narrowed));
        return pattern == QLatin1String(narrowed)
                   ? english
                   : pattern.arg(translatedSentence(english.left(at) + english.mid(end)), place);
    }
    for (const char *const pattern : patterns) {
        const QString ending = QString::fromLatin1(pattern).mid(2);
        if (english.endsWith(ending))
            return translated(QString::fromLatin1(pattern))
                .arg(translatedSentence(english.chopped(ending.size())));
    }
    return english;
}

} // namespace

QString MetricText::meaning(const MetricDescription &metric)
{
    return translatedSentence(metric.meaning);
}

QString MetricText::unavailable(const MetricDescription &metric)
{
    return translatedSentence(metric.unavailable);
}

QString MetricText::name(const QString &stableName)
{
    return translated(stableName);
}

} // namespace syspulse
