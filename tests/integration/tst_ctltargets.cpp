// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <algorithm>

#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What syspulsectl and the component on a real HarperDB disconnect and remove: exactly what was named, by
/// those who may.
class TestCtlTargets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void onlySuperUsersMayAsk_data();
    void onlySuperUsersMayAsk();
    void oddSessionIdsAreForgottenAlone();
    void longClientIdsStayTwo();
    void aClientCannotPassForASession();

private:
    /// A user of a role with @p permission, with the password "p-1".
    void addUser(const QString &name, const QJsonObject &permission)
    {
        op({{QStringLiteral("operation"), QStringLiteral("add_role")},
            {QStringLiteral("role"), name},
            {QStringLiteral("permission"), permission}});
        op({{QStringLiteral("operation"), QStringLiteral("add_user")},
            {QStringLiteral("role"), name},
            {QStringLiteral("username"), name},
            {QStringLiteral("password"), QStringLiteral("p-1")},
            {QStringLiteral("active"), true}});
    }
    static QJsonObject tableRights(bool write)
    {
        return {{QStringLiteral("read"), true},
                {QStringLiteral("insert"), write},
                {QStringLiteral("update"), write},
                {QStringLiteral("delete"), write},
                {QStringLiteral("attribute_permissions"), QJsonArray()}};
    }
    static QJsonObject rightsOn(const QJsonObject &tables)
    {
        return {{QStringLiteral("super_user"), false},
                {QStringLiteral("data"), QJsonObject{{QStringLiteral("tables"), tables}}}};
    }
    /// A persistent session whose client is away.
    void leaveSession(const QString &clientId)
    {
        MosquittoClients clients(m_harper.mqttBroker());
        QVERIFY(clients
                    .subscribe({QStringLiteral("sys/x")}, 1,
                               {QStringLiteral("-i"), clientId, QStringLiteral("-c")})
                    ->waitSubscribed());
        clients.stopAll();
    }
    QStringList orphaned()
    {
        QStringList ids = texts(json({QStringLiteral("sessions")}), "clientId");
        ids.sort();
        return ids;
    }
    /// The requests that the component has answered or not, by id.
    QMap<QString, QJsonObject> requests();

    QList<Json> json(const QStringList &arguments)
    {
        return m_ctl->run(arguments + QStringList{QStringLiteral("--json")}).objects();
    }
    static QStringList texts(const QList<Json> &objects, const char *key)
    {
        QStringList list;
        for (const Json &object : objects)
            list.append(textOr(object, key));
        return list;
    }
    QStringList clientIds(const QString &filter)
    {
        return texts(json({QStringLiteral("clients"), QStringLiteral("--filter"), filter}), "clientId");
    }
    void op(const QJsonObject &body) { m_harper.http().operation(body); }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
};

void TestCtlTargets::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

QMap<QString, QJsonObject> TestCtlTargets::requests()
{
    QMap<QString, QJsonObject> found;
    const QJsonArray records = m_harper.records(QStringLiteral("sys_commands"));
    for (const QJsonValue &record : records)
        found.insert(record[QLatin1String("id")].toString(), record.toObject());
    return found;
}

void TestCtlTargets::onlySuperUsersMayAsk_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QJsonObject>("permission");
    QTest::addColumn<bool>("writes"); // HarperDB lets the user write to sys_commands
    const auto structure = [](const QJsonValue &what) {
        return QJsonObject{{QStringLiteral("super_user"), false}, {QStringLiteral("structure_user"), what}};
    };
    QTest::newRow("structure user") << QStringLiteral("builder") << structure(true) << true;
    QTest::newRow("structure user of the database")
        << QStringLiteral("builder-data") << structure(QJsonArray{QStringLiteral("data")}) << true;
    QTest::newRow("structure user of another database")
        << QStringLiteral("builder-dev") << structure(QJsonArray{QStringLiteral("dev")}) << false;
    QTest::newRow("may write the table")
        << QStringLiteral("writer") << rightsOn({{QStringLiteral("sys_commands"), tableRights(true)}})
        << true;
    QTest::newRow("may read the table")
        << QStringLiteral("reader") << rightsOn({{QStringLiteral("sys_commands"), tableRights(false)}})
        << false;
    QTest::newRow("no rights") << QStringLiteral("nobody")
                               << QJsonObject{{QStringLiteral("super_user"), false}} << false;
    QTest::newRow("super user") << m_harper.user() << QJsonObject() << true;
}

