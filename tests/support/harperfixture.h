// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperprocess.h"
#include "tests/support/harpertemplate.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/portblock.h"
#include "tests/support/testhttp.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace syspulse::test {

struct HarperOptions
{
    QString mode = QStringLiteral("prod"); ///< in "dev" a local client is super user without a password
    int threads = 1;
    QMap<QString, QString> environment{}; ///< further settings of HarperDB, for example LOGGING_LEVEL
    HarperContent content = HarperContent::Installed;
};

/// A real HarperDB with a folder and ports of its own, gone with this object.
///
/// The npm package is taken from SYSPULSE_HARPERDB or, without that, from .syspulse/npm of the source folder.
/// A missing one is an error and never a reason to skip a test. SYSPULSE_TEST_VERSION chooses another version
/// of HarperDB (see local-harperdb.sh) and SYSPULSE_TEST_THREADS the number of workers for all fixtures of a
/// program.
class HarperFixture
{
public:
    explicit HarperFixture(HarperOptions options = {});
    ~HarperFixture();
    Q_DISABLE_COPY_MOVE(HarperFixture)

    bool start(); ///< the process; follow with waitReady()
    bool waitReady(int timeoutMs = 90000);
    bool startAndWait() { return start() && waitReady(); }
    bool restartProcess(); ///< again with the same folder and ports, after stop() or kill9()
    bool launchAgain();    ///< the same, without waiting for it
    void stop();
    void kill9();

    QUrl opsUrl() const;
    quint16 httpPort() const { return m_settings.httpPort; }
    quint16 mqttPort() const { return m_settings.mqttPort; }
    quint16 mqttsPort() const { return m_settings.mqttsPort; }
    /// Worker threads.
    int threads() const { return m_options.threads; }
    /// Folder of the npm package that is started.
    static QString packagePath();
    QString user() const { return m_settings.user; }
    QString password() const { return m_settings.password; }

    /// The MQTT broker, without TLS, as the administrator or as @p user.
    MqttBroker mqttBroker() const { return mqttBroker(user(), password()); }
    MqttBroker mqttBroker(const QString &user, const QString &password) const;
    /// The operations API as the administrator.
    TestHttp &http();
    /// All records of @p table of the database "data".
    QJsonArray records(const QString &table);

    QList<pid_t> pids() const { return m_process.pids(); }
    QString rootPath() const { return m_settings.directory + QStringLiteral("/root"); }
    QString errorString() const { return m_error; }
    QString logTail(int lines = 20) const { return m_process.logTail(lines); }

private:
    bool prepare();
    bool launch();

    HarperOptions m_options;
    QTemporaryDir m_directory{harperDirectoryTemplate()};
    std::optional<PortBlock> m_ports;
    HarperSettings m_settings;
    HarperProcess m_process;
    std::unique_ptr<TestHttp> m_http;
    QString m_error;
};

} // namespace syspulse::test
