// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "ui/base/theme.h"
#include "ui/charts/timechart.h"

#include <cmath>
#include <functional>
#include <limits>

#include <QChart>
#include <QImage>
#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 beginMs = 1'700'000'000'000;
constexpr qint64 pixelMs = 1000;
constexpr double allSame = std::numeric_limits<double>::infinity();
using Points = QList<QPointF>;

/// A chart, and what it is given when time has gone on by some pixels.
struct Scene
{
    QString name;
    int lines = 1;
    qint64 sampleMs = pixelMs; ///< between samples
    LineShape shape = LineShape::Straight;
    bool gaps = false;
    bool band = false;
    bool restart = false;
};

class Shown
{
public:
    explicit Shown(const Scene &scene)
        : m_scene(scene)
        , chart(scene.lines, ValueScale::Decimal, UnitFormatter(QLocale::c()))
    {
        chart.resize(500, 200);
        for (int i = 0; i < scene.lines; ++i)
            chart.setLineShape(i, scene.shape);
        if (scene.restart)
            chart.setMarks(
                {{TimelineMark::Kind::Restart, beginMs + 200 * pixelMs, beginMs + 200 * pixelMs, {}}});
    }

    /// Shows the time until @p pixel, and samples in it that end a little before.
    void plotUntil(int pixel)
    {
        const qint64 toMs = beginMs + pixel * pixelMs;
        const qint64 fromMs = toMs - chart.plotWidth() * pixelMs;
        const GapRule gaps(3 * m_scene.sampleMs);
        QList<Points> lines(m_scene.lines);
        SeriesCourse course;
        for (qint64 n = (fromMs - beginMs) / m_scene.sampleMs - 1;
             n * m_scene.sampleMs < (pixel - 1) * pixelMs; ++n) {
            if (m_scene.gaps && n % 50 < 8)
                continue;
            const qint64 timeMs = beginMs + n * m_scene.sampleMs + 300;
            for (int line = 0; line < m_scene.lines; ++line)
                lines[line].append({double(timeMs), value(n, line)});
            if (m_scene.band)
                course.append({timeMs, timeMs, value(n, 0), value(n, 0) - 4, value(n, 0) + 4, 3});
        }
        if (m_scene.band)
            chart.bands().set({course}, gaps);
        chart.plot(lines, fromMs, toMs, gaps);
    }
    QImage picture() { return chart.grab().toImage(); }
    /// How many points Qt Charts was given last.
    qsizetype drawnPoints() const
    {
        qsizetype count = 0;
        for (const QAbstractSeries *series : chart.chart()->series())
            count += static_cast<const QLineSeries *>(series)->points().size();
        return count;
    }

private:
    static double value(qint64 n, int line)
    {
        return std::round(40 + 30 * std::sin(double(n) / 9 + line) + 5 * std::sin(double(n) * 2.3));
    }

    const Scene m_scene;

public:
    TimeChart chart;
};

/// The largest difference of a colour between the two, but for the @p without columns, where lines are cut
/// off.
int difference(const QImage &a, const QImage &b, const std::pair<int, int> &without = {-1, -1})
{
    if (a.size() != b.size())
        return 255;
    int most = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (x >= without.first && x <= without.second)
                continue;
            const QRgb one = a.pixel(x, y);
            const QRgb other = b.pixel(x, y);
            most = std::max({most, std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                             std::abs(qBlue(one) - qBlue(other))});
        }
    }
    return most;
}

const QList<Scene> &scenes()
{
    static const QList<Scene> all{
        {QStringLiteral("one line and its ground")},
        {.name = QStringLiteral("three lines"), .lines = 3},
        {.name = QStringLiteral("few points"), .lines = 2, .sampleMs = 10 * pixelMs},
        {.name = QStringLiteral("few points of one line"), .sampleMs = 10 * pixelMs},
        {.name = QStringLiteral("many points"), .lines = 2, .sampleMs = pixelMs / 2},
        {.name = QStringLiteral("steps"), .lines = 2, .sampleMs = 5 * pixelMs, .shape = LineShape::Steps},
        {.name = QStringLiteral("gaps"), .lines = 2, .gaps = true},
        {.name = QStringLiteral("gaps between few points"), .sampleMs = 4 * pixelMs, .gaps = true},
        {.name = QStringLiteral("bands"), .lines = 1, .band = true},
        {.name = QStringLiteral("bands with gaps"),
         .lines = 1,
         .sampleMs = 3 * pixelMs,
         .gaps = true,
         .band = true},
        {.name = QStringLiteral("restart"), .lines = 2, .restart = true},
    };
    return all;
}

} // namespace

