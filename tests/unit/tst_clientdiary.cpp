// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientdiary.h"
#include "core/history/historydatabase.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

const QString diaryInstance = QStringLiteral("https://db.example.org:9925");
constexpr qint64 serverAhead = 5'000;

ClientSession cameClient(const QString &id, qint64 sinceMs)
{
    ClientSession client;
    client.id = id;
    client.clientId = QStringLiteral("sensor-") + id.section(QLatin1Char('-'), -1);
    client.user = QStringLiteral("plant");
    client.address = QStringLiteral("10.0.0.7");
    client.thread = 3;
    client.sinceMs = sinceMs + serverAhead;
    return client;
}

} // namespace

/// Who came and went, from the list of clients into the file and back.
class TestClientDiary : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void comingsAndGoingsAreKept();
    void howAVisitEndedIsKept();
    void whoLeftUnseenEndsInTheHole();
    void anotherRunOfTheServerIsSaid();
    void nothingIsKnownOfAListThatIsCut();
    void ownClientsAreLeftOut();
    void aStormIsNotTakenDown();
    void theEndOfTheWatchingIsTold();
    void theDiaryIsSearched();
    void instancesAreKeptApart();
    void theDiaryIsBounded();
    void theBoundLeavesRoomForTheValues();
    void whatIsRemovedIsGone_data();
    void whatIsRemovedIsGone();

private:
    void live() { m_diary->takeStatus({ClientsState::Live, {}, 0}); }
    void changed(const QList<ClientSession> &clients) { m_diary->take({false, clients, {}}); }
    void removed(const QStringList &ids) { m_diary->take({false, {}, ids}); }
    DiaryPage page(const DiaryQuestion &question = {0, 4'000'000'000'000, {}, {}, 1000})
    {
        const auto answer = m_database.diary(diaryInstance, question);
        return answer ? *answer : DiaryPage();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    HistoryDatabase m_database;
    MovedClock m_clock;
    std::unique_ptr<ClientDiary> m_diary;
    int m_storms = 0;
};

void TestClientDiary::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_database.open(m_folder->filePath(QStringLiteral("history.sqlite"))));
    m_clock = {};
    m_storms = 0;
    m_diary = std::make_unique<ClientDiary>(&m_clock, [] { return serverAhead; });
    connect(m_diary.get(), &ClientDiary::told, this, [this](const DiaryFrame &frame) {
        const auto done = m_database.appendDiary(diaryInstance, frame);
        QVERIFY2(done, qPrintable(done ? QString() : describe(done.error())));
    });
    connect(m_diary.get(), &ClientDiary::stormed, this, [this] { ++m_storms; });
}

void TestClientDiary::cleanup()
{
    m_diary.reset();
}

