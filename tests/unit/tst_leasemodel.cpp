// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/leasemodel.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::leasemodel;

namespace {

World worldWith(void (*change)(World &))
{
    World world;
    change(world);
    return world;
}

World longerLease()
{
    return worldWith([](World &world) { world.life = 3; });
}

/// The writes of one updater are not kept, as by a worker whose clock is behind.
World worldThatForgets()
{
    return worldWith([](World &world) {
        world.life = 3;
        world.dropped = 1;
    });
}

World worldThatFails()
{
    return worldWith([](World &world) { world.failures = 1; });
}

World worldWhereTimeIsLate()
{
    return worldWith([](World &world) { world.lateTime = true; });
}

World worldWithAKill()
{
    return worldWith([](World &world) { world.crashes = 1; });
}

World worldWithStops()
{
    return worldWith([](World &world) { world.stops = true; });
}

World worldWithComponent(int pause)
{
    World world = longerLease();
    world.component = true;
    world.pause = pause;
    return world;
}

World worldWithTakeOver(int pause)
{
    World world = longerLease();
    world.takeOver = true;
    world.pause = pause;
    return world;
}

QByteArray wayOf(const Outcome &outcome)
{
    return QStringLiteral("%1 after %2\n  %3")
        .arg(outcome.broken)
        .arg(outcome.steps.size())
        .arg(outcome.steps.join(QStringLiteral("\n  ")))
        .toUtf8();
}

struct GuardOfLease
{
    const char *name;
    World world;
    void (*remove)(Rules &);
};

} // namespace

/// Lease and hand-over in every order of events: who claims, looks, waits, takes, samples, confirms, writes,
/// renews, stops and gives back; requests that take up to the timeout, or get no answer; kills at any moment;
/// late answers about the server's time; writes that the server has not kept.
class TestLeaseModel : public QObject
{
    Q_OBJECT

private slots:
    void oneWriterAndNoTotalGoesBack_data();
    void oneWriterAndNoTotalGoesBack();
    void everyGuardIsNeeded_data();
    void everyGuardIsNeeded();
    void whereThePromiseEnds_data();
    void whereThePromiseEnds();
    void certainTime();
};

void TestLeaseModel::oneWriterAndNoTotalGoesBack_data()
{
    QTest::addColumn<World>("world");
    QTest::newRow("a request gets no answer") << worldThatFails();
    QTest::newRow("one is killed") << worldWithAKill();
    QTest::newRow("one is stopped") << worldWithStops();
    QTest::newRow("the server's time is told late") << worldWhereTimeIsLate();
    QTest::newRow("the server does not keep a write") << worldThatForgets();
    QTest::newRow("the component and an updater") << worldWithComponent(3);
    QTest::newRow("a user has one take over") << worldWithTakeOver(3);
}

void TestLeaseModel::oneWriterAndNoTotalGoesBack()
{
    QFETCH(World, world);
    const Outcome outcome = explore(world);
    qInfo(
        "%lld states, %d steps deep: one writer at every moment, no total goes back, no lease that lives is "
        "overwritten",
        qlonglong(outcome.states), outcome.depth);
    QVERIFY2(outcome.broken.isEmpty(), wayOf(outcome).constData());
    QVERIFY(outcome.states > 1000);
}

