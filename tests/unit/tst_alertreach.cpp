// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/alertprogram.h"
#include "tests/support/testregistry.h"

#include <memory>

#include <QSslCertificate>
#include <QTemporaryDir>

using namespace syspulse;

namespace {

const QString address = QStringLiteral("db.example.org:9925");

/// A certificate; nobody has its key.
const char certificate[] = "-----BEGIN CERTIFICATE-----\n"
                           "MIIBiDCCAS2gAwIBAgIUaHohQhV2er7adyW7Loq2cXXkuKkwCgYIKoZIzj0EAwIw\n"
                           "GTEXMBUGA1UEAwwOZGIuZXhhbXBsZS5vcmcwHhcNMjYxMTI3MDgwMTIyWhcNMjcx\n"
                           "MTI3MDgwMTIyWjAZMRcwFQYDVQQDDA5kYi5leGFtcGxlLm9yZzBZMBMGByqGSM49\n"
                           "AgEGCCqGSM49AwEHA0IABOYJAeMzb0adoIsPyzIPuXZRWqIqE3y4JJz0Mb3rQGHp\n"
                           "SOcHfYX1t/hfNZtFp4uD0n4n5yjsS96LufHd40GTqmyjUzBRMB0GA1UdDgQWBBT6\n"
                           "b8PDa8CwdQ1DHKYycP8UGlUmlzAfBgNVHSMEGDAWgBT6b8PDa8CwdQ1DHKYycP8U\n"
                           "GlUmlzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDlUC+9+TcV\n"
                           "92SHbWHalkwxnixHO7+LljEL0LjiU34ZgAIhAIzrQyK0M5vDLWfqso9K9J0UiJit\n"
                           "yZeZJNINb80I0Gne\n"
                           "-----END CERTIFICATE-----\n";

} // namespace

/// Rules about the instance itself: it does not answer, its certificate ends.
class TestAlertReach : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aServerThatGoesAwayIsTold()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        program.wait(300);
        QCOMPARE(program.states(), QString());
        tellReach(program, true);
        program.wait(59);
        QCOMPARE(program.states(), QString());
        QCOMPARE(program.monitor.status(unreachableRuleId).state, AlertState::Pending);
        program.wait(1);
        QCOMPARE(program.states(), QStringLiteral("fired"));
        const AlertMessage &message = program.told.constFirst();
        QCOMPARE(message.ruleName, QStringLiteral("Instance unreachable"));
        QCOMPARE(message.rule.severity, AlertSeverity::Critical);
        QCOMPARE(message.instance, address);
        QVERIFY(!message.text.isEmpty() && !message.advice.isEmpty());
        QCOMPARE(program.notices.notices.size(), 1);
        tellReach(program, false);
        QCOMPARE(program.states(), QStringLiteral("fired resolved"));
    }

    void aShortAbsenceIsNothing()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        for (int i = 0; i < 5; ++i) {
            tellReach(program, true);
            program.wait(40);
            tellReach(program, false);
            program.wait(10);
        }
        QCOMPARE(program.states(), QString());
    }

    void whatIsTurnedOffIsNotTold()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        AlertRule rule = *program.monitor.rule(unreachableRuleId);
        rule.enabled = false;
        program.monitor.rules().put(rule);
        tellReach(program, true);
        program.wait(600);
        QCOMPARE(program.states(), QString());
        QVERIFY(program.notices.notices.isEmpty());
    }

    void aServerThatNeverAnsweredIsToldWhereItIsExpected()
    {
        AlertProgram program(m_folder->path(), FakeClock().now, false);
        program.monitor.expect(address);
        QVERIFY(program.isReady());
        for (int i = 0; i < 10; ++i) {
            emit program.session.connection().stateChanged(SessionState::Connecting, {});
            program.wait(3);
            emit program.session.connection().stateChanged(
                SessionState::Failed, {ErrorKind::Network, QStringLiteral("Nothing listens there."), {}, 0});
            program.wait(4);
        }
        QCOMPARE(program.states(), QStringLiteral("fired"));
        QCOMPARE(program.told.constFirst().instance, address);
        program.session.pretendConnected();
        QCOMPARE(program.states(), QStringLiteral("fired resolved"));
    }

    void aServerThatRefusesIsThere()
    {
        AlertProgram program(m_folder->path(), FakeClock().now, false);
        program.monitor.expect(address);
        QVERIFY(program.isReady());
        emit program.session.connection().stateChanged(
            SessionState::Failed, {ErrorKind::Auth, QStringLiteral("Wrong password."), {}, 401});
        program.wait(600);
        QCOMPARE(program.states(), QString());
        QVERIFY(program.monitor.status(unreachableRuleId).known);
    }

    /// Nobody tries again in the window, so that soon nobody knows.
    void aFailedAttemptOfTheUserIsNoAlert()
    {
        AlertProgram program(m_folder->path());
        QVERIFY(program.isReady());
        emit program.session.connection().stateChanged(
            SessionState::Failed, {ErrorKind::Network, QStringLiteral("Nothing listens there."), {}, 0});
        program.wait(600);
        QCOMPARE(program.states(), QString());
        QVERIFY(!program.monitor.status(unreachableRuleId).known);
    }

    void aCertificateThatEndsIsTold()
    {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate);
        QCOMPARE(chain.size(), 1);
        constexpr qint64 dayMs = 24LL * 3600 * 1000;
        AlertProgram program(m_folder->path(),
                             chain.constFirst().expiryDate().toMSecsSinceEpoch() - 20 * dayMs);
        QVERIFY(program.isReady());
        QVERIFY(program.session.requests.filter(QStringLiteral("certificates"))
                    .isEmpty()); // nobody wants to know
        AlertRule rule;
        rule.condition = AlertCondition::CertificateEnds;
        rule.threshold = 14;
        const QString id = program.monitor.rules().put(rule);
        program.wait(600);
        QVERIFY(!program.monitor.status(id).known);
        PeerCertificates seen;
        seen.chain = chain;
        emit program.session.connection().certificatesFetched(newRequestToken(), seen, {}); // somebody else's
        program.wait(1);
        QVERIFY(!program.monitor.status(id).known);
        emit program.session.connection().certificatesFetched(program.session.token, seen, {});
        program.wait(1);
        QVERIFY(program.monitor.status(id).known);
        QVERIFY(std::abs(*program.monitor.status(id).value - 20) < 0.1);
        QCOMPARE(program.states(), QString());
        program.clock.now += 7 * dayMs;
        program.wait(2);
        QCOMPARE(program.states(), QStringLiteral("fired"));
        QVERIFY(!program.told.constFirst().text.isEmpty());
    }

private:
    static void tellReach(AlertProgram &program, bool away)
    {
        Reach reach;
        if (away)
            reach.awaySinceMs = program.clock.now;
        emit program.session.connection().reachChanged(reach);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestAlertReach)
#include "tst_alertreach.moc"
