// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/brokerfixture.h"
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QListWidget>
#include <QTableView>
#include <QTabWidget>

#include "ui/base/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/translations.h"

using namespace syspulse;

/// The window at the least size that it may have, in both languages, with something to show everywhere.
class TestSmallWindow : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        QLocale::setDefault(QLocale::c());
        applyAppearance(Appearance::Light);
    }

    void everythingFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("English") << QStringLiteral("en") << Appearance::Light;
        QTest::newRow("German") << QStringLiteral("de") << Appearance::Dark;
    }

    void everythingFits()
    {
        QFETCH(QString, language);
        QFETCH(Appearance, appearance);
        Translations translations;
        translations.use(language);
        PlacesFixture places;
        places.tray.available = false;
        MainWindow window(places.services());
        window.setAppearance(appearance);
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {960, 600});
        m_name = language;
        fillEveryPage(session, window);
        session.sendSample(3, QDateTime::currentMSecsSinceEpoch());
        fillBroker(session);
        auto *navigation = child<QListWidget>(window, "navigation");
        for (int page = 0; page < navigation->count(); ++page) {
            navigation->setCurrentRow(page);
            settle(window);
            auto *table = window.findChild<QTableView *>(QStringLiteral("clientTable"));
            if (table->isVisible())
                table->selectRow(0);
            QTabWidget *tabs = nullptr;
            for (QTabWidget *each : window.findChildren<QTabWidget *>()) {
                if (each->isVisible())
                    tabs = each;
            }
            for (int tab = 0; tab < (tabs == nullptr ? 1 : tabs->count()); ++tab) {
                if (tabs != nullptr)
                    tabs->setCurrentIndex(tab);
                settle(window);
                check(window, QStringLiteral("%1-%2").arg(page).arg(tab));
            }
        }
        QCOMPARE(m_found.join(QLatin1Char('\n')), QString());
    }

private:
    static void fillBroker(FakeSession &session)
    {
        const BrokerSource source = reportOf(QDateTime::currentMSecsSinceEpoch());
        WorkersReport workers;
        workers.source = source;
        workers.workers = {workerLoad(1, 1000), workerLoad(2, 997)};
        workers.busiest = 0;
        emit session.broker().workersChanged(workers);
        ClientNumbers slow;
        slow.id = QStringLiteral("r0");
        slow.clientId = QStringLiteral("sensor-000000");
        slow.queued = 1234;
        TopClients clients;
        clients.source = source;
        clients.busiest = clients.slowest = {slow};
        clients.lagging = 1;
        emit session.broker().topClientsChanged(clients);
        Storms storms;
        storms.source = source;
        storms.of(OffenderKind::Duplicate) = {{QStringLiteral("sensor-000000"), 2}};
        emit session.broker().stormsChanged(storms);
        TopTopics topics;
        topics.source = source;
        topics.topics = {topicTraffic(QStringLiteral("plant/7/temperature"), 12.5)};
        emit session.broker().topTopicsChanged(topics);
    }

    void check(QWidget &window, const QString &place)
    {
        const QString pictures = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (!pictures.isEmpty())
            window.grab().save(QStringLiteral("%1/small-%2-%3.png").arg(pictures, m_name, place));
        QStringList found = clippedTexts(window) + crampedParts(window);
        if (window.size() != QSize(960, 600))
            found.append(QStringLiteral("the window is %1 x %2").arg(window.width()).arg(window.height()));
        for (const QString &each : std::as_const(found))
            m_found.append(place + QStringLiteral(": ") + each);
    }

    QString m_name;
    QStringList m_found;
};

SYSPULSE_GUI_TEST(TestSmallWindow)
#include "tst_smallwindow.moc"
