// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/notthere.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

/// Which answers say that something does not exist. The words are those of HarperDB 4.4.18 and 4.7.29.
class TestNotThere : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
};

void TestNotThere::judges_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("notThere");
    QTest::addColumn<bool>("unknownOperation");
    QTest::addColumn<bool>("hidden");
    const auto row = [](const char *name, int status, const char *words, bool notThere, bool unknown,
                        ErrorKind kind = ErrorKind::Server, bool hidden = false) {
        QTest::newRow(name) << kind << status << QString::fromLatin1(words) << notThere << unknown << hidden;
    };
    row("database", 404, "database 'data' does not exist", true, false);
    row("table", 404, "Table 'data.sys' does not exist", true, false);
    row("writing to a table", 400, "Table 'data.sys_state' does not exist", true, false);
    row("file", 500, "Component file not found 'syspulse/config.yaml'", true, false);
    row("operation", 400, "Operation 'get_status' not found", false, true);

    row("fault in such words", 500, "Table 'data.sys' does not exist", false, false);
    row("page of a proxy", 404, "Not Found", false, false);
    row("route of a proxy", 502, "upstream not found", false, false);
    row("something else that is missing", 500, "job process does not exist", false, false);
    row("file of the server itself", 500, "ENOENT: module not found", false, false);
    row("words within others", 500, "cannot compact: Component file not found 'x', giving up", false, false);
    row("out of memory", 500, "Array buffer allocation failed", false, false);
    row("gateway", 504, "", false, false);
    row("hidden database", 403, "database 'data' does not exist", false, false, ErrorKind::Permission, true);
    row("hidden table", 403, "Table 'data.sys_state' does not exist", false, false, ErrorKind::Permission,
        true);
    row("refused", 403, "data.sys_state", false, false, ErrorKind::Permission);
    row("refused by a proxy", 403, "", false, false, ErrorKind::Permission);
    row("hidden behind a login", 401, "database 'data' does not exist", false, false, ErrorKind::Auth);
    row("time-out", 0, "", false, false, ErrorKind::Network);
    row("name of the host", 0, "Host db not found", false, false, ErrorKind::Network);
    row("not HarperDB", 404, "database 'data' does not exist", false, false, ErrorKind::Protocol);
}

void TestNotThere::judges()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    QFETCH(QString, words);
    const Error error{kind, QStringLiteral("It failed."), words, status};
    QTEST(saysNotThere(error), "notThere");
    QTEST(saysUnknownOperation(error), "unknownOperation");
    QTEST(saysHidden(error), "hidden");
}

SYSPULSE_TEST(TestNotThere)
#include "tst_notthere.moc"
