// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <csignal>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The commands of syspulsectl about the inside of the broker on a real HarperDB with two workers, in this
/// order.
class TestCtlBroker : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutTheComponentThatIsSaid();
    void anOlderComponentIsToBeUpgraded();
    void aWorkerWithAllClientsShowsItsShare();
    void aStoppedSubscriberIsListedWithItsLag();
    void aStormNamesItsAddress();
    void aClientThatComesAndGoesIsNamed();
    void refusedPublishesAreListed();
    void tablesThatAreGoneAreSetUpAgain();

private:
    using Arguments = QStringList;

    QList<Json> json(const QStringList &arguments)
    {
        return m_ctl->run(arguments + QStringList{QStringLiteral("--json")}).objects();
    }
    /// The first object of what @p command prints whose @p key is @p text; null where there is none.
    Json find(const QStringList &command, const char *list, const char *key, const QString &text)
    {
        for (const Json &object : json(command)) {
            if (textOr(object, "list") == QLatin1String(list) && textOr(object, key) == text)
                return object;
        }
        return Json();
    }
    void operation(const QJsonObject &body) { m_harper.http().operation(body); }
    /// Logs in over a connection of its own from @p address and leaves it when the server has answered.
    bool logIn(const QString &address, const QByteArray &client, const QByteArray &user,
               const QByteArray &password);

    HarperFixture m_harper{[] {
        HarperOptions options;
        options.threads = 2;
        return options;
    }()};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_mosquitto;
};

bool TestCtlBroker::logIn(const QString &address, const QByteArray &client, const QByteArray &user,
                          const QByteArray &password)
{
    const auto field = [](const QByteArray &text) -> QByteArray {
        return QByteArray(1, char(text.size() >> 8)) + QByteArray(1, char(text.size())) + text;
    };
    const QByteArray head("\x00\x04MQTT\x04\xc2\x00\x3c", 10);
    const QByteArray body = head + field(client) + field(user) + field(password);
    QTcpSocket socket;
    if (!socket.bind(QHostAddress(address)))
        return false;
    socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.1")), m_harper.mqttPort());
    if (!socket.waitForConnected(test::patienceMs))
        return false;
    socket.write(QByteArray("\x10") + QByteArray(1, char(body.size())) + body);
    const bool answered = socket.waitForReadyRead(test::patienceMs);
    socket.abort();
    return answered;
}

void TestCtlBroker::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    m_mosquitto = std::make_unique<MosquittoClients>(m_harper.mqttBroker());
}

void TestCtlBroker::withoutTheComponentThatIsSaid()
{
    for (const QStringList &command :
         {Arguments{QStringLiteral("workers")}, Arguments{QStringLiteral("storms")},
          Arguments{QStringLiteral("topics"), QStringLiteral("--top")},
          Arguments{QStringLiteral("clients"), QStringLiteral("--top")}}) {
        const auto outcome = m_ctl->run(command);
        QCOMPARE(outcome.exitCode, 6);
        QVERIFY2(outcome.err.contains("Set the instance up first"), outcome.err.constData());
    }
}

void TestCtlBroker::anOlderComponentIsToBeUpgraded()
{
    // The table as 1.2.0 has made it, and nothing of the others.
    QJsonArray attributes;
    for (const char *name : {"node", "boot", "thread", "version", "since", "updated", "open", "connected"})
        attributes.append(QJsonObject{{QStringLiteral("name"), QLatin1String(name)}});
    const QString database = QStringLiteral("data");
    const QString table = QStringLiteral("sys_threads");
    operation({{QStringLiteral("operation"), QStringLiteral("create_table")},
               {QStringLiteral("database"), database},
               {QStringLiteral("table"), table},
               {QStringLiteral("primary_key"), QStringLiteral("id")},
               {QStringLiteral("attributes"), attributes}});
    operation({{QStringLiteral("operation"), QStringLiteral("insert")},
               {QStringLiteral("database"), database},
               {QStringLiteral("table"), table},
               {QStringLiteral("records"),
                QJsonArray{QJsonObject{
                    {QStringLiteral("id"), QStringLiteral("b-1")},
                    {QStringLiteral("boot"), QStringLiteral("b")},
                    {QStringLiteral("thread"), 1},
                    {QStringLiteral("connected"), 3},
                    {QStringLiteral("updated"), double(QDateTime::currentMSecsSinceEpoch() + 10000)}}}}});
    // Threads are numbered anew by each run, so the record may be of one that does not live.
    const auto workers = m_ctl->run({QStringLiteral("workers")});
    QCOMPARE(workers.exitCode, 6);
    QVERIFY2(workers.err.contains("older than 2.0.0") && workers.err.contains("syspulsectl setup"),
             workers.err.constData());
    operation({{QStringLiteral("operation"), QStringLiteral("drop_table")},
               {QStringLiteral("database"), database},
               {QStringLiteral("table"), table}});
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
}

