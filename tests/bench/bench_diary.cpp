// SPDX-License-Identifier: GPL-3.0-or-later

// What the diary of the clients costs, from the MQTT message to the file: what a visit takes on disk, and the
// time of the processor with 1,000 clients and 10 comings and goings a second, against the same time without.
//   bench_diary [SECONDS]

#include "core/clients/diarywatch.h"
#include "core/history/historystore.h"
#include "tests/support/faketransport.h"

#include <cstdio>
#include <ctime>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

using namespace syspulse;

namespace {

constexpr int clientCount = 1000;
constexpr int changesPerSecond = 10;
constexpr int visitsInARow = 20'000;
const QString instance = QStringLiteral("https://db.example.org:9925/");

/// The record of a session as the component writes it.
MqttMessage came(int session)
{
    const int client = session % clientCount;
    const QByteArray id = "1790000000000-4711-1-" + QByteArray::number(session);
    return {QStringLiteral("sys_sessions/") + QString::fromLatin1(id),
            "{\"id\":\"" + id + "\",\"client\":\"plant-7/line-3/sensor-" + QByteArray::number(client) +
                "\",\"user\":\"plant\",\"address\":\"10.20.30." + QByteArray::number(client % 250) +
                "\",\"port\":40123,\"transport\":\"mqtts\",\"node\":\"db.example.org\",\"thread\":1,"
                "\"boot\":\"1790000000000-4711\",\"keepalive\":60,\"protocol_version\":4,\"will\":false,"
                "\"own\":false,\"persistent\":false,\"subscription_count\":1,\"subscriptions\":[{\"topic\":"
                "\"plant-7/line-3/commands\",\"qos\":1}],\"since\":" +
                QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + "}"};
}

MqttMessage gone(int session)
{
    return {came(session).topic, {}};
}

/// Time of the processor that the whole program has used, in ms.
double cpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void runEvents(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// A window that follows the clients of an instance, and keeps a diary or not.
class Run
{
public:
    explicit Run(bool diary)
        : m_store(m_folder.filePath(QStringLiteral("history.sqlite")))
        , m_mqtt([this] {
            auto transport = std::make_unique<FakeTransport>();
            m_transport = transport.get();
            return transport;
        })
    {
        if (diary) {
            m_watch.emplace(&m_client, &m_mqtt, SysLayout(), &m_clock, [] { return qint64(0); });
            QObject::connect(&*m_watch, &DiaryWatch::told, &m_store,
                             [this](const DiaryFrame &frame) { m_store.recordDiary(instance, frame); });
            m_watch->start();
        }
        m_mqtt.start({});
        emit m_transport->opened();
        QList<MqttMessage> list;
        for (m_next = 0; m_next < clientCount; ++m_next)
            list.append(came(m_next));
        tell(list);
        emit m_transport->subscribed(QStringLiteral("sys_sessions/#"), true);
        runEvents(2000); // the list is complete
        settle();
    }

    void tell(const QList<MqttMessage> &messages) { emit m_transport->messagesReceived(messages); }
    /// The client that has been there longest goes and comes again.
    void change()
    {
        tell({gone(m_next - clientCount)});
        tell({came(m_next++)});
    }
    /// Returns once all is in the file.
    void settle()
    {
        QEventLoop loop;
        m_store.loadRuns(instance, &loop, [&loop](const Result<QList<RunReport>> &) { loop.quit(); });
        loop.exec();
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    HistoryStore m_store;
    OperationsClient m_client{HarperEndpoint()};
    FakeTransport *m_transport = nullptr;
    MqttClient m_mqtt;
    std::optional<DiaryWatch> m_watch;
    int m_next = 0;
};

/// What a visit takes on disk and of the processor when they are written in portions, as the store does every
/// few seconds.
void inARow()
{
    constexpr int portion = 50;
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("history.sqlite"));
    const qint64 startMs = QDateTime::currentMSecsSinceEpoch();
    double usedMs = 0;
    {
        HistoryDatabase database;
        bool stored = bool(database.open(file));
        const double before = cpuMs();
        for (int i = 0; stored && i < visitsInARow; i += portion) {
            DiaryFrame frame;
            frame.watchedFromMs = startMs;
            frame.watchedToMs = startMs + i;
            for (int j = i; j < i + portion; ++j) {
                const QString session = QStringLiteral("1790000000000-4711-1-%1").arg(j);
                frame.begun.append({session,
                                    QStringLiteral("plant-7/line-3/sensor-%1").arg(j % clientCount),
                                    QStringLiteral("plant"),
                                    QStringLiteral("10.20.30.%1").arg(j % 250),
                                    QStringLiteral("db.example.org"),
                                    1,
                                    startMs + j,
                                    startMs + j,
                                    {},
                                    {}});
                frame.ended.append({session, startMs + j, VisitEnd::Left});
            }
            stored = bool(database.appendDiary(instance, frame));
        }
        usedMs = cpuMs() - before;
        if (!stored)
            std::printf("not everything was stored\n");
    }
    std::printf("%d visits written, begin and end: %.0f us of CPU and %.0f bytes each\n", visitsInARow,
                usedMs * 1000 / visitsInARow, double(QFileInfo(file).size()) / visitsInARow);
}

/// Time of the processor, in ms, over @p seconds of comings and goings in real time.
double overTime(bool diary, int seconds)
{
    Run run(diary);
    const double before = cpuMs();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < seconds * changesPerSecond / 2; ++i) {
        run.change();
        runEvents(int(std::max<qint64>(0, 2000LL * (i + 1) / changesPerSecond - timer.elapsed())));
    }
    run.settle();
    return cpuMs() - before;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 60;
    inARow();
    const double withoutMs = overTime(false, seconds);
    const double withMs = overTime(true, seconds);
    std::printf("%d clients, %d comings and goings a second, %d s: %.0f ms of CPU with a diary, %.0f ms "
                "without\n",
                clientCount, changesPerSecond, seconds, withMs, withoutMs);
    std::printf("the diary: %.2f %% of a core, %.0f us for each coming or going\n",
                (withMs - withoutMs) / seconds / 10,
                (withMs - withoutMs) * 1000 / (seconds * changesPerSecond));
    return 0;
}
