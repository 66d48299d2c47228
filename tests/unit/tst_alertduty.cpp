// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/alertprogram.h"
#include "tests/support/testregistry.h"

#include <memory>

#include <QTemporaryDir>

#include "core/alerts/alertduty.h"

using namespace syspulse;

/// Several programs on the same rules: one of them tells.
class TestAlertDuty : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void oneHoldsItUntilItGoes()
    {
        using Holder = AlertDuty::Holder;
        StateStore here(m_folder->path());
        StateStore there(m_folder->path());
        auto first = std::make_unique<AlertDuty>(here);
        AlertDuty second(there);
        AlertDuty other(there);
        QCOMPARE(first->holder(), Holder::Unknown);
        first->open(QStringLiteral("https://db/a"));
        QTRY_COMPARE(first->holder(), Holder::Us);
        second.open(QStringLiteral("https://db/a"));
        other.open(QStringLiteral("https://db/b"));
        QTRY_COMPARE(second.holder(), Holder::Elsewhere);
        QTRY_COMPARE(other.holder(), Holder::Us);
        first.reset();
        QTRY_VERIFY((second.look(), second.holder() == Holder::Us));
        first = std::make_unique<AlertDuty>(here);
        first->open(QStringLiteral("https://db/a"));
        QTRY_COMPARE(first->holder(), Holder::Elsewhere);
        second.close();
        QCOMPARE(second.holder(), Holder::Unknown);
        QTRY_VERIFY((first->look(), first->holder() == Holder::Us));
    }

    void whereNothingCanBeWrittenOneTellsAllTheSame()
    {
        QFile file(m_folder->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly)); // no folder, and never one
        StateStore state(file.fileName());
        AlertDuty duty(state);
        duty.open(QStringLiteral("k"));
        QTRY_COMPARE(duty.holder(), AlertDuty::Holder::Us);
    }

    void anAlertIsToldOnce()
    {
        auto window = std::make_unique<AlertProgram>(m_folder->path());
        QTRY_VERIFY(window->monitor.rules().isLoaded());
        window->monitor.rules().put(aboveRule(100, QStringLiteral("Crowd")));
        window->send(1);
        QTRY_VERIFY(QFile::exists(window->state.fileOf(QStringLiteral("alerts-db.example.org:9925"))));
        AlertProgram service(m_folder->path());
        QTRY_COMPARE(service.monitor.rules().rules().size(), 1);
        service.clock.now = window->clock.now;

        window->send(142);
        service.send(142);
        QTRY_COMPARE(window->told.size(), 1);
        QCOMPARE(window->told.constFirst().state, AlertMessage::State::Fired);
        QCOMPARE(window->told.constFirst().ruleName, QStringLiteral("Crowd"));
        QCOMPARE(window->notices.notices.size(), 1);
        QVERIFY(service.told.isEmpty());
        // The other one sees what was told, and goes on from there.
        QTRY_COMPARE(service.monitor.log().events().size(), 1);
        const qint64 since = window->told.constFirst().timeMs;
        window.reset();
        QTRY_VERIFY(service.monitor.isOnDuty());
        QVERIFY(service.told.isEmpty());
        service.send(1);
        QTRY_COMPARE(service.told.size(), 1);
        QCOMPARE(service.told.constFirst().state, AlertMessage::State::Resolved);
        QVERIFY(!service.told.constFirst().unwatched);
        QCOMPARE(service.told.constFirst().sinceMs, since);
    }

    void whatTheOtherCouldNotTellIsTold()
    {
        AlertProgram window(m_folder->path());
        QTRY_VERIFY(window.monitor.rules().isLoaded());
        QTRY_VERIFY(window.monitor.isOnDuty());
        window.monitor.rules().put(aboveRule(100));
        QTRY_VERIFY(QFile::exists(window.state.fileOf(QStringLiteral("alerts-db.example.org:9925"))));
        AlertProgram service(m_folder->path());
        QTRY_COMPARE(service.monitor.rules().rules().size(), 1);
        service.send(142); // the window dies before it sees that value
        QVERIFY(service.told.isEmpty());
        emit window.session.connection().stateChanged(SessionState::Disconnected, {});
        QTRY_COMPARE(service.told.size(), 1);
        QCOMPARE(service.told.constFirst().state, AlertMessage::State::Fired);
        QTRY_COMPARE(service.monitor.log().events().size(), 1);
        QVERIFY(window.told.isEmpty());
    }

    void anEndBecauseNobodyLooksIsNoEnd()
    {
        AlertProgram window(m_folder->path());
        QTRY_VERIFY(window.monitor.isOnDuty() && window.monitor.rules().isLoaded());
        const QString id = window.monitor.rules().put(aboveRule(100));
        window.send(142);
        emit window.session.connection().stateChanged(SessionState::Disconnected, {});
        QCOMPARE(window.told.size(), 1);
        window.session.pretendConnected();
        QTRY_VERIFY(window.monitor.isOnDuty());
        window.send(142);
        QCOMPARE(window.told.size(), 1);
        QVERIFY(window.monitor.rules().remove(id).has_value());
        QCOMPARE(window.told.size(), 2);
        QVERIFY(window.told.constLast().unwatched);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestAlertDuty)
#include "tst_alertduty.moc"
