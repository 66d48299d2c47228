// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/harperfixture.h"

#include <QDir>
#include <QFile>
#include <QUuid>

namespace syspulse::test {

// Of the version SYSPULSE_TEST_VERSION, or of the one that `make run` uses.
QString HarperFixture::packagePath()
{
    const QString named = qEnvironmentVariable("SYSPULSE_HARPERDB");
    const QString current =
        named.isEmpty() ? QStringLiteral(SYSPULSE_SOURCE_DIR "/.syspulse/npm/node_modules/harperdb") : named;
    const QString version = qEnvironmentVariable("SYSPULSE_TEST_VERSION");
    // Beside the current one: .../npm/node_modules/harperdb and .../npm-4.4.18/node_modules/harperdb.
    return version.isEmpty()
               ? current
               : QDir::cleanPath(current +
                                 QStringLiteral("/../../../npm-%1/node_modules/harperdb").arg(version));
}

HarperFixture::HarperFixture(HarperOptions options)
    : m_options(std::move(options))
{
    if (const int threads = qEnvironmentVariableIntValue("SYSPULSE_TEST_THREADS"); threads > 0)
        m_options.threads = threads;
}

HarperFixture::~HarperFixture()
{
    // Before the folder goes: a server that still writes would bring parts of it back. By force, since nobody
    // reads what an orderly end would save.
    m_process.kill9();
}

bool HarperFixture::start()
{
    return prepare() && launch();
}

bool HarperFixture::waitReady(int timeoutMs)
{
    const bool ready = m_process.waitReady(timeoutMs);
    m_error = m_process.errorString();
    return ready;
}

bool HarperFixture::restartProcess()
{
    return launchAgain() && waitReady();
}

bool HarperFixture::launchAgain()
{
    m_process.stop();
    return launch();
}

void HarperFixture::stop()
{
    m_process.stop();
}

void HarperFixture::kill9()
{
    m_process.kill9();
}

QUrl HarperFixture::opsUrl() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_settings.opsPort));
}

QJsonArray HarperFixture::records(const QString &table)
{
    return http()
        .operation({{QStringLiteral("operation"), QStringLiteral("search_by_value")},
                    {QStringLiteral("database"), QStringLiteral("data")},
                    {QStringLiteral("table"), table},
                    {QStringLiteral("search_attribute"), QStringLiteral("id")},
                    {QStringLiteral("search_value"), QStringLiteral("*")},
                    {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}})
        .json()
        .toArray();
}

MqttBroker HarperFixture::mqttBroker(const QString &user, const QString &password) const
{
    MqttBroker broker;
    broker.port = mqttPort();
    broker.user = user;
    broker.password = password;
    return broker;
}

TestHttp &HarperFixture::http()
{
    if (!m_http)
        m_http = std::make_unique<TestHttp>(opsUrl(), user(), password());
    return *m_http;
}

bool HarperFixture::prepare()
{
    m_ports = PortBlock::reserve();
    if (!m_directory.isValid() || !m_ports) {
        m_error = QStringLiteral("No temporary folder or no free ports: %1").arg(m_directory.errorString());
        return false;
    }
    m_settings.package = packagePath();
    m_settings.directory = m_directory.path();
    m_settings.opsPort = m_ports->port(0);
    m_settings.httpPort = m_ports->port(1);
    m_settings.mqttPort = m_ports->port(2);
    m_settings.mqttsPort = m_ports->port(3);
    m_settings.replicationPort = m_ports->port(4);
    m_settings.password = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_settings.mode = m_options.mode;
    m_settings.threads = m_options.threads;
    m_settings.environment = m_options.environment;
    return m_options.content == HarperContent::Nothing ||
           HarperTemplate::copyTo(m_settings, m_options.content, &m_error);
}

bool HarperFixture::launch()
{
    // Its kept-alive connections belong to a server that is gone.
    m_http.reset();
    const bool launched = m_process.start(m_settings);
    m_error = m_process.errorString();
    return launched;
}

} // namespace syspulse::test