class TestChartPicture : public QObject
{
    Q_OBJECT

private slots:
    void pointsAreTheSameUntil_data()
    {
        QTest::addColumn<Points>("before");
        QTest::addColumn<Points>("now");
        QTest::addColumn<double>("until"); ///< -1: nothing
        const Points three{{1, 5}, {2, 6}, {3, 7}};
        QTest::newRow("the same") << three << three << allSame;
        QTest::newRow("nothing") << Points() << Points() << allSame;
        QTest::newRow("the first ones") << Points() << three << -1.0;
        QTest::newRow("all gone") << three << Points() << -1.0;
        QTest::newRow("one more") << three << three + Points{{4, 8}} << 3.0;
        QTest::newRow("one less on the left") << three << three.mid(1) << allSame;
        QTest::newRow("another last one") << three << Points{{1, 5}, {2, 6}, {3, 8}} << 2.0;
        QTest::newRow("the last one gone") << three << three.first(2) << 2.0;
        QTest::newRow("one between") << three << Points{{1, 5}, {1.5, 5}, {2, 6}, {3, 7}} << 1.0;
        QTest::newRow("one before") << three << Points{{0, 5}} + three << -1.0;
        QTest::newRow("another first one") << three << Points{{1, 4}, {2, 6}, {3, 7}} << -1.0;
        QTest::newRow("cut off where it is seen") << three << three.mid(2) << -1.0;
    }

    /// What lies before 2 is not seen.
    void pointsAreTheSameUntil()
    {
        QFETCH(const Points, before);
        QFETCH(const Points, now);
        QFETCH(const double, until);
        QCOMPARE(sameUntil(before, now, 2).value_or(-1), until);
    }

    void aPictureThatMovedIsAsOneDrawnAnew_data()
    {
        QTest::addColumn<int>("scene");
        for (int i = 0; i < int(scenes().size()); ++i)
            QTest::newRow(qPrintable(scenes().at(i).name)) << i;
    }

    void aPictureThatMovedIsAsOneDrawnAnew()
    {
        QFETCH(const int, scene);
        Shown moving(scenes().at(scene));
        moving.plotUntil(500);
        moving.picture();
        const qsizetype all = moving.drawnPoints();
        const int left = int(moving.chart.plotRect().left());
        int wholePictures = 0;
        for (int pixel = 501; pixel < 560; ++pixel) {
            moving.plotUntil(pixel + (pixel % 3 == 0 ? 1 : 0)); // not by one each time
            const QImage moved = moving.picture();
            wholePictures += moving.drawnPoints() > std::max<qsizetype>(48, all / 8) ? 1 : 0;
            if (pixel % 10 != 0)
                continue;
            Shown anew(scenes().at(scene));
            anew.plotUntil(pixel + (pixel % 3 == 0 ? 1 : 0));
            const int differs = difference(moved, anew.picture(), {left - 1, left + 4});
            // Where half a pixel is rounded, a band is a translucent pixel higher or not.
            QVERIFY2(differs <= (scenes().at(scene).band ? 60 : 12),
                     qPrintable(QStringLiteral("%1 at %2").arg(differs).arg(pixel)));
        }
        // Where a gap comes to the left edge, nobody knows how the line went there.
        QVERIFY2(wholePictures <= (scenes().at(scene).gaps ? 20 : 0),
                 qPrintable(QString::number(wholePictures)));
    }

    /// Nothing that is drawn is forgotten: each of these changes shows as it would in a chart of its own.
    void whatChangesIsDrawnAnew()
    {
        const std::function<void(Shown &)> changes[] = {
            [](Shown &s) { s.chart.setLineVisible(0, false); },
            [](Shown &s) {
                s.chart.setMarks(
                    {{TimelineMark::Kind::Restart, beginMs + 400 * pixelMs, beginMs + 400 * pixelMs, {}}});
            },
            [](Shown &s) { s.chart.setScale(ValueScale::Bytes); },
            [](Shown &s) {
                s.chart.setThresholds({{60, QStringLiteral("high")}});
            },
            [](Shown &s) {
                s.chart.setThresholds({{120, QStringLiteral("far above")}});
            },
            [](Shown &s) { s.chart.setLineShape(0, LineShape::Bars); },
            [](Shown &s) { s.chart.resize(480, 220); },
            [](Shown &s) { s.chart.setPalette(QPalette(Qt::black, Qt::darkGray)); },
            [](Shown &s) {
                QFont font = s.chart.font();
                font.setPointSizeF(font.pointSizeF() * 1.5);
                s.chart.setFont(font);
            },
        };
        const Scene scene{.name = {}, .lines = 2, .sampleMs = 5 * pixelMs};
        for (const auto &change : changes) {
            Shown kept(scene);
            kept.plotUntil(500);
            const QImage before = kept.picture();
            change(kept);
            kept.plotUntil(500);
            Shown anew(scene);
            change(anew);
            anew.plotUntil(500);
            const QImage expected = anew.picture();
            QVERIFY(expected != before);
            QVERIFY2(difference(kept.picture(), expected) == 0,
                     qPrintable(QString::number(&change - changes)));
        }
    }

    /// A step of half a pixel cannot be moved by.
    void partsOfPixelsAreDrawnAnew()
    {
        Shown shown({.name = {}, .lines = 1});
        shown.plotUntil(500);
        shown.picture();
        const qsizetype all = shown.drawnPoints();
        const QList<Points> lines{shown.chart.points(0)};
        shown.chart.plot(lines, shown.chart.fromMs() + pixelMs / 2, shown.chart.toMs() + pixelMs / 2,
                         GapRule(3 * pixelMs));
        shown.picture();
        QVERIFY(shown.drawnPoints() >= all - 2);
    }
};

SYSPULSE_GUI_TEST(TestChartPicture)
#include "tst_chartpicture.moc"
