// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>

#include "ui/alerts/alertchanneldialog.h"
#include "ui/alerts/alertchannelsdialog.h"
#include "ui/alerts/alertchannelsmodel.h"
#include "ui/window/translations.h"

using namespace syspulse;

namespace {

/// The page with its dialog of channels.
struct Channels : Alerts
{
    Channels()
    {
        add(aboveRule(100));
        click(button("alertChannelsButton"));
        if (!QTest::qWaitFor([this] { return delivery.channels().isLoaded(); }))
            qFatal("The channels were not read.");
        server.answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(200, {}); };
    }
    AlertChannelsDialog *list() { return page.findChild<AlertChannelsDialog *>(); }
    AlertChannelDialog *edit() { return page.findChild<AlertChannelDialog *>(); }
    template <typename Field>
    Field *field(const char *name)
    {
        return child<Field>(*edit(), name);
    }
    void type(const char *name, const QString &text) { field<QLineEdit>(name)->setText(text); }
    void choose(AlertChannelKind kind)
    {
        auto *box = field<QComboBox>("channelKind");
        box->setCurrentIndex(box->findData(int(kind)));
    }
    void save()
    {
        click(field<QPushButton>("channelSave"));
        QTRY_VERIFY(edit() == nullptr);
    }
    /// Adds the server as a channel with a secret header.
    void addServer()
    {
        click(child<QPushButton>(*list(), "channelAdd"));
        type("channelUrl", server.url().toString());
        type("channelHeader", QStringLiteral("Authorization"));
        type("channelSecret", QStringLiteral("Bearer s3cret"));
        type("channelName", QStringLiteral("On call"));
        save();
    }
    QString shown(int row, AlertChannelsModel::Column column)
    {
        return child<QTableView>(*list(), "alertChannels")->model()->index(row, column).data().toString();
    }

    FakeHttpServer server;
};

} // namespace

/// Channels in the window: entering, testing and removing them.
class TestAlertChannelDialogs : public QObject
{
    Q_OBJECT

private slots:
    void aChannelIsAddedAndTold()
    {
        Channels f;
        QVERIFY(child<QLabel>(*f.list(), "channelsNone")->isVisible());
        f.addServer();
        QCOMPARE(f.delivery.channels().channels().size(), 1);
        QCOMPARE(f.shown(0, AlertChannelsModel::Name), QStringLiteral("On call"));
        QCOMPARE(f.shown(0, AlertChannelsModel::Result), QStringLiteral("Nothing sent since the start"));
        QObject::connect(&f.monitor, &AlertMonitor::told, &f.delivery, &AlertDelivery::tell);
        f.send(142);
        QTRY_VERIFY(f.shown(0, AlertChannelsModel::Result).startsWith(QLatin1String("Delivered ")));
        QCOMPARE(f.server.requests.size(), 1);
        QVERIFY(f.server.requests.constFirst().head.contains("Authorization: Bearer s3cret"));
        QTRY_VERIFY(QFile::exists(f.state.fileOf(QStringLiteral("alertchannels"))));
        QFile file(f.state.fileOf(QStringLiteral("alertchannels")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("s3cret"));
    }

    void theTestShowsItsResult()
    {
        Channels f;
        click(child<QPushButton>(*f.list(), "channelAdd"));
        QVERIFY(!f.field<QPushButton>("channelTest")->isEnabled());
        f.type("channelUrl", f.server.url().toString());
        click(f.field<QPushButton>("channelTest"));
        QTRY_COMPARE(textOf(*f.edit(), "channelResult"), QStringLiteral("The test was delivered."));
        f.server.answer = [](const FakeHttpServer::Request &, int) {
            return FakeHttpServer::reply(403, "<b>no</b>");
        };
        click(f.field<QPushButton>("channelTest"));
        QTRY_VERIFY2(textOf(*f.edit(), "channelResult").contains(QLatin1String("403")),
                     qPrintable(textOf(*f.edit(), "channelResult")));
        QVERIFY(f.delivery.channels().channels().isEmpty());
        f.edit()->reject();
        QTRY_VERIFY(f.edit() == nullptr);
        f.server.answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(200, {}); };
        f.addServer();
        click(child<QPushButton>(*f.list(), "channelsTest"));
        QTRY_COMPARE(textOf(*f.list(), "channelsResult"),
                     QStringLiteral("The test was delivered to \"On call\"."));
        QVERIFY(f.server.requests.constLast().head.contains("Bearer s3cret")); // from the keychain
    }