void TestClientDiary::comingsAndGoingsAreKept()
{
    const qint64 start = m_clock.wall;
    changed({cameClient(QStringLiteral("b-1-3-1"), start - 60'000)}); // there before anybody watched
    QVERIFY(page().visits.isEmpty());
    live();
    m_clock.pass(10'000);
    changed({cameClient(QStringLiteral("b-1-3-2"), m_clock.wall)});
    // It subscribes to something: no visit of its own.
    changed({cameClient(QStringLiteral("b-1-3-2"), m_clock.wall)});
    m_clock.pass(20'000);
    removed({QStringLiteral("b-1-3-2"), QStringLiteral("never-heard-of-1")});

    const DiaryPage told = page();
    QCOMPARE(told.visits.size(), 2);
    QVERIFY(!told.cut);
    const ClientVisit &gone = told.visits.at(0); // the newest first
    QCOMPARE(gone.session, QStringLiteral("b-1-3-2"));
    QCOMPARE(gone.clientId, QStringLiteral("sensor-2"));
    QCOMPARE(gone.user, QStringLiteral("plant"));
    QCOMPARE(gone.address, QStringLiteral("10.0.0.7"));
    QCOMPARE(gone.thread, 3);
    QCOMPARE(gone.startedMs, start + 10'000); // this machine's clock
    QCOMPARE(gone.endedMs, start + 30'000);
    QCOMPARE(gone.seenMs, start + 30'000);
    QCOMPARE(gone.end, VisitEnd::Left);
    const ClientVisit &there = told.visits.at(1);
    QCOMPARE(there.startedMs, start - 60'000);
    QVERIFY(!there.endedMs && !there.end);
    QCOMPARE(told.watched, (QList<std::pair<qint64, qint64>>{{start, start + 30'000}}));
}

void TestClientDiary::howAVisitEndedIsKept()
{
    live();
    changed({cameClient(QStringLiteral("b-1-3-1"), m_clock.wall),
             cameClient(QStringLiteral("b-1-3-2"), m_clock.wall)});
    m_diary->noteCut(QStringLiteral("b-1-3-1"));
    // It was refused, and the client went by itself.
    m_diary->noteCut(QStringLiteral("b-1-3-2"));
    m_diary->takeBackCut(QStringLiteral("b-1-3-2"));
    removed({QStringLiteral("b-1-3-1"), QStringLiteral("b-1-3-2")});
    const QList<ClientVisit> visits = page().visits;
    QCOMPARE(visits.size(), 2);
    for (const ClientVisit &visit : visits)
        QCOMPARE(visit.end, visit.session == QLatin1String("b-1-3-1") ? VisitEnd::Cut : VisitEnd::Left);
    for (const VisitEnd end : {VisitEnd::Left, VisitEnd::Cut, VisitEnd::Restarted, VisitEnd::Unseen})
        QCOMPARE(visitEndFromName(visitEndName(end)), end);
    QVERIFY(!visitEndFromName(QString()));
}

void TestClientDiary::whoLeftUnseenEndsInTheHole()
{
    live();
    changed({cameClient(QStringLiteral("b-1-3-1"), m_clock.wall),
             cameClient(QStringLiteral("b-1-3-2"), m_clock.wall)});
    m_clock.pass(60'000);
    const qint64 lost = m_clock.wall;
    m_diary->takeStatus({ClientsState::Interrupted, {}, 0});
    m_clock.pass(600'000);
    // Complete lists only say who has gone, and these come piece by piece.
    m_diary->takeStatus({ClientsState::Waiting, {}, 0});
    changed({cameClient(QStringLiteral("b-1-3-2"), lost - 60'000)});
    changed({cameClient(QStringLiteral("b-1-3-9"), lost + 200'000)});
    QCOMPARE(page().visits.size(), 2);
    live();
    const DiaryPage told = page();
    QCOMPARE(told.visits.size(), 3);
    QCOMPARE(told.visits.at(0).session, QStringLiteral("b-1-3-9"));
    QCOMPARE(told.visits.at(0).startedMs, lost + 200'000); // its login is known all the same
    for (const ClientVisit &visit : told.visits) {
        if (visit.session != QLatin1String("b-1-3-1")) {
            QVERIFY(!visit.endedMs);
            continue;
        }
        QCOMPARE(visit.seenMs, lost);
        QCOMPARE(visit.endedMs, lost + 600'000);
        QCOMPARE(visit.end, VisitEnd::Unseen);
    }
    QCOMPARE(told.watched,
             (QList<std::pair<qint64, qint64>>{{lost - 60'000, lost}, {lost + 600'000, lost + 600'000}}));
}

void TestClientDiary::anotherRunOfTheServerIsSaid()
{
    live();
    changed({cameClient(QStringLiteral("b-1-3-1"), m_clock.wall)});
    m_clock.pass(60'000);
    m_diary->takeStatus({ClientsState::Interrupted, {}, 0});
    m_clock.pass(60'000);
    changed({cameClient(QStringLiteral("b-2-3-1"), m_clock.wall)});
    live();
    QCOMPARE(page().visits.constLast().end, VisitEnd::Restarted);
    // Nobody is there: of the server nothing is known.
    m_diary->takeStatus({ClientsState::Interrupted, {}, 0});
    m_clock.pass(60'000);
    live();
    QCOMPARE(page().visits.constFirst().end, VisitEnd::Unseen);
}

void TestClientDiary::nothingIsKnownOfAListThatIsCut()
{
    live();
    changed({cameClient(QStringLiteral("b-1-3-1"), m_clock.wall)});
    m_clock.pass(60'000);
    m_diary->takeStatus({ClientsState::Live, {}, 20'000});
    const qint64 cut = m_clock.wall;
    m_clock.pass(60'000);
    removed({QStringLiteral("b-1-3-1")});
    const DiaryPage told = page();
    QVERIFY(!told.visits.constFirst().endedMs);
    QCOMPARE(told.watched.constLast().second, cut);
}

void TestClientDiary::ownClientsAreLeftOut()
{
    live();
    ClientSession own = cameClient(QStringLiteral("b-1-3-1"), m_clock.wall);
    own.own = true;
    changed({own});
    removed({own.id});
    QVERIFY(page().visits.isEmpty());
}

void TestClientDiary::aStormIsNotTakenDown()
{
    live();
    const qint64 start = m_clock.wall;
    for (int minute = 0; minute < 3; ++minute) {
        for (int i = 0; i < ClientDiary::stormPerMinute; i += 100) {
            QList<ClientSession> clients;
            for (int j = 0; j < 100; ++j)
                clients.append(cameClient(QStringLiteral("b-1-%1-%2").arg(minute).arg(i + j), m_clock.wall));
            changed(clients);
        }
        QCOMPARE(m_storms, 0);
        m_clock.pass(60'000);
    }
    QList<ClientSession> clients;
    for (int i = 0; i <= ClientDiary::stormPerMinute; ++i)
        clients.append(cameClient(QStringLiteral("b-1-9-%1").arg(i), m_clock.wall));
    changed(clients);
    QCOMPARE(m_storms, 1);
    // What it was until then is kept, and the watching ends.
    const DiaryPage told = page({0, 4'000'000'000'000, {}, {}, 100'000});
    QCOMPARE(told.visits.size(), 3 * ClientDiary::stormPerMinute);
    QCOMPARE(told.watched, (QList<std::pair<qint64, qint64>>{{start, m_clock.wall}}));
}

void TestClientDiary::theEndOfTheWatchingIsTold()
{
    live();
    const qint64 start = m_clock.wall;
    m_clock.pass(90'000);
    m_diary->takeStatus({ClientsState::Off, {}, 0});
    QCOMPARE(page().watched, (QList<std::pair<qint64, qint64>>{{start, start + 90'000}}));
    m_clock.pass(90'000);
    m_diary->takeStatus({ClientsState::Off, {}, 0});
    QCOMPARE(page().watched.size(), 1);
}

void TestClientDiary::theDiaryIsSearched()
{
    live();
    const qint64 start = m_clock.wall;
    for (int i = 0; i < 14; ++i) {
        ClientSession client = cameClient(QStringLiteral("b-1-3-%1").arg(i), m_clock.wall);
        client.clientId = i % 2 == 0 ? QStringLiteral("Pump-7") : QStringLiteral("%'\"");
        client.user = i == 3 ? QStringLiteral("Ärger") : QStringLiteral("plant");
        changed({client});
        m_clock.pass(1000);
        removed({client.id});
        m_clock.pass(1000);
    }
    const auto count = [this](const DiaryQuestion &question) { return page(question).visits.size(); };
    const qint64 end = m_clock.wall;
    QCOMPARE(count({start, end, QStringLiteral("Pump-7"), {}, 1000}), 7);
    QCOMPARE(count({start, end, QStringLiteral("pump-7"), {}, 1000}), 0); // another client
    QCOMPARE(count({start, end, {}, QStringLiteral("pUMP"), 1000}), 7);
    QCOMPARE(count({start, end, {}, QStringLiteral("%'\""), 1000}), 7);
    QCOMPARE(count({start, end, {}, QStringLiteral("10.0."), 1000}), 14);
    QCOMPARE(count({start, end, {}, QStringLiteral("rger"), 1000}), 1);
    QCOMPARE(count({start, end, {}, QStringLiteral("Ärger"), 1000}), 1);
    QCOMPARE(count({start, end, {}, QStringLiteral("nobody"), 1000}), 0);
    // Whoever was there at some time of it.
    QCOMPARE(count({start + 1000, start + 3000, {}, {}, 1000}), 2);
    const DiaryPage first = page({start, end, {}, {}, 5});
    QCOMPARE(first.visits.size(), 5);
    QVERIFY(first.cut);
    QCOMPARE(first.visits.constFirst().startedMs, end - 2000);
}

void TestClientDiary::instancesAreKeptApart()
{
    live();
    changed({cameClient(QStringLiteral("b-1-3-1"), m_clock.wall)});
    const QString other = QStringLiteral("https://other:9925");
    QVERIFY(m_database.appendDiary(other, {{}, {}, true, m_clock.wall + 5, m_clock.wall + 6}));
    QVERIFY(!page().visits.constFirst().endedMs);
    QCOMPARE(page().watched.size(), 1);
    QVERIFY(m_database.diary(other, {0, 4'000'000'000'000, {}, {}, 1000})->visits.isEmpty());
}

void TestClientDiary::theDiaryIsBounded()
{
    live();
    HistoryLimits limits;
    limits.diaryMegabytes = diaryMegabyteBounds.least;
    limits.hourDays = 1;
    const int most = int(1024 * 1024 / HistoryDatabase::bytesPerVisit);
    DiaryFrame frame;
    for (int i = 0; i < most + 500; ++i)
        frame.begun.append({QStringLiteral("b-1-3-%1").arg(i),
                            QStringLiteral("c"),
                            {},
                            {},
                            {},
                            1,
                            m_clock.wall + i,
                            m_clock.wall + i,
                            {},
                            {}});
    frame.watchedFromMs = m_clock.wall;
    frame.watchedToMs = m_clock.wall + 1000;
    QVERIFY(m_database.appendDiary(diaryInstance, frame));
    QVERIFY(m_database.prune(limits, m_clock.wall));
    const DiaryPage kept = page({0, 4'000'000'000'000, {}, {}, 100'000});
    QVERIFY2(kept.visits.size() <= most + 1, qPrintable(QString::number(kept.visits.size())));
    QVERIFY(kept.visits.size() >= most);
    QCOMPARE(kept.visits.constFirst().startedMs, m_clock.wall + most + 499); // the newest stay
    QVERIFY(m_database.prune(limits, m_clock.wall + 3 * 24 * Series::hourMs));
    QVERIFY(page().visits.isEmpty());
    QVERIFY(page().watched.isEmpty());
}

void TestClientDiary::theBoundLeavesRoomForTheValues()
{
    HistoryLimits limits;
    QCOMPARE(limits.maxDiaryBytes(), 32 * 1024 * 1024);
    limits.diaryMegabytes = 100;
    QCOMPARE(limits.maxDiaryBytes(), 100 * 1024 * 1024);
    limits.megabytes = megabyteBounds.least;
    QCOMPARE(limits.maxDiaryBytes(), limits.maxBytes() / 2);
}

void TestClientDiary::whatIsRemovedIsGone_data()
{
    QTest::addColumn<QString>("instance");
    QTest::addColumn<bool>("others");
    QTest::newRow("of one instance") << diaryInstance << true;
    QTest::newRow("of all") << QString() << false;
}

void TestClientDiary::whatIsRemovedIsGone()
{
    QFETCH(QString, instance);
    QFETCH(bool, others);
    const QString other = QStringLiteral("https://other:9925");
    const auto kept = [this, &other] {
        return m_database.diary(other, {0, 4'000'000'000'000, {}, {}, 1000}).value();
    };
    const auto inFiles = [this](const QByteArray &text) {
        qsizetype found = 0;
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files)) {
            QFile file(m_folder->filePath(name));
            found += file.open(QIODevice::ReadOnly) ? file.readAll().count(text) : 0;
        }
        return found;
    };
    const QByteArray secret = "whom-nobody-may-know";
    live();
    for (int i = 0; i < 200; ++i) {
        ClientSession client = cameClient(QStringLiteral("b-1-3-%1").arg(i), m_clock.wall);
        client.clientId = QString::fromLatin1(secret) + QString::number(i);
        changed({client});
    }
    QVERIFY(m_database.appendDiary(other, {{}, {}, true, m_clock.wall, m_clock.wall + 1000}));
    QVERIFY(inFiles(secret) > 0);
    const auto removed = m_database.removeDiary(instance);
    QVERIFY2(removed, qPrintable(removed ? QString() : describe(removed.error())));
    QVERIFY(page().visits.isEmpty());
    QVERIFY(page().watched.isEmpty());
    QCOMPARE(kept().watched.isEmpty(), !others);
    QCOMPARE(inFiles(secret), 0);
}

SYSPULSE_TEST(TestClientDiary)
#include "tst_clientdiary.moc"
