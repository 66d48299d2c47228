// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/framepacer.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestFramePacer : public QObject
{
    Q_OBJECT

private slots:
    /// A frame is longer than the test waits.
    void theFirstAfterARestIsDoneAtOnce()
    {
        int done = 0;
        FramePacer pacer(FramePace(3'600'000), [&done] { ++done; });
        pacer.request();
        QVERIFY(pacer.isActive());
        QCOMPARE(done, 0); // what comes together with it is asked for before
        pacer.request();
        QTRY_COMPARE(done, 1);
        QVERIFY(!pacer.isActive());
    }

    void aFloodWaitsForTheNextFrame()
    {
        int done = 0;
        FramePacer pacer(FramePace(3'600'000), [&done] { ++done; });
        pacer.request();
        QTRY_COMPARE(done, 1);
        for (int i = 0; i < 1000; ++i) {
            pacer.request();
            QCoreApplication::processEvents();
        }
        QCOMPARE(done, 1);
        QVERIFY(pacer.isActive());
    }

    void whatWaitsIsDone()
    {
        int done = 0;
        FramePacer pacer(FramePace(1), [&done] { ++done; });
        for (int i = 1; i <= 3; ++i) {
            pacer.request();
            QTRY_COMPARE(done, i);
        }
    }
};

SYSPULSE_TEST(TestFramePacer)
#include "tst_framepacer.moc"