    void theDialogSaysWhatIsWrong()
    {
        Channels f;
        click(child<QPushButton>(*f.list(), "channelAdd"));
        const auto said = [&f](const char *part) {
            return textOf(*f.edit(), "channelResult").contains(QLatin1String(part)) &&
                   !f.field<QPushButton>("channelSave")->isEnabled();
        };
        QVERIFY(said("Enter the address"));
        f.type("channelUrl", QStringLiteral("https://me:pw@h.example.org/"));
        QVERIFY(said("Leave user name and password out"));
        f.type("channelUrl", QStringLiteral("https://h.example.org/hooks/T0"));
        QVERIFY(textOf(*f.edit(), "channelResult").contains(QLatin1String("file that only you can read")));
        f.type("channelUrl", QStringLiteral("http://h.example.org/"));
        QCOMPARE(textOf(*f.edit(), "channelResult"), QString());
        QVERIFY(f.field<QPushButton>("channelSave")->isEnabled());
        QVERIFY(!f.field<QLineEdit>("channelSecret")->isEnabled());
        f.type("channelHeader", QStringLiteral("Author ization"));
        QVERIFY(said("not the name of a header"));
        f.type("channelHeader", QStringLiteral("Authorization"));
        QVERIFY(said("value of the header"));
        f.type("channelSecret", QStringLiteral("x"));
        QVERIFY(f.field<QPushButton>("channelSave")->isEnabled());
        QVERIFY(textOf(*f.edit(), "channelResult").contains(QLatin1String("in the clear")));
        f.choose(AlertChannelKind::Command);
        QVERIFY(said("whole path"));
        QVERIFY(!f.field<QLineEdit>("channelUrl")->isVisible());
    }

    void aProgramHasItsArguments()
    {
        Channels f;
        click(child<QPushButton>(*f.list(), "channelAdd"));
        f.choose(AlertChannelKind::Command);
        f.type("channelProgram", QStringLiteral("/usr/bin/logger"));
        f.field<QPlainTextEdit>("channelArguments")->setPlainText(QStringLiteral("-t\nmy alerts"));
        f.save();
        const AlertChannel channel = f.delivery.channels().channels().constFirst();
        QCOMPARE(channel.program, QStringLiteral("/usr/bin/logger"));
        QCOMPARE(channel.arguments, (QStringList{QStringLiteral("-t"), QStringLiteral("my alerts")}));
        QVERIFY(channel.url.isEmpty());
    }

    void aBrokerHasItsTopic()
    {
        Channels f;
        click(child<QPushButton>(*f.list(), "channelAdd"));
        f.choose(AlertChannelKind::Mqtt);
        QVERIFY(!f.field<QLineEdit>("channelHeader")->isVisible());
        f.type("channelUrl", QStringLiteral("mqtt://broker.example.org"));
        QVERIFY(!f.field<QPushButton>("channelSave")->isEnabled()); // no topic
        f.type("channelTopic", QStringLiteral("alerts/syspulse"));
        QVERIFY(f.field<QPushButton>("channelSave")->isEnabled()); // anonymous
        QVERIFY(!f.field<QLineEdit>("channelSecret")->isEnabled());
        f.type("channelUser", QStringLiteral("sender"));
        QVERIFY(!f.field<QPushButton>("channelSave")->isEnabled());
        f.type("channelSecret", QStringLiteral("s3cret"));
        QVERIFY(textOf(*f.edit(), "channelResult").contains(QStringLiteral("mqtts://")));
        f.field<QComboBox>("channelQos")->setCurrentIndex(2);
        f.field<QCheckBox>("channelRetain")->setChecked(true);
        f.save();
        const AlertChannel channel = f.delivery.channels().channels().constFirst();
        QCOMPARE(channel.kind, AlertChannelKind::Mqtt);
        QCOMPARE(channel.topic, QStringLiteral("alerts/syspulse"));
        QCOMPARE(channel.user, QStringLiteral("sender"));
        QCOMPARE(channel.qos, 2);
        QVERIFY(channel.retain);
    }

    void aKeptSecretStaysWithItsHost()
    {
        Channels f;
        f.addServer();
        click(child<QPushButton>(*f.list(), "channelEdit"));
        QVERIFY(f.field<QLineEdit>("channelSecret")->text().isEmpty());
        QVERIFY(f.field<QPushButton>("channelSave")->isEnabled());
        f.type("channelUrl", f.server.url().toString() + QStringLiteral("other"));
        QVERIFY(f.field<QPushButton>("channelSave")->isEnabled());
        f.type("channelUrl", QStringLiteral("https://elsewhere.example.org/"));
        QVERIFY(!f.field<QPushButton>("channelSave")->isEnabled()); // it is not sent to another host unasked
    }