void TestCtlBroker::aWorkerWithAllClientsShowsItsShare()
{
    constexpr int count = 12;
    QMap<QString, MosquittoSubscriber *> subscribers;
    for (int i = 0; i < count; ++i) {
        const QString id = QStringLiteral("client-%1").arg(i);
        subscribers[id] = m_mosquitto->subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), id});
        QVERIFY(subscribers[id]->waitSubscribed());
    }
    const Arguments listed{QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("client-")};
    QTRY_COMPARE(json(listed).size(), count);
    qint64 first = -1;
    qint64 kept = 0;
    for (const Json &client : json(listed)) {
        const qint64 thread = integerAt(client, "thread").value_or(-1);
        if (first < 0)
            first = thread;
        if (thread == first)
            ++kept;
        else
            subscribers.value(textOr(client, "clientId"))->stop();
    }
    const auto broker = [this] {
        const QList<Json> objects = json({QStringLiteral("workers")});
        return objects.isEmpty() ? Json() : objects.constLast();
    };
    QTRY_COMPARE(integerAt(broker(), "clients"), kept);
    QTRY_COMPARE(numberAt(broker(), "busiestTimesItsShare"), 2.0);
    const QList<Json> workers = json({QStringLiteral("workers")});
    QCOMPARE(workers.size(), 3); // two, and what they are together
    for (const Json &worker : workers.mid(0, 2)) {
        const bool holdsAll = integerAt(worker, "thread") == first;
        QCOMPARE(numberAt(worker, "share"), holdsAll ? 1.0 : 0.0);
        QCOMPARE(textOr(worker, "kind"), QStringLiteral("worker"));
        QVERIFY(integerAt(worker, "heapUsed").value_or(0) > 1'000'000);
        QVERIFY(integerAt(worker, "heapLimit").value_or(0) > integerAt(worker, "heapUsed").value_or(0));
        QCOMPARE(boolAt(worker, "counting"), true);
    }
    QCOMPARE(integerAt(workers.constLast(), "busiestThread"), first);
    const auto text = m_ctl->run({QStringLiteral("workers")});
    QVERIFY2(text.out.contains("has 2.0 times its even share") && text.out.contains("100 %"),
             text.out.constData());
    QVERIFY2(text.err.contains("2 workers"), text.err.constData());
    m_mosquitto->stopAll();
}

void TestCtlBroker::aStoppedSubscriberIsListedWithItsLag()
{
    MosquittoSubscriber *stopped = m_mosquitto->subscribe({QStringLiteral("sys/lag/#")}, 1,
                                                          {QStringLiteral("-i"), QStringLiteral("stopped")});
    QVERIFY(stopped->waitSubscribed());
    QCOMPARE(::kill(pid_t(stopped->pid()), SIGSTOP), 0);
    const Arguments top{QStringLiteral("clients"), QStringLiteral("--top")};
    const auto change = [this] {
        QJsonArray records;
        for (int i = 0; i < 200; ++i)
            records.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("lag/%1").arg(i)},
                                       {QStringLiteral("value"), QString(20000, u'x')}});
        operation({{QStringLiteral("operation"), QStringLiteral("upsert")},
                   {QStringLiteral("database"), QStringLiteral("data")},
                   {QStringLiteral("table"), QStringLiteral("sys")},
                   {QStringLiteral("records"), records}});
    };
    Json found;
    QElapsedTimer sinceFirstChange;
    sinceFirstChange.start();
    const auto isListed = [&] {
        change();
        found = find(top, "slowest", "clientId", QStringLiteral("stopped"));
        return !found.is_null();
    };
    QTRY_VERIFY(isListed());
    qInfo("listed %lld ms after the first change", static_cast<long long>(sinceFirstChange.elapsed()));
    QVERIFY(integerAt(found, "queued").value_or(0) + integerAt(found, "untakenBytes").value_or(0) +
                integerAt(found, "unacknowledged").value_or(0) >
            0);
    QCOMPARE(textOr(found, "address"), QStringLiteral("127.0.0.1"));
    QCOMPARE(boolAt(found, "own"), false);
    const auto text = m_ctl->run(top);
    QVERIFY2(text.out.contains("Clients that fall behind (1)"), text.out.constData());
    QCOMPARE(::kill(pid_t(stopped->pid()), SIGCONT), 0);
    const auto isGone = [&] { return find(top, "slowest", "clientId", QStringLiteral("stopped")).is_null(); };
    QTRY_VERIFY(isGone());
    m_mosquitto->stopAll();
}

