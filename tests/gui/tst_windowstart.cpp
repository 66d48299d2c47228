// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include "ui/window/reopening.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTableView>

using namespace syspulse;

namespace {

/// A window whose pages are made after its first picture, if nobody wants them before.
struct LaterFixture
{
    LaterFixture()
    {
        WindowServices services = places.services();
        services.pagesMade = PagesMade::AfterFirstPicture;
        window = std::make_unique<MainWindow>(services);
    }

    PlacesFixture places;
    std::unique_ptr<MainWindow> window;
};

const QStringList &pages()
{
    static const QStringList names{QStringLiteral("topicsPage"), QStringLiteral("clientsPage"),
                                   QStringLiteral("brokerPage"), QStringLiteral("updaterPage"),
                                   QStringLiteral("setupPage"),  QStringLiteral("logPage"),
                                   QStringLiteral("alertsPage"), QStringLiteral("chartBoard")};
    return names;
}

QStringList missingPages(const MainWindow &window)
{
    QStringList missing = pages();
    missing.removeIf([&window](const QString &name) { return window.findChild<QWidget *>(name) != nullptr; });
    return missing;
}

/// What Tab reaches on any page, in its order.
QStringList stops(MainWindow &window)
{
    QStringList names;
    for (QWidget *each = window.nextInFocusChain(); each != &window; each = each->nextInFocusChain()) {
        if ((each->focusPolicy() & Qt::TabFocus) != 0)
            names.append(QStringLiteral("%1 %2").arg(QLatin1String(each->metaObject()->className()),
                                                     each->objectName()));
    }
    return names;
}

/// All that those see who cannot see: names, descriptions, and what is in what.
QStringList tree(const QWidget &widget, const QString &above = {})
{
    const QString own = above + QLatin1Char('/') + QLatin1String(widget.metaObject()->className()) +
                        QLatin1Char(' ') + widget.objectName() + QLatin1Char(' ') + widget.accessibleName();
    QStringList all{own};
    for (const QWidget *child : widget.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        all += tree(*child, own);
    return all;
}

} // namespace

class TestWindowStart : public QObject
{
    Q_OBJECT

private slots:
    void pagesAreMadeAfterTheFirstPicture()
    {
        LaterFixture f;
        QSignalSpy completed(f.window.get(), &MainWindow::completed);
        QCOMPARE(missingPages(*f.window), pages());
        QVERIFY(!f.window->isComplete());
        f.window->show();
        QTRY_COMPARE(completed.size(), 1);
        QVERIFY(f.window->isComplete());
        QVERIFY(missingPages(*f.window).isEmpty());
        QCOMPARE(f.window->shownPage(), QStringLiteral("Overview"));
    }

    /// Nobody sees that they were made later.
    void theWindowIsTheSameAsOneMadeAtOnce()
    {
        PlacesFixture places;
        MainWindow atOnce(places.services());
        QVERIFY(missingPages(atOnce).isEmpty());
        atOnce.show();
        LaterFixture f;
        f.window->show();
        QTRY_VERIFY(f.window->isComplete());
        QCOMPARE(stops(*f.window), stops(atOnce));
        QStringList later = tree(*f.window);
        QStringList expected = tree(atOnce);
        later.sort();
        expected.sort();
        QCOMPARE(later, expected);
        const auto texts = [](const MainWindow &window, const char *menu) {
            QStringList all;
            for (const QAction *action : child<QMenu>(window, menu)->actions())
                all.append(action->text());
            return all;
        };
        for (const char *menu : {"updaterMenu", "chartsMenu", "rangesMenu"})
            QCOMPARE(texts(*f.window, menu), texts(atOnce, menu));
    }

    void aPageThatIsWantedIsMadeAtOnce()
    {
        LaterFixture f;
        f.window->showPageNamed(QStringLiteral("Log"));
        QCOMPARE(f.window->shownPage(), QStringLiteral("Log"));
        QVERIFY(!missingPages(*f.window).contains(QStringLiteral("logPage")));
        QVERIFY(missingPages(*f.window).contains(QStringLiteral("setupPage")));
        f.window->show();
        QTRY_VERIFY(f.window->isComplete());
        QCOMPARE(f.window->shownPage(), QStringLiteral("Log"));
    }

    void aMenuOfThePagesMakesThem()
    {
        LaterFixture f;
        auto *menu = child<QMenu>(*f.window, "updaterMenu");
        QVERIFY(menu->actions().isEmpty());
        emit menu->aboutToShow();
        QVERIFY(!menu->actions().isEmpty());
        QVERIFY(!missingPages(*f.window).contains(QStringLiteral("updaterPage")));
    }

    /// The pages keep what the session says, from its first word on.
    void allPagesAreThereBeforeAnInstanceConnects()
    {
        LaterFixture f;
        ConnectionSettings settings;
        settings.url = QStringLiteral("http://127.0.0.1:9925");
        f.window->connectTo(settings);
        QVERIFY(missingPages(*f.window).isEmpty());
        emit f.places.sessions.constFirst()->connection().logged(LogLevel::Information,
                                                                 QStringLiteral("said early"));
        f.window->show();
        f.window->showPageNamed(QStringLiteral("Log"));
        const auto *log = child<QTableView>(*f.window, "logTable");
        QTRY_COMPARE(log->model()->rowCount(), 1);
    }

    /// A notice about the program's files belongs into the log.
    void aNoticeIsLoggedBeforeThePagesWereMade()
    {
        LaterFixture f;
        emit f.places.state.failed(Error{ErrorKind::Local, QStringLiteral("The disk is full."), {}, 0});
        QVERIFY(missingPages(*f.window).isEmpty());
        f.window->show();
        f.window->showPageNamed(QStringLiteral("Log"));
        const auto *log = child<QTableView>(*f.window, "logTable");
        QTRY_COMPARE(log->model()->rowCount(), 1);
    }

    void whatIsReopenedWaitsForTheFirstPicture()
    {
        PlacesFixture places;
        QTRY_VERIFY(places.profiles.isLoaded() && places.preferences.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.url = QStringLiteral("http://127.0.0.1:9925");
        profile.connectAtStart = true;
        profile.user = QStringLiteral("admin");
        const QString id = places.profiles.put(profile);
        places.secrets.write(passwordKey(id), Secret(u"secret"), this, [](const Result<void> &) {});
        WindowServices services = places.services();
        services.pagesMade = PagesMade::AfterFirstPicture;
        MainWindow window(services);
        Reopening reopening(window, places.profiles, places.preferences);
        reopening.reopen();
        QVERIFY(!window.current().isActive());
        window.show();
        QTRY_VERIFY(window.isComplete());
        QTRY_VERIFY(window.current().isActive());
    }
};

SYSPULSE_GUI_TEST(TestWindowStart)
#include "tst_windowstart.moc"
