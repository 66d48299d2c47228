// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"
#include "tests/support/revealed.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

class TestProfiles : public QObject
{
    Q_OBJECT

private slots:
    void aProfileSurvivesItsFile()
    {
        QTemporaryDir folder;
        Profile profile = production();
        QString id;
        {
            StateStore state(folder.path());
            ProfileStore store(state);
            QVERIFY(store.put(profile).isEmpty()); // not before it is known what is there
            QTRY_VERIFY(store.isLoaded());
            id = store.put(profile);
            QVERIFY(!id.isEmpty());
        }
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        profile.id = id;
        QCOMPARE(store.profiles(), QList<Profile>{profile});
        QCOMPARE(settingsOf(profile).mqttPort, quint16(8883));
        QVERIFY(settingsOf(profile).password.isEmpty());
    }

    void aNameThatLooksLikeAPlaceMarkerStays()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        Profile profile = production();
        profile.name = QStringLiteral("%2 of %1");
        store.put(profile);
        store.put(profile);
        QCOMPARE(store.profiles().at(1).name, QStringLiteral("%2 of %1 (2)"));
    }

    void namesAreUniqueWithinAGroup()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        const QString first = store.put(production());
        store.put(production());
        QCOMPARE(store.profiles().at(1).name, QStringLiteral("Plant 1 (2)"));
        Profile elsewhere = production();
        elsewhere.group = QStringLiteral("A group");
        store.put(elsewhere);
        QCOMPARE(store.profiles().constFirst().name, QStringLiteral("Plant 1")); // sorted by group
        // Putting one again changes it and its name stays.
        Profile changed = *store.find(first);
        changed.user = QStringLiteral("other");
        QCOMPARE(store.put(changed), first);
        QCOMPARE(store.find(first)->name, QStringLiteral("Plant 1"));
        QCOMPARE(store.profiles().size(), 3);
    }

    void aRemovedProfileCanBePutBack()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        Profile before = production();
        before.keepPassword = true;
        before.canary = true;
        before.id = store.put(before);
        const std::optional<Profile> removed = store.remove(before.id);
        QVERIFY(removed && store.profiles().isEmpty());
        QVERIFY(!store.remove(before.id));
        QCOMPARE(store.takeBack(*removed), before.id);
        before.keepPassword = false; // it went with the profile
        QCOMPARE(store.profiles(), QList<Profile>{before});
    }

    void aCopyHasNoPassword()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        Profile profile = production();
        profile.keepPassword = true;
        const QString id = store.put(profile);
        const QString copy = store.duplicate(id);
        QVERIFY(!copy.isEmpty() && copy != id);
        QVERIFY(store.find(id)->keepPassword);
        QVERIFY(!store.find(copy)->keepPassword);
        QCOMPARE(store.find(copy)->url, profile.url);
        QVERIFY(store.duplicate(QStringLiteral("x")).isEmpty());
    }

    void aDamagedFileIsKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("profiles");
        QTest::newRow("cut off") << QByteArray("{\"version\":1,\"profiles\":[{\"na") << 0;
        QTest::newRow("no list") << QByteArray("{\"version\":1}") << 0;
        QTest::newRow("bytes") << QByteArray("\xff\x00\x01", 3) << 0;
        QTest::newRow("one bad entry")
            << QByteArray(R"({"version":1,"profiles":[{"name":"a","url":"https:\/\/a"},{"name":7},5]})") << 1;
    }

    void aDamagedFileIsKept()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, profiles);
        QTemporaryDir folder;
        write(folder, bytes);
        StateStore state(folder.path());
        ProfileStore store(state);
        QSignalSpy noticed(&store, &ProfileStore::noticed);
        QTRY_VERIFY(store.isLoaded());
        QCOMPARE(store.profiles().size(), profiles);
        QCOMPARE(noticed.size(), 1);
        const QStringList kept{QStringLiteral("profiles.damaged-*")};
        QTRY_COMPARE(QDir(folder.path()).entryList(kept).size(), 1);
        QFile copy(folder.filePath(QDir(folder.path()).entryList(kept).constFirst()));
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), bytes);
        QVERIFY(!store.put(production()).isEmpty()); // and the work goes on
    }

    void aNewerFileIsNotWritten()
    {
        const QByteArray bytes = R"({"version":99,"profiles":[{"id":"x","name":"a","url":"https:\/\/a"}]})";
        QTemporaryDir folder;
        write(folder, bytes);
        {
            StateStore state(folder.path());
            ProfileStore store(state);
            QTRY_VERIFY(store.isLoaded());
            QCOMPARE(store.profiles().size(), 1);
            QVERIFY(store.isReadOnly());
            QVERIFY(store.put(production()).isEmpty());
            QVERIFY(!store.remove(QStringLiteral("x")));
        }
        QFile file(folder.filePath(QStringLiteral("profiles.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

    void unknownMembersAreNotLost()
    {
        QTemporaryDir folder;
        write(
            folder,
            R"({"version":1,"theme":"x","profiles":[{"id":"1","name":"a","url":"https:\/\/a","tag":[1]}]})");
        {
            StateStore state(folder.path());
            ProfileStore store(state);
            QTRY_VERIFY(store.isLoaded());
            Profile profile = store.profiles().constFirst();
            profile.user = QStringLiteral("new");
            store.put(profile);
        }
        QFile file(folder.filePath(QStringLiteral("profiles.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<Json> json = parseJson(file.readAll());
        QVERIFY(json);
        QCOMPARE(textOr(*json, "theme"), QStringLiteral("x"));
        QVERIFY((*json)["profiles"][0]["tag"][0] == 1);
        QCOMPARE(textOr((*json)["profiles"][0], "user"), QStringLiteral("new"));
    }

    void anOldProfileHasOneAuthorityForBothLinks()
    {
        const Result<Json> json =
            parseJson(R"({"name":"a","url":"https:\/\/a","caPem":"-----BEGIN CERTIFICATE-----"})");
        const Result<Profile> profile = profileFromJson(*json);
        QVERIFY(profile);
        QCOMPARE(profile->trust.caPem, QByteArray("-----BEGIN CERTIFICATE-----"));
        QVERIFY(!profile->mqttTrust);
        QVERIFY(profile->unknown.isEmpty());
        // What is written from now on says the same.
        QCOMPARE(*profileFromJson(profileToJson(*profile)), *profile);
    }

    void aPassphraseIsNeverInAProfile()
    {
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://a");
        settings.trust.certificateFile = QStringLiteral("/me.pem");
        settings.trust.keyPassphrase = Secret(u"open sesame");
        settings.mqttTrust = settings.trust;
        Profile profile;
        profile.name = QStringLiteral("a");
        applySettings(settings, profile);
        QVERIFY(profile.trust.keyPassphrase.isEmpty());
        QVERIFY(profile.mqttTrust->keyPassphrase.isEmpty());
        QVERIFY(!dumpJson(profileToJson(profile)).contains("sesame"));
        QCOMPARE(settingsOf(profile).trust.certificateFile, QStringLiteral("/me.pem"));
    }

    void badTrustIsRefused_data()
    {
        QTest::addColumn<QByteArray>("trust");
        QTest::newRow("no fingerprint") << QByteArray(R"({"pinSha256":"abc"})");
        // Read as "no pin" these would trust more than was meant.
        QTest::newRow("fingerprint is a number") << QByteArray(R"({"pinSha256":7})");
        QTest::newRow("no object") << QByteArray("7");
        QTest::newRow("key as authority") << QByteArray(R"({"caPem":"-----BEGIN PRIVATE KEY-----"})");
        QTest::newRow("key as path") << QByteArray(R"({"keyFile":"-----BEGIN PRIVATE KEY-----"})");
    }

    void badTrustIsRefused()
    {
        QFETCH(QByteArray, trust);
        for (const QByteArray &link : {QByteArray("trust"), QByteArray("mqttTrust")}) {
            const Result<Json> json =
                parseJson("{\"name\":\"a\",\"url\":\"https://a\",\"" + link + "\":" + trust + "}");
            QVERIFY(json);
            QVERIFY2(!profileFromJson(*json), link.constData());
        }
    }

    void aDiaryIsKeptUnlessTheProfileForbidsIt()
    {
        const auto read = [](const QByteArray &more) {
            return profileFromJson(*parseJson("{\"name\":\"a\",\"url\":\"https://a\"" + more + "}"));
        };
        QVERIFY(read({})->diary); // of before there was a choice
        QVERIFY(!read(",\"clientDiary\":false")->diary);
        // What protects must not be off because it is not understood.
        QVERIFY(!read(",\"clientDiary\":\"no\""));
        QVERIFY(!read(",\"clientdiary\":false"));
        Profile profile = production();
        profile.diary = false;
        const Result<Profile> same = profileFromJson(profileToJson(profile));
        QVERIFY(same && !same->diary);
    }

    void exportAndImport()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        Profile profile = production();
        profile.keepPassword = true;
        const QString id = store.put(profile);
        const QByteArray bytes = store.exported();
        QVERIFY(!bytes.contains(id.toLatin1())); // it names a secret
        QVERIFY(!bytes.toLower().contains("password\": true"));

        const Result<ImportReport> report = store.import(bytes);
        QVERIFY(report);
        QCOMPARE(report->added, 1);
        QVERIFY(report->problems.isEmpty());
        QCOMPARE(store.profiles().at(1).name, QStringLiteral("Plant 1 (2)"));
        QVERIFY(store.profiles().at(1).id != id);
        QVERIFY(!store.profiles().at(1).keepPassword);
    }

    void badImportsAreExplained()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        ProfileStore store(state);
        QTRY_VERIFY(store.isLoaded());
        for (const char *bytes : {"", "[]", "{", "{\"profiles\":1}", "{\"version\":9,\"profiles\":[]}"})
            QVERIFY2(!store.import(bytes), bytes);
        const Result<ImportReport> report = store.import(R"({"version":1,"profiles":[
            {"name":"good","url":"https:\/\/a"}, {"url":"https:\/\/a"}, {"name":"b","url":"ftp:\/\/x"},
            {"name":"c","url":"https:\/\/user:secret@a"}, {"name":"d","url":"https:\/\/a","mqttPort":99999},
            {"name":"e","url":"https:\/\/a","caPem":"-----BEGIN PRIVATE KEY-----"},
            {"name":"f","url":"https:\/\/a","environment":"moon"}, {"name":["g"],"url":"https:\/\/a"}, null]})");
        QVERIFY(report);
        QCOMPARE(report->added, 1);
        QCOMPARE(report->problems.size(), 8);
        for (const QString &text : report->problems)
            QVERIFY2(!text.contains(QLatin1String("secret")), qPrintable(text));
    }

    void secretsOfTheSession()
    {
        SessionSecretStore store;
        QVERIFY(!store.isPersistent());
        roundTrip(store);
    }

private:
    static Profile production()
    {
        Profile profile;
        profile.name = QStringLiteral("Plant 1");
        profile.group = QStringLiteral("Plants");
        profile.environment = Environment::Production;
        profile.readOnly = true;
        profile.url = QStringLiteral("https://db.example.org:9925");
        profile.user = QStringLiteral("admin");
        profile.login = LoginMode::Token;
        profile.trust.pin = QByteArray(32, '\x5a');
        profile.trust.certificateFile = QStringLiteral("/home/me/me.pem");
        profile.trust.keyFile = QStringLiteral("/home/me/me.key");
        profile.mqttTrust = LinkTrust();
        profile.mqttTrust->caPem = "-----BEGIN CERTIFICATE-----";
        profile.mqttTrust->pin = QByteArray(32, '\x7e');
        profile.mqttHost = QStringLiteral("mq");
        profile.mqttPort = 8883;
        profile.mqttTls = true;
        return profile;
    }

    static void write(const QTemporaryDir &folder, const QByteArray &bytes)
    {
        QFile file(folder.filePath(QStringLiteral("profiles.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    static void roundTrip(SecretStore &store)
    {
        QObject context;
        QStringList log;
        const auto read = [&] {
            store.read(QStringLiteral("k"), &context, [&](const Result<std::optional<Secret>> &secret) {
                log.append(!secret   ? QStringLiteral("failed: ") + describe(secret.error())
                           : *secret ? test::revealed(**secret)
                                     : QStringLiteral("nothing"));
            });
        };
        const auto done = [&](const Result<void> &result) {
            log.append(result ? QStringLiteral("done")
                              : QStringLiteral("failed: ") + describe(result.error()));
        };
        read();
        QTRY_COMPARE(log.size(), 1);
        store.write(QStringLiteral("k"), Secret(u"gehe\u00efm \U0001F511"), &context, done);
        QTRY_COMPARE(log.size(), 2);
        read();
        QTRY_COMPARE(log.size(), 3);
        store.remove(QStringLiteral("k"), &context, done);
        QTRY_COMPARE(log.size(), 4);
        read();
        QTRY_COMPARE(log.size(), 5);
        QCOMPARE(log, (QStringList{QStringLiteral("nothing"), QStringLiteral("done"),
                                   QStringLiteral("gehe\u00efm \U0001F511"), QStringLiteral("done"),
                                   QStringLiteral("nothing")}));
    }
};

SYSPULSE_TEST(TestProfiles)
#include "tst_profiles.moc"