void TestLeaseModel::everyGuardIsNeeded_data()
{
    QTest::addColumn<World>("world");
    QTest::addColumn<Rules>("rules");
    const GuardOfLease guards[] = {
        {"a lease is respected", {}, [](Rules &rules) { rules.respectsLease = false; }},
        {"claims of others are looked at",
         {},
         [](Rules &rules) {
             rules.afterLook = [](const leaserules::Look &look, const Lease &us, const ServerTime &now,
                                  int tables, bool taken, bool inTime, int looks) {
                 leaserules::Look blind = look;
                 blind.claims.clear();
                 return leaserules::afterLook(blind, us, now, tables, taken, inTime, looks);
             };
         }},
        {"a claim is used in time",
         {},
         [](Rules &rules) {
             rules.afterLook = [](const leaserules::Look &look, const Lease &us, const ServerTime &now,
                                  int tables, bool taken, bool, int looks) {
                 return leaserules::afterLook(look, us, now, tables, taken, true, looks);
             };
         }},
        {"the own claim is read back", worldThatForgets(),
         [](Rules &rules) {
             rules.afterLook = [](const leaserules::Look &look, const Lease &us, const ServerTime &now, int,
                                  bool taken, bool inTime, int looks) {
                 return leaserules::afterLook(look, us, now, 0, taken, inTime, looks);
             };
         }},
        {"the lease is read back", worldThatForgets(),
         [](Rules &rules) { rules.isAsWritten = [](const Lease &, const Lease &) { return true; }; }},
        {"the lease is the one that was written", worldThatForgets(),
         [](Rules &rules) {
             rules.isAsWritten = [](const Lease &stored, const Lease &written) {
                 return stored.owner == written.owner;
             };
         }},
        {"a claim is told apart from the one before", {}, [](Rules &rules) { rules.claimsHaveIds = false; }},
        {"what is sent arrives while the lease lives",
         {},
         [](Rules &rules) {
             rules.endsBefore = [](qint64 until, qint64 now, qint64) { return now < until; };
         }},
        {"the server's time is told late", worldWhereTimeIsLate(),
         [](Rules &rules) {
             rules.certainMs = [](qint64 life, qint64) { return leaserules::certainMs(life, 0); };
         }},
        {"a lease is renewed in time", {}, [](Rules &rules) { rules.renewsInTime = false; }},
        {"the stop is published in time", worldWithStops(), [](Rules &rules) { rules.stopsInTime = false; }},
        {"a lease is given back in time", worldWithStops(),
         [](Rules &rules) { rules.givesBackInTime = false; }},
        {"what is read is as old as its question", longerLease(),
         [](Rules &rules) { rules.judgesAsAsked = false; }},
        {"a pause is owed until it was made",
         [] {
             World world = worldWithTakeOver(2);
             world.life = 2;
             world.failures = 1;
             return world;
         }(),
         [](Rules &rules) { rules.remembersPause = false; }},
    };
    for (const GuardOfLease &guard : guards) {
        Rules rules;
        guard.remove(rules);
        QTest::newRow(guard.name) << guard.world << rules;
    }
}

void TestLeaseModel::everyGuardIsNeeded()
{
    QFETCH(World, world);
    QFETCH(Rules, rules);
    const Outcome outcome = explore(world, rules);
    QVERIFY2(!outcome.broken.isEmpty(), qPrintable(QStringLiteral("all %1 states").arg(outcome.states)));
    qInfo("without it: %s", wayOf(outcome).constData());
}

/// Documented in .github/SECURITY.md.
void TestLeaseModel::whereThePromiseEnds_data()
{
    QTest::addColumn<World>("world");
    QTest::newRow("a request is carried out after the timeout")
        << worldWith([](World &world) { world.slowest = world.answers = world.timeout + 1; });
    QTest::newRow("a clock that nothing else confirms is set forward")
        << worldWith([](World &world) { world.step = world.timeout; });
    QTest::newRow("a take-over waits for less than three requests") << worldWithTakeOver(2);
    QTest::newRow("the component is waited for as little") << worldWithComponent(2);
    QTest::newRow("the successor of a killed process does not wait for its last write")
        << worldWith([](World &world) { world.crashes = world.sameMachine = 1; });
}

void TestLeaseModel::whereThePromiseEnds()
{
    QFETCH(World, world);
    const Outcome outcome = explore(world);
    QVERIFY(!outcome.broken.isEmpty());
    qInfo("beyond it: %s", wayOf(outcome).constData());
}

void TestLeaseModel::certainTime()
{
    using leaserules::certainMs;
    QCOMPARE(certainMs(30000, 0), 28970);
    QCOMPARE(certainMs(30000, 4000), 24970);
    // A clock that is fast by one in a thousand for as long as a lease may live.
    QVERIFY(certainMs(longestLeaseMs(), 0) <= longestLeaseMs() - longestLeaseMs() / 1000);
    QVERIFY(leaserules::endsBefore(28970, 13969, 15000));
    QVERIFY(!leaserules::endsBefore(28970, 13970, 15000));
    QVERIFY(!leaserules::endsBefore(0, -20000, 15000));
    // Even one second's timeout leaves time to look at claims.
    QVERIFY(leaserules::endsBefore(certainMs(leaserules::claimLifeMs(1000), 1000), 1500, 1000));
}

SYSPULSE_TEST(TestLeaseModel)
#include "tst_leasemodel.moc"
