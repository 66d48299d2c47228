// SPDX-License-Identifier: GPL-3.0-or-later

// What may come over HTTP instead of HarperDB's answer.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/faults/faultyproxy.h"
#include "tests/faults/windowcore.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace syspulse::test {

namespace {

struct Kind
{
    const char *name;
    ForgedAnswer answer;
    /// What a message about it has in it, as a regular expression.
    const char *says = ".";
};

QByteArray withLength(const char *status, const QByteArray &body, const char *type = "application/json")
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QList<Kind> kinds()
{
    const QByteArray json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray megabyte = QByteArray(1 << 20, 'x');
    const qint64 huge = 200LL << 20;
    const QByteArray numbers = QByteArray("1,").repeated(1 << 18);
    const char *notHarper = "does not|not a HarperDB|operations API|understood|JSON|answer";
    return {
        {"empty body", {withLength("200 OK", "")}, notHarper},
        {"no body, 204", {"HTTP/1.1 204 No Content\r\n\r\n"}, notHarper},
        {"304", {"HTTP/1.1 304 Not Modified\r\n\r\n"}},
        {"HTML", {withLength("200 OK", "<html><b>Studio</b></html>", "text/html")}, notHarper},
        {"null", {withLength("200 OK", "null")}},
        {"a number", {withLength("200 OK", "42")}},
        {"an empty array", {withLength("200 OK", "[]")}},
        {"a text", {withLength("200 OK", "\"x\"")}},
        {"wrong types",
         {withLength("200 OK",
                     R"({"username":5,"role":[],"version":{},"threads":"x","http":[],"mqtt":7,"time":{}})")}},
        {"JSON that ends early", {withLength("200 OK", R"({"username":"ad)")}, notHarper},
        {"JSON 100,000 levels deep", {withLength("200 OK", QByteArray(100000, '['))}},
        {"bytes that are no UTF-8", {withLength("200 OK", "{\"username\":\"\xff\xfe\x80\"}")}},
        {"an answer of 200 MB", {json + "Content-Length: 209715200\r\n\r\n\"", megabyte, huge}},
        {"an array of 200 MB", {json + "Content-Length: 209715201\r\n\r\n[", numbers, huge}},
        {"an answer without end", {json + "\r\n\"", megabyte, -1}},
        {"a chunked answer without end",
         {json + "Transfer-Encoding: chunked\r\n\r\n", "100000\r\n" + megabyte + "\r\n", -1}},
        {"header lines without end", {"HTTP/1.1 200 OK\r\n", QByteArray("X-A: b\r\n").repeated(1000), -1}},
        {"one header line without end", {"HTTP/1.1 200 OK\r\nX-A: ", megabyte, -1}},
        {"a byte each 100 ms", {json + "Content-Length: 100000\r\n\r\n\"", "x", -1, 100}},
        {"a length that is too great", {json + "Content-Length: 500\r\n\r\n{\"a\":1}"}},
        {"a length that is too small", {json + "Content-Length: 3\r\n\r\n{\"username\":\"admin\"}"}},
        {"a negative length", {json + "Content-Length: -5\r\n\r\n{}"}},
        {"two lengths", {json + "Content-Length: 2\r\nContent-Length: 200\r\n\r\n{}"}},
        {"chunks that are none", {json + "Transfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n"}},
        {"a chunk of 16 EB", {json + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}"}},
        {"gzip that is none", {json + "Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nnothing"}},
        {"301 to another host",
         {"HTTP/1.1 301 Moved\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"},
         "redirect|elsewhere|other address|moved|192\\.0\\.2\\.1|30"},
        {"307 to itself", {"HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"}},
        {"100 and nothing more", {"HTTP/1.1 100 Continue\r\n\r\n", {}, 0, 0, true}},
        {"103 without end", {"", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", -1}},
        {"400 with markup and escapes",
         {withLength("400 Bad Request", R"({"error":"<b>x</b>\u001b[31m\u202e\u0007 red"})")}},
        {"401", {withLength("401 Unauthorized", "<html>no</html>", "text/html")}, "log|password|refuse"},
        {"403", {withLength("403 Forbidden", R"({"error":"no"})")}, "may not do this"},
        {"404", {withLength("404 Not Found", "<html>not here</html>", "text/html")}},
        {"429", {withLength("429 Too Many Requests", R"({"error":"later"})")}},
        {"500 without words", {withLength("500 Internal Server Error", "")}, "500"},
        {"502 of a proxy", {withLength("502 Bad Gateway", "<html>bad gateway</html>", "text/html")}, "502"},
        {"503 of a proxy", {withLength("503 Service Unavailable", "")}, "503"},
        {"a status that is none", {"HTTP/1.1 banana\r\n\r\n"}},
        {"another protocol", {"SSH-2.0-OpenSSH_9.2p1\r\n"}},
        {"a TLS alert", {QByteArray("\x15\x03\x01\x00\x02\x02\x28", 7)}},
        {"nothing", {"", {}, 0, 0, true}, "did not answer|within"},
    };
}

/// One line or several that say something, and nothing that a terminal would carry out: that is replaced.
bool isMessage(const QByteArray &bytes, const char *says)
{
    const QString text = QString::fromUtf8(bytes);
    const bool plain = std::all_of(text.cbegin(), text.cend(),
                                   [](QChar c) { return c == u'\n' || (c.isPrint() && c != QChar(0x202e)); });
    return plain && text.size() < 2000 &&
           text.contains(QRegularExpression(QLatin1String(says), QRegularExpression::CaseInsensitiveOption));
}

QString quoted(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.left(300).toPercentEncoding(" :.,'()/\"<>-"));
}

/// Each kind, as often as attempts are wanted; the name of each that was not survived is noted.
void each(FaultRun &run, const std::function<Attempt(const Kind &)> &attempt)
{
    const QList<Kind> all = kinds();
    for (int i = 0; i < run.count; ++i) {
        const Kind &kind = all.at(i % all.size());
        Attempt result = attempt(kind);
        run.progress(QLatin1String(kind.name));
        if (!result.survived())
            result.problem(QStringLiteral("by ") + QLatin1String(kind.name));
        run.add(result);
    }
}

void toACommand(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start(false))
        return;
    FaultyProxy proxy(quint16(world.harper().opsUrl().port()));
    each(run, [&](const Kind &kind) {
        Attempt attempt;
        Headless::Options options;
        options.url = QStringLiteral("http://127.0.0.1:%1").arg(proxy.port());
        options.timeout = QStringLiteral("3s");
        options.command = {QStringLiteral("status")};
        proxy.answerWith(kind.answer);
        const auto status = world.headless(options);
        if (!status->waitEnd(patienceMs) || status->crashed())
            attempt.problem(QStringLiteral("it crashed or never ended"));
        if (status->exitCode() == 0)
            attempt.problem(QStringLiteral("it takes that for an answer"));
        attempt.messageRight = isMessage(status->err(), kind.says);
        run.progress(quoted(status->err()));
        attempt.memoryKb = status->peakKb();
        return attempt;
    });
    if (!world.foreignUntouched())
        run.tally.note(QStringLiteral("something foreign was touched"));
}

void toAnUpdater(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    FaultyProxy proxy(quint16(world.harper().opsUrl().port()));
    Headless::Options options;
    options.url = QStringLiteral("http://127.0.0.1:%1").arg(proxy.port());
    options.timeout = QStringLiteral("3s");
    auto updater = world.headless(options);
    each(run, [&](const Kind &kind) {
        Attempt attempt;
        if (!updater->running())
            updater = world.headless(options);
        if (!updater->waitCycle(updater->cycles(), patienceMs))
            attempt.problem(QStringLiteral("no cycle before"));
        updater->forgetPeak();
        const int said = int(updater->out().size());
        const int meddled = proxy.meddled();
        proxy.answerWith(kind.answer);
        if (!world.burst())
            attempt.problem(world.errorString());
        // One cycle with it, which says how it ended.
        if (!QTest::qWaitFor([&] { return proxy.meddled() > meddled && updater->out().size() > said; },
                             patienceMs))
            attempt.problem(QStringLiteral("it says nothing"));
        attempt.messageRight = isMessage(updater->out().mid(said) + updater->err(), kind.says);
        run.progress(
            QStringLiteral("%1 KB, %2").arg(updater->peakKb()).arg(quoted(updater->out().mid(said))));
        proxy.set(LinkFault::None);
        QElapsedTimer timer;
        timer.start();
        if (updater->waitCycle(updater->cycles(), patienceMs))
            attempt.headlessBackMs = timer.elapsed();
        else
            attempt.problem(QStringLiteral("it does not go on: ") + quoted(updater->err()));
        attempt.memoryKb = updater->peakKb();
        if (!attempt.headlessBackMs)
            updater = world.headless(options); // the next kind is not to suffer from this one
        attempt.totals = world.judge();
        if (attempt.totals == TotalsVerdict::Wrong)
            attempt.problem(world.totalsText());
        attempt.foreignUntouched = world.foreignUntouched();
        return attempt;
    });
}

qint64 ownPeakKb()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
        }
    }
    return 0;
}

void toAWindow(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    const auto updater = world.headless(); // values that change
    FaultyProxy proxy(quint16(world.harper().opsUrl().port()));
    WindowCore window(world.harper(), proxy.port(), 0, 3000);
    if (!window.waitConnected(patienceMs))
        run.progress(QStringLiteral("not connected"));
    each(run, [&](const Kind &kind) {
        Attempt attempt;
        const int meddled = proxy.meddled();
        proxy.answerWith(kind.answer);
        // What asks the server: who is connected, the plan of the setup, the busy clients.
        window.session.request<&SessionSetup::refreshPlan>();
        window.session.request<&SessionConnection::retryNow>();
        if (!QTest::qWaitFor([&] { return proxy.meddled() >= meddled + 2; }, patienceMs))
            attempt.problem(QStringLiteral("it asked nothing"));
        QTest::qWait(500);
        proxy.set(LinkFault::None);
        QElapsedTimer timer;
        timer.start();
        window.session.request<&SessionSetup::refreshPlan>();
        const bool back = QTest::qWaitFor(
            [&] { return window.isWhole() && window.session.plan() && window.session.plan()->complete(); },
            patienceMs);
        if (back && window.waitBack(patienceMs))
            attempt.windowBackMs = timer.elapsed();
        else
            attempt.problem(QStringLiteral("it does not come back: ") + window.saidError());
        attempt.memoryKb = ownPeakKb();
        return attempt;
    });
    run.tally.note(QStringLiteral("memory with that of the fault's own program"));
}

} // namespace

QList<Fault> answerFaults()
{
    const int count = int(kinds().size());
    return {{QStringLiteral("answer-command"), QStringLiteral("Forged HTTP answers to `syspulsectl status`"),
             count, toACommand},
            {QStringLiteral("answer-updater"), QStringLiteral("Forged HTTP answers to a running updater"),
             count, toAnUpdater},
            {QStringLiteral("answer-window"), QStringLiteral("Forged HTTP answers to the window's session"),
             count, toAWindow}};
}

} // namespace syspulse::test
