// SPDX-License-Identifier: GPL-3.0-or-later

// Connections that go wrong between SysPulse, headless and behind the window, and the server: operations and
// MQTT.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/faults/faultyproxy.h"
#include "tests/faults/windowcore.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QTest>

namespace syspulse::test {

namespace {

/// Nothing of what a broken connection brought may reach a terminal as it was.
bool isPlain(const QByteArray &output)
{
    const QString text = QString::fromUtf8(output);
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c == u'\n' || c.isPrint(); });
}

void links(FaultRun &run, LinkFault fault)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    FaultyProxy operations(quint16(world.harper().opsUrl().port()), run.random.generate());
    FaultyProxy mqtt(world.harper().mqttPort(), run.random.generate());
    Headless::Options options;
    options.url = QStringLiteral("http://127.0.0.1:%1").arg(operations.port());
    options.timeout = QStringLiteral("3s");
    options.command += {QStringLiteral("--mqtt"), QStringLiteral("127.0.0.1:%1").arg(mqtt.port())};
    const auto updater = world.headless(options);
    WindowCore window(world.harper(), operations.port(), mqtt.port(), 3000);
    if (!updater->waitCycle(0, patienceMs) || !window.waitConnected(patienceMs)) {
        Attempt attempt;
        attempt.problem(QStringLiteral("not connected through the proxy: ") +
                        QString::fromUtf8(updater->err()));
        run.add(attempt);
        return;
    }
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        const int meddled = operations.meddled() + mqtt.meddled();
        const int saidBefore = int(updater->out().size());
        const int connections = window.connections();
        operations.set(fault);
        mqtt.set(fault);
        if (!world.burst())
            attempt.problem(world.errorString());
        QTest::qWait(1500 + run.random.bounded(3000));
        operations.set(LinkFault::None);
        mqtt.set(LinkFault::None);
        QElapsedTimer timer;
        timer.start();
        const int cycles = updater->cycles();
        const int frames = window.frames();
        // A connection that passes nothing any more looks whole.
        const auto windowIsBack = [&] {
            return window.isWhole() && (fault != LinkFault::HalfOpen || window.connections() > connections ||
                                        window.frames() > frames);
        };
        const bool back = QTest::qWaitFor(
            [&] {
                if (!attempt.headlessBackMs && updater->cycles() > cycles)
                    attempt.headlessBackMs = timer.elapsed();
                if (!attempt.windowBackMs && windowIsBack())
                    attempt.windowBackMs = timer.elapsed();
                return attempt.headlessBackMs && attempt.windowBackMs;
            },
            patienceMs);
        if (!back)
            attempt.problem(QStringLiteral("%1 does not come back: %2")
                                .arg(attempt.headlessBackMs ? QStringLiteral("the window")
                                                            : QStringLiteral("the updater"),
                                     attempt.headlessBackMs ? window.saidError()
                                                            : QString::fromUtf8(updater->out().right(300))));
        if (operations.meddled() + mqtt.meddled() == meddled)
            attempt.problem(QStringLiteral("nothing was done to a connection"));
        if (!world.burst())
            attempt.problem(world.errorString());
        attempt.totals = world.judge();
        if (attempt.totals == TotalsVerdict::Wrong)
            attempt.problem(world.totalsText());
        // Every cycle says how it ended.
        const QByteArray said = updater->out().mid(saidBefore);
        attempt.messageRight = !said.isEmpty() && isPlain(said) && isPlain(updater->err());
        if (!*attempt.messageRight)
            attempt.problem(QStringLiteral("said: ") +
                            QString::fromLatin1(said.toPercentEncoding(" :.,'()").left(600)));
        attempt.foreignUntouched = world.foreignUntouched();
        attempt.memoryKb = updater->peakKb();
        run.add(attempt);
    }
}

Fault fault(const char *name, const char *title, LinkFault what)
{
    return {QLatin1String(name), QString::fromUtf8(title), 10, [what](FaultRun &run) { links(run, what); }};
}

} // namespace

QList<Fault> linkFaults()
{
    return {fault("link-reset", "Both links end with RST again and again", LinkFault::Reset),
            fault("link-delay", "Both links are late by 0.7 s in each direction", LinkFault::Delay),
            fault("link-truncate", "Both links end in the middle of an answer", LinkFault::Truncate),
            fault("link-garble", "Bytes of both links are not those of the server", LinkFault::Garble),
            fault("link-half-open", "Both links pass nothing any more, and stay open", LinkFault::HalfOpen)};
}

} // namespace syspulse::test
