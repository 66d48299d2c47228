// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QFile>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace syspulse::test;

namespace {

constexpr int takeoverIntervalSeconds = 5;

/// What mosquitto_sub has printed of "$SYS/#", judged line by line.
class Course
{
public:
    void take(const QByteArrayList &lines)
    {
        for (; m_seen < lines.size(); ++m_seen)
            takeLine(lines.at(m_seen));
    }

    QByteArray value(const char *name) const { return m_newest.value(QByteArray("$SYS/broker/") + name); }
    int heartbeats() const { return m_heartbeats; }
    qint64 longestGapMs() const { return m_longestGapMs; }
    const QByteArrayList &fallen() const { return m_fallen; }

private:
    void takeLine(const QByteArray &line)
    {
        const qsizetype blank = line.indexOf(' ', std::max<qsizetype>(0, line.lastIndexOf('/')));
        const QByteArray topic = line.left(blank);
        const QByteArray value = line.mid(blank + 1);
        static const QByteArrayList counted{"/received", "/sent",        "/dropped",          "/maximum",
                                            "/uptime",   "socket/count", "connections/failed"};
        const bool rises = !topic.contains("/load/") &&
                           std::any_of(counted.cbegin(), counted.cend(),
                                       [&](const QByteArray &end) { return topic.endsWith(end); });
        if (rises && m_newest.contains(topic) && value.toDouble() < m_newest.value(topic).toDouble())
            m_fallen.append(topic + ": " + m_newest.value(topic) + " -> " + value);
        m_newest.insert(topic, value);
        if (!topic.endsWith("/updater/heartbeat"))
            return;
        const qint64 ms =
            QDateTime::fromString(QString::fromUtf8(value), Qt::ISODateWithMs).toMSecsSinceEpoch();
        if (m_heartbeats++ > 0)
            m_longestGapMs = std::max(m_longestGapMs, ms - m_lastMs);
        m_lastMs = ms;
    }

    qsizetype m_seen = 0;
    QMap<QByteArray, QByteArray> m_newest;
    QByteArrayList m_fallen;
    int m_heartbeats = 0;
    qint64 m_lastMs = 0;
    qint64 m_longestGapMs = 0;
};

} // namespace

/// A server that keeps its values current by itself, and updaters that take over and give back.
class TestTakeover : public QObject
{
    Q_OBJECT

private slots:
    void noTotalGoesBack();
};

void TestTakeover::noTotalGoesBack()
{
    HarperOptions options;
    options.threads = 2;
    HarperFixture harper(options);
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    Ctl ctl(harper);
    const auto outcome =
        ctl.run({QStringLiteral("setup"), QStringLiteral("--server-side"), QStringLiteral("on")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QFile settings(harper.rootPath() + QStringLiteral("/components/syspulse/config.yaml"));
    QVERIFY(settings.open(QIODevice::ReadWrite));
    QByteArray text = settings.readAll();
    QVERIFY(text.contains("interval: 10"));
    settings.resize(0);
    settings.seek(0);
    text.replace(QByteArrayLiteral("interval: 10"),
                 QByteArrayLiteral("interval: ").append(QByteArray::number(takeoverIntervalSeconds)));
    settings.write(text);
    settings.close();

    MosquittoClients clients(harper.mqttBroker());
    auto *watch = clients.subscribe({QStringLiteral("$SYS/#")});
    QVERIFY2(watch->waitSubscribed(), watch->diagnostics().constData());
    const auto publisher = clients.openPublisher(QStringLiteral("sys/steady"), 1);
    QVERIFY2(publisher, qPrintable(clients.errorString()));
    QTimer traffic;
    connect(&traffic, &QTimer::timeout, this, [&] { publisher->write("x\n"); });
    traffic.start(20);

    Course course;
    const auto keeps = [&](const char *mode, int more) {
        const int enough = course.heartbeats() + more;
        int since = -1; // heartbeats when it was this mode
        return QTest::qWaitFor(
            [&] {
                course.take(watch->lines());
                if (course.value("syspulse/updater/mode") != mode)
                    since = -1;
                else if (since < 0)
                    since = course.heartbeats();
                return since >= 0 && course.heartbeats() >= std::max(enough, since + more);
            },
            90000);
    };
    QVERIFY(keeps("server", 3));
    QCOMPARE(course.value("syspulse/updater/interval").toInt(), takeoverIntervalSeconds);
    Course counted = course; // what came before may have been of the interval before
    for (const bool killed : {false, true}) {
        const auto updater =
            ctl.start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
        QVERIFY(keeps("updater", 5));
        if (killed)
            updater->kill();
        else
            updater->terminate();
        QVERIFY(updater->waitForFinished());
        QVERIFY(keeps("server", 3));
    }
    traffic.stop();
    publisher->closeWriteChannel();
    QVERIFY(publisher->waitForFinished());
    QVERIFY2(course.fallen().isEmpty(), course.fallen().join("\n").constData());
    QVERIFY2(course.longestGapMs() <= 2000 * takeoverIntervalSeconds,
             qPrintable(QString::number(course.longestGapMs())));
    QVERIFY(course.value("publish/messages/received").toLongLong() >
            counted.value("publish/messages/received").toLongLong());
}

SYSPULSE_TEST(TestTakeover)
#include "tst_takeover.moc"
