// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "ui/charts/columnfill.h"

#include <cmath>

#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;

namespace {

const QRectF clip(20, 10, 300, 100);

/// A line of @p points over the clip and a bit to its left, around @p middle.
QPolygonF noise(int points, double middle, quint32 seed)
{
    QRandomGenerator random(seed);
    QPolygonF line;
    for (int i = 0; i < points; ++i)
        line.append({clip.left() - 5 + (clip.width() + 5) * i / (points - 1),
                     middle + 12 * std::sin(i * 20.0 / points) + random.generateDouble() * 6});
    return line;
}

template <typename Fill>
QImage picture(double scale, Fill fill)
{
    QImage image(QSize(340, 120) * scale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.setClipRect(clip);
    fill(&painter);
    return image;
}

/// Of how many rows of @p column another colour than white is seen.
int heightOf(const QImage &image, int column)
{
    int rows = 0;
    for (int y = 0; y < image.height(); ++y)
        rows += image.pixel(column, y) != qRgb(255, 255, 255);
    return rows;
}

} // namespace

class TestColumnFill : public QObject
{
    Q_OBJECT

private slots:
    void columnsLookLikeThePolygon_data()
    {
        QTest::addColumn<int>("points");
        QTest::addColumn<double>("scale");
        QTest::newRow("few") << 7 << 1.0;
        QTest::newRow("one a pixel") << 300 << 1.0;
        QTest::newRow("on a fine screen") << 300 << 2.0;
        QTest::newRow("very many") << 5000 << 1.0;
    }

    /// Each column is as high as that of the polygon, but for what is rounded, and the teeth of what is finer
    /// than a pixel.
    void columnsLookLikeThePolygon()
    {
        QFETCH(int, points);
        QFETCH(double, scale);
        const QPolygonF upper = noise(points, 35, 1);
        const QPolygonF lower = noise(points, 80, 2);
        const QColor color(0, 0, 200);
        const QImage polygon = picture(scale, [&](QPainter *p) { fillAsPolygon(p, upper, lower, color); });
        const QImage columns =
            picture(scale, [&](QPainter *p) { fillAsColumns(p, upper, lower, clip, color); });
        const int slack = int((points > 100 ? 13 : 3) * scale);
        int filled = 0;
        for (int x = 0; x < polygon.width(); ++x) {
            const int wanted = heightOf(polygon, x);
            const int have = heightOf(columns, x);
            QVERIFY2(
                std::abs(wanted - have) <= slack,
                qPrintable(QStringLiteral("column %1: %2 rows instead of %3").arg(x).arg(have).arg(wanted)));
            filled += have > 0;
        }
        QCOMPARE(filled, int(clip.width() * scale));
    }

    /// A translucent colour is nowhere laid on twice.
    void everyPixelIsFilledOnce()
    {
        const QColor color(0, 0, 200, 60);
        const QImage image = picture(
            1, [&](QPainter *p) { fillArea(p, noise(5000, 35, 1), noise(5000, 80, 2), clip, color, 5000); });
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        }
        QCOMPARE(colours.size(), 2);
    }
};

SYSPULSE_GUI_TEST(TestColumnFill)
#include "tst_columnfill.moc"
