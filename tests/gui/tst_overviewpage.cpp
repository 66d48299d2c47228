// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/base/theme.h"
#include "ui/charts/chartboard.h"
#include "ui/charts/timechart.h"
#include "ui/overview/firststeps.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/valuecard.h"

using namespace syspulse;

class TestOverviewPage : public QObject
{
    Q_OBJECT

private slots:
    void explainsWhyThereIsNothing()
    {
        GuiFixture f;
        OverviewPage page(f.context());
        GuiFixture::show(page);
        QSignalSpy connectWanted(&page, &OverviewPage::connectRequested);
        QSignalSpy setupWanted(&page, &OverviewPage::setupRequested);
        QSignalSpy updaterWanted(&page, &OverviewPage::updaterRequested);
        QSignalSpy retryWanted(&page, &OverviewPage::retryRequested);
        auto *button = child<QPushButton>(page, "overviewMessageButton");
        click(button);
        QCOMPARE(connectWanted.size(), 1);

        emit f.session.connection().stateChanged(
            SessionState::Failed,
            {ErrorKind::Network, QStringLiteral("No answer."), QStringLiteral("<b>x</b>")});
        QTRY_VERIFY(textOf(page, "overviewMessageText").contains(QStringLiteral("No answer.")));
        QVERIFY(textOf(page, "overviewMessageText").contains(QStringLiteral("<b>x</b>")));
        click(button);
        QCOMPARE(retryWanted.size(), 1);

        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        QTRY_VERIFY(textOf(page, "overviewMessageTitle").contains(QStringLiteral("no $SYS topics")));
        click(button);
        QCOMPARE(setupWanted.size(), 1);

        emit f.session.setup().planChanged(completePlan());
        QTRY_COMPARE(textOf(page, "overviewMessageTitle"), QStringLiteral("No values yet"));
        click(button);
        QCOMPARE(updaterWanted.size(), 1);

        f.session.sendSample(1, f.clock.now);
        QTRY_COMPARE(child<QStackedWidget>(page, "overviewStack")->currentIndex(), 1);
    }

    void guidesTheFirstSteps()
    {
        GuiFixture f;
        OverviewPage page(f.context());
        GuiFixture::show(page);
        const auto states = [&page] {
            QStringList list;
            for (int i = 1; i <= FirstSteps::stepCount; ++i)
                list.append(textOf(page, qPrintable(QStringLiteral("firstStep%1State").arg(i))));
            return list.join(QLatin1Char(' '));
        };
        auto *guide = child<FirstSteps>(page, "firstSteps");
        QVERIFY(guide->isVisible());
        QCOMPARE(states(), QStringLiteral("Next Later Later Later"));
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        QTRY_COMPARE(states(), QStringLiteral("Done Next Later Later"));
        QVERIFY(textOf(page, "firstStep4Text").contains(QStringLiteral("mosquitto_sub -h")));
        emit f.session.setup().planChanged(completePlan());
        QTRY_COMPARE(states(), QStringLiteral("Done Done Next Later"));
        UpdaterStatus status;
        status.state = UpdaterState::Running;
        emit f.session.updater().updaterStatusChanged(status);
        QTRY_COMPARE(states(), QStringLiteral("Done Done Done Next"));
        QVERIFY(guide->accessibleDescription().contains(QStringLiteral("4. Watch the charts: Next")));
        QVERIFY(!f.preferences.values().firstStepsHidden);

        f.session.sendSample(1, f.clock.now);
        QTRY_COMPARE(child<QStackedWidget>(page, "overviewStack")->currentIndex(), 1);
        QVERIFY(f.preferences.values().firstStepsHidden);

        page.showFirstSteps();
        QTRY_VERIFY(guide->isVisible());
        QCOMPARE(states(), QStringLiteral("Done Done Done Done"));
        click(child<QPushButton>(page, "overviewMessageButton"));
        QTRY_COMPARE(child<QStackedWidget>(page, "overviewStack")->currentIndex(), 1);
    }

    void theGuideCanBeHidden()
    {
        GuiFixture f;
        OverviewPage page(f.context());
        GuiFixture::show(page);
        auto *guide = child<FirstSteps>(page, "firstSteps");
        click(child<QPushButton>(page, "firstStepsDismiss"));
        QTRY_VERIFY(!guide->isVisible());
        QVERIFY(child<QPushButton>(page, "overviewMessageButton")->isVisible());
        QVERIFY(f.preferences.values().firstStepsHidden);
        page.showFirstSteps();
        QTRY_VERIFY(guide->isVisible());
    }