void TestCtlTargets::onlySuperUsersMayAsk()
{
    QFETCH(QString, user);
    QFETCH(QJsonObject, permission);
    QFETCH(bool, writes);
    const bool isSuper = permission.isEmpty();
    if (!isSuper)
        addUser(user, permission);
    const QStringList away{QStringLiteral("away-1"), QStringLiteral("away-2")};
    for (const QString &id : away)
        leaveSession(id);
    QTRY_COMPARE(orphaned(), away);
    QTRY_VERIFY(clientIds(QStringLiteral("here")).isEmpty()); // the client of the row before
    MosquittoClients clients(m_harper.mqttBroker());
    QVERIFY(clients.subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), QStringLiteral("here")})
                ->waitSubscribed());
    QTRY_COMPARE(clientIds(QStringLiteral("here")).size(), 1);
    const QString session = textOr(
        json({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("here")}).first(), "id");

    TestHttp http(m_harper.opsUrl(), user, isSuper ? m_harper.password() : QStringLiteral("p-1"));
    const auto ask = [&](const QString &id, const QString &action, const QJsonValue &target) {
        QJsonObject command{{QStringLiteral("id"), id}, {QStringLiteral("action"), action}};
        if (!target.isUndefined())
            command.insert(QStringLiteral("target"), target);
        return http
            .operation({{QStringLiteral("operation"), QStringLiteral("upsert")},
                        {QStringLiteral("database"), QStringLiteral("data")},
                        {QStringLiteral("table"), QStringLiteral("sys_commands")},
                        {QStringLiteral("records"), QJsonArray{command}}})
            .status;
    };
    const QString removeSession = QStringLiteral("remove_session");
    const QString disconnect = QStringLiteral("disconnect");
    QCOMPARE(ask(QStringLiteral("q1"), removeSession, QJsonValue(QJsonValue::Undefined)) == 200, writes);
    QCOMPARE(ask(QStringLiteral("q2"), removeSession, QJsonValue()) == 200, writes);
    QCOMPARE(ask(QStringLiteral("q3"), removeSession, QString()) == 200, writes);
    QCOMPARE(ask(QStringLiteral("q4"), disconnect, QString()) == 200, writes);
    if (writes) {
        const auto answered = [this] {
            const auto all = requests();
            return std::count_if(all.cbegin(), all.cend(), [](const QJsonObject &request) {
                return request[QLatin1String("state")] == QLatin1String("failed");
            });
        };
        QTRY_COMPARE(answered(), 4);
        ask(QStringLiteral("q5"), removeSession, away.constFirst());
        ask(QStringLiteral("q6"), disconnect, session);
        const auto state = [this](const char *id) {
            return requests().value(QLatin1String(id))[QLatin1String("state")].toString();
        };
        const QString expected = isSuper ? QStringLiteral("done") : QStringLiteral("failed");
        QTRY_COMPARE(state("q5"), expected);
        QTRY_COMPARE(state("q6"), expected);
    }
    QTRY_COMPARE(orphaned(), isSuper ? away.mid(1) : away);
    const QStringList sessions = texts(json({QStringLiteral("clients")}), "id");
    if (!isSuper)
        QVERIFY(sessions.contains(session));
    else
        QTRY_VERIFY(!texts(json({QStringLiteral("clients")}), "id").contains(session));
    op({{QStringLiteral("operation"), QStringLiteral("delete")},
        {QStringLiteral("database"), QStringLiteral("data")},
        {QStringLiteral("table"), QStringLiteral("sys_commands")},
        {QStringLiteral("ids"), QJsonArray::fromStringList(requests().keys())}});
    QTRY_VERIFY(requests().isEmpty());
}

void TestCtlTargets::oddSessionIdsAreForgottenAlone()
{
    for (const QString &id : orphaned())
        QCOMPARE(m_ctl->run({QStringLiteral("forget"), id, QStringLiteral("--yes")}).exitCode, 0);
    QStringList left{QStringLiteral("*"),   QStringLiteral("/"),    QStringLiteral("?"),
                     QStringLiteral("a"),   QStringLiteral("a/"),   QStringLiteral("a/b"),
                     QStringLiteral("a?b"), QStringLiteral("null"), QStringLiteral("%2F"),
                     QStringLiteral("[]"),  QStringLiteral("ä ö")};
    left.sort();
    for (const QString &id : left)
        leaveSession(id);
    QTRY_COMPARE(orphaned(), left);
    while (left.size() > 1) {
        const QString id = left.takeFirst();
        const auto forget =
            m_ctl->run({QStringLiteral("forget"), QStringLiteral("--yes"), QStringLiteral("--"), id});
        QVERIFY2(forget.exitCode == 0, forget.all().constData());
        QCOMPARE(orphaned(), left);
    }
    QCOMPARE(m_ctl->run({QStringLiteral("forget"), left.constFirst(), QStringLiteral("--yes")}).exitCode, 0);
}

