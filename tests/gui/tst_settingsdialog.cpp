// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/windowchecks.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>

using namespace syspulse;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_f = std::make_unique<WindowFixture>([](PlacesFixture &places) {
            QTRY_VERIFY(places.preferences.isLoaded());
            places.preferences.change([](Preferences &p) { p.history = {2, 14, 365, 512}; });
        });
        child<QAction>(*m_f->window, "settingsAction")->trigger();
        m_dialog = child<QDialog>(*m_f->window, "settingsDialog");
        QVERIFY(m_dialog != nullptr && m_dialog->isVisible());
    }

    void cleanup() { m_f.reset(); }

    void showsWhatIsSetAndWhere()
    {
        QCOMPARE(box("historyRawDays")->text(), QStringLiteral("2 days"));
        QCOMPARE(box("historyMinuteDays")->value(), 14);
        QCOMPARE(box("historyHourDays")->value(), 365);
        QCOMPARE(box("historyMegabytes")->text(), QStringLiteral("512 MiB"));
        QVERIFY(textOf(*m_dialog, "historyFile").contains(m_f->places.history.file()));
    }

    void okChangesAndCancelDoesNot()
    {
        box("historyHourDays")->setValue(30);
        click(button(QDialogButtonBox::Cancel));
        QCOMPARE(m_f->places.preferences.values().history.hourDays, 365);

        child<QAction>(*m_f->window, "settingsAction")->trigger();
        QTRY_COMPARE(m_f->window->findChildren<QDialog *>(QStringLiteral("settingsDialog")).size(), 1);
        m_dialog = child<QDialog>(*m_f->window, "settingsDialog");
        box("historyHourDays")->setValue(30);
        box("historyRawDays")->setValue(1);
        QCOMPARE(box("historyRawDays")->text(), QStringLiteral("1 day"));
        click(button(QDialogButtonBox::Ok));
        QCOMPARE(m_f->places.preferences.values().history, (HistoryLimits{1, 14, 30, 512}));
    }

    void defaultsComeBackOnlyWithOk()
    {
        click(button(QDialogButtonBox::RestoreDefaults));
        QCOMPARE(box("historyMegabytes")->value(), HistoryLimits().megabytes);
        QCOMPARE(m_f->places.preferences.values().history.megabytes, 512);
        click(button(QDialogButtonBox::Ok));
        QCOMPARE(m_f->places.preferences.values().history, HistoryLimits());
    }

    void theDiarysBoundIsAPartOfTheWhole()
    {
        QCOMPARE(box("historyDiaryMegabytes")->text(), QStringLiteral("32 MiB"));
        box("historyDiaryMegabytes")->setValue(200);
        box("historyMegabytes")->setValue(300);
        QCOMPARE(box("historyDiaryMegabytes")->value(), 150);
        box("historyDiaryMegabytes")->setValue(100);
        click(button(QDialogButtonBox::Ok));
        QCOMPARE(m_f->places.preferences.values().history, (HistoryLimits{2, 14, 365, 300, 100}));
    }

    void withoutAnInstanceThereIsNoDiaryToSwitch()
    {
        QVERIFY(!child<QCheckBox>(*m_dialog, "diaryKept")->isVisible());
        QVERIFY(!child<QPushButton>(*m_dialog, "diaryRemoveOne")->isVisible());
        QVERIFY(child<QPushButton>(*m_dialog, "diaryRemoveAll")->isVisible());
        QCOMPARE(clippedTexts(*m_dialog).join(QLatin1Char('\n')), QString());
    }

    /// With SYSPULSE_SCREENSHOTS set, pictures of the dialog are left in that folder.
    void theDiaryOfAnInstanceIsSwitchedInItsProfile()
    {
        click(button(QDialogButtonBox::Cancel));
        Profile profile;
        profile.name = QStringLiteral("Plant & 7");
        profile.url = QStringLiteral("https://alpha.example.org:9925/");
        profile.user = QStringLiteral("admin");
        QTRY_VERIFY(m_f->places.profiles.isLoaded());
        profile.id = m_f->places.profiles.put(profile);
        QVERIFY(!profile.id.isEmpty());
        m_f->window->connectTo(settingsOf(profile), profile);
        m_f->places.sessions.constFirst()->pretendConnected(profile.url);
        QTRY_VERIFY(m_f->window->findChildren<QDialog *>(QStringLiteral("settingsDialog")).isEmpty());
        child<QAction>(*m_f->window, "settingsAction")->trigger();
        m_dialog = child<QDialog>(*m_f->window, "settingsDialog");
        auto *kept = child<QCheckBox>(*m_dialog, "diaryKept");
        QVERIFY(kept->isChecked());
        QCOMPARE(kept->text(), QStringLiteral("&Keep a diary of Plant && 7"));
        QVERIFY(child<QPushButton>(*m_dialog, "diaryRemoveOne")->isEnabled());
        QCOMPARE(clippedTexts(*m_dialog).join(QLatin1Char('\n')), QString());
        if (const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS"); !folder.isEmpty()) {
            for (const auto &[look, name] :
                 {std::pair(Appearance::Light, "light"), std::pair(Appearance::Dark, "dark")}) {
                m_f->window->setAppearance(look);
                settle(*m_dialog);
                QVERIFY(m_dialog->grab().save(
                    QStringLiteral("%1/settings-%2.png").arg(folder, QLatin1String(name))));
            }
            m_f->window->setAppearance(Appearance::System);
        }
        click(button(QDialogButtonBox::RestoreDefaults));
        kept->setChecked(false);
        click(button(QDialogButtonBox::RestoreDefaults)); // of the limits alone
        QVERIFY(!kept->isChecked());
        click(button(QDialogButtonBox::Ok));
        QVERIFY(!m_f->places.profiles.find(profile.id)->diary);
        // After the next start, too.
        const auto written = [this] {
            QFile file(m_f->places.state.fileOf(QStringLiteral("profiles")));
            return file.open(QIODevice::ReadOnly) &&
                   file.readAll().replace(' ', "").contains("\"clientDiary\":false");
        };
        QTRY_VERIFY(written());
        StateStore state(m_f->places.folder.path());
        ProfileStore profiles(state);
        QTRY_VERIFY(profiles.isLoaded());
        QVERIFY(!profiles.find(profile.id)->diary);
    }

private:
    QSpinBox *box(const char *name) { return child<QSpinBox>(*m_dialog, name); }
    QPushButton *button(QDialogButtonBox::StandardButton which)
    {
        return m_dialog->findChild<QDialogButtonBox *>()->button(which);
    }

    std::unique_ptr<WindowFixture> m_f;
    QDialog *m_dialog = nullptr;
};

SYSPULSE_GUI_TEST(TestSettingsDialog)
#include "tst_settingsdialog.moc"
