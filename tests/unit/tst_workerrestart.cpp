// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/workerrestart.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QTest>

using namespace syspulse;

namespace {

/// A part of the component as get_status of 4.7.29 tells it. @p first and @p second: when the two workers
/// have loaded it, in ms after now.
QByteArray partOfComponent(const QByteArray &name, const QByteArray &state, qint64 first, qint64 second,
                           const QByteArray &more = {})
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return R"({"name":"syspulse.)" + name + R"(","status":")" + state +
           R"(","lastChecked":{"main":1,"workers":{"0":)" + QByteArray::number(now + first) + R"(,"1":)" +
           QByteArray::number(now + second) + "}}" + more + "}";
}

QByteArray statusWith(const QByteArrayList &parts)
{
    return FakeHttpServer::reply(200, R"({"componentStatus":[)" + parts.join(',') + "]}");
}

} // namespace

/// What the restart of the workers makes of what they say of a component that they could not load.
class TestWorkerRestart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anErrorSaysWhatTheServerSaid();
    void theLogMayBeOutOfReach();
    void anErrorOfAnOldWorkerIsNotTheNewOnes();
    void oldWorkersAreWaitedFor();
    void everyNewWorkerIsWaitedFor();

private:
    Result<void> restart()
    {
        OperationsClient client(m_server->endpoint());
        WorkerRestart restart(&client);
        restart.setPace({0, 0});
        std::optional<Result<void>> result;
        restart.run(QStringLiteral("syspulse"), [&result](const Result<void> &outcome) { result = outcome; });
        if (!holdsSoon([&result] { return result.has_value(); }))
            return failure(ErrorKind::Local, QStringLiteral("no end"));
        return *result;
    }

    std::unique_ptr<FakeSetupServer> m_server;
};

void TestWorkerRestart::init()
{
    m_server = std::make_unique<FakeSetupServer>();
}

void TestWorkerRestart::anErrorSaysWhatTheServerSaid()
{
    m_server->instead = [](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("get_status"))
            return statusWith(
                {partOfComponent(
                     "graphqlSchema", "error", 1000, 1000,
                     R"(,"latestMessage":"Could not load component 'syspulse.graphqlSchema'","error":{"message":"Syntax Error: Expected Name","locations":[]})"),
                 partOfComponent(
                     "jsResource", "error", 1000, 1000,
                     R"(,"latestMessage":"Could not load component 'syspulse.jsResource'","error":{"name":"ResourceLoadError","filePath":"/c/syspulse/resources.js","cause":{"code":"ERR_MODULE_NOT_FOUND","url":"file:///c/syspulse/x.js"}})"),
                 partOfComponent("rest", "healthy", 1000, 1000)});
        if (operation == QLatin1String("read_log"))
            return FakeHttpServer::reply(
                200,
                R"([{"level":"error","message":"Error: Failed to load resource module /c/syspulse/resources.js: Cannot find module\n    at x"},)"
                R"({"level":"error","message":"something about /c/orders/ that is nobody's business here"},{"level":"error"}])");
        return std::nullopt;
    };
    const Result<void> result = restart();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Server);
    const QString &detail = result.error().detail;
    QVERIFY2(detail.contains(QStringLiteral("'syspulse.graphqlSchema': Syntax Error: Expected Name")),
             qPrintable(detail));
    QVERIFY2(detail.contains(QStringLiteral("ResourceLoadError /c/syspulse/resources.js ERR_MODULE_NOT_FOUND "
                                            "file:///c/syspulse/x.js")),
             qPrintable(detail));
    QVERIFY2(detail.contains(QStringLiteral(
                 "Failed to load resource module /c/syspulse/resources.js: Cannot find module")),
             qPrintable(detail));
    QVERIFY2(!detail.contains(QStringLiteral("orders")) && !detail.contains(QStringLiteral("at x")),
             qPrintable(detail));
}

void TestWorkerRestart::theLogMayBeOutOfReach()
{
    m_server->instead = [](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("get_status"))
            return statusWith({partOfComponent("rest", "error", 1000, 1000,
                                               R"(,"latestMessage":"no","error":"not a valid component")")});
        if (operation == QLatin1String("read_log"))
            return FakeHttpServer::reply(403, R"({"error":"This operation is not authorized"})");
        return std::nullopt;
    };
    const Result<void> result = restart();
    QVERIFY(!result);
    QCOMPARE(result.error().detail, QStringLiteral("no: not a valid component"));
}

void TestWorkerRestart::anErrorOfAnOldWorkerIsNotTheNewOnes()
{
    int asked = 0;
    m_server->instead = [&asked](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation != QLatin1String("get_status"))
            return std::nullopt;
        // The first worker is new and well; the second is still the one of before, with its error.
        const bool mixed = ++asked <= 2;
        QByteArrayList parts;
        for (const char *name : {"rest", "graphqlSchema", "jsResource"})
            parts.append(partOfComponent(name, mixed ? "error" : "healthy", 1000, mixed ? -60000 : 1000,
                                         mixed ? R"(,"latestMessage":"Could not load component")" : ""));
        return statusWith(parts);
    };
    const Result<void> result = restart();
    QVERIFY2(result, result ? "" : qPrintable(describe(result.error())));
    QVERIFY(asked > 2);
}

void TestWorkerRestart::oldWorkersAreWaitedFor()
{
    // As on a busy machine: the new one has loaded all, but it is the old one that listens.
    int looked = 0;
    bool early = false;
    m_server->instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("get_status")) {
            early = early || looked <= 6;
            return statusWith({partOfComponent("rest", "healthy", 1000, 1000)});
        }
        if (operation != QLatin1String("system_information"))
            return std::nullopt;
        ++looked;
        QByteArrayList threads;
        if (looked <= 6)
            threads.append(R"({"threadId":1,"name":"http"})");
        if (looked > 1)
            threads.append(R"({"threadId":3,"name":"http"})");
        return FakeHttpServer::reply(200,
                                     R"({"time":{"current":1000},"threads":[)" + threads.join(',') + "]}");
    };
    const Result<void> result = restart();
    QVERIFY2(result, result ? "" : qPrintable(describe(result.error())));
    QVERIFY(!early);
}

void TestWorkerRestart::everyNewWorkerIsWaitedFor()
{
    int looked = 0;
    int asked = 0;
    m_server->instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
        if (operation == QLatin1String("get_status")) {
            const QByteArray workers = ++asked <= 6 ? R"({"0":9000})" : R"({"0":9000,"1":9000})";
            return statusWith(
                {R"({"name":"syspulse.rest","status":"healthy","lastChecked":{"workers":)" + workers + "}}"});
        }
        if (operation != QLatin1String("system_information"))
            return std::nullopt;
        return FakeHttpServer::reply(
            200,
            looked++ == 0
                ? R"({"time":{"current":1000},"threads":[{"threadId":1,"name":"http"},{"threadId":2,"name":"http"}]})"
                : R"({"threads":[{"threadId":3,"name":"http"},{"threadId":4,"name":"http"}]})");
    };
    const Result<void> result = restart();
    QVERIFY2(result, result ? "" : qPrintable(describe(result.error())));
    QVERIFY(asked > 6);
}

SYSPULSE_TEST(TestWorkerRestart)
#include "tst_workerrestart.moc"
