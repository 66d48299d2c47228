// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/support/guitestregistry.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include "ui/charts/chartexport.h"

using namespace syspulse;

namespace {

const ChartOrigin exportOrigin{QStringLiteral("Plant (db.example.org:9925)"), 1'700'000'000'000};

} // namespace

/// Charts that leave the program, as pictures and as values.
class TestChartExport : public QObject
{
    Q_OBJECT

private slots:
    void exportsTheVisibleRange()
    {
        ChartBoardFixture f;
        QTemporaryDir folder;
        f.prompts.saveFolder = folder.path();
        QSignalSpy noticed(&f.board, &ChartBoard::noticed);
        for (const char *format : {"export_csv", "export_png", "export_svg"})
            f.action("clientsPanelMenu", format)->trigger();
        QTRY_COMPARE(noticed.size(), 3);
        const QStringList files = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 3);
        QFile csv(folder.filePath(files.at(0)));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = csv.readAll().split('\n');
        QCOMPARE(lines.at(0), QByteArray("# chart,Connected clients\r"));
        QCOMPARE(lines.at(1), QByteArray("# instance,db.example.org:9925\r"));
        QVERIFY(lines.at(2).startsWith("# from,2023-11-14T"));
        QVERIFY(lines.at(3).startsWith("# to,2023-11-14T22:13:"));
        QCOMPARE(lines.at(4), QByteArray("# exported,2023-11-14T22:13:20.000Z\r"));
        QVERIFY2(lines.at(5).size() > QByteArray("# newest value from,\r").size(), lines.at(5).constData());
        QCOMPARE(lines.at(6), QByteArray("# minimum,0\r"));
        QVERIFY(lines.at(7).startsWith("# mean,"));
        QCOMPARE(lines.at(8), QByteArray("# maximum,6\r"));
        QCOMPARE(lines.at(9), QByteArray("time,$SYS/broker/clients/connected\r"));
        QCOMPARE(lines.size(), 10 + 61 + 1);
        QCOMPARE(lines.at(70), QByteArray("2023-11-14T22:13:20.000Z,0\r"));
        const QImage png(folder.filePath(files.at(1)));
        QVERIFY(!png.isNull());
        QFile svg(folder.filePath(files.at(2)));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&svg);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));

        f.prompts.saveFolder = folder.filePath(QStringLiteral("missing"));
        f.action("clientsPanelMenu", "export_csv")->trigger();
        QTRY_COMPARE(noticed.size(), 4);
        QVERIFY(noticed.constLast().at(1).toBool());
    }

    void picturesSayWhoseTheyAre()
    {
        ChartBoardFixture f;
        const QByteArray svg = chartSvg(child<ChartPanel>(f.board, "messagesPanel"), exportOrigin);
        const QString texts = textsOf(svg);
        for (const QString &part :
             {QStringLiteral("Messages per second"), exportOrigin.instance,
              f.context().format.dateTime(f.chart()->fromMs()),
              f.context().format.dateTime(f.chart()->toMs()),
              f.context().format.dateTime(exportOrigin.timeMs), QStringLiteral("Published in"),
              QStringLiteral("10\u00a0msg/s"), QStringLiteral("Mean"), unknownText()})
            QVERIFY2(texts.contains(withoutSpaces(part)),
                     qPrintable(part + QStringLiteral(" is not in ") + texts));
        QVERIFY(!texts.contains(QStringLiteral("SysPulsein"))); // a line that is not shown
    }

    void picturesUseTheirWholeWidth()
    {
        ChartBoardFixture f;
        auto *panel = child<ChartPanel>(f.board, "clientsPanel");
        const QImage png = QImage::fromData(chartPng(panel, exportOrigin));
        QCOMPARE(png.width(), 2 * (panel->chart()->width() + 24));
        // The axis of 0 reaches as far as on screen.
        const QColor ground = panel->palette().color(QPalette::Base);
        int right = 0;
        const int below = 2 * (60 + panel->chart()->height() - 30); // of the labels and the legend
        for (int y = 2 * 60; y < below; ++y) {
            for (int x = png.width() - 1; x > right; --x) {
                if (png.pixelColor(x, y) != ground)
                    right = x;
            }
        }
        QVERIFY2(png.width() - right < 80, qPrintable(QString::number(png.width() - right)));
    }

    void linesEndAtTheAxes()
    {
        ChartBoardFixture f;
        f.board.axis().setRange(55'000); // the first sample in it is 5 s from the edge; a line enters
        auto *panel = child<ChartPanel>(f.board, "messagesPanel");
        TimeChart *chart = panel->chart();
        QVERIFY(chart->pointAt(0, f.clock.now));
        QSvgRenderer renderer(chartSvg(panel, exportOrigin));
        QVERIFY(renderer.isValid());
        QImage image(renderer.viewBox().size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        const QColor line = chart->lineColor(0);
        int left = image.width();
        int right = 0;
        for (int y = 60; y < 60 + chart->height() - 30; ++y) { // below the title, above the legend
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (std::abs(color.hue() - line.hue()) < 8 && color.saturation() > line.saturation() / 2) {
                    left = std::min(left, x);
                    right = std::max(right, x);
                }
            }
        }
        const QRectF plot = chart->plotRect().translated(12, 0);
        QVERIFY2(left >= plot.left() - 2, qPrintable(QString::number(left - plot.left())));
        QVERIFY2(left <= plot.left() + 3, qPrintable(QString::number(left - plot.left()))); // it enters there
        QVERIFY(right <= plot.right() + 2);
        // On screen nothing has changed.
        QCOMPARE(chart->pointAt(0, f.clock.now)->y(), 10.0);
    }

    void csvIsSafeForSpreadsheets()
    {
        const QList<ChartData> data{{QStringLiteral("=HYPERLINK(\"x\",1)"), {{1000, 1.5}}},
                                    {QStringLiteral("b"), {{0, 2}, {1000, -3}}}};
        QCOMPARE(chartCsv(data), QByteArray("time,\"'=HYPERLINK(\"\"x\"\",1)\",b\r\n"
                                            "1970-01-01T00:00:00.000Z,,2\r\n"
                                            "1970-01-01T00:00:01.000Z,1.5,-3\r\n"));
    }

private:
    /// A text may come in several pieces.
    static QString withoutSpaces(QString text)
    {
        text.removeIf([](QChar c) { return c.isSpace(); });
        return text;
    }

    static QString textsOf(const QByteArray &svg)
    {
        QString texts;
        QXmlStreamReader xml(svg);
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::Characters)
                texts += xml.text();
        }
        return withoutSpaces(texts);
    }
};

SYSPULSE_GUI_TEST(TestChartExport)
#include "tst_chartexport.moc"
