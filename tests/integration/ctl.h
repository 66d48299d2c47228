// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "tests/support/harperfixture.h"

#include <QProcess>
#include <QTemporaryDir>

namespace syspulse::test {

/// Runs the real syspulsectl against a HarperDB; user and password go through its environment.
class Ctl
{
public:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;

        QByteArray all() const { return QByteArray(out).append(err); }
        /// The lines of standard output as JSON.
        QList<Json> objects() const;
    };

    explicit Ctl(const HarperFixture &harper);

    void setUser(const QString &user, const QString &password);
    void unsetPassword();
    void setUrl(const QString &url);
    /// Where the program finds the history of the window, which is not there at first.
    QString historyFile() const { return m_data.filePath(QStringLiteral("SysPulse/history.sqlite")); }

    /// Runs to the end.
    Outcome run(const QStringList &arguments, int timeoutMs = 120000);
    /// Starts and leaves it running; killed with the returned object.
    std::unique_ptr<QProcess> start(const QStringList &arguments);

    /// The value of @p topic as `status --json` tells it; null when there is none.
    Json value(const QString &topic);

private:
    QTemporaryDir m_data; ///< what the user of this computer keeps is none of a test's business
    QProcessEnvironment m_environment;
};

} // namespace syspulse::test
