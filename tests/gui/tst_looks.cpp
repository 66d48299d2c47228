// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

#include "ui/base/environmentcolors.h"
#include "ui/base/theme.h"
#include "ui/instances/instancesmodel.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

/// Colours that follow the palette, marks that stay visible, questions that can be read.
class TestLooks : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { applyAppearance(Appearance::Light); }

    void textKeepsItsContrastWhenThePaletteChanges()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        window.setAppearance(Appearance::Light);
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.environment = Environment::Production;
        session.setProfile(profile);
        QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
        window.setAppearance(Appearance::Dark);
        const auto *totals = child<QLabel>(window, "instanceTotals");
        QTRY_COMPARE(totals->palette().color(QPalette::WindowText),
                     themeColors(QApplication::palette()).muted);
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        const auto *badge = child<QLabel>(window, "environmentBadge");
        QTRY_COMPARE(badge->palette().color(QPalette::WindowText),
                     environmentColor(Environment::Production, QApplication::palette()));
    }

    void discsAreSeenOnASelectedRow_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
    }

    void discsAreSeenOnASelectedRow()
    {
        QFETCH(Appearance, appearance);
        PlacesFixture places;
        MainWindow window(places.services());
        window.setAppearance(appearance);
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        connectAndFill(session, window);
        QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
        auto *table = child<QTableView>(window, "instanceTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const QModelIndex state = table->model()->index(0, InstancesModel::State);
        table->selectRow(0);
        table->setFocus(Qt::OtherFocusReason);
        settle(window);
        // The disc keeps its colour, and a ring in the colour of the selected text sets it off.
        const QImage cell = table->viewport()->grab(table->visualRect(state)).toImage();
        const QColor ring = table->palette().color(QPalette::HighlightedText);
        const QColor disc = themeColors(table->palette()).ok;
        bool ringSeen = false;
        bool discSeen = false;
        const int discEnd = int(20 * cell.devicePixelRatio());
        for (int y = 0; y < cell.height(); ++y) {
            for (int x = 0; x < std::min(discEnd, cell.width()); ++x) {
                ringSeen = ringSeen || isNear(cell.pixelColor(x, y), ring);
                discSeen = discSeen || isNear(cell.pixelColor(x, y), disc);
            }
        }
        QVERIFY(discSeen);
        QVERIFY(ringSeen);
    }

    void questionsAreWideEnough()
    {
        QWidget parent;
        GuiFixture::show(parent);
        const Question question{
            QStringLiteral("Replace files that were changed by hand?"),
            QStringLiteral("Somebody changed these files of the component after SysPulse installed them: "
                           "config.yaml, resources.js. Their work is lost when the files are replaced."),
            QStringLiteral("&Replace the files")};
        DialogPrompts().confirm(&parent, question, [](bool) {});
        auto *box = child<QMessageBox>(parent, "confirmBox");
        QTRY_VERIFY(box->isVisible());
        // The title bar has an icon and buttons too.
        QVERIFY2(box->width() >= box->fontMetrics().horizontalAdvance(question.title) + 120,
                 qPrintable(QString::number(box->width())));
        QVERIFY(box->width() <= 640);
        const auto *text = child<QLabel>(*box, "qt_msgbox_informativelabel");
        QVERIFY2(text->width() >= 360, qPrintable(QString::number(text->width())));
        QVERIFY(text->height() >= text->heightForWidth(text->width()));
        box->reject();
    }

private:
    static bool isNear(const QColor &a, const QColor &b)
    {
        constexpr int tolerance = 12;
        return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
               std::abs(a.blue() - b.blue()) <= tolerance;
    }
};

SYSPULSE_GUI_TEST(TestLooks)
#include "tst_looks.moc"
