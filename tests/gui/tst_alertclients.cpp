// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace syspulse;

namespace {

AlertRule awayRule(const QString &client, qint64 forSeconds)
{
    AlertRule rule;
    rule.condition = AlertCondition::ClientAway;
    rule.client = client;
    rule.forSeconds = forSeconds;
    return rule;
}

/// Who is there, @p names being session and client ID in one.
DiaryFrame listOf(const QStringList &names)
{
    DiaryFrame frame;
    frame.complete = true;
    for (const QString &name : names) {
        ClientVisit visit;
        visit.session = name;
        visit.clientId = name;
        frame.begun.append(visit);
    }
    return frame;
}

DiaryFrame goneAt(const QString &name, qint64 timeMs)
{
    DiaryFrame frame;
    frame.ended = {{name, timeMs, VisitEnd::Left}};
    return frame;
}

const QString awayPump = QStringLiteral("pump-1");

} // namespace

/// Rules about clients that are away.
class TestAlertClients : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aClientThatGoesIsTold()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        const QString id = program.monitor.rules().put(awayRule(QStringLiteral("pump-*"), 60));
        tell(program, listOf({awayPump, QStringLiteral("fan-1")}));
        watch(program, 300);
        QCOMPARE(program.states(), QString());
        QCOMPARE(program.monitor.status(id).value, std::optional<double>(0));
        const qint64 goneMs = program.clock.now;
        tell(program, goneAt(awayPump, goneMs));
        watch(program, 59);
        QCOMPARE(program.states(), QString());
        QCOMPARE(program.monitor.status(id).state, AlertState::Pending);
        watch(program, 1);
        QCOMPARE(program.states(), QStringLiteral("fired"));
        const AlertMessage &message = program.told.constFirst();
        const AlertTexts &texts = program.monitor.texts();
        QCOMPARE(message.ruleName, QStringLiteral("Client pump-* is away"));
        const QString since = texts.format().dateTime(goneMs);
        QVERIFY2(message.text.contains(since), qPrintable(message.text));
        QVERIFY2(program.notices.notices.constLast().text.contains(since),
                 qPrintable(program.notices.notices.constLast().text));
        const Result<Json> json = parseJson(alertMessageJson(message));
        QVERIFY(json);
        QCOMPARE(textOr((*json)["rule"], "client"), QStringLiteral("pump-*"));
        QCOMPARE(textOr(*json, "awaySince"),
                 QDateTime::fromMSecsSinceEpoch(goneMs, Qt::UTC).toString(Qt::ISODateWithMs));
        QVERIFY((*json)["threshold"].is_null());
        const AlertEvent event = program.monitor.log().events().constFirst();
        QVERIFY(texts.value(event.rule, event.value, event.awaySinceMs).endsWith(since));
        const Result<AlertEvent> read = alertEventFromJson(alertEventToJson(event));
        QVERIFY(read);
        QVERIFY(*read == event);

        DiaryFrame back = listOf({awayPump});
        back.complete = false;
        tell(program, back);
        QCOMPARE(program.states(), QStringLiteral("fired resolved"));
        QVERIFY(program.told.constLast().text.contains(QStringLiteral("connected again")));
    }

    void whoWasNeverThereIsToldWithoutATime()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        program.monitor.rules().put(awayRule(awayPump, 60));
        tell(program, listOf({}));
        watch(program, 61);
        QCOMPARE(program.states(), QStringLiteral("fired"));
        QVERIFY2(program.told.constFirst().text.contains(QStringLiteral("for 1")),
                 qPrintable(program.told.constFirst().text));
        QCOMPARE(program.told.constFirst().awaySinceMs, 0);
    }

    void whatIsNotKnownNeitherFiresNorEnds()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        const QString id = program.monitor.rules().put(awayRule(awayPump, 10));
        program.wait(600); // no list has come
        QCOMPARE(program.states(), QString());
        QVERIFY(!program.monitor.status(id).known);
        const AlertTexts &texts = program.monitor.texts();
        const AlertRule rule = *program.monitor.rule(id);
        QCOMPARE(texts.state(rule, program.monitor.status(id), nullptr),
                 QStringLiteral("It is not known who is connected"));
        tell(program, listOf({}));
        watch(program, 11);
        QCOMPARE(program.states(), QStringLiteral("fired"));
        // Nobody watches any longer.
        program.wait(int(ClientPresence::freshMs / 1000) + 1);
        QVERIFY(!program.monitor.status(id).known);
        QCOMPARE(program.monitor.status(id).state, AlertState::Firing);
        QVERIFY(texts.state(rule, program.monitor.status(id), nullptr)
                    .endsWith(QStringLiteral("it is not known who is connected")));
        QCOMPARE(program.states(), QStringLiteral("fired"));
        // Another connection: what was known of before says nothing.
        tell(program, listOf({awayPump}));
        QCOMPARE(program.states(), QStringLiteral("fired resolved"));
        program.session.pretendConnected();
        program.monitor.evaluate();
        QVERIFY(!program.monitor.status(id).known);
    }

    void theListIsAskedForWhereARuleNeedsIt()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        QVERIFY(!program.session.presenceFollowed);
        AlertRule off = awayRule(awayPump, 10);
        off.enabled = false;
        const QString id = program.monitor.rules().put(off);
        program.wait(60);
        QVERIFY(!program.session.presenceFollowed);
        off.id = id;
        off.enabled = true;
        program.monitor.rules().put(off);
        QVERIFY(program.session.presenceFollowed);
        // With the next connection again.
        program.session.presenceFollowed = false;
        program.session.pretendConnected();
        QVERIFY(program.session.presenceFollowed);
        // Which keeps no diary.
        QVERIFY(!program.session.diaryKept);
        program.monitor.rules().remove(id);
        QVERIFY(!program.session.presenceFollowed);
    }

    void theDialogAsksForAClient()
    {
        Alerts f;
        click(f.button("alertAdd"));
        auto *combo = child<QComboBox>(*f.dialog(), "alertCondition");
        auto *client = child<QLineEdit>(*f.dialog(), "alertClient");
        QVERIFY(!client->isVisible());
        combo->setCurrentIndex(combo->findData(int(AlertCondition::ClientAway)));
        QVERIFY(client->isVisible());
        for (const char *other : {"alertTopic", "alertThreshold", "alertHysteresis"})
            QVERIFY2(!child<QLineEdit>(*f.dialog(), other)->isVisible(), other);
        auto *save = child<QPushButton>(*f.dialog(), "alertSave");
        QVERIFY(!save->isEnabled());
        QVERIFY(textOf(*f.dialog(), "alertPreview").contains(QStringLiteral("Enter the ID of the client")));
        f.enter("alertClient", QStringLiteral(" <b>pump</b>-* "));
        auto *unit = child<QComboBox>(*f.dialog(), "alertDurationUnit");
        unit->setCurrentIndex(unit->findData(60));
        child<QSpinBox>(*f.dialog(), "alertDuration")->setValue(5);
        QCOMPARE(textOf(*f.dialog(), "alertPreview"),
                 QStringLiteral(
                     "Fires when no client whose ID is <b>pump</b>-* has been connected for 5 min; ends "
                     "when one is."));
        click(save);
        const AlertRule rule = f.monitor.rules().rules().constFirst();
        QCOMPARE(rule.client, QStringLiteral("<b>pump</b>-*"));
        QCOMPARE(rule.forSeconds, 300);
        QVERIFY(rule.topic.isEmpty());
        f.settle();
        QCOMPARE(f.cell(0, AlertRulesModel::Name), QStringLiteral("Client <b>pump</b>-* is away"));
        // And shows it again.
        f.table()->selectRow(0);
        click(f.button("alertEdit"));
        QCOMPARE(child<QLineEdit>(*f.dialog(), "alertClient")->text(), rule.client);
        emit f.session.clients().diaryTold(listOf({}));
        f.settle();
        QCOMPARE(f.cell(0, AlertRulesModel::Value), QStringLiteral("away"));
    }

private:
    static void tell(AlertProgram &program, DiaryFrame frame)
    {
        frame.watchedToMs = program.clock.now;
        emit program.session.clients().diaryTold(frame);
    }
    /// Time passes while somebody watches the list, in which nothing changes.
    static void watch(AlertProgram &program, int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            program.wait(1);
            if (i % 30 == 29)
                tell(program, {});
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_GUI_TEST(TestAlertClients)
#include "tst_alertclients.moc"
