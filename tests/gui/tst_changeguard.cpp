// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QPushButton>
#include <QTableView>
#include <QTabWidget>

#include "ui/clients/clientspage.h"
#include "ui/setup/setuppage.h"
#include "ui/updater/updaterpage.h"
#include "ui/window/headerbar.h"

using namespace syspulse;

/// What a profile's environment and its read-only switch mean on every page that changes something.
class TestChangeGuard : public QObject
{
    Q_OBJECT

private slots:
    void productionIsAskedAbout()
    {
        GuiFixture f;
        f.session.setProfile(profile(Environment::Production, false));
        UpdaterPage updater(f.context());
        SetupPage setup(f.context());
        GuiFixture::show(updater);
        GuiFixture::show(setup);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        updater.tick();
        QTRY_VERIFY(child<QPushButton>(updater, "updaterStart")->isEnabled());
        const std::pair<QWidget *, const char *> buttons[] = {
            {&updater, "updaterStart"}, {&updater, "updaterRunNow"}, {&setup, "setupPrimary"}};
        int asked = 0;
        for (const auto &[page, name] : buttons) {
            if (page == &setup)
                emit f.session.setup().planChanged(neededPlan());
            f.session.requests.clear();
            f.prompts.answer = false;
            click(child<QPushButton>(*page, name));
            QCOMPARE(f.prompts.asked.size(), ++asked);
            QVERIFY2(f.prompts.asked.constLast().text.contains(QStringLiteral("\"Plant\" is a production")),
                     name);
            QVERIFY2(f.session.requests.isEmpty(), name);
            f.prompts.answer = true;
            click(child<QPushButton>(*page, name));
            ++asked;
            QCOMPARE(f.session.requests.size(), 1);
        }
    }

    void othersAreNot()
    {
        GuiFixture f;
        f.session.setProfile(profile(Environment::Test, false));
        UpdaterPage updater(f.context());
        GuiFixture::show(updater);
        f.session.pretendConnected();
        updater.tick();
        QTRY_VERIFY(child<QPushButton>(updater, "updaterStart")->isEnabled());
        click(child<QPushButton>(updater, "updaterStart"));
        QVERIFY(f.prompts.asked.isEmpty());
        QCOMPARE(f.session.requests.size(), 1);
    }

    void readOnlyChangesNothing()
    {
        GuiFixture f;
        UpdaterPage updater(f.context());
        SetupPage setup(f.context());
        ClientsPage clients(f.context());
        for (QWidget *page : {static_cast<QWidget *>(&updater), static_cast<QWidget *>(&setup),
                              static_cast<QWidget *>(&clients)})
            GuiFixture::show(*page);
        f.session.pretendConnected();
        f.session.setProfile(profile(Environment::None, true));
        emit f.session.setup().planChanged(neededPlan());
        f.session.pretendClients(1, f.clock.now);
        emit f.session.clients().orphanedSessionsChanged({{{QStringLiteral("pump"), {}, 0}}, {}});
        QTRY_VERIFY(child<QTableView>(clients, "clientTable")->isVisible());
        child<QTableView>(clients, "clientTable")->selectRow(0);
        child<QTableView>(clients, "orphanedTable")->selectRow(0);
        updater.tick();
        for (const QWidget *page : {static_cast<QWidget *>(&updater), static_cast<QWidget *>(&setup),
                                    static_cast<QWidget *>(&clients)})
            settle(*page);
        const std::pair<QWidget *, const char *> buttons[] = {
            {&updater, "updaterStart"}, {&updater, "updaterRunNow"},    {&setup, "setupPrimary"},
            {&setup, "setupUndo"},      {&clients, "clientDisconnect"}, {&clients, "orphanedRemove"}};
        for (const auto &[page, name] : buttons) {
            auto *button = child<QPushButton>(*page, name);
            QVERIFY2(!button->isEnabled(), name);
            QVERIFY2(button->toolTip().contains(QStringLiteral("read-only")), name);
        }
        f.session.requests.clear();
        QTest::keyClick(child<QTableView>(clients, "clientTable"), Qt::Key_Delete);
        QVERIFY(f.session.requests.isEmpty() && f.prompts.asked.isEmpty());
    }

    void theHeaderTellsProfileAndEnvironment()
    {
        FakeSession session;
        HeaderBar header(session);
        GuiFixture::show(header, {900, 60});
        session.pretendConnected();
        QVERIFY(!child<QLabel>(header, "environmentBadge")->isVisible());
        const QImage before = header.grab().toImage();
        session.setProfile(profile(Environment::Production, true));
        QCOMPARE(textOf(header, "instanceAddress"), QStringLiteral("Plant"));
        QCOMPARE(textOf(header, "environmentBadge"), QStringLiteral("Production, read-only"));
        QVERIFY(child<QLabel>(header, "instanceAddress")->width() > 200);
        QVERIFY(textOf(header, "serverVersion").contains(QStringLiteral("db.example.org:9925")));
        QVERIFY(header.grab().toImage().pixel(5, 1) != before.pixel(5, 1));
    }

private:
    static Profile profile(Environment environment, bool readOnly)
    {
        Profile profile;
        profile.id = QStringLiteral("1");
        profile.name = QStringLiteral("Plant");
        profile.environment = environment;
        profile.readOnly = readOnly;
        return profile;
    }
};

SYSPULSE_GUI_TEST(TestChangeGuard)
#include "tst_changeguard.moc"
