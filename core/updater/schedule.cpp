// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/schedule.h"

#include <algorithm>

#include <QDateTime>
#include <QRegularExpression>

namespace syspulse {

namespace {

constexpr int secondsPerDay = 24 * 60 * 60;

enum class Which { First, Last };

/// When it is @p time on @p date, the first or the last time. Not left to QDateTime, whose choice for a time
/// that comes twice or never differs between versions of Qt.
qint64 instantOf(const QDate &date, const QTime &time, const UtcOffset &offset, Which which)
{
    const qint64 wallMs = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    const auto offsetMs = [&offset](qint64 instantMs) { return 1000LL * offset(instantMs); };
    // The clocks change far less often than every second day.
    const qint64 before = wallMs - offsetMs(wallMs - 1000LL * secondsPerDay);
    const qint64 after = wallMs - offsetMs(wallMs + 1000LL * secondsPerDay);
    const bool beforeIsReal = wallMs - offsetMs(before) == before;
    const bool afterIsReal = wallMs - offsetMs(after) == after;
    if (beforeIsReal && afterIsReal)
        return which == Which::First ? std::min(before, after) : std::max(before, after);
    return afterIsReal ? after : before;
}

} // namespace

int QuietHours::seconds() const
{
    if (!isSet())
        return 0;
    const int difference = from.secsTo(to);
    return difference < 0 ? difference + secondsPerDay : difference;
}

qint64 nextAlignedMs(qint64 nowMs, int intervalSeconds)
{
    const qint64 interval = 1000LL * std::clamp(intervalSeconds, minIntervalSeconds, maxIntervalSeconds);
    return (nowMs / interval + 1) * interval;
}

qint64 retryDelayMs(int failures)
{
    return failures < 1 ? 0 : std::min<qint64>(10000, 1000LL << std::min(failures - 1, 4));
}

qint64 retryDelayMs(int failures, const Error &error)
{
    const bool refusal = error.httpStatus != 0 && (error.httpStatus < 200 || error.httpStatus >= 300);
    const bool garbled = error.kind == ErrorKind::Protocol && !refusal;
    const bool ofAProxy = error.httpStatus >= 502 && error.httpStatus <= 504;
    const qint64 delayMs = retryDelayMs(failures);
    return garbled || ofAProxy ? std::min(delayMs, longestLinkRestMs) : delayMs;
}

int localUtcOffset(qint64 instantMs)
{
    return QDateTime::fromMSecsSinceEpoch(instantMs).offsetFromUtc();
}

qint64 quietUntilMs(qint64 nowMs, const QuietHours &quiet, const UtcOffset &offset)
{
    if (!quiet.isSet())
        return 0;
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs + 1000LL * offset(nowMs), Qt::UTC).date();
    const int nights = quiet.to < quiet.from ? 1 : 0;
    for (const QDate &day : {today.addDays(-1), today}) {
        const qint64 begin = instantOf(day, quiet.from, offset, Which::First);
        const qint64 end = instantOf(day.addDays(nights), quiet.to, offset, Which::Last);
        if (begin <= nowMs && nowMs < end)
            return end;
    }
    return 0;
}

std::optional<QuietHours> parseQuietHours(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})\\z"));
    const auto match = form.match(text);
    const auto time = [&match](int first) {
        return QTime(match.captured(first).toInt(), match.captured(first + 1).toInt());
    };
    const QuietHours quiet{time(1), time(3)};
    return match.hasMatch() && quiet.isSet() ? std::optional(quiet) : std::nullopt;
}

QString quietHoursText(const QuietHours &quiet)
{
    const QString form = QStringLiteral("HH:mm");
    return quiet.isSet() ? quiet.from.toString(form) + QLatin1Char('-') + quiet.to.toString(form) : QString();
}

} // namespace syspulse
