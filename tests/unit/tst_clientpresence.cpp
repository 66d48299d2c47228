// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientdiary.h"
#include "core/clients/clientpresence.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QTest>

using namespace syspulse;

namespace {

ClientVisit visitOf(const QString &session, const QString &clientId)
{
    ClientVisit visit;
    visit.session = session;
    visit.clientId = clientId;
    return visit;
}

DiaryFrame completeList(const QList<ClientVisit> &there)
{
    DiaryFrame frame;
    frame.complete = true;
    frame.begun = there;
    return frame;
}

DiaryFrame cameVisit(const QString &session, const QString &clientId)
{
    DiaryFrame frame;
    frame.begun = {visitOf(session, clientId)};
    return frame;
}

DiaryFrame wentVisit(const QString &session, qint64 endedMs)
{
    DiaryFrame frame;
    frame.ended = {{session, endedMs, VisitEnd::Left}};
    return frame;
}

const QString pumps = QStringLiteral("pump-*");

} // namespace

/// Who is connected, for the rules that watch for that.
class TestClientPresence : public QObject
{
    Q_OBJECT

private slots:
    void patterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("client");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *pattern, const char *client, bool matches) {
            QTest::addRow("%s, %s", pattern, client)
                << QString::fromUtf8(pattern) << QString::fromUtf8(client) << matches;
        };
        row("pump-4", "pump-4", true);
        row("pump-4", "Pump-4", false);
        row("pump-4", "pump-42", false);
        row("pump-4", "a pump-4", false);
        row("pump-*", "pump-", true);
        row("pump-*", "pump-4/b", true);
        row("*", "", true);
        row("?", "", false);
        row("pump-?", "pump-4", true);
        row("pump-?", "pump-42", false);
        row("*-4", "pump-4-4", true);
        row("p*p*4", "pump-4", true);
        row("p*x*4", "pump-4", false);
        row("a*b*c", "abcbd", false);
        row("**b", "ab", true);
        row("[p]ump", "pump", false);
        row("[p]ump", "[p]ump", true);
        row("pump.4", "pump-4", false);
        row("größe-?", "größe-ä", true);
    }

    void patterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, client);
        QFETCH(bool, matches);
        QCOMPARE(matchesClient(pattern, client), matches);
    }

    /// Each star could stand for anything: what a simple search tries once for each of them takes no years.
    void manyStarsAreFast()
    {
        const QString pattern = QStringLiteral("*a").repeated(50) + QLatin1Char('b');
        QVERIFY(!matchesClient(pattern, QString(200, QLatin1Char('a'))));
    }

    void nothingIsKnownBeforeTheListIsComplete()
    {
        ClientPresence presence(m_clock);
        QVERIFY(!presence.presence(pumps));
        presence.take(cameVisit(QStringLiteral("s1"), QStringLiteral("pump-1")));
        QVERIFY(!presence.presence(pumps));
        presence.take(completeList({}));
        QVERIFY(presence.presence(pumps));
        QCOMPARE(presence.presence(pumps)->connected, 0);
        QVERIFY(!presence.presence(pumps)->awaySinceMs); // nobody has seen it go
        presence.forget();
        QVERIFY(!presence.presence(pumps));
    }

    void theLastOneThatGoesCounts()
    {
        ClientPresence presence(m_clock);
        presence.take(completeList({visitOf(QStringLiteral("s1"), QStringLiteral("pump-1")),
                                    visitOf(QStringLiteral("s2"), QStringLiteral("fan-1"))}));
        QCOMPARE(presence.presence(pumps)->connected, 1);
        // It takes over before its older connection is gone.
        presence.take(cameVisit(QStringLiteral("s3"), QStringLiteral("pump-1")));
        presence.take(cameVisit(QStringLiteral("s3"), QStringLiteral("pump-1"))); // told again
        QCOMPARE(presence.presence(pumps)->connected, 2);
        presence.take(wentVisit(QStringLiteral("s1"), 5000));
        presence.take(wentVisit(QStringLiteral("s1"), 5500));
        presence.take(wentVisit(QStringLiteral("s2"), 6000));
        presence.take(wentVisit(QStringLiteral("never seen"), 6500));
        QCOMPARE(presence.presence(pumps)->connected, 1);
        QVERIFY(!presence.presence(pumps)->awaySinceMs);
        presence.take(wentVisit(QStringLiteral("s3"), 7000));
        QCOMPARE(presence.presence(pumps)->connected, 0);
        QCOMPARE(presence.presence(pumps)->awaySinceMs, std::optional<qint64>(7000));
        presence.take(cameVisit(QStringLiteral("s4"), QStringLiteral("pump-9")));
        QCOMPARE(presence.presence(pumps)->connected, 1);
        QVERIFY(!presence.presence(pumps)->awaySinceMs);
    }

    void aHoleInTheWatchingTakesTheTimeAway()
    {
        ClientPresence presence(m_clock);
        presence.take(completeList({visitOf(QStringLiteral("s1"), QStringLiteral("pump-1"))}));
        QCOMPARE(presence.presence(pumps)->connected, 1);
        presence.take(wentVisit(QStringLiteral("s1"), 7000));
        QVERIFY(presence.presence(pumps)->awaySinceMs);
        presence.take(completeList({})); // it may have been there in between
        QCOMPARE(presence.presence(pumps)->connected, 0);
        QVERIFY(!presence.presence(pumps)->awaySinceMs);
    }

    void whatIsTooOldIsNotKnown()
    {
        ClientPresence presence(m_clock);
        presence.take(completeList({}));
        m_clock.pass(ClientPresence::freshMs);
        QVERIFY(presence.presence(pumps));
        m_clock.pass(1);
        QVERIFY(!presence.presence(pumps));
        presence.take({}); // somebody watches again, without a break
        QVERIFY(presence.presence(pumps));
    }

    void ownClientsDoNotCount()
    {
        ClientPresence presence(m_clock);
        ClientDiary diary(&m_clock, [] { return 0; });
        connect(&diary, &ClientDiary::told, this,
                [&presence](const DiaryFrame &frame) { presence.take(frame); });
        ClientSession own;
        own.id = QStringLiteral("s1");
        own.clientId = QStringLiteral("pump-1");
        own.own = true;
        diary.take({true, {own}, {}});
        diary.takeStatus({ClientsState::Live, {}, 0});
        QCOMPARE(presence.presence(pumps)->connected, 0);
        own.id = QStringLiteral("s2");
        own.own = false;
        diary.take({false, {own}, {}});
        QCOMPARE(presence.presence(pumps)->connected, 1);
    }

    void whatIsNotAskedIsForgotten()
    {
        ClientPresence presence(m_clock);
        presence.take(completeList({visitOf(QStringLiteral("s1"), QStringLiteral("pump-1"))}));
        QCOMPARE(presence.presence(pumps)->connected, 1);
        presence.take(wentVisit(QStringLiteral("s1"), 7000));
        presence.keepOnly({pumps});
        QVERIFY(presence.presence(pumps)->awaySinceMs);
        presence.keepOnly({});
        QVERIFY(!presence.presence(pumps)->awaySinceMs);
    }

private:
    MovedClock m_clock;
};

SYSPULSE_TEST(TestClientPresence)
#include "tst_clientpresence.moc"
