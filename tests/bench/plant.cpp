// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/plant.h"

#include "tests/integration/ctl.h"
#include "tests/support/childprocess.h"

#include <algorithm>

#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace syspulse::test {

namespace {

const QString tableFolder = QStringLiteral(SYSPULSE_PLANT_TABLE);

HarperOptions withThreads(int threads)
{
    HarperOptions options;
    options.threads = threads;
    return options;
}

} // namespace

bool waitUntil(const std::function<bool()> &done, int ms)
{
    return QTest::qWaitFor(done, ms);
}

Plant::Plant(int threads)
    : m_harper(withThreads(threads))
{
    QObject::connect(&m_load, &QProcess::readyReadStandardOutput, &m_load, [this] { readLoad(); });
}

Plant::~Plant()
{
    m_load.disconnect();
    stopProcess(m_load);
}

QString Plant::start()
{
    if (!m_harper.startAndWait())
        return m_harper.errorString();
    for (const char *name : {"config.yaml", "schema.graphql"}) {
        QFile file(tableFolder + QLatin1Char('/') + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            return file.fileName() + QStringLiteral(": ") + file.errorString();
        const HttpReply reply =
            m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
                                       {QStringLiteral("project"), QStringLiteral("plant")},
                                       {QStringLiteral("file"), QLatin1String(name)},
                                       {QStringLiteral("payload"), QString::fromUtf8(file.readAll())}});
        if (reply.status != 200)
            return QString::fromUtf8(reply.body);
    }
    return {};
}

QString Plant::setUp()
{
    const auto setup = Ctl(m_harper).run({QStringLiteral("setup")});
    return setup.exitCode == 0 ? QString() : QString::fromUtf8(setup.all());
}

QString Plant::startLoad(const QJsonObject &plan)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MQTT_USER"), m_harper.user());
    environment.insert(QStringLiteral("MQTT_PASSWORD"), m_harper.password());
    endWithTest(m_load);
    m_load.setProcessEnvironment(environment);
    m_load.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_load.start(QStringLiteral(SYSPULSE_NODE),
                 {QStringLiteral(SYSPULSE_MQTT_LOAD), HarperFixture::packagePath(),
                  QString::number(m_harper.mqttPort()),
                  QString::fromUtf8(QJsonDocument(plan).toJson(QJsonDocument::Compact))});
    return waitUntil([this] { return m_upMs > 0; })
               ? QString()
               : QStringLiteral("The clients of the plant do not connect.");
}

QString Plant::startAgain()
{
    if (!m_harper.launchAgain())
        return m_harper.errorString();
    return waitUntil([this] { return m_upMs > 0; })
               ? QString()
               : QStringLiteral("The clients of the plant do not come back.\n") + m_harper.logTail();
}

Profile Plant::profile(const QString &name) const
{
    Profile profile;
    profile.name = name;
    profile.url = m_harper.opsUrl().toString();
    profile.user = m_harper.user();
    return profile;
}

void Plant::readLoad()
{
    while (m_load.canReadLine()) {
        const QByteArrayList words = m_load.readLine().trimmed().split(' ');
        const qint64 timeMs = words.value(1).toLongLong();
        if (words.constFirst() == "up")
            m_upMs = timeMs;
        else if (words.constFirst() == "down")
            m_upMs = 0;
        else if (words.constFirst() == "sent")
            m_sent.append({timeMs, words.value(2).toLongLong()});
    }
}

std::optional<std::pair<double, double>> Plant::sentPerSecond(qint64 fromMs, qint64 toMs) const
{
    std::optional<std::pair<double, double>> range;
    for (qsizetype i = 1; i < m_sent.size(); ++i) {
        const Sent &before = m_sent.at(i - 1);
        const Sent &now = m_sent.at(i);
        if (before.timeMs < fromMs || now.timeMs > toMs || now.timeMs <= before.timeMs)
            continue;
        const double rate = double(now.total - before.total) * 1000 / double(now.timeMs - before.timeMs);
        range = range ? std::pair(std::min(range->first, rate), std::max(range->second, rate))
                      : std::pair(rate, rate);
    }
    return range;
}

} // namespace syspulse::test
