// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/windowchecks.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/charts/chartboard.h"
#include "ui/window/commandpalette.h"

using namespace syspulse;

/// The menus Updater and Charts, which do what buttons of the pages do, from every page.
class TestViewMenus : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_f = std::make_unique<WindowFixture>(); }
    void cleanup() { m_f.reset(); }

    void theUpdaterIsSteeredFromEveryPage()
    {
        fillEveryPage(*m_f->session, *m_f->window);
        showPage(1);
        open("updaterMenu");
        QVERIFY(action("updaterStartAction")->isEnabled());
        QVERIFY(!action("updaterPauseAction")->isEnabled());
        action("updaterRunNowAction")->trigger();
        QCOMPARE(m_f->session->requests.last(), QStringLiteral("run"));
        QCOMPARE(child<QStackedWidget>(*m_f->window, "pages")->currentIndex(), 0);

        UpdaterStatus paused;
        paused.state = UpdaterState::Paused;
        emit m_f->session->updater().updaterStatusChanged(paused);
        open("updaterMenu");
        QCOMPARE(action("updaterStartAction")->text(), QStringLiteral("Re&sume"));
        QVERIFY(action("updaterStopAction")->isEnabled());
    }

    void eachMenuHasItsLetter()
    {
        const QList<QAction *> menus = m_f->window->menuBar()->actions();
        for (const QAction *menu : menus)
            QVERIFY2(!QKeySequence::mnemonic(menu->text()).isEmpty(), qPrintable(menu->text()));
    }

    void whatCannotBeDoneSaysWhy()
    {
        open("updaterMenu");
        QVERIFY(!action("updaterStartAction")->isEnabled());
        QVERIFY2(action("updaterStartAction")->toolTip().contains(QStringLiteral("Connect to an instance")),
                 qPrintable(action("updaterStartAction")->toolTip()));
        open("chartsMenu");
        QVERIFY(!action("addChartAction")->isEnabled());
        QVERIFY2(action("addChartAction")->toolTip().contains(QStringLiteral("no charts yet")),
                 qPrintable(action("addChartAction")->toolTip()));
        QVERIFY(!action("range1hAction")->isEnabled());
    }

    void theChartsComeIntoViewWhenSomethingIsDoneWithThem()
    {
        fillEveryPage(*m_f->session, *m_f->window);
        showPage(7);
        open("chartsMenu");
        QVERIFY(!action("restoreChartAction")->isVisible());
        QVERIFY(action("range15minAction")->isChecked());
        action("range1hAction")->trigger();
        QCOMPARE(child<QStackedWidget>(*m_f->window, "pages")->currentIndex(), 0);
        auto *board = child<ChartBoard>(*m_f->window, "chartBoard");
        QCOMPARE(board->axis().rangeMs(), 3'600'000);
        showPage(7);
        action("pauseButtonAction")->trigger();
        QVERIFY(board->axis().isPaused());
        open("chartsMenu");
        QCOMPARE(action("pauseButtonAction")->text(), QStringLiteral("R&esume"));
        QVERIFY(action("range1hAction")->isChecked());
        QVERIFY(!action("range15minAction")->isChecked());
    }

    void thePaletteOffersItOnceAndWithoutADelay()
    {
        fillEveryPage(*m_f->session, *m_f->window);
        showPage(5);
        child<QAction>(*m_f->window, "commandsAction")->trigger();
        auto *palette = m_f->window->findChild<CommandPalette *>();
        QVERIFY(palette != nullptr);
        const auto *list = child<QListWidget>(*palette, "paletteList");
        QCOMPARE(list->findItems(QStringLiteral("Run now"), Qt::MatchExactly).size(), 1);
        // The page has not been seen since, and what the palette offers is of now all the same.
        palette->close();
        showPage(1);
        emit m_f->session->connection().stateChanged(SessionState::Disconnected, {});
        child<QAction>(*m_f->window, "commandsAction")->trigger();
        QVERIFY(!action("updaterRunNowAction")->isEnabled());
    }

private:
    void showPage(int page)
    {
        QTest::keyClick(m_f->window.get(), Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
    }
    QAction *action(const char *name) const { return child<QAction>(*m_f->window, name); }
    /// As when it is opened, without a menu that takes the keyboard.
    void open(const char *menu) { emit child<QMenu>(*m_f->window, menu)->aboutToShow(); }

    std::unique_ptr<WindowFixture> m_f;
};

SYSPULSE_GUI_TEST(TestViewMenus)
#include "tst_viewmenus.moc"
