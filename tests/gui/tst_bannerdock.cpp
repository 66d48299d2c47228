// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractButton>
#include <QCursor>
#include <QLineEdit>
#include <QMap>
#include <QStackedWidget>

#include "ui/base/toast.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

namespace {

const Error refused{ErrorKind::Network, QStringLiteral("db.example.org:9925 refuses connections."), {}, 0};

Reach awayNow()
{
    Reach reach;
    reach.awaySinceMs = QDateTime::currentMSecsSinceEpoch();
    reach.nextTryMs = reach.awaySinceMs + 3'600'000;
    reach.error = refused;
    return reach;
}

QRect placeOf(const QWidget &widget, const QWidget &window)
{
    return {widget.mapTo(&window, QPoint()), widget.size()};
}

/// Where everything is on @p page that can be clicked, but for what is on @p banner.
QMap<const QWidget *, QRect> placesOn(const QWidget &page, const QWidget &window,
                                      const QWidget *banner = nullptr)
{
    QMap<const QWidget *, QRect> places;
    for (const auto *each : page.findChildren<QWidget *>()) {
        const bool clicked = each->focusPolicy() != Qt::NoFocus && each->isVisible() &&
                             (banner == nullptr || !banner->isAncestorOf(each));
        if (clicked && each->parentWidget()->window() == &window)
            places.insert(each, placeOf(*each, window));
    }
    return places;
}

} // namespace

/// What the window says by itself moves nothing that somebody is about to click.
class TestBannerDock : public QObject
{
    Q_OBJECT

private slots:
    void nothingMovesUnderThePointer_data()
    {
        QTest::addColumn<QString>("banner");
        for (const char *name : {"linkBanner", "programNotice", "alertBanner", "leaseNotice"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void nothingMovesUnderThePointer()
    {
        QFETCH(const QString, banner);
        PlacesFixture places;
        places.tray.available = false;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        fillEveryPage(session, window);
        UpdaterStatus active;
        active.state = UpdaterState::Waiting;
        emit session.updater().updaterStatusChanged(active);
        QString ruleId;
        const auto tell = [&](bool begins) {
            if (banner == QLatin1String("linkBanner")) {
                emit session.connection().reachChanged(begins ? awayNow() : Reach());
            } else if (banner == QLatin1String("programNotice")) {
                if (begins)
                    emit places.state.failed(refused);
                else
                    child<QAbstractButton>(window, "programNoticeButton")->click();
            } else if (banner == QLatin1String("leaseNotice")) {
                UpdaterStatus status;
                status.state = begins ? UpdaterState::StandingBy : UpdaterState::Waiting;
                emit session.updater().updaterStatusChanged(status);
            } else {
                AlertRule rule;
                rule.topic = QStringLiteral("$SYS/broker/clients/connected");
                rule.threshold = 1;
                rule.forSeconds = 0;
                AlertRuleStore &rules = window.current().alerts().rules();
                if (begins)
                    ruleId = rules.put(rule);
                else
                    rules.remove(ruleId);
            }
        };
        QTRY_VERIFY(window.current().alerts().rules().isLoaded());
        QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier); // what moves there starts and stops
        settle(window);
        const auto *page = child<QWidget>(window, "updaterPage");
        const auto *shown = child<QWidget>(window, banner.toLatin1().constData());
        QVERIFY(page->isVisible() && !shown->isVisible());
        const auto before = placesOn(*page, window, shown);
        QVERIFY(before.size() > 5);

        point(*child<QWidget>(window, "journalTable"));
        QVERIFY(page->underMouse());
        tell(true);
        QTRY_VERIFY(shown->isVisible());
        settle(window);
        QCOMPARE(placesOn(*page, window, shown), before);
        QVERIFY(!placeOf(*shown, window).contains(window.mapFromGlobal(QCursor::pos())));
        QVERIFY(window.rect().contains(placeOf(*shown, window)));

        // Once the pointer has left, the page has its foot back.
        point(*child<QWidget>(window, "navigation"));
        QTRY_VERIFY(!page->underMouse());
        settle(window);
        const auto *journal = child<QWidget>(window, "journalTable");
        QTRY_VERIFY(!placeOf(*journal, window).intersects(placeOf(*shown, window)));

        const auto docked = placesOn(*page, window, shown);
        point(*child<QWidget>(window, "journalTable"));
        tell(false);
        QTRY_VERIFY(!shown->isVisible());
        settle(window);
        QCOMPARE(placesOn(*page, window, shown), docked);
        point(*child<QWidget>(window, "navigation"));
        QTRY_COMPARE(placesOn(*page, window, shown), before);
    }

    /// In the lowest lines of a page, where it would be put, it keeps out of the way.
    void itDoesNotComeBetweenThePointerAndItsAim()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        fillEveryPage(session, window);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        settle(window);
        const auto *pages = child<QWidget>(window, "pages");
        QCursor::setPos(pages->mapToGlobal(QPoint(pages->width() / 2, pages->height() - 10)));
        QTRY_VERIFY(pages->underMouse());
        emit session.connection().reachChanged(awayNow());
        const auto *banner = child<QWidget>(window, "linkBanner");
        settle(window);
        QVERIFY(banner->isVisible());
        QVERIFY(!placeOf(*banner, window).contains(window.mapFromGlobal(QCursor::pos())));
        point(*child<QWidget>(window, "navigation"));
        settle(window);
        QTRY_VERIFY(banner->mapTo(&window, QPoint()).y() >
                    pages->mapTo(&window, QPoint()).y() + pages->height() - 1);
    }

    void withoutAPointerThePageMakesRoomAtOnce()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {960, 600});
        fillEveryPage(session, window);
        point(*child<QWidget>(window, "navigation"));
        emit session.connection().reachChanged(awayNow());
        for (int page = 1; page <= 8; ++page) {
            QTest::keyClick(&window, Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
            settle(window);
            const auto *pages = child<QWidget>(window, "pages");
            const auto *banner = child<QWidget>(window, "linkBanner");
            QVERIFY(banner->isVisible());
            QVERIFY(!placeOf(*pages, window).intersects(placeOf(*banner, window)));
            QVERIFY(window.rect().contains(placeOf(*banner, window)));
            QCOMPARE(window.size(), QSize(960, 600));
        }
    }

