// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/profile.h"
#include "tests/support/harperfixture.h"

#include <functional>

#include <QJsonObject>
#include <QProcess>

namespace syspulse::test {

/// Lets events go on until @p done, for @p ms at most; whether it came.
bool waitUntil(const std::function<bool()> &done, int ms = 180'000);

/// A real HarperDB with the traffic of a plant on a table that is not SysPulse's, for runs of minutes. Each
/// step gives what went wrong, or nothing.
class Plant
{
public:
    explicit Plant(int threads);
    ~Plant();

    /// Starts the server, which gets the table "plant" when it loads its components again.
    QString start();
    /// Sets it up as syspulsectl does.
    QString setUp();
    /// Makes traffic from now on, also after the server was away; @p plan as in mqttload.cjs.
    QString startLoad(const QJsonObject &plan);
    /// Starts the killed server again, while events go on, until the steady clients are back.
    QString startAgain();

    HarperFixture &harper() { return m_harper; }
    /// With address and user, as it is kept; the password is the fixture's.
    Profile profile(const QString &name) const;

    /// When all steady clients were connected last, in ms since the epoch; 0: some are not.
    qint64 loadUpMs() const { return m_upMs; }
    /// The fewest and the most messages a second that the steady clients have sent between two moments, by
    /// their own count; nothing where that is not known.
    std::optional<std::pair<double, double>> sentPerSecond(qint64 fromMs, qint64 toMs) const;

private:
    struct Sent
    {
        qint64 timeMs = 0;
        qint64 total = 0;
    };

    void readLoad();

    HarperFixture m_harper;
    QProcess m_load;
    QList<Sent> m_sent;
    qint64 m_upMs = 0;
};

} // namespace syspulse::test
