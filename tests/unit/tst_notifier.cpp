// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/system/notifier.h"
#include "tests/support/fakenotifications.h"
#include "tests/support/privatebus.h"
#include "tests/support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

namespace {

/// The notification area.
class FakeFallback final : public Notifier
{
public:
    bool isAvailable() const override { return available; }
    void notify(const AlertNotice &notice) override { notices.append(notice); }
    void withdraw(const QString &id) override { withdrawn.append(id); }

    bool available = true;
    QList<AlertNotice> notices;
    QStringList withdrawn;
};

} // namespace

/// Against desktops of its own on a bus of its own.
class TestNotifier : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(!m_bus.address().isEmpty(), "dbus-daemon is needed"); }

    void showsAndActs_data()
    {
        QTest::addColumn<FakeNotifications::Kind>("kind");
        QTest::newRow("portal") << FakeNotifications::Kind::Portal;
        QTest::newRow("org.freedesktop.Notifications") << FakeNotifications::Kind::Service;
    }

    void showsAndActs()
    {
        QFETCH(FakeNotifications::Kind, kind);
        FakeNotifications desktop(other(), kind);
        FakeFallback fallback;
        fallback.available = false;
        DesktopNotifier notifier(bus(), fallback);
        QSignalSpy shows(&notifier, &Notifier::showRequested);
        QSignalSpy acknowledges(&notifier, &Notifier::acknowledged);
        QSignalSpy snoozes(&notifier, &Notifier::snoozed);
        // Before it is known what there is.
        notifier.notify(m_notice);
        QTRY_COMPARE(desktop.shown.size(), 1);
        QVERIFY(notifier.isAvailable());
        QCOMPARE(desktop.shown.at(0).title, m_notice.title);
        QCOMPARE(desktop.shown.at(0).body, m_notice.text);
        QCOMPARE(
            desktop.shown.at(0).actions,
            (QStringList{QStringLiteral("show"), QStringLiteral("acknowledge"), QStringLiteral("snooze")}));
        QVERIFY(fallback.notices.isEmpty());

        settle();
        desktop.press(desktop.shown.constLast(), QStringLiteral("default"), QStringLiteral("token-1"));
        QTRY_COMPARE(shows.size(), 1);
        QCOMPARE(shows.at(0).at(0).toString(), m_notice.id);
        if (kind == FakeNotifications::Kind::Service)
            QCOMPARE(shows.at(0).at(1).toString(), QStringLiteral("token-1"));
        QCOMPARE(acknowledges.size() + snoozes.size(), 0);
    }

    void theDesktopIsToldHowUrgentItIs_data()
    {
        QTest::addColumn<FakeNotifications::Kind>("kind");
        QTest::addColumn<QStringList>("urgencies"); // of information, warning and critical
        QTest::newRow("portal") << FakeNotifications::Kind::Portal
                                << QStringList{QStringLiteral("normal"), QStringLiteral("high"),
                                               QStringLiteral("urgent")};
        QTest::newRow("org.freedesktop.Notifications")
            << FakeNotifications::Kind::Service
            << QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")};
    }

    void theDesktopIsToldHowUrgentItIs()
    {
        QFETCH(FakeNotifications::Kind, kind);
        QFETCH(QStringList, urgencies);
        FakeNotifications desktop(other(), kind);
        FakeFallback fallback;
        DesktopNotifier notifier(bus(), fallback);
        for (int i = 0; i < 3; ++i) {
            AlertNotice notice = m_notice;
            notice.id = QString::number(i);
            notice.severity = AlertSeverity(i);
            notifier.notify(notice);
        }
        QTRY_COMPARE(desktop.shown.size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(desktop.shown.at(i).urgency, urgencies.at(i));
    }

    void eachButtonSaysWhatItIs_data() { showsAndActs_data(); }

    void eachButtonSaysWhatItIs()
    {
        QFETCH(FakeNotifications::Kind, kind);
        FakeNotifications desktop(other(), kind);
        FakeFallback fallback;
        DesktopNotifier notifier(bus(), fallback);
        QSignalSpy shows(&notifier, &Notifier::showRequested);
        QSignalSpy acknowledges(&notifier, &Notifier::acknowledged);
        QSignalSpy snoozes(&notifier, &Notifier::snoozed);
        for (int i = 0; i < 3; ++i)
            notifier.notify({QString::number(i), QStringLiteral("title %1").arg(i), {}});
        QTRY_COMPARE(desktop.shown.size(), 3);
        settle();
        desktop.press(desktop.shown.at(0), QStringLiteral("show"));
        desktop.press(desktop.shown.at(1), QStringLiteral("acknowledge"));
        desktop.press(desktop.shown.at(2), QStringLiteral("snooze"));
        desktop.press({QStringLiteral("4711"), {}, {}, {}}, QStringLiteral("explode")); // somebody else's
        QTRY_COMPARE(snoozes.size(), 1);
        QCOMPARE(shows.size(), 1);
        QCOMPARE(shows.at(0).at(0).toString(), QStringLiteral("0"));
        QCOMPARE(acknowledges.size(), 1);
        QCOMPARE(acknowledges.at(0).at(0).toString(), QStringLiteral("1"));
        QCOMPARE(snoozes.at(0).at(0).toString(), QStringLiteral("2"));
    }

    void replacesAndWithdraws_data() { showsAndActs_data(); }

    void replacesAndWithdraws()
    {
        QFETCH(FakeNotifications::Kind, kind);
        FakeNotifications desktop(other(), kind);
        FakeFallback fallback;
        DesktopNotifier notifier(bus(), fallback);
        notifier.notify(m_notice);
        QTRY_COMPARE(desktop.received, 1);
        settle();
        notifier.notify({m_notice.id, QStringLiteral("Newer"), {}});
        QTRY_COMPARE(desktop.received, 2);
        QCOMPARE(desktop.shown.size(), 1);
        QCOMPARE(desktop.shown.at(0).title, QStringLiteral("Newer"));
        settle();
        notifier.withdraw(m_notice.id);
        QTRY_VERIFY(desktop.shown.isEmpty());
        // Withdrawn before the desktop has said which one it is.
        notifier.notify(m_notice);
        notifier.withdraw(m_notice.id);
        QTRY_COMPARE(desktop.received, 3);
        QTRY_VERIFY(desktop.shown.isEmpty());
    }

    void thePortalComesFirst()
    {
        FakeNotifications portal(other(), FakeNotifications::Kind::Portal);
        FakeNotifications service(m_bus.connect(QStringLiteral("third")), FakeNotifications::Kind::Service);
        FakeFallback fallback;
        DesktopNotifier notifier(bus(), fallback);
        notifier.notify(m_notice);
        QTRY_COMPARE(portal.received, 1);
        QCOMPARE(service.received, 0);
        // One whose desktop shows nothing.
        portal.refuses = true;
        notifier.notify({QStringLiteral("b"), QStringLiteral("B"), {}});
        QTRY_COMPARE(service.received, 1);
        service.refuses = true;
        notifier.notify({QStringLiteral("c"), QStringLiteral("C"), {}});
        QTRY_COMPARE(fallback.notices.size(), 1);
        QCOMPARE(fallback.notices.at(0).id, QStringLiteral("c"));
    }

    void markupIsEscapedOnlyWhereItIsRead()
    {
        const AlertNotice notice{QStringLiteral("m"), QStringLiteral("a < b"),
                                 QStringLiteral("1 < 2 & <b>x</b>")};
        FakeFallback fallback;
        {
            FakeNotifications plain(other(), FakeNotifications::Kind::Service);
            DesktopNotifier notifier(bus(), fallback);
            notifier.notify(notice);
            QTRY_COMPARE(plain.shown.size(), 1);
            QCOMPARE(plain.shown.at(0).body, notice.text);
        }
        FakeNotifications rich(other(), FakeNotifications::Kind::Service,
                               {QStringLiteral("actions"), QStringLiteral("body-markup")});
        DesktopNotifier notifier(bus(), fallback);
        notifier.notify(notice);
        QTRY_COMPARE(rich.shown.size(), 1);
        QCOMPARE(rich.shown.at(0).body, QStringLiteral("1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;"));
        QCOMPARE(rich.shown.at(0).title, notice.title);
    }

    void oneWithoutButtonsThatComesLaterIsToldOf()
    {
        FakeFallback fallback;
        fallback.available = false;
        DesktopNotifier notifier(bus(), fallback);
        notifier.notify(m_notice);
        QTRY_COMPARE(fallback.notices.size(), 1);
        QVERIFY(!notifier.isAvailable());
        QSignalSpy changed(&notifier, &Notifier::availabilityChanged);
        FakeNotifications poor(other(), FakeNotifications::Kind::Service, {QStringLiteral("body")});
        QTRY_VERIFY(notifier.isAvailable());
        QVERIFY(!changed.isEmpty());
    }

    void withoutButtonsOrServicesTheAreaHasIt()
    {
        FakeFallback fallback;
        {
            FakeNotifications poor(other(), FakeNotifications::Kind::Service, {QStringLiteral("body")});
            DesktopNotifier notifier(bus(), fallback);
            notifier.notify(m_notice);
            QTRY_COMPARE(fallback.notices.size(), 1);
            QCOMPARE(poor.received, 0);
            // A desktop without the area has at least this.
            fallback.available = false;
            QVERIFY(notifier.isAvailable());
            notifier.notify(m_notice);
            QTRY_COMPARE(poor.received, 1);
            QCOMPARE(fallback.notices.size(), 1);
            fallback.available = true;
        }
        DesktopNotifier notifier(bus(), fallback);
        notifier.notify(m_notice);
        QTRY_COMPARE(fallback.notices.size(), 2);
        QVERIFY(notifier.isAvailable());
        fallback.available = false;
        QVERIFY(!notifier.isAvailable());
        QSignalSpy shows(&notifier, &Notifier::showRequested);
        emit fallback.showRequested(m_notice.id, {});
        QCOMPARE(shows.size(), 1);

        // One that comes later is used.
        QSignalSpy changed(&notifier, &Notifier::availabilityChanged);
        FakeNotifications later(other(), FakeNotifications::Kind::Service);
        QTRY_VERIFY(notifier.isAvailable());
        QVERIFY(changed.size() >= 1);
        notifier.notify(m_notice);
        QTRY_COMPARE(later.received, 1);
        QCOMPARE(fallback.notices.size(), 2);
    }

    void withoutABus()
    {
        FakeFallback fallback;
        DesktopNotifier notifier(QDBusConnection(QStringLiteral("there is none")), fallback);
        notifier.notify(m_notice);
        QTRY_COMPARE(fallback.notices.size(), 1);
        notifier.withdraw(m_notice.id);
        QCOMPARE(fallback.withdrawn, QStringList{m_notice.id});
    }

private:
    QDBusConnection bus() const { return m_bus.connect(QStringLiteral("program")); }
    QDBusConnection other() const { return m_bus.connect(QStringLiteral("desktop")); }

    /// Until an answer that is under way to the notifier has arrived: a later one follows it.
    void settle()
    {
        FakeFallback fallback;
        DesktopNotifier probe(bus(), fallback);
        QSignalSpy known(&probe, &Notifier::availabilityChanged);
        QTRY_VERIFY(!known.isEmpty());
    }

    const AlertNotice m_notice{QStringLiteral("a"), QStringLiteral("Crowded (Plant 7)"),
                               QStringLiteral("142 clients are connected.")};
    PrivateBus m_bus;
};

SYSPULSE_TEST(TestNotifier)
#include "tst_notifier.moc"
