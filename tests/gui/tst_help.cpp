// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QDir>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBrowser>

#include "ui/window/helpwindow.h"
#include "ui/window/translations.h"

using namespace syspulse;

namespace {

QString helpPage(const QString &language, const QString &page)
{
    QFile file(HelpWindow::folderOf(language) + QLatin1Char('/') + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList helpLinks(const QString &html)
{
    static const QRegularExpression link(QStringLiteral("(?:href|src)=\"([^\"]*)\""));
    QStringList links;
    auto matches = link.globalMatch(html);
    while (matches.hasNext())
        links.append(matches.next().captured(1));
    return links;
}

} // namespace

class TestHelp : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void everyPageHasItsHelp_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("de") << QStringLiteral("de");
    }

    void everyPageHasItsHelp()
    {
        QFETCH(QString, language);
        const QStringList files = QDir(HelpWindow::folderOf(language)).entryList();
        QStringList wanted{QStringLiteral("index.html")};
        for (const QString &page : HelpWindow::pages())
            wanted.append(page + QStringLiteral(".html"));
        wanted.sort();
        QCOMPARE(files, wanted);
        const QString index = helpPage(language, QStringLiteral("index.html"));
        for (const QString &name : files) {
            const QString html = helpPage(language, name);
            QVERIFY2(html.contains(QStringLiteral("<html lang=\"%1\">").arg(language)), qPrintable(name));
            // Its parts: where the numbers come from or what it does, what else, and the keyboard.
            QVERIFY2(html.count(QStringLiteral("<h2>")) >= 3, qPrintable(name));
            QVERIFY2(html.count(QStringLiteral("<h2>")) ==
                         helpPage(QStringLiteral("en"), name).count(QStringLiteral("<h2>")),
                     qPrintable(name));
            const QStringList links = helpLinks(html);
            QVERIFY2(!links.isEmpty(), qPrintable(name));
            for (const QString &link : links)
                QVERIFY2(files.contains(link), qPrintable(name + QStringLiteral(" leads to ") + link));
            if (name != QLatin1String("index.html"))
                QVERIFY2(helpLinks(index).contains(name), qPrintable(name));
        }
    }

    void f1OpensThePageOfThePage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }

    void f1OpensThePageOfThePage()
    {
        QFETCH(QString, language);
        Translations translations;
        translations.use(language);
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        auto *navigation = child<QListWidget>(window, "navigation");
        QCOMPARE(HelpWindow::pages().size(), navigation->count());
        for (int row = 0; row < navigation->count(); ++row) {
            navigation->setCurrentRow(row);
            QTest::keyClick(&window, Qt::Key_F1);
            const auto windows = window.findChildren<HelpWindow *>();
            QCOMPARE(windows.size(), 1); // the one that is open
            QVERIFY(windows.constFirst()->isVisible());
            QVERIFY(!windows.constFirst()->isModal());
            const auto *text = child<QTextBrowser>(window, "helpText");
            QCOMPARE(text->source().path(),
                     QStringLiteral("/syspulse/help/%1/%2.html").arg(language, HelpWindow::pages().at(row)));
            // By the same name as in the navigation.
            QCOMPARE(text->documentTitle(), navigation->item(row)->text());
            QVERIFY(windows.constFirst()->windowTitle().contains(text->documentTitle()));
            QVERIFY(text->toPlainText().size() > 300);
        }
        QCOMPARE(clippedTexts(*window.findChild<HelpWindow *>()).join(QLatin1Char('\n')), QString());
        QCOMPARE(unnamedWidgets(*window.findChild<HelpWindow *>()).join(QLatin1Char('\n')), QString());
    }

    void leadsFromPageToPage()
    {
        QWidget parent;
        HelpWindow::openOver(&parent, QStringLiteral("log"));
        auto *text = child<QTextBrowser>(parent, "helpText");
        auto *back = child<QPushButton>(parent, "helpBack");
        QVERIFY(!back->isEnabled());
        click(child<QPushButton>(parent, "helpContents"));
        QVERIFY(text->source().path().endsWith(QStringLiteral("/index.html")));
        // The first link of a page, with the keyboard.
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Tab);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY2(text->source().path().endsWith(QStringLiteral("/instances.html")),
                 qPrintable(text->source().toString()));
        click(back);
        click(back);
        QVERIFY(text->source().path().endsWith(QStringLiteral("/log.html")));
        QVERIFY(!back->isEnabled());
        click(child<QPushButton>(parent, "helpForward"));
        QVERIFY(text->source().path().endsWith(QStringLiteral("/index.html")));
        QTest::keyClick(text, Qt::Key_Escape);
        QTRY_VERIFY(parent.findChild<HelpWindow *>() == nullptr);
    }

    void nothingOutsideIsShown()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.html")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<p>from a file</p>");
        file.close();
        QWidget parent;
        HelpWindow::openOver(&parent, QStringLiteral("log"));
        auto *text = child<QTextBrowser>(parent, "helpText");
        for (const QUrl &url :
             {QUrl::fromLocalFile(file.fileName()), QUrl(QStringLiteral("http://127.0.0.1:9/")),
              QUrl(QStringLiteral("qrc:/syspulse/help/../icons/app.svg"))})
            QVERIFY2(!text->loadResource(QTextDocument::HtmlResource, url).isValid(),
                     qPrintable(url.toString()));
        QVERIFY(
            text->loadResource(QTextDocument::HtmlResource, QUrl(QStringLiteral("index.html"))).isValid());
    }
};

SYSPULSE_GUI_TEST(TestHelp)
#include "tst_help.moc"