void TestCtlTargets::longClientIdsStayTwo()
{
    const QString start(300, u'L');
    const QStringList ids{start + u'1', start + u'2'};
    std::vector<std::unique_ptr<MosquittoClients>> clients;
    for (const QString &id : ids) {
        clients.push_back(std::make_unique<MosquittoClients>(m_harper.mqttBroker()));
        QVERIFY(
            clients.back()
                ->subscribe({QStringLiteral("sys/x")}, 1, {QStringLiteral("-i"), id, QStringLiteral("-c")})
                ->waitSubscribed());
    }
    QTRY_COMPARE(clientIds(QStringLiteral("LLL")).size(), 2);
    QVERIFY(orphaned().isEmpty()); // both are connected
    const auto disconnected = [this] {
        m_ctl->run({QStringLiteral("update")});
        return m_ctl->value(QStringLiteral("$SYS/broker/clients/disconnected")).dump();
    };
    QCOMPARE(disconnected(), "0");

    clients[1]->stopAll();
    QTRY_COMPARE(orphaned(), ids.mid(1));
    QCOMPARE(disconnected(), "1");
    const auto here = m_ctl->run({QStringLiteral("forget"), ids[0], QStringLiteral("--yes")});
    QCOMPARE(here.exitCode, 1);
    QVERIFY2(here.err.contains("disconnected first"), here.err.constData());
    const auto away = m_ctl->run({QStringLiteral("forget"), ids[1], QStringLiteral("--yes")});
    QVERIFY2(away.exitCode == 0, away.all().constData());
    QVERIFY(orphaned().isEmpty());
    const auto cut = m_ctl->run({QStringLiteral("disconnect"), ids[0], QStringLiteral("--yes")});
    QVERIFY2(cut.exitCode == 0, cut.all().constData());
    const auto stranger = m_ctl->run({QStringLiteral("disconnect"), start, QStringLiteral("--yes")});
    QVERIFY2(stranger.err.contains("No client"), stranger.err.constData());
}

void TestCtlTargets::aClientCannotPassForASession()
{
    MosquittoClients honest(m_harper.mqttBroker());
    QVERIFY(honest.subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), QStringLiteral("honest")})
                ->waitSubscribed());
    QTRY_COMPARE(clientIds(QStringLiteral("honest")).size(), 1);
    const auto sessionOf = [this](const QString &clientId) {
        const auto found = json({QStringLiteral("clients"), QStringLiteral("--filter"), clientId});
        return found.isEmpty() ? QString() : textOr(found.first(), "id");
    };
    const QString session = sessionOf(QStringLiteral("honest"));
    MosquittoClients impostor(m_harper.mqttBroker());
    QVERIFY(
        impostor.subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), session})->waitSubscribed());
    QTRY_COMPARE(clientIds(session).size(), 1);
    const QString impostorSession = sessionOf(session);

    const auto either = m_ctl->run({QStringLiteral("disconnect"), session, QStringLiteral("--yes")});
    QCOMPARE(either.exitCode, 1);
    QVERIFY2(either.err.contains("--as session"), either.err.constData());
    QCOMPARE(sessionOf(QStringLiteral("honest")), session);
    QCOMPARE(sessionOf(session), impostorSession);

    const auto as = [&](const char *kind) {
        return m_ctl->run({QStringLiteral("disconnect"), session, QStringLiteral("--as"), QLatin1String(kind),
                           QStringLiteral("--yes")});
    };
    QVERIFY2(as("client").exitCode == 0, "client");
    QTRY_VERIFY(sessionOf(session) != impostorSession); // mosquitto_sub comes back as another session
    QCOMPARE(sessionOf(QStringLiteral("honest")), session);
    QVERIFY2(as("session").exitCode == 0, "session");
    QTRY_VERIFY(sessionOf(QStringLiteral("honest")) != session);
}

SYSPULSE_TEST(TestCtlTargets)
#include "tst_ctltargets.moc"
