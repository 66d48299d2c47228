// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/serverclock.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestServerClock : public QObject
{
    Q_OBJECT

private slots:
    void isOursUntilTold()
    {
        FakeClock clock;
        const ServerClock server(clock);
        QCOMPARE(server.offsetMs(), 0);
        clock.step(3'600'000);
        QCOMPARE(server.offsetMs(), 0);
    }

    void settingOurClockDoesNotMoveIt()
    {
        FakeClock clock;
        ServerClock server(clock);
        server.set(clock.now - 45'000);
        for (const qint64 step : {1000LL, -1000LL, 3'600'000LL, -3'600'000LL, 86'400'000LL, -86'400'000LL}) {
            const qint64 before = server.nowMs();
            clock.now += 10'000;
            clock.step(step);
            QCOMPARE(server.nowMs(), before + 10'000);
            QCOMPARE(server.offsetMs(), before + 10'000 - clock.now);
        }
    }

    /// A Date header has whole seconds and was written some time ago: it changes what cannot be true, no
    /// more.
    void aDateHeaderCorrectsIt()
    {
        FakeClock clock;
        ServerClock server(clock);
        server.observe(clock.now - 45'000, 100);
        QVERIFY2(qAbs(server.offsetMs() + 45'000) <= 1000, qPrintable(QString::number(server.offsetMs())));

        server.set(clock.now + 700); // known to the millisecond
        server.observe((clock.now + 700) / 1000 * 1000, 50);
        QCOMPARE(server.offsetMs(), 700);
        server.observe((clock.now + 700) / 1000 * 1000 - 1000, 5000); // an answer that was slow
        QCOMPARE(server.offsetMs(), 700);

        for (const qint64 step : {3'600'000LL, -3'600'000LL, 86'400'000LL, -86'400'000LL, 3000LL, -3000LL}) {
            const qint64 actual = server.nowMs() + step;
            server.observe(actual / 1000 * 1000, 20);
            QVERIFY2(qAbs(server.nowMs() - actual) <= 1000, qPrintable(QString::number(step)));
        }
    }
};

SYSPULSE_TEST(TestServerClock)
#include "tst_serverclock.moc"