    void unknownIsADash()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 0, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        QCOMPARE(textOf(page, "cardClientsValue"), QStringLiteral("0"));
        for (const char *name : {"cardMessagesInValue", "cardBytesOutValue", "cardSubscriptionsValue",
                                 "cardFailedLoginsValue", "cardUptimeValue"})
            QCOMPARE(textOf(page, name), QStringLiteral("—"));
        // Only the component's events tell it; without them it stays unknown and says so.
        QCOMPARE(textOf(page, "cardSubscriptionsAge"), QStringLiteral("No value has arrived yet."));
    }

    void cardsShowValuesRatesAndAges()
    {
        GuiFixture f;
        f.session.pretendConnected();
        const QString received = QStringLiteral("$SYS/broker/publish/messages/received");
        f.session.sendNumber(received, 1000, f.clock.now - 10'000);
        f.session.sendNumber(QStringLiteral("$SYS/broker/uptime"), 273'600, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        QCOMPARE(textOf(page, "cardMessagesInValue"), QStringLiteral("—")); // a rate needs two values
        QCOMPARE(textOf(page, "cardUptimeValue"), QStringLiteral("3 d 4 h"));
        f.session.sendNumber(received, 13'340, f.clock.now);
        QTRY_COMPARE(textOf(page, "cardMessagesInValue"), QStringLiteral("1.2\u00a0k"));
        QCOMPARE(textOf(page, "cardMessagesInUnit"), QStringLiteral("msg/s"));
        QCOMPARE(textOf(page, "cardMessagesInSource"), QStringLiteral("wire"));
        f.clock.now += 4000;
        page.tick();
        QTRY_COMPARE(textOf(page, "cardMessagesInAge"), QStringLiteral("4 s ago"));
    }

    void aCountSaysSinceWhen()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/connections/failed"), 19, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        QCOMPARE(textOf(page, "cardFailedLoginsAge"), QStringLiteral("now"));
        const auto start = [&f](qint64 agoMs) { return QDateTime::fromMSecsSinceEpoch(f.clock.now - agoMs); };
        const auto tell = [&](const QDateTime &time) {
            f.session.sendValue(QStringLiteral("$SYS/broker/timestamp"), time.toUTC().toString(Qt::ISODate),
                                f.clock.now);
        };
        const QLocale locale = f.context().format.locale();
        tell(start(60'000));
        QTRY_COMPARE(textOf(page, "cardFailedLoginsAge"),
                     QStringLiteral("now, since ") +
                         locale.toString(start(60'000).time(), QLocale::ShortFormat));
        const qint64 longAgoMs = 3LL * 24 * 3600 * 1000;
        tell(start(longAgoMs));
        QTRY_COMPARE(textOf(page, "cardFailedLoginsAge"),
                     QStringLiteral("now, since ") +
                         locale.toString(start(longAgoMs).date(), QLocale::ShortFormat));
    }

    void staleValuesAreGrey()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 5, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        auto *card = child<ValueCard>(page, "cardClients");
        auto *value = child<QLabel>(page, "cardClientsValue");
        const QColor grey = themeColors(page.palette()).stale;
        QVERIFY(!card->isStale());
        QVERIFY(value->palette().color(QPalette::WindowText) != grey);
        f.clock.now += 31'000;
        page.tick();
        QTRY_VERIFY(card->isStale());
        QCOMPARE(value->palette().color(QPalette::WindowText), grey);
        QCOMPARE(textOf(page, "cardClientsAge"), QStringLiteral("31 s ago"));
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 5, f.clock.now);
        QTRY_VERIFY(!card->isStale());
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        QTRY_VERIFY(card->isStale());
    }

    void chartsGetThePoints()
    {
        GuiFixture f;
        f.session.pretendConnected();
        const QString clients = QStringLiteral("$SYS/broker/clients/connected");
        for (int i = 0; i < 6; ++i)
            f.session.sendNumber(clients, i, f.clock.now - (5 - i) * 10'000);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        auto *chart = child<TimeChart>(page, "clientsPanelChart");
        const QList<QPointF> points = drawn(*chart);
        QCOMPARE(points.size(), 6);
        QCOMPARE(points.constLast(), QPointF(double(f.clock.now), 5));
    }

    void linesBreakWhereNothingWasMeasured()
    {
        GuiFixture f;
        f.session.pretendConnected();
        const QString clients = QStringLiteral("$SYS/broker/clients/connected");
        for (const int before : {200'000, 190'000, 100'000, 90'000})
            f.session.sendNumber(clients, 3, f.clock.now - before);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        int lines = 0;
        for (const QAbstractSeries *series : child<TimeChart>(page, "clientsPanelChart")->chart()->series())
            lines += series->isVisible() ? 1 : 0;
        QCOMPARE(lines, 2);
    }

    void rangesAreShared()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendSample(1, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        const std::pair<const char *, int> ranges[] = {
            {"range5min", 5},   {"range15min", 15},    {"range1h", 60},        {"range6h", 360},
            {"range24h", 1440}, {"range7d", 7 * 1440}, {"range30d", 30 * 1440}};
        for (const auto &[name, minutes] : ranges) {
            click(child<QToolButton>(page, name));
            for (const char *panel : {"clientsPanelChart", "messagesPanelChart"}) {
                const auto *chart = child<TimeChart>(page, panel);
                QCOMPARE(chart->toMs() - chart->fromMs(), minutes * 60'000LL);
                QVERIFY(chart->toMs() > f.clock.now);
            }
        }
    }

    void pauseHoldsTheCharts()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendSample(1, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        // The charts that were kept for the instance take the place of the first ones once their file is
        // read.
        const auto toMs = [&page] { return child<TimeChart>(page, "clientsPanelChart")->toMs(); };
        QTRY_VERIFY(toMs() >= f.clock.now);
        click(child<QToolButton>(page, "pauseButton"));
        const qint64 before = toMs();
        f.clock.now += 60'000;
        f.session.sendSample(2, f.clock.now);
        settle(page);
        QTRY_COMPARE(toMs(), before);
        QVERIFY(!textOf(page, "pausedText").isEmpty());
        click(child<QToolButton>(page, "pauseButton"));
        QTRY_VERIFY(toMs() > before);
    }

    void legendSwitchesLines()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendSample(1, f.clock.now - 10'000);
        f.session.sendSample(2, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        const auto *chart = child<TimeChart>(page, "messagesPanelChart");
        QVERIFY(!chart->isLineVisible(2));
        const qsizetype before = drawn(*chart).size();
        click(child<QToolButton>(page, "messagesPanelLine2"));
        QVERIFY(chart->isLineVisible(2));
        QVERIFY(drawn(*chart).size() > before);
    }

    void whatIsSaidMovesNoChart()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendSample(1, f.clock.now);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        const auto *chart = child<TimeChart>(page, "clientsPanelChart");
        settle(page);
        const QRect before(chart->mapTo(&page, QPoint()), chart->size());
        emit child<ChartBoard>(page, "chartBoard")->noticed(QStringLiteral("The chart was exported."), false);
        settle(page);
        const auto *notice = child<QWidget>(page, "overviewNotice");
        QVERIFY(notice->isVisible());
        QVERIFY(page.rect().contains(notice->geometry()));
        QCOMPARE(QRect(chart->mapTo(&page, QPoint()), chart->size()), before);
        click(child<QPushButton>(page, "overviewNoticeOther"));
        QVERIFY(!notice->isVisible());
    }

    void aHiddenPageDrawsNothing()
    {
        GuiFixture f;
        f.session.pretendConnected();
        OverviewPage page(f.context());
        page.prepare();
        f.session.sendSample(1, f.clock.now);
        page.tick();
        settle(page);
        QVERIFY(drawn(*child<TimeChart>(page, "clientsPanelChart")).isEmpty());
    }

    void aDayOfHistoryIsDrawnQuickly()
    {
        GuiFixture f;
        f.session.pretendConnected();
        for (int i = 0; i < 17'280; i += 2)
            f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), i % 97,
                                 f.clock.now - (17'280 - i) * 5000LL);
        OverviewPage page(f.context());
        GuiFixture::show(page);
        click(child<QToolButton>(page, "range24h"));
        const auto *chart = child<TimeChart>(page, "clientsPanelChart");
        QVERIFY(drawn(*chart).size() <= 4LL * chart->plotWidth() + 4);
    }

    /// Nothing is drawn of charts that nobody sees; who scrolls sees what is.
    void chartsThatAreScrolledAwayWait()
    {
        GuiFixture f;
        f.session.pretendConnected();
        for (int i = 0; i < 30; ++i)
            f.session.sendSample(i, f.clock.now += 10'000);
        OverviewPage page(f.context());
        page.prepare();
        GuiFixture::show(page, {800, 420});
        auto *scroll = child<QScrollArea>(page, "overviewScroll");
        auto *first = child<TimeChart>(page, "clientsPanelChart");
        auto *last = child<TimeChart>(page, "heapPanelChart");
        // What a child covers is no part of its parent's region.
        const auto isAway = [](const TimeChart *chart) {
            return chart->viewport()->visibleRegion().isEmpty();
        };
        QTRY_VERIFY(last->isVisible() && isAway(last));
        scroll->ensureWidgetVisible(first);
        QTRY_VERIFY(!isAway(first) && isAway(last));
        f.session.sendSample(31, f.clock.now += 10'000);
        page.tick();
        QTRY_VERIFY(first->toMs() >= f.clock.now);
        QVERIFY(last->toMs() < f.clock.now);
        scroll->ensureWidgetVisible(last);
        QTRY_VERIFY(!isAway(last));
        QVERIFY(last->toMs() >= f.clock.now);
        QVERIFY(!drawn(*last).isEmpty());
    }

private:
    static QList<QPointF> drawn(const TimeChart &chart)
    {
        QList<QPointF> points;
        for (int line = 0; line < chart.lineCount(); ++line)
            points += chart.points(line);
        return points;
    }
};

SYSPULSE_GUI_TEST(TestOverviewPage)
#include "tst_overviewpage.moc"
