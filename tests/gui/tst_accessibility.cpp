// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractButton>
#include <QApplication>
#include <QListWidget>
#include <QStackedWidget>

#include "ui/base/theme.h"
#include "ui/charts/timechart.h"

using namespace syspulse;

/// Every page for users without a mouse or with poor eyesight, or with a large screen: also run with
/// QT_SCALE_FACTOR 1.5 and 2.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_places = std::make_unique<PlacesFixture>();
        m_window = std::make_unique<MainWindow>(m_places->services());
        m_session = m_places->sessions.constLast();
        GuiFixture::show(*m_window, {1280, 800});
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        applyAppearance(Appearance::Light);
    }

    void focusableWidgetsHaveNames()
    {
        forEveryPage([this] { QCOMPARE(unnamedWidgets(*m_window).join(QLatin1Char('\n')), QString()); });
    }

    /// What a screen reader reads, and where Tab goes next, follows the eye.
    void orderFollowsTheEye()
    {
        forEveryPage([this] { QCOMPARE(disorder(*page()).join(QLatin1Char('\n')), QString()); });
    }

    void textsFit()
    {
        forEveryPage([this] { QCOMPARE(clippedTexts(*m_window).join(QLatin1Char('\n')), QString()); });
    }

    void mnemonicsAreUnique()
    {
        forEveryPage([this] { QCOMPARE(mnemonicClashes(*m_window).join(QLatin1Char('\n')), QString()); });
    }

    void focusIsSeen_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
    }

    void focusIsSeen()
    {
        QFETCH(Appearance, appearance);
        applyAppearance(appearance);
        // As after the first press of Tab.
        m_window->setAttribute(Qt::WA_KeyboardFocusChange);
        int seen = 0;
        forEveryPage([&] {
            for (auto *widget : m_window->findChildren<QWidget *>()) {
                const bool ours = qobject_cast<QAbstractButton *>(widget) != nullptr ||
                                  qobject_cast<TimeChart *>(widget) != nullptr;
                if (!ours || !widget->isVisible() || !widget->isEnabled() ||
                    (widget->focusPolicy() & Qt::TabFocus) == 0)
                    continue;
                m_window->setFocus(Qt::OtherFocusReason);
                const QImage before = widget->grab().toImage();
                widget->setFocus(Qt::TabFocusReason);
                QVERIFY2(widget->hasFocus(), qPrintable(widget->objectName()));
                QVERIFY2(widget->grab().toImage() != before,
                         qPrintable(widget->objectName() + QStringLiteral(" looks the same with the focus")));
                ++seen;
            }
        });
        QVERIFY(seen > 20);
    }

private:
    QWidget *page() const { return child<QStackedWidget>(*m_window, "pages")->currentWidget(); }

    /// Does @p check for each page, without an instance and with one.
    template <typename Check>
    void forEveryPage(const Check &check)
    {
        auto *navigation = child<QListWidget>(*m_window, "navigation");
        for (const bool connected : {false, true}) {
            if (connected)
                fillEveryPage(*m_session, *m_window);
            for (int row = 0; row < navigation->count(); ++row) {
                navigation->setCurrentRow(row);
                settle(*m_window);
                check();
                if (QTest::currentTestFailed()) {
                    qWarning("on page %d, %s", row, connected ? "connected" : "not connected");
                    return;
                }
            }
        }
    }

    FakeSession *m_session = nullptr; ///< of the window's first instance
    std::unique_ptr<PlacesFixture> m_places;
    std::unique_ptr<MainWindow> m_window;
};

SYSPULSE_GUI_TEST(TestAccessibility)
#include "tst_accessibility.moc"
