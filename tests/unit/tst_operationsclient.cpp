// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/operationsclient.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTest>

using namespace syspulse;

class TestOperationsClient : public QObject
{
    Q_OBJECT

private slots:
    void anOperationWithoutItsTargetIsNotSent_data();
    void anOperationWithoutItsTargetIsNotSent();
    void theAnswerDiesWithItsContext();
};

namespace {

/// Starts an operation and tells how it ended.
using Start = std::function<void(OperationsClient &, QObject *, std::function<void(const Error &)>)>;

template <typename Call>
Start start(Call call)
{
    return [call](OperationsClient &client, QObject *context, std::function<void(const Error &)> done) {
        call(client, context, [done](const auto &result) { done(result ? Error{} : result.error()); });
    };
}

OrderedJson recordWithId(const OrderedJson &id)
{
    return OrderedJson::array({OrderedJson{{"id", "good"}}, OrderedJson{{"id", id}}});
}

} // namespace

void TestOperationsClient::anOperationWithoutItsTargetIsNotSent_data()
{
    const QString none;
    const QString db = QStringLiteral("data");
    const QString table = QStringLiteral("sys");
    QTest::addColumn<Start>("operation");
    const auto row = [](const char *name, auto call) { QTest::newRow(name) << start(call); };
    row("dropTable", [=](auto &c, auto *o, auto done) { c.dropTable(db, none, o, done); });
    row("dropTable of nothing", [=](auto &c, auto *o, auto done) { c.dropTable(none, table, o, done); });
    row("dropDatabase", [=](auto &c, auto *o, auto done) { c.dropDatabase(none, o, done); });
    row("dropComponent", [=](auto &c, auto *o, auto done) { c.dropComponent(none, o, done); });
    row("dropComponentFile", [=](auto &c, auto *o, auto done) { c.dropComponentFile(table, none, o, done); });
    row("dropComponentFile of nothing",
        [=](auto &c, auto *o, auto done) { c.dropComponentFile(none, table, o, done); });
    row("setComponentFile",
        [=](auto &c, auto *o, auto done) { c.setComponentFile(table, none, "x", o, done); });
    row("componentFile", [=](auto &c, auto *o, auto done) { c.componentFile(none, table, o, done); });
    row("describeTable", [=](auto &c, auto *o, auto done) { c.describeTable(db, none, o, done); });
    row("tableNames", [=](auto &c, auto *o, auto done) { c.tableNames(none, o, done); });
    row("deleteRecords of no ids",
        [=](auto &c, auto *o, auto done) { c.deleteRecords(db, table, {}, o, done); });
    row("deleteRecords with an empty id", [=](auto &c, auto *o, auto done) {
        c.deleteRecords(db, table, {table, none}, o, done);
    });
    row("deleteRecords of no table",
        [=](auto &c, auto *o, auto done) { c.deleteRecords(db, none, {table}, o, done); });
    row("recordsById", [=](auto &c, auto *o, auto done) { c.recordsById(db, table, {none}, o, done); });
    row("records", [=](auto &c, auto *o, auto done) { c.records(db, none, {table}, 1, o, done); });
    row("persistentClients", [=](auto &c, auto *o, auto done) { c.persistentClients(db, none, 1, o, done); });
    row("addRole", [=](auto &c, auto *o, auto done) { c.addRole(none, OrderedJson::object(), o, done); });
    row("alterRole", [=](auto &c, auto *o, auto done) {
        c.alterRole({none, table, {}, {}}, OrderedJson::object(), o, done);
    });
    row("dropRole", [=](auto &c, auto *o, auto done) { c.dropRole(none, o, done); });
    row("aggregates", [=](auto &c, auto *o, auto done) { c.aggregates(none, 0, 1, o, done); });
    row("upsert without a table", [=](auto &c, auto *o, auto done) {
        c.upsert(db, none, OrderedJson::array({OrderedJson{{"id", "a"}}}), o, done);
    });
    row("upsert with a null id",
        [=](auto &c, auto *o, auto done) { c.upsert(db, table, recordWithId(nullptr), o, done); });
    row("upsert with an empty id",
        [=](auto &c, auto *o, auto done) { c.upsert(db, table, recordWithId(""), o, done); });
    row("upsert with a number for an id",
        [=](auto &c, auto *o, auto done) { c.upsert(db, table, recordWithId(5), o, done); });
    row("upsert without an id", [=](auto &c, auto *o, auto done) {
        c.upsert(db, table, OrderedJson::array({OrderedJson{{"value", 1}}}), o, done);
    });
    row("upsert of what is not a record",
        [=](auto &c, auto *o, auto done) { c.upsert(db, table, OrderedJson::array({1}), o, done); });
}

void TestOperationsClient::anOperationWithoutItsTargetIsNotSent()
{
    QFETCH(Start, operation);
    FakeHttpServer server;
    server.answer = [](const auto &, int) { return FakeHttpServer::reply(200, R"({"message":"done"})"); };
    HarperEndpoint endpoint;
    endpoint.url = server.url();
    OperationsClient client(endpoint);
    QList<Error> ended;
    operation(client, this, [&ended](const Error &error) { ended.append(error); });
    QVERIFY(ended.isEmpty()); // an answer never comes from inside the call
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.constFirst().kind, ErrorKind::Local);
    QVERIFY(!ended.constFirst().message.isEmpty());
    // And nothing was on its way: one that may be sent is the first to arrive.
    ended.clear();
    client.dropTable(QStringLiteral("data"), QStringLiteral("sys"), this,
                     [&ended](const Result<void> &) { ended.append(Error{}); });
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests.constFirst().body.contains("\"sys\""));
}

void TestOperationsClient::theAnswerDiesWithItsContext()
{
    OperationsClient client({});
    bool called = false;
    auto context = std::make_unique<QObject>();
    client.dropDatabase({}, context.get(), [&called](const Result<void> &) { called = true; });
    context.reset();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
}

SYSPULSE_TEST(TestOperationsClient)
#include "tst_operationsclient.moc"
