// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QSpinBox>

using namespace syspulse;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_places = std::make_unique<PlacesFixture>();
        QTRY_VERIFY(m_places->preferences.isLoaded());
        m_places->preferences.change([](Preferences &p) { p.history = {2, 14, 365, 512}; });
        m_window = std::make_unique<MainWindow>(m_places->services());
        GuiFixture::show(*m_window, {1280, 800});
        child<QAction>(*m_window, "settingsAction")->trigger();
        m_dialog = child<QDialog>(*m_window, "settingsDialog");
        QVERIFY(m_dialog != nullptr && m_dialog->isVisible());
    }

    void cleanup() { m_window.reset(); }

    void showsWhatIsSetAndWhere()
    {
        QCOMPARE(box("historyRawDays")->text(), QStringLiteral("2 days"));
        QCOMPARE(box("historyMinuteDays")->value(), 14);
        QCOMPARE(box("historyHourDays")->value(), 365);
        QCOMPARE(box("historyMegabytes")->text(), QStringLiteral("512 MiB"));
        QVERIFY(textOf(*m_dialog, "historyFile").contains(m_places->history.file()));
    }

    void okChangesAndCancelDoesNot()
    {
        box("historyHourDays")->setValue(30);
        click(button(QDialogButtonBox::Cancel));
        QCOMPARE(m_places->preferences.values().history.hourDays, 365);

        child<QAction>(*m_window, "settingsAction")->trigger();
        QTRY_COMPARE(m_window->findChildren<QDialog *>(QStringLiteral("settingsDialog")).size(), 1);
        m_dialog = child<QDialog>(*m_window, "settingsDialog");
        box("historyHourDays")->setValue(30);
        box("historyRawDays")->setValue(1);
        QCOMPARE(box("historyRawDays")->text(), QStringLiteral("1 day"));
        click(button(QDialogButtonBox::Ok));
        QCOMPARE(m_places->preferences.values().history, (HistoryLimits{1, 14, 30, 512}));
    }

    void defaultsComeBackOnlyWithOk()
    {
        click(button(QDialogButtonBox::RestoreDefaults));
        QCOMPARE(box("historyMegabytes")->value(), HistoryLimits().megabytes);
        QCOMPARE(m_places->preferences.values().history.megabytes, 512);
        click(button(QDialogButtonBox::Ok));
        QCOMPARE(m_places->preferences.values().history, HistoryLimits());
    }

private:
    QSpinBox *box(const char *name) { return child<QSpinBox>(*m_dialog, name); }
    QPushButton *button(QDialogButtonBox::StandardButton which)
    {
        return m_dialog->findChild<QDialogButtonBox *>()->button(which);
    }

    std::unique_ptr<PlacesFixture> m_places;
    std::unique_ptr<MainWindow> m_window;
    QDialog *m_dialog = nullptr;
};

SYSPULSE_GUI_TEST(TestSettingsDialog)
#include "tst_settingsdialog.moc"
