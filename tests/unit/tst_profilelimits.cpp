// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/profiles/profilestore.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

/// What a file of profiles may not say, and how much of it.
class TestProfileLimits : public QObject
{
    Q_OBJECT

private slots:
    void oddValuesOfWhatProtectsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *members, const char *named) {
            QTest::newRow(members) << QByteArray(members) << QString::fromLatin1(named);
        };
        row(R"("readOnly":"true")", "readOnly");
        row(R"("readOnly":1)", "readOnly");
        row(R"("readOnly":null)", "readOnly");
        row(R"("readonly":true)", "readonly");
        row(R"("ReadOnly":true)", "ReadOnly");
        row(R"("environment":7)", "environment");
        row(R"("environment":"Production")", "environment");
        row(R"("environment":["production"])", "environment");
        row(R"("mqttTls":"true")", "mqttTls");
        row(R"("mqttTls":1)", "mqttTls");
        row(R"("mqttPort":"24003")", "mqttPort");
        row(R"("mqttPort":24003.5)", "mqttPort");
        row(R"("mqttPort":-1)", "mqttPort");
        row(R"("mqttPort":65536)", "mqttPort");
        row(R"("mqttPort":1e300)", "mqttPort");
        row(R"("mqttPort":true)", "mqttPort");
        row(R"("mqttPort":null)", "mqttPort");
        row(R"("login":"Token")", "login");
        row(R"("login":1)", "login");
        row(R"("keepPassword":"yes")", "keepPassword");
        row(R"("trust":{"pinSha256":5})", "pinSha256");
        row(R"("trust":{"PinSha256":"x"})", "PinSha256");
        row(R"("trust":null)", "trust");
        row(R"("mqttTrust":[])", "trust");
        row(R"("mqttHost":1)", "mqttHost");
    }

    void oddValuesOfWhatProtectsAreRefused()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, named);
        const QByteArray entry = R"({"id":"1","name":"Plant","url":"https:\/\/a",)" + members + '}';
        const Result<Profile> profile = profileFromJson(*parseJson(entry));
        QVERIFY(!profile);
        QVERIFY2(profile.error().message.contains(QLatin1Char('"') + named + QLatin1Char('"')),
                 qPrintable(profile.error().message));
        // Who looks for it is told what is wrong with it.
        QTemporaryDir folder;
        write(folder, "{\"version\":1,\"profiles\":[" + entry + "]}");
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        QVERIFY(store.profiles().isEmpty());
        QVERIFY2(store.notice().contains(profile.error().message), qPrintable(store.notice()));
    }

    void anOddVersionIsDamage()
    {
        QTemporaryDir folder;
        write(folder, R"({"version":"99","profiles":[]})");
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        QVERIFY2(store.notice().contains(QLatin1String("version")), qPrintable(store.notice()));
    }

    void oneProfileTooManyIsRefusedAndNotLost()
    {
        QTemporaryDir folder;
        Json list = Json::array();
        for (qsizetype i = 0; i < maxProfiles; ++i) {
            Profile profile = someProfile();
            profile.id = QString::number(i);
            profile.name = QString::number(i);
            list.push_back(profileToJson(profile));
        }
        {
            write(folder, dumpJson(Json{{"version", 1}, {"profiles", list}}));
            StateStore state(folder.path());
            ProfileStore store(state);
            QTRY_VERIFY(store.isLoaded());
            QCOMPARE(store.profiles().size(), maxProfiles);
            QVERIFY(store.notice().isEmpty());
            QVERIFY(!store.whyFixed().isEmpty());
            QCOMPARE(store.put(someProfile()), QString());
            QCOMPARE(store.put(store.profiles().constFirst()),
                     store.profiles().constFirst().id); // a change fits
        }
        Profile more = someProfile();
        more.id = QStringLiteral("more");
        list.push_back(profileToJson(more));
        const QByteArray bytes = dumpJson(Json{{"version", 1}, {"profiles", list}});
        write(folder, bytes);
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        QCOMPARE(store.profiles().size(), maxProfiles);
        const QStringList copies = QDir(folder.path()).entryList({QStringLiteral("profiles.damaged-*")});
        QCOMPARE(copies.size(), 1);
        QFile copy(folder.filePath(copies.constFirst()));
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), bytes);
    }

    void aThousandImportedProfilesAreOneChange()
    {
        QTemporaryDir folder;
        Json list = Json::array();
        for (qsizetype i = 0; i < maxProfiles + 1; ++i)
            list.push_back(profileToJson(someProfile()));
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        QSignalSpy changed(&store, &ProfileStore::changed);
        const Result<ImportReport> report = store.import(dumpJson(Json{{"version", 1}, {"profiles", list}}));
        QVERIFY(report);
        QCOMPARE(report->added, int(maxProfiles));
        QCOMPARE(report->problems.size(), 1);
        QCOMPARE(changed.size(), 1);
        QSet<QString> names;
        for (const Profile &profile : store.profiles())
            names.insert(profile.name);
        QCOMPARE(names.size(), maxProfiles);
    }

private:
    static Profile someProfile()
    {
        Profile profile;
        profile.name = QStringLiteral("Plant 1");
        profile.url = QStringLiteral("https://db.example.org:9925");
        return profile;
    }

    static void write(const QTemporaryDir &folder, const QByteArray &bytes)
    {
        QFile file(folder.filePath(QStringLiteral("profiles.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
};

SYSPULSE_TEST(TestProfileLimits)
#include "tst_profilelimits.moc"
