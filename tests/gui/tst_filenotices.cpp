// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fakekeychain.h"
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "core/profiles/profilestore.h"
#include "core/settings/statestore.h"
#include "ui/base/banner.h"
#include "ui/charts/chartboard.h"
#include "ui/connect/connectdialog.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

/// What the user is told of files and of the keychain when something is wrong with them.
class TestFileNotices : public QObject
{
    Q_OBJECT

private slots:
    void whatCannotBeWrittenIsSaid()
    {
        PlacesFixture places;
        QTRY_VERIFY(places.profiles.isLoaded());
        MainWindow window(places.services());
        GuiFixture::show(window, {1280, 800});
        auto *notice = child<Banner>(window, "programNotice");
        QVERIFY(!notice->isVisible());
        QStringList log;
        connect(&places.sessions.constLast()->connection(), &SessionConnection::logged, this,
                [&](LogLevel, const QString &line) { log.append(line); });
        // A folder in the place of the file: nobody can write it, root included.
        const QString path = places.state.fileOf(QStringLiteral("profiles"));
        QVERIFY(QDir().mkpath(path));
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.url = QStringLiteral("https://db:9925");
        QVERIFY(!places.profiles.put(profile).isEmpty());
        QTRY_VERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(path), qPrintable(notice->text()));
        QCOMPARE(log.size(), 1);
        QVERIFY(log.constFirst().contains(path));
        click(child<QPushButton>(window, "programNoticeButton"));
        QVERIFY(!notice->isVisible());
    }

    void aDamagedFileIsSaidByALaterWindowToo()
    {
        PlacesFixture places;
        QFile file(places.state.fileOf(QStringLiteral("profiles")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":1,"profiles":[{"name":"Plant","url":"https:\/\/db","readOnly":"true"}]})");
        file.close();
        ProfileStore profiles(places.state);
        QTRY_VERIFY(profiles.isLoaded());
        const WindowServices services = places.services();
        MainWindow window({services.makeSession, services.state, profiles, services.secrets,
                           services.preferences, services.history, services.tray, services.notifier});
        GuiFixture::show(window, {1280, 800});
        const auto *notice = child<Banner>(window, "programNotice");
        QVERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(QLatin1String("readOnly")), qPrintable(notice->text()));
    }

    void aKeychainThatFailsIsToldAndNotPromised()
    {
        PlacesFixture known;
        FakeKeychain keychain;
        keychain.broken = true;
        QTRY_VERIFY(known.profiles.isLoaded());
        QSignalSpy noticed(&known.profiles, &ProfileStore::noticed);
        FakeSession session;
        {
            ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
            GuiFixture::show(dialog, {600, 400});
            fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
            child<QLineEdit>(dialog, "passwordEdit")->setText(QStringLiteral("s3cret"));
            child<QCheckBox>(dialog, "profileKeep")->setChecked(true);
            child<QLineEdit>(dialog, "profileName")->setText(QStringLiteral("Plant"));
            child<QCheckBox>(dialog, "profilePassword")->setChecked(true);
            click(child<QPushButton>(dialog, "dialogConnectButton"));
            emit session.connection().stateChanged(SessionState::Connected, {});
        }
        QTRY_COMPARE(noticed.size(), 1);
        const QString text = noticed.constFirst().constFirst().toString();
        QVERIFY2(text.contains(QLatin1String("Plant")) && text.contains(QLatin1String("It is locked.")),
                 qPrintable(text));
        QVERIFY(!text.contains(QLatin1String("s3cret")));
        QVERIFY(!known.profiles.profiles().constFirst().keepPassword);
        QVERIFY(!session.profile().keepPassword);
    }

    void aReadOnlyStoreIsToldBeforeConnecting()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("profiles.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":99,"profiles":[]})");
        file.close();
        PlacesFixture known;
        StateStore state(folder.path());
        ProfileStore profiles(state);
        QTRY_VERIFY(profiles.isLoaded());
        FakeSession session;
        ConnectDialog dialog(session, {state, profiles, known.secrets, known.prompts});
        GuiFixture::show(dialog, {600, 400});
        QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        child<QCheckBox>(dialog, "profileKeep")->setChecked(true);
        child<QLineEdit>(dialog, "profileName")->setText(QStringLiteral("Plant"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        QCOMPARE(wanted.size(), 0);
        const Banner *result = child<Banner>(dialog, "connectResult");
        QVERIFY(result->isVisible());
        QVERIFY2(result->text().contains(file.fileName()), qPrintable(result->text()));
        child<QCheckBox>(dialog, "profileKeep")->setChecked(false);
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        QCOMPARE(wanted.size(), 1);
    }

    void aLayoutThatIsNotUnderstoodIsNotReplaced_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("copies");
        QTest::newRow("cut off") << QByteArray("{\"version\":99") << 1;
        QTest::newRow("too deep") << QByteArray("{\"version\":1,\"charts\":[],\"x\":") +
                                         QByteArray(20000, '[') + QByteArray(20000, ']') + '}'
                                  << 1;
        QTest::newRow("too many") << R"({"version":1,"charts":[)" +
                                         QByteArray(R"({"id":"a","lines":[]},)").repeated(2) +
                                         R"({"id":"b","lines":[]}]})"
                                  << 1;
        QTest::newRow("newer") << QByteArray(R"({"version":99,"charts":[],"new":1})") << 0;
    }

    void aLayoutThatIsNotUnderstoodIsNotReplaced()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, copies);
        GuiFixture f;
        const QString path = f.state.fileOf(QStringLiteral("charts-broken"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        {
            ChartBoard other(f.context());
            QSignalSpy noticed(&other, &ChartBoard::noticed);
            other.useLayoutOf(QStringLiteral("broken"));
            QTRY_COMPARE(noticed.size(), 1);
            QVERIFY(!other.layoutState().charts.isEmpty());
            const QStringList copied = QDir(f.folder.path()).entryList({QStringLiteral("*.damaged-*")});
            QCOMPARE(copied.size(), copies);
            other.addChart(QStringLiteral("$SYS/broker/clients/connected"));
        }
        // Behind the write of the board, which is gone.
        StateStore &state = f.state;
        bool answered = false;
        QByteArray now;
        state.load(QStringLiteral("charts-broken"), this, [&](const Result<QByteArray> &result) {
            now = result.value_or({});
            answered = true;
        });
        QTRY_VERIFY(answered);
        QCOMPARE(now == bytes, copies == 0);
    }

private:
    static void fill(ConnectDialog &dialog, const QString &url, const QString &user)
    {
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        child<QLineEdit>(dialog, "userEdit")->setText(user);
    }
};

SYSPULSE_GUI_TEST(TestFileNotices)
#include "tst_filenotices.moc"