    void aChannelIsRemovedAfterAsking()
    {
        Channels f;
        f.addServer();
        click(child<QPushButton>(*f.list(), "channelRemove"));
        QCOMPARE(f.prompts.asked.size(), 1);
        QCOMPARE(f.delivery.channels().channels().size(), 1);
        f.prompts.answer = true;
        click(child<QPushButton>(*f.list(), "channelRemove"));
        QVERIFY(f.delivery.channels().channels().isEmpty());
        QVERIFY(child<QLabel>(*f.list(), "channelsNone")->isVisible());
    }

    void aChannelIsTurnedOff()
    {
        Channels f;
        f.addServer();
        QAbstractItemModel *model = child<QTableView>(*f.list(), "alertChannels")->model();
        const QModelIndex on = model->index(0, AlertChannelsModel::Enabled);
        QCOMPARE(on.data(Qt::AccessibleTextRole).toString(), QStringLiteral("On"));
        QVERIFY(model->setData(on, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!f.delivery.channels().channels().constFirst().enabled);
        f.server.answer = {};
        QObject::connect(&f.monitor, &AlertMonitor::told, &f.delivery, &AlertDelivery::tell);
        f.send(142);
        QCOMPARE(f.shown(0, AlertChannelsModel::Result), QStringLiteral("Nothing sent since the start"));
    }

    void everyFieldHasANameAndAKey()
    {
        Channels f;
        click(child<QPushButton>(*f.list(), "channelAdd"));
        for (const auto kind :
             {AlertChannelKind::Webhook, AlertChannelKind::Mqtt, AlertChannelKind::Command}) {
            f.choose(kind);
            QStringList keys;
            for (const QLabel *label : f.edit()->findChildren<QLabel *>()) {
                if (label->buddy() == nullptr || !label->isVisible())
                    continue;
                QVERIFY(!label->buddy()->accessibleName().isEmpty());
                const qsizetype mark = label->text().indexOf(QLatin1Char('&'));
                QVERIFY2(mark >= 0, qPrintable(label->text()));
                keys.append(label->text().mid(mark + 1, 1).toLower());
            }
            QVERIFY(keys.size() >= 4);
            for (const QPushButton *button : f.edit()->findChildren<QPushButton *>()) {
                const qsizetype mark = button->text().indexOf(QLatin1Char('&'));
                if (button->isVisible() && mark >= 0)
                    keys.append(button->text().mid(mark + 1, 1).toLower());
            }
            QCOMPARE(QSet<QString>(keys.cbegin(), keys.cend()).size(), keys.size());
        }
    }

    /// With SYSPULSE_SCREENSHOTS set, pictures of the dialogs are left in that folder.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        if (folder.isEmpty())
            QSKIP("There is no folder for pictures.");
        for (const char *language : {"en", "de"}) {
            Translations translations;
            translations.use(QString::fromLatin1(language));
            for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
                applyAppearance(appearance);
                Channels f;
                f.addServer();
                QObject::connect(&f.monitor, &AlertMonitor::told, &f.delivery, &AlertDelivery::tell);
                f.send(142);
                QTRY_COMPARE(f.server.requests.size(), 1);
                click(child<QPushButton>(*f.list(), "channelAdd"));
                f.choose(AlertChannelKind::Command);
                f.type("channelProgram", QStringLiteral("/usr/bin/logger"));
                f.save();
                click(child<QPushButton>(*f.list(), "channelAdd"));
                f.type("channelUrl", QStringLiteral("http://hooks.example.org/alerts"));
                f.type("channelHeader", QStringLiteral("Authorization"));
                f.type("channelSecret", QStringLiteral("Bearer x"));
                const QString look =
                    (appearance == Appearance::Dark ? QStringLiteral("dark-") : QStringLiteral("light-")) +
                    QString::fromLatin1(language) + QStringLiteral(".png");
                settle(*f.edit());
                QVERIFY(f.edit()->grab().save(QDir(folder).filePath(QStringLiteral("channel-") + look)));
                f.choose(AlertChannelKind::Mqtt);
                f.type("channelUrl", QStringLiteral("mqtts://broker.example.org:8883"));
                settle(*f.edit());
                QVERIFY(f.edit()->grab().save(QDir(folder).filePath(QStringLiteral("channel-mqtt-") + look)));
                f.choose(AlertChannelKind::Command);
                settle(*f.edit());
                QVERIFY(
                    f.edit()->grab().save(QDir(folder).filePath(QStringLiteral("channel-program-") + look)));
                QVERIFY(f.list()->grab().save(QDir(folder).filePath(QStringLiteral("channels-") + look)));
                QVERIFY(f.page.grab().save(QDir(folder).filePath(QStringLiteral("channels-page-") + look)));
            }
        }
        applyAppearance(Appearance::System);
    }
};

SYSPULSE_GUI_TEST(TestAlertChannelDialogs)
#include "tst_alertchanneldialogs.moc"