void TestCtlBroker::aStormNamesItsAddress()
{
    const QString address = QStringLiteral("127.0.0.9");
    Json found;
    const auto isNamed = [&] {
        for (int i = 0; i < 20; ++i) {
            if (!logIn(address, "bot", "mallory", "guess-17"))
                return false;
        }
        found = find({QStringLiteral("storms")}, "refused-address", "key", address);
        return integerAt(found, "atLeast").value_or(0) >= 10;
    };
    QTRY_VERIFY(isNamed());
    QVERIFY(!find({QStringLiteral("storms")}, "user", "key", QStringLiteral("mallory")).is_null());
    QVERIFY(!find({QStringLiteral("storms")}, "client", "key", QStringLiteral("bot")).is_null());
    // Nobody else comes from there, and nobody else was refused.
    QVERIFY(
        find({QStringLiteral("storms")}, "refused-address", "key", QStringLiteral("127.0.0.1")).is_null());
    const Json refused = find({QStringLiteral("storms")}, "attempts", "kind", QStringLiteral("refused"));
    QVERIFY(numberAt(refused, "lastMinute").value_or(0) >= 10);
    const auto text = m_ctl->run({QStringLiteral("storms")});
    QVERIFY2(text.out.contains("refused-address") && text.out.contains("127.0.0.9"), text.out.constData());
    QVERIFY(!text.all().contains("guess-17"));
}

void TestCtlBroker::aClientThatComesAndGoesIsNamed()
{
    const auto isNamed = [this] {
        for (int i = 0; i < 6; ++i) {
            if (!logIn(QStringLiteral("127.0.0.8"), "flapper", m_harper.user().toUtf8(),
                       m_harper.password().toUtf8()))
                return false;
        }
        return !find({QStringLiteral("storms")}, "flapping", "key", QStringLiteral("flapper")).is_null();
    };
    QTRY_VERIFY(isNamed());
}

void TestCtlBroker::refusedPublishesAreListed()
{
    m_mosquitto->publish(QStringLiteral("no-such-table/x"), "\"secret\"", 0);
    QVERIFY(m_mosquitto->publish(QStringLiteral("sys/hot"), "\"warm\"", 1));
    const Arguments topics{QStringLiteral("topics"), QStringLiteral("--top")};
    QTRY_VERIFY(!find(topics, "topics", "topic", QStringLiteral("sys/#")).is_null());
    QTRY_VERIFY(!find(topics, "refused", "topic", QStringLiteral("no-such-table/x")).is_null());
    const Json refused = find(topics, "refused", "topic", QStringLiteral("no-such-table/x"));
    QCOMPARE(textOr(refused, "reason"), QStringLiteral("no such topic"));
    QCOMPARE(textOr(refused, "user"), m_harper.user());
    const auto text = m_ctl->run(topics);
    QVERIFY2(text.out.contains("no such topic") && !text.all().contains("secret"), text.out.constData());
}

void TestCtlBroker::tablesThatAreGoneAreSetUpAgain()
{
    operation({{QStringLiteral("operation"), QStringLiteral("drop_table")},
               {QStringLiteral("database"), QStringLiteral("data")},
               {QStringLiteral("table"), QStringLiteral("sys_storms")}});
    const auto storms = m_ctl->run({QStringLiteral("storms")});
    QCOMPARE(storms.exitCode, 6);
    QVERIFY2(storms.err.contains("Upgrade it in Setup"), storms.err.constData());
    QCOMPARE(m_ctl->run({QStringLiteral("workers")}).exitCode, 0);
}

SYSPULSE_TEST(TestCtlBroker)
#include "tst_ctlbroker.moc"
