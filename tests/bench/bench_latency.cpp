// SPDX-License-Identifier: GPL-3.0-or-later

// How long it takes from a record that is written on a real HarperDB until it is in the store that the pages
// read, and until the page is painted with it, beside the receipt of mosquitto_sub; each after a rest. And
// what a flood of changes makes of the frames: how many there are, and how long each keeps the window.

#include "tests/bench/harperwindow.h"
#include "tests/bench/measure.h"
#include "tests/bench/plots.h"
#include "tests/gui/guifixture.h"

#include "core/base/json.h"
#include "core/topics/systopics.h"
#include "core/updater/sysrecord.h"
#include "ui/charts/timechart.h"
#include "ui/overview/overviewpage.h"

#include <cstdio>
#include <ctime>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int writes = 60;
constexpr int leastRestMs = 1000;
constexpr int mostRestMs = 1900;
const QString topic = systopics::clientsConnected;
const QString mosquittoSub = QStringLiteral("mosquitto_sub");

/// Of the system's clock, as mosquitto_sub tells it.
double nowMs()
{
    timespec time = {};
    clock_gettime(CLOCK_REALTIME, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Who receives the record too, and says when.
class Subscriber
{
public:
    explicit Subscriber(const test::HarperFixture &harper)
    {
        m_process.start(mosquittoSub,
                        {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                         QString::number(harper.mqttPort()), QStringLiteral("-u"), harper.user(),
                         QStringLiteral("-P"), harper.password(), QStringLiteral("-t"),
                         QStringLiteral("sys/#"), QStringLiteral("-F"), QStringLiteral("%U %p")});
    }
    ~Subscriber()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Subscriber)

    bool isRunning() { return m_process.waitForStarted(); }
    /// When the record with @p value was received; nothing while it was not.
    std::optional<double> receivedMs(int value)
    {
        m_said += m_process.readAllStandardOutput();
        const QByteArray wanted = "\"value\":" + QByteArray::number(value);
        for (const QByteArray &line : m_said.split('\n')) {
            if (line.contains(wanted))
                return line.left(line.indexOf(' ')).toDouble() * 1000;
        }
        return std::nullopt;
    }
    void forget() { m_said.clear(); }

private:
    QProcess m_process;
    QByteArray m_said;
};

class Latency
{
public:
    QString prepare()
    {
        if (const QString problem = m_server.start(); !problem.isEmpty())
            return problem;
        m_server.open();
        if (!m_server.connectAndWait())
            return QStringLiteral("No values come.");
        m_subscriber = std::make_unique<Subscriber>(m_server.harper());
        m_chart = m_server.window().findChild<TimeChart *>(QStringLiteral("clientsPanelChart"));
        LiveStore &store = m_server.window().current().store();
        QObject::connect(&store, &LiveStore::updated, &m_context, [this, &store] {
            const TopicValue *value = store.value(topic);
            if (m_storedMs == 0 && value != nullptr && value->number == m_value)
                m_storedMs = nowMs();
        });
        m_watch = std::make_unique<PaintWatch>(m_server.window(), [this] {
            if (m_storedMs > 0 && m_paintedMs == 0 && isDrawn())
                m_paintedMs = nowMs();
        });
        HarperWindow::pause(3000); // the session looks at the plan and reads the past
        return m_subscriber->isRunning() && m_chart != nullptr
                   ? QString()
                   : QStringLiteral("No subscriber, or no chart.");
    }

    QString run()
    {
        for (int i = -2; i < writes; ++i) {
            HarperWindow::pause(QRandomGenerator::global()->bounded(leastRestMs, mostRestMs));
            m_value = 1000 + i;
            m_storedMs = m_paintedMs = 0;
            m_subscriber->forget();
            const double writtenMs = nowMs();
            if (!write())
                return QStringLiteral("The record was not written.");
            std::optional<double> receivedMs;
            const auto isThere = [&] {
                receivedMs = m_subscriber->receivedMs(m_value);
                return receivedMs && m_paintedMs > 0;
            };
            if (!HarperWindow::wait(isThere))
                return QStringLiteral("The record does not come: received %1, stored %2, painted %3.")
                    .arg(receivedMs.has_value())
                    .arg(m_storedMs > 0)
                    .arg(m_paintedMs > 0);
            if (i < 0)
                continue;
            m_received.append(*receivedMs - writtenMs);
            m_stored.append(m_storedMs - writtenMs);
            m_painted.append(m_paintedMs - writtenMs);
        }
        return {};
    }

    void printRows(const QString &failed) const
    {
        const auto row = [&](const QString &what, const QList<double> &self, const QList<Goal> &goals) {
            print({.bench = QStringLiteral("latency"),
                   .what = what,
                   .unit = QStringLiteral("ms"),
                   .goals = goals,
                   .note = QStringLiteral("from the write"),
                   .self = self,
                   .peers = {{mosquittoSub, m_received}},
                   .failed = failed});
        };
        row(QStringLiteral("record written to LiveStore, after a rest"), m_stored,
            {atMostMoreThan(5, mosquittoSub)});
        row(QStringLiteral("record written to page painted, after a rest"), m_painted,
            {atMostMoreThan(20, mosquittoSub),
             {.peer = mosquittoSub, .maxDifference = 33, .percentile = 99}});
    }
    void end() { m_server.close(); }

private:
    bool isDrawn() const
    {
        const std::optional<QPointF> newest = m_chart->pointAt(0, m_chart->toMs());
        return newest && newest->y() == m_value;
    }

    bool write()
    {
        const SysLayout layout;
        const QString id = *TopicMapper(IdStyle::Flat).recordId(*TopicName::parse(topic));
        const MetricReading reading{topic, qint64(m_value), Source::Events, Quality::Measured};
        const QByteArray record = dumpJson(toRecord(reading, id, QDateTime::currentMSecsSinceEpoch()));
        // Without waiting for the answer: the record comes before it.
        return m_server.harper()
                   .http()
                   .operation(
                       {{QStringLiteral("operation"), QStringLiteral("upsert")},
                        {QStringLiteral("database"), layout.database},
                        {QStringLiteral("table"), layout.table},
                        {QStringLiteral("records"), QJsonArray{QJsonDocument::fromJson(record).object()}}})
                   .status == 200;
    }

    HarperWindow m_server;
    std::unique_ptr<Subscriber> m_subscriber;
    std::unique_ptr<PaintWatch> m_watch;
    QObject m_context;
    TimeChart *m_chart = nullptr;
    int m_value = 0;
    double m_storedMs = 0;
    double m_paintedMs = 0;
    QList<double> m_received;
    QList<double> m_stored;
    QList<double> m_painted;
};

/// Every topic of the catalogue changes in each frame, and frames come as fast as a session tells them or
/// faster.
void floodFrames()
{
    constexpr int seconds = 10;
    constexpr int sendMs = 10;
    GuiFixture f;
    f.session.pretendConnected();
    OverviewPage page(f.context());
    for (int i = 0; i < 900; ++i)
        f.session.sendSample(i, f.clock.now += 1000, 1);
    show(page, {1280, 800});
    HarperWindow::pause(500);
    QList<double> frames;    // how long the window was kept for each, in ms
    QList<double> perSecond; // how often it painted
    int painted = 0;
    const PaintWatch watch(page, [&painted] { ++painted; });
    QElapsedTimer second;
    second.start();
    int paintedBefore = 0;
    double busyMs = 0;
    for (int i = 0; int(perSecond.size()) < seconds; ++i) {
        f.clock.now += sendMs;
        f.session.sendSample(900 + i, f.clock.now, 1);
        QElapsedTimer round;
        round.start();
        while (round.elapsed() < sendMs) {
            const int before = painted;
            QElapsedTimer busy;
            busy.start();
            QApplication::processEvents();
            busyMs += double(busy.nsecsElapsed()) / 1e6;
            if (painted > before)
                frames.append(std::exchange(busyMs, 0));
            QTest::qSleep(1);
        }
        if (second.elapsed() >= 1000) {
            perSecond.append(painted - paintedBefore);
            paintedBefore = painted;
            second.restart();
        }
    }
    print({.bench = QStringLiteral("latency"),
           .what = QStringLiteral("frames a second in a flood"),
           .unit = QStringLiteral("frames"),
           .goals = {atMost(10, 99)},
           .self = perSecond});
    print({.bench = QStringLiteral("latency"),
           .what = QStringLiteral("a frame in a flood, page of the overview"),
           .unit = QStringLiteral("ms"),
           .goals = {atMost(16, 99)},
           .note = QStringLiteral("what one keeps the window from others"),
           .self = frames});
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    floodFrames();
    Latency latency;
    QString problem = latency.prepare();
    if (problem.isEmpty())
        problem = latency.run();
    latency.printRows(problem);
    latency.end();
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return 0;
}
