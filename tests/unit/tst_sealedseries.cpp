// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/seriescourse.h"
#include "tests/support/plainseries.h"
#include "tests/support/testregistry.h"

#include <bit>
#include <cmath>
#include <random>

#include <QTest>

using namespace syspulse;
using test::PlainSeries;

namespace {

constexpr qint64 beginMs = 1'800'000'000'000;

/// Values of one kind after the other.
class RandomSource
{
public:
    explicit RandomSource(const QString &kind)
        : m_kind(kind)
    {}

    double next(qint64 spanMs)
    {
        const auto more = double(m_random() % 2000);
        if (m_kind == QLatin1String("counter"))
            return m_count += more;
        if (m_kind == QLatin1String("rate"))
            return more * 1000.0 / double(spanMs + qint64(m_random() % 5) - 2);
        if (m_kind == QLatin1String("decimals"))
            return std::round(more) / 100 - 3;
        if (m_kind == QLatin1String("noise"))
            return std::bit_cast<double>(m_random() % 0x4340000000000000ULL) * (m_random() % 2 == 0 ? 1 : -1);
        if (m_kind == QLatin1String("zeros"))
            return m_random() % 2 == 0 ? 0.0 : -0.0;
        return 7;
    }
    quint64 random() { return m_random(); }

private:
    QString m_kind;
    std::mt19937_64 m_random{20261128};
    double m_count = 0;
};

/// Each bit: 0 is not -0 here.
bool same(double a, double b)
{
    return std::bit_cast<quint64>(a) == std::bit_cast<quint64>(b);
}

bool same(const SeriesPoint &a, const SeriesPoint &b)
{
    return a.timeMs == b.timeMs && same(a.value, b.value);
}

bool same(const SeriesBucket &a, const SeriesBucket &b)
{
    return a.startMs == b.startMs && a.count == b.count && same(a.minimum, b.minimum) &&
           same(a.maximum, b.maximum) && same(a.sum, b.sum) && same(a.last, b.last);
}

template <typename Item>
bool same(const QList<Item> &a, const QList<Item> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const Item &x, const Item &y) { return same(x, y); });
}

bool same(const SeriesTiers &a, const SeriesTiers &b)
{
    return same(a.raw, b.raw) && same(a.minutes, b.minutes) && same(a.hours, b.hours);
}

void addKinds()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"counter", "rate", "decimals", "noise", "zeros", "constant"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

} // namespace

/// A Series beside its plain twin.
class TestSealedSeries : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsLost_data() { addKinds(); }
    void nothingIsLost();
    void changesOfThePast_data() { addKinds(); }
    void changesOfThePast();
    void aPictureIsTheSame_data() { addKinds(); }
    void aPictureIsTheSame();
};

void TestSealedSeries::nothingIsLost()
{
    QFETCH(QString, kind);
    RandomSource source(kind);
    Series series;
    PlainSeries plain;
    qint64 timeMs = beginMs;
    for (int i = 0; i < 9000; ++i) {
        const qint64 spanMs =
            i % 3000 == 2999 ? 7 * Series::hourMs : 10'000 + qint64(source.random() % 11) - 5;
        timeMs += spanMs;
        const double value = source.next(spanMs);
        series.append(timeMs, value);
        plain.append(timeMs, value);
        if (i < 200 || i % 777 == 0)
            QVERIFY2(same(series.tiers(), plain.tiers()), qPrintable(QString::number(i)));
    }
    QVERIFY(same(series.tiers(), plain.tiers()));
    QVERIFY(series.tiers().raw.size() >= Series::rawCapacity);
    QCOMPARE(series.known(0), plain.known(0));
}

void TestSealedSeries::changesOfThePast()
{
    QFETCH(QString, kind);
    RandomSource source(kind);
    Series series;
    PlainSeries plain;
    qint64 timeMs = beginMs;
    for (int round = 0; round < 40; ++round) {
        const int count = int(source.random() % 400);
        for (int i = 0; i < count; ++i) {
            timeMs += 5000;
            const double value = source.next(5000);
            series.append(timeMs, value);
            plain.append(timeMs, value);
        }
        for (int i = 0; i < 10 && !plain.tiers().raw.isEmpty(); ++i) { // a counter that came late
            const QList<SeriesPoint> raw = plain.tiers().raw;
            const qsizetype back = qsizetype(source.random() % (i < 5 ? 4 : 300));
            const qint64 lateMs = raw.at(std::max<qsizetype>(0, raw.size() - 1 - back)).timeMs;
            const double value = source.next(5000);
            series.append(lateMs + i % 3 / 2, value); // every third one of no sample
            plain.append(lateMs + i % 3 / 2, value);
            QVERIFY2(same(series.tiers(), plain.tiers()), qPrintable(QString::number(round)));
        }
        if (round % 4 == 0) { // a clock that was ahead
            timeMs -= qint64(source.random() % 600) * 1000;
            series.removeAfter(timeMs);
            plain.removeAfter(timeMs);
        } else if (round % 4 == 1) {
            QList<SeriesPoint> minutes;
            for (qint64 ms = beginMs - 2 * Series::hourMs + round * Series::hourMs; minutes.size() < 150;
                 ms += Series::minuteMs)
                minutes.append({ms, source.next(60'000)});
            QVERIFY(same(series.fill(minutes, 120'000), plain.fill(minutes, 120'000)));
            if (!series.tiers().raw.isEmpty())
                timeMs = std::max(timeMs, series.last().timeMs);
        } else if (round == 2) {
            PlainSeries past;
            for (qint64 ms = beginMs - 30 * Series::hourMs; ms < beginMs + 60'000; ms += 10'000)
                past.append(ms, source.next(10'000));
            series.prepend(past.tiers());
            plain.prepend(past.tiers());
        }
        QVERIFY2(same(series.tiers(), plain.tiers()), qPrintable(QString::number(round)));
    }
}

void TestSealedSeries::aPictureIsTheSame()
{
    QFETCH(QString, kind);
    RandomSource source(kind);
    Series series;
    PlainSeries plain;
    const qint64 endMs = beginMs + 30 * Series::hourMs;
    for (qint64 ms = beginMs; ms < endMs; ms += 10'000) {
        const double value = source.next(10'000);
        series.append(ms, value);
        plain.append(ms, value);
    }
    for (int i = 0; i < 300; ++i) {
        const qint64 length = i % 2 == 0 ? 36 * Series::hourMs : Series::hourMs;
        const qint64 fromMs =
            beginMs - 3 * Series::hourMs + qint64(source.random() % quint64(36 * Series::hourMs));
        const TimeSpan span{fromMs, fromMs + qint64(source.random() % quint64(length))};
        QVERIFY(same(series.points(span.fromMs, span.toMs), plain.points(span.fromMs, span.toMs)));
        const CourseGrid grid =
            CourseGrid::of(qint64(source.random() % quint64(2 * Series::hourMs)) + 1, 10'000);
        const SeriesTiers around = series.tiersAround(grid.whole(span));
        QCOMPARE(courseOf(around, span, grid), courseOf(plain.tiers(), span, grid));
        QCOMPARE(wholeFromMs(around, grid), wholeFromMs(plain.tiers(), grid));
    }
}

SYSPULSE_TEST(TestSealedSeries)
#include "tst_sealedseries.moc"
