// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/windowchecks.h"
#include "tests/gui/windowfixture.h"
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
        m_f = std::make_unique<WindowFixture>();
        m_f->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_f->window.get()));
    }

    void cleanup()
    {
        m_f.reset();
        applyAppearance(Appearance::Light);
    }

    void focusableWidgetsHaveNames()
    {
        forEveryPage([this] { QCOMPARE(unnamedWidgets(*m_f->window).join(QLatin1Char('\n')), QString()); });
    }

    /// What a screen reader reads, and where Tab goes next, follows the eye.
    void orderFollowsTheEye()
    {
        forEveryPage([this] { QCOMPARE(disorder(*page()).join(QLatin1Char('\n')), QString()); });
    }

    void textsFit()
    {
        forEveryPage([this] { QCOMPARE(clippedTexts(*m_f->window).join(QLatin1Char('\n')), QString()); });
    }

    void mnemonicsAreUnique()
    {
        forEveryPage([this] { QCOMPARE(mnemonicClashes(*m_f->window).join(QLatin1Char('\n')), QString()); });
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
        m_f->window->setAttribute(Qt::WA_KeyboardFocusChange);
        int seen = 0;
        forEveryPage([&] {
            for (auto *widget : m_f->window->findChildren<QWidget *>()) {
                const bool ours = qobject_cast<QAbstractButton *>(widget) != nullptr ||
                                  qobject_cast<TimeChart *>(widget) != nullptr;
                if (!ours || !widget->isVisible() || !widget->isEnabled() ||
                    (widget->focusPolicy() & Qt::TabFocus) == 0)
                    continue;
                m_f->window->setFocus(Qt::OtherFocusReason);
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
    QWidget *page() const { return child<QStackedWidget>(*m_f->window, "pages")->currentWidget(); }

    /// Does @p check for each page, without an instance and with one.
    template <typename Check>
    void forEveryPage(const Check &check)
    {
        auto *navigation = child<QListWidget>(*m_f->window, "navigation");
        for (const bool connected : {false, true}) {
            if (connected)
                fillEveryPage(*m_f->session, *m_f->window);
            for (int row = 0; row < navigation->count(); ++row) {
                navigation->setCurrentRow(row);
                settle(*m_f->window);
                check();
                if (QTest::currentTestFailed()) {
                    qWarning("on page %d, %s", row, connected ? "connected" : "not connected");
                    return;
                }
            }
        }
    }

    std::unique_ptr<WindowFixture> m_f;
};

SYSPULSE_GUI_TEST(TestAccessibility)
#include "tst_accessibility.moc"
