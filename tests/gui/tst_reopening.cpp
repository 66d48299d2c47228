// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QStackedWidget>

#include "ui/instances/connector.h"
#include "ui/window/mainwindow.h"
#include "ui/window/reopening.h"

using namespace syspulse;

/// What the window takes up again when it starts.
class TestReopening : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_places = std::make_unique<PlacesFixture>();
        QTRY_VERIFY(m_places->profiles.isLoaded());
        QTRY_VERIFY(m_places->preferences.isLoaded());
    }

    void cleanup() { m_places.reset(); }

    void connectsWhatIsToBeConnectedAndShowsWhatWasShown()
    {
        addProfile(QStringLiteral("alpha"), true);
        const QString beta = addProfile(QStringLiteral("beta"), true);
        addProfile(QStringLiteral("gamma"), false);
        m_places->preferences.change([&beta](Preferences &preferences) {
            preferences.shownProfile = beta;
            preferences.shownPage = QStringLiteral("Topics");
        });
        MainWindow window(m_places->services());
        Reopening reopening(window, m_places->profiles, m_places->preferences);
        reopening.reopen();
        QTRY_COMPARE(connected(), (QStringList{QStringLiteral("connect https://alpha.example.org:9925/"),
                                               QStringLiteral("connect https://beta.example.org:9925/")}));
        // Each has an instance of its own, however soon the second one is asked for: a real session says in a
        // moment of its own that it connects.
        QStringList urls;
        for (const Instance *instance : window.instances().all())
            urls.append(instance->settings().url);
        QCOMPARE(urls, (QStringList{QStringLiteral("https://alpha.example.org:9925/"),
                                    QStringLiteral("https://beta.example.org:9925/")}));
        QTRY_COMPARE(window.current().session().profile().id, beta);
        QTRY_COMPARE(window.shownPage(), QStringLiteral("Topics"));
    }

    void anUnknownPageIsNotShown_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("shown");
        QTest::newRow("none") << ""
                              << "Overview";
        QTest::newRow("of a newer version") << "Dreams"
                                            << "Overview";
        QTest::newRow("a number") << "3"
                                  << "Overview";
        QTest::newRow("all instances") << "Instances"
                                       << "Instances";
        QTest::newRow("the last one") << "Alerts"
                                      << "Alerts";
    }

    void anUnknownPageIsNotShown()
    {
        QFETCH(QString, page);
        QFETCH(QString, shown);
        const QString alpha = addProfile(QStringLiteral("alpha"), true);
        m_places->preferences.change([&](Preferences &preferences) {
            preferences.shownProfile = alpha;
            preferences.shownPage = page;
        });
        MainWindow window(m_places->services());
        Reopening reopening(window, m_places->profiles, m_places->preferences);
        reopening.reopen();
        QTRY_COMPARE(connected().size(), 1);
        QTRY_COMPARE(window.shownPage(), shown);
    }

    void nothingIsConnectedThatWasNotAskedFor()
    {
        const QString alpha = addProfile(QStringLiteral("alpha"), false);
        m_places->preferences.change([&alpha](Preferences &preferences) {
            preferences.shownProfile = alpha;
            preferences.shownPage = QStringLiteral("Clients");
        });
        MainWindow window(m_places->services());
        Reopening reopening(window, m_places->profiles, m_places->preferences);
        reopening.reopen();
        settle();
        QCOMPARE(connected(), QStringList());
        QCOMPARE(window.shownPage(), QStringLiteral("Overview"));
    }

    void whatIsShownIsKept()
    {
        const QString alpha = addProfile(QStringLiteral("alpha"), false);
        MainWindow window(m_places->services());
        Reopening reopening(window, m_places->profiles, m_places->preferences);
        reopening.reopen();
        window.connector().connectProfile(alpha, true);
        QTRY_COMPARE(m_places->preferences.values().shownProfile, alpha);
        window.showPageNamed(QStringLiteral("Updater"));
        QCOMPARE(m_places->preferences.values().shownPage, QStringLiteral("Updater"));
        window.showPageNamed(QStringLiteral("Instances"));
        QCOMPARE(m_places->preferences.values().shownPage, QStringLiteral("Instances"));
    }

    void whatIsToBeReopenedIsNotOverwrittenBefore()
    {
        const QString alpha = addProfile(QStringLiteral("alpha"), true);
        PreferenceStore preferences(m_places->state); // not read yet
        preferences.change([&alpha](Preferences &values) {
            values.shownProfile = alpha;
            values.shownPage = QStringLiteral("Broker");
        });
        MainWindow window(m_places->services());
        Reopening reopening(window, m_places->profiles, preferences);
        reopening.reopen();
        QVERIFY(!preferences.isLoaded());
        window.showPageNamed(QStringLiteral("Log"));
        QTRY_VERIFY(preferences.isLoaded());
        QTRY_COMPARE(window.shownPage(), QStringLiteral("Broker"));
    }

    void aSetupHasTheUpdaterStartedTheNextTimeToo()
    {
        const QString alpha = addProfile(QStringLiteral("alpha"), false);
        MainWindow window(m_places->services());
        window.connector().connectProfile(alpha, true);
        QTRY_COMPARE(connected().size(), 1);
        FakeSession &session = *m_places->sessions.constFirst();
        session.pretendConnected(QStringLiteral("https://alpha.example.org:9925/"));
        QVERIFY(!m_places->profiles.find(alpha)->startUpdater);
        window.current().updater().setUp();
        emit session.setup().setupFinished(false, true, {});
        QVERIFY(m_places->profiles.find(alpha)->startUpdater);
    }

    void aCanaryThatIsChosenIsKeptInTheProfile()
    {
        const QString alpha = addProfile(QStringLiteral("alpha"), false);
        MainWindow window(m_places->services());
        window.connector().connectProfile(alpha, true);
        QTRY_COMPARE(connected().size(), 1);
        UpdaterControl &updater = window.current().updater();
        for (const bool wanted : {true, false}) {
            UpdaterSchedule schedule = updater.schedule();
            schedule.canary = wanted;
            updater.choose(schedule);
            QCOMPARE(m_places->profiles.find(alpha)->canary, wanted);
            QCOMPARE(updater.schedule().canary, wanted);
        }
    }

private:
    QString addProfile(const QString &name, bool atStart)
    {
        Profile profile;
        profile.name = name;
        profile.url = QStringLiteral("https://%1.example.org:9925/").arg(name);
        profile.user = QStringLiteral("admin");
        profile.connectAtStart = atStart;
        const QString id = m_places->profiles.put(profile);
        m_places->secrets.write(passwordKey(id), Secret(u"secret"), this, [](const Result<void> &) {});
        return id;
    }

    QStringList connected() const
    {
        QStringList list;
        for (const FakeSession *session : m_places->sessions)
            list += session->requests.filter(QStringLiteral("connect "));
        list.sort();
        return list;
    }

    /// Until what was asked of the store of secrets is answered, for an answer that would come now.
    void settle()
    {
        bool answered = false;
        m_places->secrets.read(QStringLiteral("none"), this, [&answered](const auto &) { answered = true; });
        QTRY_VERIFY(answered);
    }

    std::unique_ptr<PlacesFixture> m_places;
};

SYSPULSE_GUI_TEST(TestReopening)
#include "tst_reopening.moc"
