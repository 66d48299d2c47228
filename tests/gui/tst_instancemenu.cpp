// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTableView>

#include "ui/instances/instancespage.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

class TestInstanceMenu : public QObject
{
    Q_OBJECT

private slots:
    void hasWhatTheButtonsDo()
    {
        PlacesFixture places;
        QTRY_VERIFY(places.profiles.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("alpha");
        profile.url = QStringLiteral("https://alpha.example.org:9925/");
        places.profiles.put(profile);
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        window.showPageNamed(QStringLiteral("Instances"));
        auto *table = child<QTableView>(window, "instanceTable");
        table->selectRow(0);
        QCOMPARE(table->contextMenuPolicy(), Qt::ActionsContextMenu);
        auto *open = child<QAction>(*table, "instanceOpenAction");
        auto *leave = child<QAction>(*table, "instanceDisconnectAction");
        auto *copy = child<QAction>(*table, "instanceCopyAction");
        QCOMPARE(table->actions(), (QList<QAction *>{open, leave, copy}));
        QVERIFY(open->isEnabled());
        QVERIFY(!leave->isEnabled());
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), profile.url);

        // It has no password yet, so the dialog asks for it.
        open->trigger();
        QTRY_VERIFY(window.findChild<ConnectDialog *>() != nullptr);
    }
};

SYSPULSE_GUI_TEST(TestInstanceMenu)
#include "tst_instancemenu.moc"
