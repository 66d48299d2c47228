// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"
#include "core/base/age.h"
#include "core/base/sampletime.h"
#include "core/history/timespans.h"
#include "core/updater/schedule.h"
#include "tests/fuzz/fuzztarget.h"

#include <cctype>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// Whether @p text is one to four digits and one of @p units, or none of them where that is allowed.
bool isCount(const QByteArray &text, const char *units, bool unitless)
{
    qsizetype digits = 0;
    while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text.at(digits))) != 0)
        ++digits;
    const QByteArray unit = text.mid(digits);
    const bool known = unit.size() == 1 && QByteArray(units).contains(unit);
    return digits >= 1 && digits <= 4 && (known || (unit.isEmpty() && unitless));
}

/// Whether @p text is "H:MM-H:MM" or with hours of two digits.
bool isQuietForm(const QByteArray &text)
{
    QByteArray form = text;
    for (char &c : form) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0)
            c = '9';
    }
    return QByteArrayList{"9:99-9:99", "99:99-9:99", "9:99-99:99", "99:99-99:99"}.contains(form);
}

void checkTexts(const QByteArray &bytes)
{
    const QString text = QString::fromLatin1(bytes);
    const std::optional<int> interval = parseInterval(text);
    FUZZ_REQUIRE(!interval || (*interval >= minIntervalSeconds && *interval <= maxIntervalSeconds));
    FUZZ_REQUIRE(!interval || isCount(bytes, "smh", true));
    const std::optional<qint64> span = parseSpan(text);
    FUZZ_REQUIRE(!span || (*span >= 3600 && *span <= 366LL * 24 * 3600));
    FUZZ_REQUIRE(!span || isCount(bytes, "hdw", false));
    const std::optional<QuietHours> quiet = parseQuietHours(text);
    FUZZ_REQUIRE(!quiet || (quiet->isSet() && isQuietForm(bytes)));
    FUZZ_REQUIRE(!quiet || parseQuietHours(quietHoursText(*quiet)) == quiet);
}

/// Looks at each minute of two days: in the quiet hours exactly while the clock on the wall is in them.
void checkQuietHours(const QuietHours &quiet, qint64 nowMs)
{
    const UtcOffset utc = [](qint64) { return 0; };
    const qint64 end = quietUntilMs(nowMs, quiet, utc);
    const int minute = int(nowMs / 60000 % 1440);
    const auto minuteOf = [](const QTime &time) { return time.hour() * 60 + time.minute(); };
    const int from = minuteOf(quiet.from);
    const int to = minuteOf(quiet.to);
    const bool inside = from < to ? minute >= from && minute < to : minute >= from || minute < to;
    FUZZ_REQUIRE((end > 0) == inside);
    if (inside)
        FUZZ_REQUIRE(end > nowMs && end - nowMs <= 24LL * 3600 * 1000 && end / 60000 % 1440 == to);
    // Here and now, whatever the clocks do that night.
    const qint64 here = quietUntilMs(nowMs, quiet, localUtcOffset);
    FUZZ_REQUIRE(here == 0 || (here > nowMs && here - nowMs <= 26LL * 3600 * 1000));
    FUZZ_REQUIRE(quiet.seconds() > 0 && quiet.seconds() < 24 * 3600);
}

/// Spans of whole numbers below 64, where each moment can be looked at.
void checkSpans(Input &input)
{
    constexpr int moments = 64;
    QList<TimeSpan> spans;
    bool covered[moments] = {};
    const int count = input.byte() % 8;
    for (int i = 0; i < count; ++i) {
        const TimeSpan span{input.byte() % moments, input.byte() % moments};
        spans.append(span);
        for (qint64 t = span.fromMs; t < span.toMs; ++t)
            covered[t] = true;
    }
    const QList<TimeSpan> all = united(spans, 0);
    const QList<TimeSpan> rest = without({0, moments}, all);
    for (int t = 0; t < moments; ++t) {
        FUZZ_REQUIRE(covers(all, t) == covered[t]);
        FUZZ_REQUIRE(covers(rest, t) == !covered[t]);
    }
    for (qsizetype i = 1; i < all.size(); ++i)
        FUZZ_REQUIRE(all.at(i - 1).toMs < all.at(i).fromMs);
}

} // namespace

/// Four times of a clock, eight bytes each, the limits of spans, and behind them texts, each on a line.
SYSPULSE_FUZZ_TARGET(times)
{
    Input parts(input);
    constexpr qint64 longest = 253402300799999; // the end of the year 9999
    qint64 times[4];
    for (qint64 &time : times)
        time = qint64(parts.number(8));
    const qint64 nowMs = qint64(quint64(times[0]) % quint64(longest));

    const int interval = 1 + int(quint64(times[1]) % maxIntervalSeconds);
    const qint64 next = nextAlignedMs(nowMs, interval);
    FUZZ_REQUIRE(next > nowMs && next - nowMs <= interval * 1000LL && next % (interval * 1000LL) == 0);
    const qint64 delayMs = retryDelayMs(1 + int(quint64(times[1]) % 1'000'000));
    FUZZ_REQUIRE(delayMs >= 1000 && delayMs <= 10000);
    const auto age = ageMs(times[2], nowMs);
    FUZZ_REQUIRE(!age || *age >= 0);
    const auto elapsed = elapsedBetween({nowMs, times[1] % longest, times[2] % longest},
                                        {qint64(quint64(times[3]) % quint64(longest)), nowMs, 0});
    FUZZ_REQUIRE(!elapsed || *elapsed > 0);
    const auto later = wallClockDaysLater(nowMs, int(times[1] % 400));
    FUZZ_REQUIRE(!later || wallClockDaysLater(*later, -int(times[1] % 400)).has_value());
    united({{times[0], times[1]}, {times[2], times[3]}}, times[3]);
    without({times[0], times[1]}, {{times[2], times[3]}});
    checkSpans(parts);

    while (!parts.isAtEnd()) {
        const QByteArray text = parts.until('\n');
        checkTexts(text);
        checkTexts(text + '\n');
        if (const auto quiet = parseQuietHours(QString::fromLatin1(text)))
            checkQuietHours(*quiet, nowMs);
    }
}
