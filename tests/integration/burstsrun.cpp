// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/burstsrun.h"

#include "tests/integration/ctl.h"
#include "tests/support/childprocess.h"

#include <QFile>

namespace syspulse::test {

namespace {

const QString scripts = QStringLiteral(SYSPULSE_SOURCE_DIR "/tests/component/harper/");

HarperOptions optionsFor(int threads, const std::optional<PortBlock> &ports)
{
    HarperOptions options;
    options.threads = threads;
    if (ports)
        options.environment.insert(QStringLiteral("HTTP_SECUREPORT"),
                                   QStringLiteral("127.0.0.1:%1").arg(ports->port(0)));
    return options;
}

} // namespace

BurstsRun::BurstsRun(int threads)
    : m_ports(PortBlock::reserve())
    , m_harper(optionsFor(threads, m_ports))
{}

bool BurstsRun::fail(const QString &error)
{
    m_error = error;
    return false;
}

bool BurstsRun::prepare()
{
    if (!m_ports)
        return fail(QStringLiteral("there are no free ports"));
    if (!m_harper.startAndWait())
        return fail(m_harper.errorString());
    // A table that is not SysPulse's; setup restarts the workers, which load it.
    for (const char *name : {"config.yaml", "schema.graphql"}) {
        const QString path = scripts + QStringLiteral("extra/") + QLatin1String(name);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(path + QStringLiteral(": ") + file.errorString());
        const HttpReply reply =
            m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
                                       {QStringLiteral("project"), QStringLiteral("burst")},
                                       {QStringLiteral("file"), QLatin1String(name)},
                                       {QStringLiteral("payload"), QString::fromUtf8(file.readAll())}});
        if (reply.status != 200)
            return fail(QString::fromUtf8(reply.body));
    }
    const auto setup = Ctl(m_harper).run({QStringLiteral("setup")});
    return setup.exitCode == 0 || fail(QString::fromUtf8(setup.all()));
}

bool BurstsRun::run(int bursts, quint32 seed)
{
    QStringList ports;
    for (const quint16 port : {quint16(m_harper.opsUrl().port()), m_harper.httpPort(), m_ports->port(0),
                               m_harper.mqttPort(), m_harper.mqttsPort()})
        ports.append(QString::number(port));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYSPULSE_PORTS"), ports.join(QLatin1Char(',')));
    environment.insert(QStringLiteral("SYSPULSE_USER"), m_harper.user());
    environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), m_harper.password());
    QProcess process;
    endWithTest(process);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QStringLiteral("node"),
                  {scripts + QStringLiteral("bursts.mjs"), HarperFixture::packagePath(),
                   QString::number(bursts), QString::number(seed)});
    if (!process.waitForFinished(-1))
        return fail(process.errorString());
    return (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) ||
           fail(QStringLiteral("not every burst was counted exactly; see above"));
}

} // namespace syspulse::test
