// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/instancereport.h"
#include "tests/support/guitestregistry.h"

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace syspulse;

namespace {

constexpr qint64 beginMs = 1'700'006'400'000; // midnight UTC
constexpr qint64 hourMs = Series::hourMs;
constexpr int shownHeight = 2400;

/// A week with days and nights, and a day of which nothing is known.
SeriesTiers week(double highest)
{
    SeriesTiers tiers;
    for (int hour = 0; hour < 7 * 24; ++hour) {
        if (hour / 24 == 3)
            continue;
        const double mean = highest * (1.5 - std::cos(hour % 24 / 24.0 * 6.2832)) / 2.5;
        tiers.hours.append({beginMs + hour * hourMs, mean * 0.8, mean * 1.2, mean * 60, mean, 60});
    }
    return tiers;
}

InstanceReport reportOfAWeek()
{
    InstanceReport report;
    report.origin = {QStringLiteral("https://db.example.org:9925"), QStringLiteral("4.7.29"),
                     beginMs + 168 * hourMs};
    report.name = QStringLiteral("Plant <4> & \"north\"");
    report.span = {beginMs, beginMs + 7 * 24 * hourMs};
    report.series[{QStringLiteral("$SYS/broker/clients/connected"), false}] = week(900);
    report.series[{QStringLiteral("$SYS/broker/publish/messages/received"), true}] = week(1500);
    report.series[{QStringLiteral("$SYS/broker/publish/messages/sent"), true}] = week(4000);
    return report;
}

int pixelsOf(const QImage &picture, QRgb color)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixel(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

/// The report of a week as a browser shows it.
class TestReportBrowser : public QObject
{
    Q_OBJECT

private slots:
    void isShown_data();
    void isShown();
};

void TestReportBrowser::isShown_data()
{
    QTest::addColumn<int>("scheme"); // of Chromium
    QTest::addColumn<QRgb>("page");
    QTest::addColumn<QRgb>("line");
    QTest::newRow("dark") << 0 << qRgb(0x16, 0x19, 0x1d) << qRgb(0x58, 0xa6, 0xff);
    QTest::newRow("light") << 1 << qRgb(0xff, 0xff, 0xff) << qRgb(0x0b, 0x6b, 0xcb);
}

void TestReportBrowser::isShown()
{
    QFETCH(int, scheme);
    QFETCH(QRgb, page);
    QFETCH(QRgb, line);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("report.html")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(instanceReportHtml(reportOfAWeek(), UnitFormatter(QLocale::c())));
    file.close();

    const QString picture = folder.filePath(QStringLiteral("report.png"));
    QProcess browser;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), folder.path());
    browser.setProcessEnvironment(environment);
    // Without its sandbox, which root cannot have; the page is our own.
    browser.start(
        QStringLiteral("chromium"),
        {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
         QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--enable-logging=stderr"),
         QStringLiteral("--user-data-dir=") + folder.filePath(QStringLiteral("browser")),
         QStringLiteral("--hide-scrollbars"), QStringLiteral("--window-size=1280,%1").arg(shownHeight),
         QStringLiteral("--blink-settings=preferredColorScheme=%1").arg(scheme),
         QStringLiteral("--screenshot=") + picture, QUrl::fromLocalFile(file.fileName()).toString()});
    QVERIFY2(browser.waitForStarted(), "Chromium is missing: bash installer/deps.sh test installs it.");
    QVERIFY(browser.waitForFinished(100'000));
    const QByteArray said = browser.readAllStandardError();
    QVERIFY2(browser.exitStatus() == QProcess::NormalExit && browser.exitCode() == 0, said.constData());
    // What the policy of the page forbids, and what is not understood, would be told here.
    QVERIFY2(!said.contains("CONSOLE"), said.constData());

    const QImage shown = QImage(picture).convertToFormat(QImage::Format_RGB32);
    QCOMPARE(shown.size(), QSize(1280, shownHeight));
    if (const QString pictures = qEnvironmentVariable("SYSPULSE_SCREENSHOTS"); !pictures.isEmpty())
        shown.save(pictures + QStringLiteral("/report-%1.png").arg(QLatin1String(QTest::currentDataTag())));
    QCOMPARE(shown.pixel(2, 2), page);
    // Each chart has a line of a pixel or two from side to side.
    QVERIFY2(pixelsOf(shown, line) > 1000, qPrintable(QString::number(pixelsOf(shown, line))));
    // Charts whose series nobody knows say so instead of leaving the page empty.
    QVERIFY(pixelsOf(shown, page) < shown.width() * shown.height() * 98 / 100);
}

SYSPULSE_GUI_TEST(TestReportBrowser)
#include "tst_reportbrowser.moc"
