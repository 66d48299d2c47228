// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "tests/support/harperfixture.h"
#include "tests/support/windowplaces.h"
#include "ui/charts/timechart.h"
#include "ui/window/reopening.h"

#include <algorithm>

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// A keychain: what is kept is there on the next day.
class KeptSecrets final : public SecretStore
{
public:
    bool isPersistent() const override { return true; }
    void read(const QString &key, QObject *context, Read done) override
    {
        m_secrets.read(key, context, std::move(done));
    }
    void write(const QString &key, const Secret &secret, QObject *context, Done done) override
    {
        m_secrets.write(key, secret, context, std::move(done));
    }
    void remove(const QString &key, QObject *context, Done done) override
    {
        m_secrets.remove(key, context, std::move(done));
    }

private:
    SessionSecretStore m_secrets;
};

} // namespace

/// From the first start to live charts on a real HarperDB in at most five clicks, beside what is typed, and
/// on the next day without any.
class TestNewcomer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theFirstDay();
    void theNextDay();

private:
    void open();
    /// As the program ends: leases are given back, and all is written.
    void close();
    /// Clicks on the button that says @p text, or has this name, as soon as it can be used.
    void click(const QString &text);
    static QAbstractButton *shownButton(const QString &text);
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    bool chartsAreLive() const;

    HarperFixture m_harper;
    WindowPlaces m_places;
    KeptSecrets m_keychain;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Reopening> m_reopening;
    int m_clicks = 0;
    qint64 m_openedMs = 0; ///< what is drawn from before is history
};

void TestNewcomer::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
}

void TestNewcomer::open()
{
    m_openedMs = QDateTime::currentMSecsSinceEpoch();
    const WindowServices places = m_places.services();
    m_window = std::make_unique<MainWindow>(WindowServices{places.makeSession, places.state, places.profiles,
                                                           m_keychain, places.preferences, places.history,
                                                           places.tray, places.notifier});
    m_reopening = std::make_unique<Reopening>(*m_window, m_places.profiles, m_places.preferences);
    m_window->resize(1280, 800);
    m_window->show();
    m_reopening->reopen();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QAbstractButton *TestNewcomer::shownButton(const QString &text)
{
    QWidget *window = QApplication::activeModalWidget();
    const QWidgetList windows = window != nullptr ? QWidgetList{window} : QApplication::topLevelWidgets();
    for (const QWidget *each : windows) {
        for (auto *button : each->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->isEnabled() &&
                (button->text().remove(QLatin1Char('&')) == text || button->objectName() == text))
                return button;
        }
    }
    return nullptr;
}

void TestNewcomer::click(const QString &text)
{
    QTRY_VERIFY2(shownButton(text) != nullptr, qPrintable(text));
    QAbstractButton *button = shownButton(text);
    // A check box is as wide as its row, and is hit at its beginning.
    QTest::mouseClick(button, Qt::LeftButton, {},
                      qobject_cast<QCheckBox *>(button) != nullptr ? QPoint(8, button->height() / 2)
                                                                   : button->rect().center());
    ++m_clicks;
}

void TestNewcomer::close()
{
    QSignalSpy gone(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    QTRY_COMPARE(gone.size(), 1);
    m_reopening.reset();
    m_window.reset();
}

bool TestNewcomer::chartsAreLive() const
{
    const auto charts = m_window->findChildren<TimeChart *>();
    return std::any_of(charts.cbegin(), charts.cend(), [this](const TimeChart *chart) {
        if (!chart->isVisible() || chart->viewport()->visibleRegion().isEmpty())
            return false;
        for (qint64 timeMs = chart->toMs(); timeMs > m_openedMs; timeMs -= 1000) {
            const std::optional<QPointF> point = chart->pointAt(0, timeMs);
            if (point && point->x() > double(m_openedMs))
                return true;
        }
        return false;
    });
}

void TestNewcomer::theFirstDay()
{
    open();
    QVERIFY(!chartsAreLive());
    click(QStringLiteral("Connect…"));
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("urlEdit"));
    type(m_harper.opsUrl().toString());
    press(Qt::Key_Tab);
    type(m_harper.user());
    press(Qt::Key_Tab);
    type(m_harper.password());
    // Two clicks more for who wants to find all of it again.
    click(QStringLiteral("Keep as a profile"));
    type(QStringLiteral("first")); // its name
    // As the README says: who keeps an instance wants to see it again.
    QVERIFY(QApplication::activeModalWidget()
                ->findChild<QCheckBox *>(QStringLiteral("profileAtStart"))
                ->isChecked());
    click(QStringLiteral("Keep the password in the system's keychain"));
    const int keeping = 2;
    click(QStringLiteral("dialogConnectButton"));
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    click(QStringLiteral("Go to the setup"));
    click(QStringLiteral("setupPrimary"));
    click(QStringLiteral("Show the charts"));
    QTRY_VERIFY(chartsAreLive());
    QCOMPARE(m_clicks - keeping, 5);
    close();
}

void TestNewcomer::theNextDay()
{
    m_clicks = 0;
    open();
    QTRY_VERIFY(chartsAreLive());
    QTRY_COMPARE(m_window->current().session().updaterStatus().lastRun.outcome, RunOutcome::Updated);
    QCOMPARE(m_clicks, 0);
    close();
}

SYSPULSE_GUI_TEST(TestNewcomer)
#include "tst_newcomer.moc"
