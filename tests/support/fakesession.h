// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QStringList>

namespace syspulse {

/// What a FakeSession was asked, in the order of asking.
struct FakeRequests
{
    QStringList requests;
    QList<QList<TimeSpan>> pastRequests;
    bool diaryKept = false;
    bool presenceFollowed = false;
    int diariesBegun = 0;
    bool talkersNoted = false;
    RequestToken token = 0;      ///< of the last test(), fetchCertificates() or startTrace()
    ConnectionSettings settings; ///< of the last connectTo(), test() or fetchCertificates()
};

/// The parts of a FakeSession: they note requests and answer nothing by themselves.
class FakeConnection final : public SessionConnection
{
public:
    explicit FakeConnection(FakeRequests &asked)
        : m_asked(asked)
    {}
    void connectTo(const ConnectionSettings &settings) override;
    void disconnectFrom() override { m_asked.requests.append(QStringLiteral("disconnect")); }
    void test(const ConnectionSettings &settings, std::optional<ConnectStage> only,
              RequestToken token) override;
    void fetchCertificates(const ConnectionSettings &settings, TlsLink link, RequestToken token) override;
    void retryNow() override { m_asked.requests.append(QStringLiteral("retry")); }
    void fillPast(const QList<TimeSpan> &missing) override { m_asked.pastRequests.append(missing); }

private:
    FakeRequests &m_asked;
};

class FakeSetup final : public SessionSetup
{
public:
    explicit FakeSetup(FakeRequests &asked)
        : m_asked(asked)
    {}
    void refreshPlan() override { m_asked.requests.append(QStringLiteral("plan")); }
    void choose(const SetupChoices &choices) override
    {
        QString text = QStringLiteral("choose %1, %2 ids")
                           .arg(choices.serverSide.value() ? QStringLiteral("server side")
                                                           : QStringLiteral("updaters only"),
                                choices.ids.value() == IdStyle::Flat ? QStringLiteral("flat")
                                                                     : QStringLiteral("hierarchical"));
        for (const SetupRole role : setupRoles)
            text += choices.roles.contains(role) ? QStringLiteral(", ") + roleName(role) : QString();
        m_asked.requests.append(text);
    }
    void applySetup() override { m_asked.requests.append(QStringLiteral("apply")); }
    void undoSetup() override { m_asked.requests.append(QStringLiteral("undo")); }
    void cancelSetup() override { m_asked.requests.append(QStringLiteral("cancel")); }

private:
    FakeRequests &m_asked;
};

class FakeUpdater final : public SessionUpdater
{
public:
    explicit FakeUpdater(FakeRequests &asked)
        : m_asked(asked)
    {}
    void startUpdater(const UpdaterSchedule &schedule) override;
    void pauseUpdater() override { m_asked.requests.append(QStringLiteral("pause")); }
    void stopUpdater() override { m_asked.requests.append(QStringLiteral("stop")); }
    void runUpdaterNow() override { m_asked.requests.append(QStringLiteral("run")); }
    void takeOverUpdater() override { m_asked.requests.append(QStringLiteral("takeover")); }

private:
    FakeRequests &m_asked;
};

class FakeClients final : public SessionClients
{
public:
    explicit FakeClients(FakeRequests &asked)
        : m_asked(asked)
    {}
    void watchClients(bool on) override;
    void refreshClients() override { m_asked.requests.append(QStringLiteral("refresh clients")); }
    void disconnectClient(const QString &id) override;
    void removeOrphanedSession(const QString &clientId) override;
    void describeClient(const QString &id) override;
    void startTrace(const QString &id, const TraceLimits &limits, RequestToken token) override;
    void keepDiary(bool on) override
    {
        m_asked.diariesBegun += on && !m_asked.diaryKept ? 1 : 0;
        m_asked.diaryKept = on;
    }
    void followPresence(bool on) override { m_asked.presenceFollowed = on; }
    void stopTrace(RequestToken) override { m_asked.requests.append(QStringLiteral("stop trace")); }

private:
    FakeRequests &m_asked;
};

class FakeBroker final : public SessionBroker
{
public:
    explicit FakeBroker(FakeRequests &asked)
        : m_asked(asked)
    {}
    void watchBroker(BrokerViews views) override;
    void refreshBroker() override { m_asked.requests.append(QStringLiteral("refresh broker")); }
    void noteTalkers(bool on) override { m_asked.talkersNoted = on; }
    void watchServerLog(bool on) override
    {
        m_asked.requests.append(on ? QStringLiteral("watch server log") : QStringLiteral("leave server log"));
    }
    void refreshServerLog() override { m_asked.requests.append(QStringLiteral("refresh server log")); }

private:
    FakeRequests &m_asked;
};

/// They must exist before the session that is made of them.
struct FakeParts : FakeRequests
{
    FakeConnection fakeConnection{*this};
    FakeSetup fakeSetup{*this};
    FakeUpdater fakeUpdater{*this};
    FakeClients fakeClients{*this};
    FakeBroker fakeBroker{*this};
};

/// A session that only exists as signals: notes requests, answers nothing by itself.
class FakeSession final : public FakeParts, public Session
{
public:
    FakeSession()
        : Session(fakeConnection, fakeSetup, fakeUpdater, fakeClients, fakeBroker)
    {}

    /// Connected to @p url, with MQTT up.
    void pretendConnected(const QString &url = QStringLiteral("https://db.example.org:9925/"));
    /// A live list of the first @p count of fakeClients().
    void pretendClients(int count, qint64 nowMs);
    /// One updater cycle of a broker in use, @p step after step, each sampled at @p timeMs.
    void sendSample(int step, qint64 timeMs, int intervalSeconds = 10);
    /// One value.
    void sendValue(const QString &topic, const QString &text, qint64 timeMs);
    void sendNumber(const QString &topic, double number, qint64 timeMs);

private:
    std::optional<qint64> m_startedMs; ///< when the broker of the samples began
};

/// A value as the decoder would make it.
TopicValue fakeValue(const QString &topic, const QString &text, qint64 timeMs);

/// @p count connected clients with the record ids r0, r1 and so on.
QList<ClientSession> fakeClients(int count, qint64 nowMs);

/// A plan in which the component and what follows are still to be done.
SetupPlan neededPlan();
/// A plan of an instance that is set up.
SetupPlan completePlan();

} // namespace syspulse
