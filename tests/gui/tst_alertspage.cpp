// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/alerts/suggestedrules.h"
#include "core/topics/systopics.h"
#include "ui/alerts/alertsuggestions.h"
#include "ui/base/banner.h"
#include "ui/base/statusdot.h"
#include "ui/window/translations.h"

using namespace syspulse;

class TestAlertsPage : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatToDoFirst()
    {
        Alerts f(false);
        QCOMPARE(f.shownPane(), 1);
        QSignalSpy connectRequested(&f.page, &Page::connectRequested);
        click(f.button("alertsPaneButton"));
        QCOMPARE(connectRequested.size(), 1);
        f.connectNow();
        QCOMPARE(f.shownPane(), 0);
        QVERIFY(!child<QLabel>(f.page, "alertsFew")->isHidden());
        click(f.button("alertAdd"));
        QVERIFY(f.dialog() != nullptr);
    }

    void aRuleIsAdded()
    {
        Alerts f;
        f.send(42);
        click(f.button("alertAdd"));
        QVERIFY(!child<QPushButton>(*f.dialog(), "alertSave")->isEnabled());
        f.enter("alertTopic", clients);
        QVERIFY(textOf(*f.dialog(), "alertTopicNow").contains(QStringLiteral("42")));
        QCOMPARE(textOf(*f.dialog(), "alertThresholdUnit"), QStringLiteral("clients"));
        f.enter("alertThreshold", QStringLiteral("1,000"));
        f.enter("alertHysteresis", QStringLiteral("50"));
        auto *severity = child<QComboBox>(*f.dialog(), "alertSeverity");
        QCOMPARE(severity->currentText(), QStringLiteral("Warning"));
        severity->setCurrentIndex(2);
        QCOMPARE(textOf(*f.dialog(), "alertPreview").replace(QChar(QChar::Nbsp), QLatin1Char(' ')),
                 QStringLiteral("Fires when “Connected clients” stays above 1,000 clients for 1 min; ends at "
                                "950 clients or below."));
        click(child<QPushButton>(*f.dialog(), "alertSave"));
        f.settle();
        QCOMPARE(f.shownPane(), 0);
        QCOMPARE(f.monitor.rules().rules().size(), 1);
        const AlertRule rule = f.monitor.rules().rules().constFirst();
        QCOMPARE(rule.threshold, 1000);
        QCOMPARE(rule.hysteresis, 50);
        QCOMPARE(rule.forSeconds, 60);
        QCOMPARE(rule.severity, AlertSeverity::Critical);
        QCOMPARE(f.cell(0, AlertRulesModel::Weight), QStringLiteral("Critical"));
        QCOMPARE(f.cell(0, AlertRulesModel::State), QStringLiteral("OK"));
        QTRY_VERIFY(QFile::exists(f.state.fileOf(QStringLiteral("alerts-db.example.org:9925"))));
    }

    void theDialogSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<AlertCondition>("condition");
        QTest::addColumn<QString>("threshold");
        QTest::addColumn<QString>("hysteresis");
        QTest::addColumn<QString>("said");
        const auto above = AlertCondition::ValueAbove;
        const auto text = [](const char *words) { return QString::fromLatin1(words); };
        QTest::newRow("no topic") << QString() << above << text("1") << QString() << text("Choose the topic");
        QTest::newRow("wildcard") << text("$SYS/#") << above << text("1") << QString() << text("#");
        QTest::newRow("no threshold") << clients << above << QString() << QString() << text("Enter a number");
        QTest::newRow("words") << clients << above << text("many") << QString() << text("Enter a number");
        QTest::newRow("endless") << clients << above << text("inf") << QString() << text("Enter a number");
        QTest::newRow("negative") << clients << above << text("1") << text("-1") << text("positive number");
        QTest::newRow("a text") << heartbeat << above << text("1") << QString() << text("no number");
        QTest::newRow("a text is watched")
            << heartbeat << AlertCondition::NoData << QString() << QString() << QString();
        QTest::newRow("good") << clients << above << text("-1.5") << QString() << QString();
    }

    void theDialogSaysWhatIsWrong()
    {
        QFETCH(QString, topic);
        QFETCH(AlertCondition, condition);
        QFETCH(QString, threshold);
        QFETCH(QString, hysteresis);
        QFETCH(QString, said);
        Alerts f;
        f.session.sendSample(1, f.clock.now);
        f.settle();
        click(f.button("alertAdd"));
        f.enter("alertTopic", topic);
        auto *combo = child<QComboBox>(*f.dialog(), "alertCondition");
        combo->setCurrentIndex(combo->findData(int(condition)));
        f.enter("alertThreshold", threshold);
        f.enter("alertHysteresis", hysteresis);
        const QString preview = textOf(*f.dialog(), "alertPreview");
        QCOMPARE(child<QPushButton>(*f.dialog(), "alertSave")->isEnabled(), said.isEmpty());
        QVERIFY2(preview.contains(said.isEmpty() ? QStringLiteral("Fires") : said), qPrintable(preview));
        QCOMPARE(child<QLineEdit>(*f.dialog(), "alertThreshold")->isVisible(),
                 condition != AlertCondition::NoData);
        if (condition == AlertCondition::NoData) {
            child<QSpinBox>(*f.dialog(), "alertDuration")->setValue(0);
            QVERIFY(!child<QPushButton>(*f.dialog(), "alertSave")->isEnabled());
        }
    }

    void aRuleIsEditedDuplicatedAndTurnedOff()
    {
        Alerts f;
        AlertRule rule = aboveRule(0.125, QStringLiteral("Crowded"));
        rule.forSeconds = 7200;
        f.add(rule);
        f.table()->selectRow(0);
        click(f.button("alertEdit"));
        QCOMPARE(child<QLineEdit>(*f.dialog(), "alertThreshold")->text(), QStringLiteral("0.125"));
        QCOMPARE(child<QSpinBox>(*f.dialog(), "alertDuration")->value(), 2);
        f.enter("alertName", QStringLiteral("Full"));
        click(child<QPushButton>(*f.dialog(), "alertSave"));
        QCOMPARE(f.monitor.rules().rules().size(), 1);
        QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("Full"));
        QCOMPARE(f.monitor.rules().rules().constFirst().forSeconds, 7200);
        click(f.button("alertDuplicate"));
        QCOMPARE(f.cell(1, AlertRulesModel::Name), QStringLiteral("Full (copy)"));
        QCOMPARE(f.table()->currentIndex().row(), 1);
        QTest::keyClick(f.table(), Qt::Key_Space);
        QVERIFY(!f.monitor.rules().rules().at(1).enabled);
        QCOMPARE(f.cell(1, AlertRulesModel::State), QStringLiteral("Off"));
        const QRect box = f.table()->visualRect(f.table()->model()->index(0, AlertRulesModel::Enabled));
        QTest::mouseClick(f.table()->viewport(), Qt::LeftButton, {},
                          QPoint(box.left() + 10, box.center().y()));
        QVERIFY(!f.monitor.rules().rules().at(0).enabled);
    }

    void aRemovedRuleComesBack()
    {
        Alerts f;
        f.add(aboveRule(1, QStringLiteral("a")));
        f.add(aboveRule(2, QStringLiteral("b")));
        f.table()->selectRow(0);
        click(f.button("alertRemove"));
        QCOMPARE(f.table()->model()->rowCount(), 2); // with the one that every instance has
        QVERIFY(textOf(f.page, "alertsNoticeText").contains(QStringLiteral("\"a\"")));
        click(f.button("alertsNoticeButton"));
        QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("a"));
        QCOMPARE(f.table()->model()->rowCount(), 3);
        QVERIFY(!child<Banner>(f.page, "alertsNotice")->isVisible());
    }

    void suggestionsAreAddedOnRequestOnly()
    {
        Alerts f;
        click(f.button("alertSuggest"));
        auto *dialog = f.page.findChild<AlertSuggestions *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(f.monitor.rules().rules().isEmpty());
        if (const QString pictures = qEnvironmentVariable("SYSPULSE_SCREENSHOTS"); !pictures.isEmpty())
            QVERIFY(dialog->grab().save(pictures + QStringLiteral("/suggestions.png")));
        child<QCheckBox>(*dialog, "suggestion2")->setChecked(false);
        click(child<QPushButton>(*dialog, "suggestionsAdd"));
        QCOMPARE(f.monitor.rules().rules().size(), suggestedRules(10).size() - 1);
        QTRY_VERIFY(f.page.findChild<AlertSuggestions *>() == nullptr);
        click(f.button("alertSuggest"));
        dialog = f.page.findChild<AlertSuggestions *>();
        QVERIFY(!child<QCheckBox>(*dialog, "suggestion1")->isEnabled());
        QVERIFY(child<QCheckBox>(*dialog, "suggestion2")->isEnabled());
    }

    void suggestionsKnowTheNumbersOfTheInstance()
    {
        Alerts f;
        const auto suggested = [&f](QLatin1String suggestion) {
            click(f.button("alertSuggest"));
            auto *dialog = f.page.findChild<AlertSuggestions *>();
            QList<AlertRule> chosen;
            QObject::connect(dialog, &AlertSuggestions::chosen, dialog,
                             [&chosen](const QList<AlertRule> &rules) { chosen = rules; });
            for (QCheckBox *box : dialog->findChildren<QCheckBox *>())
                box->setChecked(true);
            QObject::disconnect(dialog, &AlertSuggestions::chosen, &f.page, nullptr);
            click(child<QPushButton>(*dialog, "suggestionsAdd"));
            if (!QTest::qWaitFor([&f] { return f.page.findChild<AlertSuggestions *>() == nullptr; }))
                chosen.clear();
            const auto found = std::find_if(chosen.cbegin(), chosen.cend(), [&](const AlertRule &rule) {
                return rule.suggestion == suggestion;
            });
            return found == chosen.cend() ? std::nullopt : std::optional(*found);
        };
        QVERIFY(!suggested(manyClientsSuggestion)); // nothing is known
        QCOMPARE(suggested(connectionStormSuggestion)->threshold, 100);
        f.send(8123);
        f.session.sendNumber(systopics::connectionsPeak, 250, f.clock.now);
        f.clock.now += 10'000;
        f.send(5);
        f.session.sendNumber(systopics::connectionsPeak, 1, f.clock.now);
        QCOMPARE(suggested(manyClientsSuggestion)->threshold, 13000);
        QCOMPARE(suggested(connectionStormSuggestion)->threshold, 750);
        QCOMPARE(suggested(connectionStormSuggestion)->hysteresis, 375);
    }

    void suggestionsAreNamedInTheLanguageOfTheWindow()
    {
        Alerts f;
        f.add(suggestedRules(10).at(1));
        QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("Many failed logins"));
        const QString file = f.state.fileOf(QStringLiteral("alerts-db.example.org:9925"));
        QTRY_VERIFY(QFile::exists(file));
        QFile stored(file);
        QVERIFY(stored.open(QIODevice::ReadOnly));
        QVERIFY(!stored.readAll().contains("Many failed logins"));
        {
            Translations german;
            german.use(QStringLiteral("de"));
            QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("Viele fehlgeschlagene Anmeldungen"));
        }
        // Saved as it is it stays the suggestion; with another name or condition it is the user's.
        f.table()->selectRow(0);
        click(f.button("alertEdit"));
        QCOMPARE(child<QLineEdit>(*f.dialog(), "alertName")->text(), QString());
        QCOMPARE(child<QLineEdit>(*f.dialog(), "alertName")->placeholderText(),
                 QStringLiteral("Many failed logins"));
        click(child<QPushButton>(*f.dialog(), "alertSave"));
        QTRY_VERIFY(f.dialog() == nullptr);
        QCOMPARE(f.monitor.rules().rules().at(0).suggestion, failedLoginsSuggestion);
        f.settle();
        click(f.button("alertEdit"));
        f.enter("alertName", QStringLiteral("Break-in"));
        click(child<QPushButton>(*f.dialog(), "alertSave"));
        QTRY_VERIFY(f.dialog() == nullptr);
        QCOMPARE(f.monitor.rules().rules().at(0).suggestion, QString());
        QCOMPARE(f.monitor.rules().rules().at(0).name, QStringLiteral("Break-in"));
    }

    void anAlertFiresAndClears()
    {
        Alerts f;
        f.add(aboveRule(100, QStringLiteral("Crowded")));
        f.send(100);
        QVERIFY(f.tray.notified.isEmpty());
        f.clock.now += 10'000;
        f.send(142);
        QCOMPARE(f.tray.notified.size(), 1);
        QVERIFY2(f.tray.notified.constFirst().contains(QStringLiteral("Crowded")) &&
                     f.tray.notified.constFirst().contains(QStringLiteral("db.example.org")),
                 qPrintable(f.tray.notified.constFirst()));
        QVERIFY(f.tray.notifiedTexts.constFirst().contains(QStringLiteral("142")));
        QVERIFY(f.cell(0, AlertRulesModel::State).startsWith(QStringLiteral("Firing since")));
        f.clock.now += 10'000;
        f.send(143); // says nothing again
        f.clock.now += 10'000;
        f.send(99);
        QCOMPARE(f.tray.notified.size(), 1);
        QCOMPARE(f.cell(0, AlertRulesModel::State), QStringLiteral("OK"));
        QCOMPARE(f.logTable()->model()->rowCount(), 2);
        QCOMPARE(f.logTable()->model()->index(0, 1).data().toString(), QStringLiteral("Cleared"));
    }

    void theColourSaysHowSevereItIs()
    {
        Alerts f;
        const std::pair<AlertSeverity, Severity> shown[] = {{AlertSeverity::Information, Severity::Info},
                                                            {AlertSeverity::Warning, Severity::Warning},
                                                            {AlertSeverity::Critical, Severity::Error}};
        for (const auto &[severity, unused] : shown) {
            AlertRule rule = aboveRule(100);
            rule.severity = severity;
            f.add(rule);
        }
        const auto color = [&f](int row) {
            return f.table()
                ->model()
                ->index(row, AlertRulesModel::State)
                .data(Qt::ForegroundRole)
                .value<QColor>();
        };
        f.send(100);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(color(row), severityColor(Severity::Ok, QGuiApplication::palette()));
        f.clock.now += 10'000;
        f.send(142);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(color(row), severityColor(shown[row].second, QGuiApplication::palette()));
    }

    void everyInstanceHasOneThatStays()
    {
        Alerts f;
        QCOMPARE(f.table()->model()->rowCount(), 1);
        QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("Instance unreachable"));
        QCOMPARE(f.cell(0, AlertRulesModel::Weight), QStringLiteral("Critical"));
        QCOMPARE(f.cell(0, AlertRulesModel::Value), QStringLiteral("answers"));
        f.table()->selectRow(0);
        for (const char *name : {"alertRemove", "alertDuplicate"})
            QVERIFY2(!f.button(name)->isEnabled(), name);
        QTest::keyClick(f.table(), Qt::Key_Delete);
        QCOMPARE(f.table()->model()->rowCount(), 1);
        // Its duration and severity are changed, and it is turned off.
        click(f.button("alertEdit"));
        QVERIFY(!child<QComboBox>(*f.dialog(), "alertCondition")->isEnabled());
        QVERIFY(child<QLineEdit>(*f.dialog(), "alertTopic")->isHidden() ||
                !child<QLineEdit>(*f.dialog(), "alertTopic")->isVisible());
        child<QSpinBox>(*f.dialog(), "alertDuration")->setValue(5);
        click(child<QPushButton>(*f.dialog(), "alertSave"));
        f.settle();
        QCOMPARE(f.table()->model()->rowCount(), 1);
        QCOMPARE(f.monitor.rule(unreachableRuleId)->forSeconds, 5 * 60);
        f.table()->selectRow(0);
        QTest::keyClick(f.table(), Qt::Key_Space);
        QVERIFY(!f.monitor.rule(unreachableRuleId)->enabled);
    }

    void namesArePlainText()
    {
        Alerts f;
        f.add(aboveRule(1, QStringLiteral("<b>x</b><img src='file:///etc/hostname'>\n%1 %2")));
        f.send(5);
        QVERIFY(!f.tray.notified.constFirst().contains(QLatin1Char('<')));
        QVERIFY(f.tray.notified.constFirst().contains(QStringLiteral("%1 %2")));
        const QModelIndex name = f.table()->model()->index(0, AlertRulesModel::Name);
        QVERIFY(!name.data().toString().contains(QLatin1Char('\n')));
        f.table()->selectRow(0);
        click(f.button("alertRemove"));
        QCOMPARE(child<QLabel>(f.page, "alertsNoticeText")->textFormat(), Qt::PlainText);
        for (int column = 0; column < f.logTable()->model()->columnCount(); ++column) {
            const QString tip = f.logTable()->model()->index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains(QStringLiteral("<img")), qPrintable(tip));
        }
    }

    void theLogIsFilteredExportedAndCleared()
    {
        Alerts f;
        f.add(aboveRule(100, QStringLiteral("=Crowded, \"very\"")));
        f.add(aboveRule(200, QStringLiteral("Other")));
        f.send(250);
        QCOMPARE(f.logTable()->model()->rowCount(), 2);
        child<QLineEdit>(f.page, "alertLogFilter")->setText(QStringLiteral("crowd"));
        QCOMPARE(f.logTable()->model()->rowCount(), 1);
        QCOMPARE(textOf(f.page, "alertLogCount"), QStringLiteral("1 of 2"));
        f.prompts.saveFolder = f.folder.path();
        click(f.button("alertLogExport"));
        QTRY_VERIFY(textOf(f.page, "alertsNoticeText").contains(QStringLiteral(".csv")));
        QFile file(f.folder.filePath(QStringLiteral("syspulse-alerts-2023-11-14-221320.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(
            file.readAll(),
            QByteArray(
                "time,event,rule,topic,condition,threshold,value,severity,reason,until,client\r\n2023-11-"
                "14T22:13:"
                "20.000Z,fired,"
                "\"'=Crowded, \"\"very\"\"\",$SYS/broker/clients/connected,above,100,250,warning,,,\r\n"));
        click(f.button("alertLogClear"));
        QVERIFY(f.monitor.log().events().isEmpty());
        click(f.button("alertsNoticeButton"));
        QCOMPARE(f.monitor.log().events().size(), 2);
    }

    void aDamagedFileIsSaid()
    {
        Alerts f(false);
        QFile file(f.state.fileOf(QStringLiteral("alerts-db.example.org:9925")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        QSignalSpy logged(&f.session.connection(), &SessionConnection::logged);
        f.connectNow();
        QVERIFY(textOf(f.page, "alertsNoticeText").contains(QStringLiteral("damaged")));
        QCOMPARE(logged.size(), 1);
        QCOMPARE(logged.constFirst().constFirst().value<LogLevel>(), LogLevel::Warning);
    }

    void aFileOfANewerVersionIsNotChanged()
    {
        Alerts f(false);
        QFile file(f.state.fileOf(QStringLiteral("alerts-db.example.org:9925")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":9,"rules":[{"topic":"t","condition":"above","threshold":1}]})");
        file.close();
        f.connectNow();
        QCOMPARE(f.table()->model()->rowCount(), 2);
        f.table()->selectRow(0);
        for (const char *name : {"alertAdd", "alertSuggest", "alertEdit", "alertDuplicate", "alertRemove"})
            QVERIFY2(!f.button(name)->isEnabled(), name);
    }
};

SYSPULSE_GUI_TEST(TestAlertsPage)
#include "tst_alertspage.moc"
