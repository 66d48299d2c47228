// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/profilelookup.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

class TestProfileLookup : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { qunsetenv("XDG_CONFIG_HOME"); }
    void aProfileIsFound();
    void anAccentMayBeWrittenEitherWay_data();
    void anAccentMayBeWrittenEitherWay();
    void aMissingProfileIsMissing();
    void whatCannotBeReadIsNotCalledMissing_data();
    void whatCannotBeReadIsNotCalledMissing();
    void aChangeIsFollowed();

private:
    /// Looks for the profile @p name; what was found, or what was said.
    void look(const QString &name = QStringLiteral("Plant"));
    void write(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::optional<ConnectionSettings> m_found;
    Error m_error;
    ExitCode m_code = ExitCode::Ok;
};

void TestProfileLookup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder->path()));
    const StateStore state;
    m_file = state.fileOf(QStringLiteral("profiles"));
    QVERIFY(m_file.startsWith(m_folder->path()));
    QVERIFY(QDir().mkpath(state.folder()));
    m_found.reset();
    m_error = {};
}

void TestProfileLookup::write(const QByteArray &bytes)
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestProfileLookup::look(const QString &name)
{
    ProfileLookup lookup;
    connect(&lookup, &ProfileLookup::found, this,
            [this](const ConnectionSettings &settings) { m_found = settings; });
    connect(&lookup, &ProfileLookup::failed, this, [this](const Error &error, ExitCode code) {
        m_error = error;
        m_code = code;
    });
    Options options;
    options.profile = name;
    options.command = Command::Update;
    options.passwordGiven = true;
    lookup.start(options);
    QTRY_VERIFY(m_found || !m_error.message.isEmpty());
}

void TestProfileLookup::aProfileIsFound()
{
    write(R"({"version":1,"profiles":[{"id":"1","name":"Plant","url":"https://db","user":"ann"}]})");
    look();
    QVERIFY(m_found);
    QCOMPARE(m_found->user, QStringLiteral("ann"));
}

void TestProfileLookup::anAccentMayBeWrittenEitherWay_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("wanted");
    const QString composed = QStringLiteral("K\u00f6ln");
    const QString decomposed = QStringLiteral("Ko\u0308ln");
    QTest::newRow("decomposed on the command line") << composed << decomposed;
    QTest::newRow("decomposed in the file") << decomposed << composed;
    QTest::newRow("both decomposed") << decomposed << decomposed;
}

void TestProfileLookup::anAccentMayBeWrittenEitherWay()
{
    QFETCH(QString, kept);
    QFETCH(QString, wanted);
    write(R"({"version":1,"profiles":[{"id":"1","name":")" + kept.toUtf8() +
          R"(","url":"https://db","user":"ann"}]})");
    look(wanted);
    QVERIFY2(m_found, qPrintable(m_error.message));
}

void TestProfileLookup::aMissingProfileIsMissing()
{
    look();
    QVERIFY2(m_error.message.contains(QLatin1String("no profile")), qPrintable(m_error.message));
    QCOMPARE(m_code, ExitCode::Usage);
}

void TestProfileLookup::whatCannotBeReadIsNotCalledMissing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("named");
    QTest::newRow("a folder") << QByteArray() << QStringLiteral("profiles.json");
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"profiles":[{"na)") << QStringLiteral("damaged");
    QTest::newRow("too deep") << QByteArray(R"({"version":1,"x":)") + QByteArray(20000, '[')
                              << QStringLiteral("damaged");
    for (const char *member : {"\"readOnly\":\"true\"", "\"mqttTls\":\"true\"", "\"mqttPort\":\"24003\""})
        QTest::newRow(member) << R"({"version":1,"profiles":[{"id":"1","name":"Plant","url":"https://db",)" +
                                     QByteArray(member) + "}]}"
                              << QString::fromLatin1(member).section(QLatin1Char(':'), 0, 0);
}

void TestProfileLookup::whatCannotBeReadIsNotCalledMissing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, named);
    if (bytes.isEmpty())
        QVERIFY(QDir().mkpath(m_file)); // nobody can read it, root included
    else
        write(bytes);
    look();
    QVERIFY(!m_found);
    QVERIFY2(!m_error.message.contains(QLatin1String("no profile")), qPrintable(m_error.message));
    QVERIFY2(m_error.message.contains(named), qPrintable(m_error.message));
    QCOMPARE(m_code, ExitCode::Failed);
}

void TestProfileLookup::aChangeIsFollowed()
{
    const auto profiles = [](const QByteArray &canary, const QByteArray &other) -> QByteArray {
        return R"({"version":1,"profiles":[{"id":"1","name":"Plant","url":"https://db","canary":)" + canary +
               R"(},{"id":"2","name":"Other","url":"https://db","canary":)" + other + "}]}";
    };
    write(profiles("false", "false"));
    ProfileLookup lookup;
    std::optional<Profile> found;
    QList<bool> told;
    connect(&lookup, &ProfileLookup::found, this,
            [&found](const ConnectionSettings &, const Profile &profile) { found = profile; });
    connect(&lookup, &ProfileLookup::changed, this,
            [&told](const Profile &profile) { told.append(profile.canary); });
    Options options;
    options.profile = QStringLiteral("Plant");
    options.passwordGiven = true;
    lookup.start(options);
    QTRY_VERIFY(found);
    lookup.follow(*found);
    write(profiles("true", "false"));
    QTRY_COMPARE(told, QList<bool>{true});
    // Another one, and one that is gone for now, are no change of this one.
    write(profiles("true", "true"));
    QSignalSpy refreshed(&lookup, &ProfileLookup::changed);
    write("{");
    write(profiles("false", "true"));
    QTRY_COMPARE(told, (QList<bool>{true, false}));
    QCOMPARE(refreshed.size(), 1);
}

SYSPULSE_TEST(TestProfileLookup)
#include "tst_profilelookup.moc"