    void whatIsToldMovesNothing_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("toast");
        QTest::newRow("clients") << 3 << QStringLiteral("clientsNotice");
        QTest::newRow("broker") << 4 << QStringLiteral("brokerNotice");
        QTest::newRow("log") << 7 << QStringLiteral("logNotice");
        QTest::newRow("alerts") << 8 << QStringLiteral("alertsNotice");
    }

    void whatIsToldMovesNothing()
    {
        QFETCH(int, page);
        QFETCH(QString, toast);
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        fillEveryPage(session, window);
        QTest::keyClick(&window, Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
        settle(window);
        const auto &shown = *child<QStackedWidget>(window, "pages")->currentWidget();
        const auto before = placesOn(shown, window);
        auto *notice = child<Toast>(window, toast.toLatin1().constData());
        notice->tell(Severity::Error, QStringLiteral("It went wrong."));
        settle(window);
        QVERIFY(notice->isVisible());
        QVERIFY(shown.rect().contains(notice->geometry()));
        auto after = placesOn(shown, window);
        after.removeIf([notice](const auto &each) { return notice->isAncestorOf(each.key()); });
        QCOMPARE(after, before);
        QCOMPARE(disorder(shown).join(QLatin1Char('\n')), QString());
        QCOMPARE(mnemonicClashes(window).join(QLatin1Char('\n')), QString());
        click(notice->findChild<QPushButton *>(toast + QStringLiteral("Other")));
        QVERIFY(!notice->isVisible());
    }

    void whatWentWellGoesByItself()
    {
        QWidget page;
        Toast good(QStringLiteral("good"));
        Toast bad(QStringLiteral("bad"));
        Toast offer(QStringLiteral("offer"));
        for (Toast *each : {&good, &bad, &offer})
            each->putOver(&page);
        GuiFixture::show(page);
        bad.tell(Severity::Error, QStringLiteral("It was not written."));
        offer.tell(Severity::Info, QStringLiteral("It was removed."), QStringLiteral("Undo"));
        good.tell(Severity::Ok, QStringLiteral("It was written."));
        QVERIFY(good.isVisible());
        QTRY_VERIFY(!good.isVisible());
        QVERIFY(bad.isVisible());
        QVERIFY(offer.isVisible());
    }

private:
    /// Puts the pointer at the middle of @p widget, as a hand does.
    static void point(const QWidget &widget)
    {
        QCursor::setPos(widget.mapToGlobal(widget.rect().center()));
        QTRY_VERIFY(widget.underMouse());
    }
};

SYSPULSE_GUI_TEST(TestBannerDock)
#include "tst_bannerdock.moc"
