// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QProcess>
#include <QPushButton>

#include "ui/base/reportpdf.h"

using namespace syspulse;

/// File > Report: what it writes, and what it says.
class TestReportDialog : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatWasKept();
    void writesAPdf();
    void noHeadingIsLeftAtTheFootOfAPage_data();
    void noHeadingIsLeftAtTheFootOfAPage();
    void saysThatAnInstanceIsMissing();
    void saysWhyNothingWasWritten();

private:
    static QDialog &open(const MainWindow &window)
    {
        child<QAction>(window, "reportAction")->trigger();
        return *child<QDialog>(window, "reportDialog");
    }
    /// What a reader of the file at @p path would see, without line breaks.
    static QString textOfPdf(const QString &path)
    {
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
        if (!reader.waitForFinished() || reader.exitCode() != 0)
            QTest::qFail(reader.readAllStandardError().constData(), __FILE__, __LINE__);
        QString text = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
        text.replace(QLatin1String(" / "), QLatin1String("/"));
        return text.replace(QChar(0xA0), QLatin1Char(' '));
    }
    static QString noticeOf(const QDialog &dialog) { return textOf(dialog, "reportNotice"); }
};

void TestReportDialog::writesWhatWasKept()
{
    PlacesFixture places;
    auto *prompts = new FakePrompts;
    MainWindow window(places.services(), std::unique_ptr<Prompts>(prompts));
    FakeSession &session = *places.sessions.constLast();
    GuiFixture::show(window, {1280, 800});
    ConnectionSettings settings;
    settings.url = QStringLiteral("https://db.example.org:9925");
    settings.user = QStringLiteral("administrator-name");
    const QString password = QStringLiteral("pässword-42");
    settings.password = Secret(QStringView(password));
    window.connectTo(settings);
    session.pretendConnected(settings.url);
    const SeriesKey clients{QStringLiteral("$SYS/broker/clients/connected"), false};
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    places.history.record(settings.url, {{clients, {nowMs - 2 * Series::hourMs, 41}},
                                         {clients, {nowMs - 40 * 24 * Series::hourMs, 977}}});

    const QDialog &dialog = open(window);
    QVERIFY(dialog.isVisible());
    auto *save = child<QPushButton>(dialog, "reportSave");
    click(save); // and changes one's mind
    QVERIFY(save->isEnabled());
    const QTemporaryDir target;
    prompts->saveFolder = target.path();
    click(save);
    QTRY_VERIFY2(noticeOf(dialog).contains(target.path()), qPrintable(noticeOf(dialog)));
    const auto written = [&target] {
        const QStringList files = QDir(target.path()).entryList(QDir::Files);
        QFile file(target.filePath(files.value(0)));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QString week = written();
    QVERIFY(week.contains(QStringLiteral("41\u00a0clients")));
    QVERIFY(!week.contains(QStringLiteral("977")));
    QVERIFY(week.contains(QStringLiteral("HarperDB 4.7.29")));
    QVERIFY(!week.contains(password) && !week.contains(settings.user));

    QDir(target.path()).removeRecursively();
    QDir().mkpath(target.path());
    auto *spans = child<QComboBox>(dialog, "reportSpan");
    spans->setCurrentIndex(spans->count() - 1);
    QVERIFY(save->isEnabled());
    click(save);
    QTRY_VERIFY(written().contains(QStringLiteral("977\u00a0clients")));
}

void TestReportDialog::writesAPdf()
{
    PlacesFixture places;
    auto *prompts = new FakePrompts;
    MainWindow window(places.services(), std::unique_ptr<Prompts>(prompts));
    FakeSession &session = *places.sessions.constLast();
    GuiFixture::show(window, {1280, 800});
    ConnectionSettings settings;
    settings.url = QStringLiteral("https://db.example.org:9925");
    window.connectTo(settings);
    session.pretendConnected(settings.url);
    const SeriesKey clients{QStringLiteral("$SYS/broker/clients/connected"), false};
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    QList<HistorySample> samples;
    for (int hour = 7 * 24; hour > 0; --hour)
        samples.append({clients, {nowMs - hour * Series::hourMs, double(100 + hour)}});
    places.history.record(settings.url, samples);
    const qint64 noteMs = nowMs - 12 * Series::hourMs;
    places.history.changeNote(settings.url, std::nullopt,
                              TimelineMark{TimelineMark::Kind::Note, noteMs, noteMs + Series::hourMs,
                                           QStringLiteral("load <i>test</i>")});

    const QDialog &dialog = open(window);
    child<QComboBox>(dialog, "reportFormat")->setCurrentIndex(1);
    const QTemporaryDir target;
    prompts->saveFolder = target.path();
    click(child<QPushButton>(dialog, "reportSave"));
    QTRY_VERIFY2(noticeOf(dialog).contains(target.path()), qPrintable(noticeOf(dialog)));
    const QStringList files = QDir(target.path()).entryList(QDir::Files);
    QVERIFY2(files.value(0).endsWith(QStringLiteral(".pdf")), qPrintable(files.value(0)));
    const QString text = textOfPdf(target.filePath(files.value(0)));
    for (const char *part : {"MQTT broker report: db.example.org:9925", "https://db.example.org:9925",
                             "101 clients", "load <i>test</i>", "HarperDB 4.7.29", "1/2"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
}

void TestReportDialog::noHeadingIsLeftAtTheFootOfAPage_data()
{
    QTest::addColumn<QString>("section");
    QTest::newRow("text") << QStringLiteral("<p>text</p>");
    QTest::newRow("chart") << QStringLiteral(
        "<figure><svg viewBox=\"0 0 300 90\"><text>c</text></svg></figure>");
    QTest::newRow("table") << QStringLiteral("<table><tr><td>cell</td></tr></table>");
}

void TestReportDialog::noHeadingIsLeftAtTheFootOfAPage()
{
    QFETCH(QString, section);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.pdf"));
    // So many lines before it that it comes to the foot of the first page with some of them.
    int pagesBegun = 0;
    for (int lines = 56; lines < 82; ++lines) {
        const QString html = QStringLiteral("<html><body>") +
                             QStringLiteral("<p>line</p>").repeated(lines / 2) +
                             QStringLiteral("<p style=\"margin: 0\">line</p>").repeated(lines % 2) +
                             QStringLiteral("<h2>Heading</h2>") + section + QStringLiteral("</body></html>");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(reportPdf(html.toUtf8(), QStringLiteral("title")));
        file.close();
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        QVERIFY(reader.waitForFinished());
        const QStringList pages = QString::fromUtf8(reader.readAllStandardOutput()).split(QLatin1Char('\f'));
        for (const QString &page : pages) {
            QStringList texts = page.split(QLatin1Char('\n'));
            texts.removeIf([](const QString &text) { return text.trimmed().isEmpty(); });
            if (texts.value(0).contains(QStringLiteral("Heading")))
                ++pagesBegun;
            // The last one is below the page's text; a chart is no text.
            const bool last = texts.value(texts.size() - 2).contains(QStringLiteral("Heading"));
            QVERIFY2(!last ||
                         (section.contains(QStringLiteral("svg")) && page == pages.value(pages.size() - 2)),
                     qPrintable(QStringLiteral("%1 lines before it").arg(lines)));
        }
    }
    QVERIFY(pagesBegun > 0);
}

void TestReportDialog::saysThatAnInstanceIsMissing()
{
    PlacesFixture places;
    MainWindow window(places.services());
    GuiFixture::show(window, {1280, 800});
    const QDialog &dialog = open(window);
    QVERIFY(!child<QPushButton>(dialog, "reportSave")->isEnabled());
    QVERIFY(textOf(dialog, "reportWhat").contains(QStringLiteral("Connect to it first")));
}

void TestReportDialog::saysWhyNothingWasWritten()
{
    PlacesFixture places;
    auto *prompts = new FakePrompts;
    MainWindow window(places.services(), std::unique_ptr<Prompts>(prompts));
    FakeSession &session = *places.sessions.constLast();
    GuiFixture::show(window, {1280, 800});
    connectAndFill(session, window);
    prompts->saveFolder = places.folder.filePath(QStringLiteral("not-there"));
    const QDialog &dialog = open(window);
    auto *save = child<QPushButton>(dialog, "reportSave");
    click(save);
    QTRY_VERIFY2(noticeOf(dialog).contains(QStringLiteral("not-there")), qPrintable(noticeOf(dialog)));
    QVERIFY(save->isEnabled());
}

SYSPULSE_GUI_TEST(TestReportDialog)
#include "tst_reportdialog.moc"
