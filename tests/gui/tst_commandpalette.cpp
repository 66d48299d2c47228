// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAccessible>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTabWidget>

#include "ui/base/elidedlabel.h"
#include "ui/window/commandpalette.h"

using namespace syspulse;

namespace {

Command command(const QString &text, const QString &group = QStringLiteral("File"))
{
    return {group + text, text, group, {}, {}, true, {}, [] {}};
}

QStringList textsOf(const QList<Command> &commands)
{
    QStringList texts;
    for (const Command &each : commands)
        texts.append(each.text);
    return texts;
}

} // namespace

class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void scores_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("empty") << ""
                               << "Run now" << true;
        QTest::newRow("start of a word") << "now"
                                         << "Run now" << true;
        QTest::newRow("inside") << "onn"
                                << "Connect…" << true;
        QTest::newRow("case") << "RUN"
                              << "Run now" << true;
        QTest::newRow("words in any order") << "now run"
                                            << "Run now" << true;
        QTest::newRow("letters in order") << "cnct"
                                          << "Connect…" << true;
        QTest::newRow("letters out of order") << "tcnc"
                                              << "Connect…" << false;
        QTest::newRow("group") << "file conn"
                               << "Connect…" << true;
        QTest::newRow("one word too many") << "run zzz"
                                           << "Run now" << false;
    }

    void scores()
    {
        QFETCH(QString, filter);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QCOMPARE(commandScore(filter, command(text)).has_value(), fits);
    }

    void betterFitsScoreHigher()
    {
        const auto score = [](const char *text) {
            return commandScore(QStringLiteral("run"), command(QLatin1String(text))).value_or(-1);
        };
        QVERIFY(score("Run now") > score("Never run"));
        QVERIFY(score("Never run") > score("Prune"));
        QVERIFY(score("Prune") > score("Restart updating now"));
    }

    void whatWasUsedLastComesFirst()
    {
        CommandRegistry registry;
        registry.add([] { return QList{command(QStringLiteral("a")), command(QStringLiteral("b"))}; });
        registry.add([] { return QList{command(QStringLiteral("c"))}; });
        QCOMPARE(textsOf(registry.all()).join(QString()), QStringLiteral("abc"));
        registry.noteUse(QStringLiteral("Fileb"));
        registry.noteUse(QStringLiteral("Filec"));
        QCOMPARE(textsOf(registry.all()).join(QString()), QStringLiteral("cba"));
    }

    void runsWhatIsTyped()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        auto *palette = open(window);
        QVERIFY(palette != nullptr);
        QTest::keyClicks(palette->focusWidget(), QStringLiteral("upda"));
        QTest::keyClick(palette->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(window.findChild<CommandPalette *>() == nullptr);
        QCOMPARE(child<QStackedWidget>(window, "pages")->currentIndex(), 4);

        palette = open(window);
        QVERIFY(palette != nullptr);
        const auto *list = child<QListWidget>(*palette, "paletteList");
        QCOMPARE(list->item(0)->text(), QStringLiteral("Updater"));
        const auto *spoken = QAccessible::queryAccessibleInterface(const_cast<QListWidget *>(list));
        QVERIFY(spoken->child(0)->text(QAccessible::Name).contains(QStringLiteral("Ctrl+5")));
        QTest::keyClick(palette->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(window.findChild<CommandPalette *>() == nullptr);
    }

    void arrowsChoose()
    {
        CommandRegistry registry;
        QStringList ran;
        registry.add([&ran] {
            QList<Command> list;
            for (const char *text : {"one", "two", "three"}) {
                list.append(command(QLatin1String(text)));
                list.last().run = [&ran, text] { ran.append(QLatin1String(text)); };
            }
            return list;
        });
        CommandPalette palette(registry);
        palette.show();
        auto *filter = child<QLineEdit>(palette, "paletteFilter");
        QTest::keyClick(filter, Qt::Key_Down);
        QTest::keyClick(filter, Qt::Key_Down);
        QTest::keyClick(filter, Qt::Key_Up);
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(ran, QStringList{QStringLiteral("two")});
        QVERIFY(!palette.isVisible());
    }

    void whatCannotBeDoneSaysWhy()
    {
        CommandRegistry registry;
        int ran = 0;
        registry.add([&ran] {
            Command grey = command(QStringLiteral("Undo"));
            grey.enabled = false;
            grey.reason = QStringLiteral("There is nothing to undo.");
            grey.run = [&ran] { ++ran; };
            return QList{grey};
        });
        CommandPalette palette(registry);
        palette.show();
        auto *list = child<QListWidget>(palette, "paletteList");
        QCOMPARE(list->item(0)->toolTip(), QStringLiteral("There is nothing to undo."));
        QTest::keyClick(child<QLineEdit>(palette, "paletteFilter"), Qt::Key_Return);
        QCOMPARE(ran, 0);
        QVERIFY(palette.isVisible());
        QTest::keyClicks(child<QLineEdit>(palette, "paletteFilter"), QStringLiteral("xyz"));
        QVERIFY(child<QLabel>(palette, "paletteNothing")->isVisible());
        QTest::keyClick(child<QLineEdit>(palette, "paletteFilter"), Qt::Key_Return);
        QVERIFY(palette.isVisible());
    }

    void holdsMenusAndButtonsOfThePage()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        session.pretendConnected();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier);
        auto *palette = open(window);
        QVERIFY(palette != nullptr);
        QStringList texts;
        const auto *list = child<QListWidget>(*palette, "paletteList");
        for (int i = 0; i < list->count(); ++i)
            texts.append(list->item(i)->text());
        for (const char *text : {"Connect…", "Settings…", "Overview", "Dark", "Run now", "Start"})
            QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
        QTest::keyClicks(palette->focusWidget(), QStringLiteral("run now"));
        QTest::keyClick(palette->focusWidget(), Qt::Key_Return);
        QCOMPARE(session.requests.last(), QStringLiteral("run"));
    }

    void leadsToInstancesAndTopicsOnceSomethingIsTyped()
    {
        PlacesFixture places;
        QTRY_VERIFY(places.profiles.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("Plant north");
        profile.url = QStringLiteral("https://north.example.org:9925/");
        places.profiles.put(profile);
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        ConnectionSettings settings;
        settings.url = QStringLiteral("db.example.org");
        window.connectTo(settings);
        session.pretendConnected();
        session.sendSample(0, QDateTime::currentMSecsSinceEpoch());
        auto *palette = open(window);
        QVERIFY(palette != nullptr);
        const auto *list = child<QListWidget>(*palette, "paletteList");
        const auto offered = [list](const QString &text) {
            return !list->findItems(text, Qt::MatchExactly).isEmpty();
        };
        const QString topic = QStringLiteral("$SYS/broker/clients/connected");
        QVERIFY(!offered(topic));
        auto *filter = child<QLineEdit>(*palette, "paletteFilter");
        QTest::keyClicks(filter, QStringLiteral("north"));
        QVERIFY(offered(QStringLiteral("Connect to Plant north")));
        filter->clear();
        QTest::keyClicks(filter, QStringLiteral("show db.ex"));
        QVERIFY(offered(QStringLiteral("Show db.example.org:9925")));
        filter->clear();
        QTest::keyClicks(filter, topic);
        QVERIFY(offered(topic));
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(window.shownPage(), QStringLiteral("Topics"));
        QCOMPARE(child<ElidedLabel>(window, "detailTopic")->text(), topic);
    }

    void leadsToClientsOnceSomethingIsTyped()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        auto *palette = open(window);
        QVERIFY(palette != nullptr);
        QTest::keyClicks(child<QLineEdit>(*palette, "paletteFilter"), QStringLiteral("sensor-0"));
        QVERIFY(child<QLabel>(*palette, "paletteNothing")->isVisible()); // nobody is connected to anything
        palette->close();
        QTRY_VERIFY(window.findChild<CommandPalette *>() == nullptr);

        connectAndFill(session, window);
        session.pretendClients(500, 1'700'000'000'000);
        palette = open(window);
        QVERIFY(palette != nullptr);
        auto *filter = child<QLineEdit>(*palette, "paletteFilter");
        const auto *list = child<QListWidget>(*palette, "paletteList");
        QVERIFY(list->findItems(QStringLiteral("sensor-"), Qt::MatchContains).isEmpty());
        // Of very many a few, and the way to the others.
        QTest::keyClicks(filter, QStringLiteral("client sensor-0"));
        QCOMPARE(list->findItems(QStringLiteral("sensor-0"), Qt::MatchStartsWith).size(), 20);
        QCOMPARE(list->findItems(QStringLiteral("Search the clients for"), Qt::MatchStartsWith).size(), 1);
        filter->clear();
        QTest::keyClicks(filter, QStringLiteral("SENSOR-007919"));
        QCOMPARE(list->item(0)->text(), QStringLiteral("sensor-007919"));
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(window.shownPage(), QStringLiteral("Clients"));
        QCOMPARE(textOf(window, "clientField0"), QStringLiteral("sensor-007919"));
    }

    void searchesTheClientsForWhatIsTyped()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window); // and the list of clients has never been asked for
        auto *palette = open(window);
        QVERIFY(palette != nullptr);
        auto *filter = child<QLineEdit>(*palette, "paletteFilter");
        QTest::keyClicks(filter, QStringLiteral("10.1.0.7"));
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(window.shownPage(), QStringLiteral("Clients"));
        session.pretendClients(30, 1'700'000'000'000);
        QCOMPARE(child<QLineEdit>(window, "clientSearch")->text(), QStringLiteral("10.1.0.7"));
        QCOMPARE(child<QTableView>(window, "clientTable")->model()->rowCount(), 1);
    }

    void exportsFromEverywhere()
    {
        PlacesFixture places;
        auto owned = std::make_unique<FakePrompts>();
        owned->saveFolder = places.folder.path();
        MainWindow window(places.services(), std::move(owned));
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        session.pretendClients(3, 1'700'000'000'000);
        const auto run = [&window](const QString &typed) {
            QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
            auto *palette = open(window);
            QVERIFY(palette != nullptr);
            QTest::keyClicks(child<QLineEdit>(*palette, "paletteFilter"), typed);
            QTest::keyClick(child<QLineEdit>(*palette, "paletteFilter"), Qt::Key_Return);
            QTRY_VERIFY(window.findChild<CommandPalette *>() == nullptr);
        };
        for (const char *format : {"csv", "png", "svg"}) {
            run(QStringLiteral("export chart connected clients ") + QLatin1String(format));
            QCOMPARE(window.shownPage(), QStringLiteral("Overview"));
            const QStringList name{QStringLiteral("syspulse-chart-*.") + QLatin1String(format)};
            QTRY_COMPARE(QDir(places.folder.path()).entryList(name).size(), 1); // a QDir keeps its list
        }
        run(QStringLiteral("export diary"));
        QCOMPARE(window.shownPage(), QStringLiteral("Clients"));
        QVERIFY(child<QWidget>(window, "diaryExport")->isVisible());
        run(QStringLiteral("save harperdb's log"));
        QCOMPARE(window.shownPage(), QStringLiteral("Log"));
        QCOMPARE(child<QTabWidget>(window, "logTabs")->currentIndex(), 1);
    }

    void anExportOfThisPageSaysOfWhat()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        connectAndFill(*places.sessions.constLast(), window);
        QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier);
        const auto *palette = open(window);
        QVERIFY(palette != nullptr);
        const auto *list = child<QListWidget>(*palette, "paletteList");
        QCOMPARE(list->findItems(QStringLiteral("Export the runs"), Qt::MatchExactly).size(), 1);
        QCOMPARE(list->findItems(QStringLiteral("Export…"), Qt::MatchExactly).size(), 0);
    }

    void aNoteIsNoCommandAndASwitchMayBeOne()
    {
        QMenuBar bar;
        QMenu *menu = bar.addMenu(QStringLiteral("View"));
        menu->addAction(QStringLiteral("Do it"));
        menu->addAction(QStringLiteral("Only said"))->setProperty(noteProperty, true);
        QCOMPARE(textsOf(commandsOfMenus(bar.actions())), QStringList{QStringLiteral("Do it")});

        QWidget page;
        for (const char *name : {"Pause", "Line"}) {
            auto *button = new QPushButton(QLatin1String(name), &page);
            button->setCheckable(true);
            button->setProperty(commandProperty, button->text() == QLatin1String("Pause"));
        }
        page.show();
        QCOMPARE(textsOf(commandsOfButtons(page, {})), QStringList{QStringLiteral("Pause")});
    }

    void nobodyReadsThousandsOfLines()
    {
        CommandRegistry registry;
        registry.add([] {
            QList<Command> list;
            for (int i = 0; i < 5000; ++i) {
                list.append(command(QStringLiteral("topic %1").arg(i)));
                list.last().isPlace = true;
            }
            return list;
        });
        CommandPalette palette(registry);
        palette.show();
        const auto *list = child<QListWidget>(palette, "paletteList");
        QCOMPARE(list->count(), 0);
        child<QLineEdit>(palette, "paletteFilter")->setText(QStringLiteral("topic"));
        QVERIFY(list->count() > 0);
        QVERIFY(list->count() <= 100);
        child<QLineEdit>(palette, "paletteFilter")->setText(QStringLiteral("4999"));
        QCOMPARE(list->count(), 1);
    }

private:
    static CommandPalette *open(MainWindow &window)
    {
        // No window manager gives the focus back after a dialog.
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            return nullptr;
        QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto *palette = child<CommandPalette>(window, "commandPalette");
        if (palette != nullptr && !QTest::qWaitForWindowActive(palette))
            return nullptr;
        const QString pictures = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (!pictures.isEmpty())
            palette->grab().save(pictures + QStringLiteral("/palette.png"));
        return palette;
    }
};

SYSPULSE_GUI_TEST(TestCommandPalette)
#include "tst_commandpalette.moc"
