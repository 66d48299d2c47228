// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "tests/support/harperfixture.h"
#include "tests/support/windowplaces.h"

#include <QAccessible>
#include <QApplication>
#include <QDateTime>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// From the first start to a running updater on a real HarperDB with nothing but the keyboard: Tab, arrows,
/// Space, Enter and what is typed. Every widget that gets the focus on the way must be visible, enabled and
/// have a name for a screen reader.
class TestKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void connects();
    void setsUp();
    void startsTheUpdater();
    void stopsTheUpdater();
    void cleanupTestCase();

private:
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : QApplication::activeWindow(), key, modifiers);
        QCoreApplication::processEvents();
    }

    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    static QString focusName()
    {
        const QWidget *focus = QApplication::focusWidget();
        return focus ? focus->objectName() : QString();
    }

    /// Presses @p key until the widget @p name has the focus; tells what is wrong on the way.
    static QString walkTo(const QString &name, Qt::Key key = Qt::Key_Tab)
    {
        QStringList way;
        for (int i = 0; i < 80 && focusName() != name; ++i) {
            press(key);
            QWidget *focus = QApplication::focusWidget();
            if (!focus)
                return QStringLiteral("Nothing has the focus after: %1").arg(way.join(QStringLiteral(", ")));
            way.append(focus->objectName());
            if (!focus->isVisible() || !focus->isEnabled())
                return QStringLiteral("%1 has the focus and cannot be used.").arg(focus->objectName());
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(focus);
            if (!spoken || spoken->text(QAccessible::Name).isEmpty())
                return QStringLiteral("%1 (%2) has no name for a screen reader.")
                    .arg(focus->objectName(), QString::fromLatin1(focus->metaObject()->className()));
        }
        return focusName() == name
                   ? QString()
                   : QStringLiteral("%1 is not on the way: %2").arg(name, way.join(QStringLiteral(", ")));
    }

    /// Chooses the page in @p row of the navigation with the arrow keys.
    static QString goToPage(int row)
    {
        const QString problem = walkTo(QStringLiteral("navigation"));
        if (!problem.isEmpty())
            return problem;
        press(Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            press(Qt::Key_Down);
        return {};
    }

    HarperFixture m_harper;
    Session *m_session = nullptr; ///< of the window's first instance
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
};

void TestKeyboard::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_session = &m_window->current().session();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestKeyboard::connects()
{
    const QString problem = walkTo(QStringLiteral("connectButton"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activeWindow() &&
                QApplication::activeWindow()->objectName() == QLatin1String("connectDialog"));
    QTRY_COMPARE(focusName(), QStringLiteral("urlEdit"));
    type(m_harper.opsUrl().toString());
    press(Qt::Key_Tab);
    QCOMPARE(focusName(), QStringLiteral("userEdit"));
    type(m_harper.user());
    press(Qt::Key_Tab);
    QCOMPARE(focusName(), QStringLiteral("passwordEdit"));
    type(m_harper.password());
    press(Qt::Key_Return);
    QTRY_COMPARE(m_session->state(), SessionState::Connected);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    // A window manager gives the focus back to the window; the platform of the tests has none.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(QApplication::focusWidget());
}

void TestKeyboard::setsUp()
{
    QString problem = goToPage(6);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QTRY_VERIFY(m_session->plan());
    problem = walkTo(QStringLiteral("setupPrimary"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    int finished = 0;
    bool done = false;
    connect(&m_session->setup(), &SessionSetup::setupFinished, this,
            [&](bool, bool succeeded, const Error &) {
                ++finished;
                done = succeeded;
            });
    press(Qt::Key_Space);
    QTRY_COMPARE(finished, 1);
    QVERIFY(done);
    disconnect(&m_session->setup(), &SessionSetup::setupFinished, this, nullptr);
    QTRY_COMPARE(m_session->mqttState(), MqttClient::State::Connected);
    // Before it is known that there are tables again, the updater cannot be changed.
    QTRY_VERIFY(m_session->plan() && m_session->plan()->complete());
}

void TestKeyboard::startsTheUpdater()
{
    QString problem = goToPage(5);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    problem = walkTo(QStringLiteral("updaterInterval"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    press(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("1"));
    problem = walkTo(QStringLiteral("updaterStart"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    press(Qt::Key_Space);
    QTRY_COMPARE(m_session->updaterStatus().schedule.intervalSeconds, 1);
    const qint64 startedMs = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(m_session->updaterStatus().lastRun.startedMs >= startedMs &&
                m_session->updaterStatus().lastRun.outcome == RunOutcome::Updated);
}

void TestKeyboard::stopsTheUpdater()
{
    // What was pressed goes grey; the focus must not be lost with it.
    const QString problem = walkTo(QStringLiteral("updaterStop"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    press(Qt::Key_Space);
    QTRY_VERIFY(m_session->updaterStatus().state == UpdaterState::Stopped);
}

void TestKeyboard::cleanupTestCase()
{
    m_session->request<&SessionConnection::disconnectFrom>();
    QTRY_COMPARE(m_session->state(), SessionState::Disconnected);
    m_window.reset();
}

SYSPULSE_GUI_TEST(TestKeyboard)
#include "tst_keyboard.moc"
