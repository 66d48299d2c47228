// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>

#include "ui/charts/timechart.h"
#include "ui/overview/overviewpage.h"

using namespace syspulse;

/// The broker's traffic without SysPulse's own.
class TestTrafficView : public QObject
{
    Q_OBJECT

private slots:
    void theOverviewLeavesItOutUnlessAsked()
    {
        GuiFixture f;
        f.session.pretendConnected();
        OverviewPage page(f.context());
        page.prepare();
        GuiFixture::show(page);
        send(f, sent(), {1000, 1400});
        auto *box = child<QCheckBox>(page, "ownTraffic");
        // The instance does not tell the part: there is nothing to leave out.
        QTRY_COMPARE(textOf(page, "cardMessagesOutValue"), QStringLiteral("40"));
        QVERIFY(!box->isEnabled());
        QVERIFY(box->isChecked());
        send(f, own(), {100, 300});
        QTRY_COMPARE(textOf(page, "cardMessagesOutValue"), QStringLiteral("20"));
        QVERIFY(box->isEnabled());
        QVERIFY(!box->isChecked());
        auto *chart = child<TimeChart>(page, "messagesPanelChart");
        const auto drawn = [&] { return chart->pointAt(1, f.clock.now).value_or(QPointF()).y(); };
        QTRY_COMPARE(drawn(), 20.0);
        box->click();
        QTRY_COMPARE(textOf(page, "cardMessagesOutValue"), QStringLiteral("40"));
        QTRY_COMPARE(drawn(), 40.0);
        QVERIFY(f.preferences.values().ownTrafficShown);
        box->click();
        QTRY_COMPARE(textOf(page, "cardMessagesOutValue"), QStringLiteral("20"));
        QVERIFY(!f.preferences.values().ownTrafficShown);
    }

private:
    /// Two values, 10 s apart, the last one now.
    static void send(GuiFixture &f, const QString &topic, const std::pair<double, double> &numbers)
    {
        f.session.sendNumber(topic, numbers.first, f.clock.now - 10'000);
        f.session.sendNumber(topic, numbers.second, f.clock.now);
    }

    static QString sent() { return systopics::messagesSent; }
    static QString own() { return TrafficView::ownTopicOf(sent()); }
};

SYSPULSE_GUI_TEST(TestTrafficView)
#include "tst_trafficview.moc"
