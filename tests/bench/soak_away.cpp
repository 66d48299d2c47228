// SPDX-License-Identifier: GPL-3.0-or-later

// A real HarperDB with a steady 20 messages a second is killed and started again, while the window keeps it
// current each second and its user goes through the pages. Says how soon every page tells that the server is
// away, and that it is back, and whether any rate in between was 0 or twice the truth.
//   QT_QPA_PLATFORM=offscreen soak_away [MINUTES]
// Fails where a page is right later than 3 s after the end, or 10 s after the server was back, or a rate is
// wrong.

#include "core/session/trafficview.h"
#include "core/topics/systopics.h"
#include "tests/bench/plant.h"
#include "tests/support/windowplaces.h"
#include "ui/base/banner.h"
#include "ui/base/theme.h"
#include "ui/instances/instancesmodel.h"
#include "ui/topics/topicsmodel.h"
#include "ui/window/translations.h"

#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr double perSecond = 20;
constexpr qint64 awayWithinMs = 3'000;
constexpr qint64 backWithinMs = 10'000;
/// Long enough that attempts to connect again are as far apart as they get.
constexpr int awayMs[] = {4'000, 20'000, 45'000};
/// From the return of the clients on, until a rate is of full seconds.
constexpr qint64 settlingMs = 5'000;

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

QString seconds(qint64 ms)
{
    return QString::number(double(ms) / 1000, 'f', 1) + QStringLiteral(" s");
}

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

class Soak
{
public:
    QString start();
    /// Steady traffic for @p ms, while the user goes through the pages.
    void lookAround(qint64 ms);
    /// One end of the server, and its return.
    QString round(int forMs);
    /// Judges the rates of all steady times.
    QString judge();
    QString end();

private:
    using Right = bool (Soak::*)(bool away) const;

    /// Shows the pages until each is right; how long after @p sinceMs that was.
    std::optional<qint64> allRight(bool away, qint64 sinceMs, int forMs);
    void show(int page) const
    {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
    }
    template <typename T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    QString text(const char *name) const { return child<QLabel>(name)->text(); }
    bool tellsSince(const char *name) const
    {
        return text(name).startsWith(QLatin1String("Not reachable since "));
    }
    LiveStore &store() const { return m_window->current().store(); }

    bool header(bool away) const;
    bool instances(bool away) const;
    bool overview(bool away) const;
    bool topics(bool away) const;
    bool clients(bool away) const;
    bool broker(bool away) const;
    bool updater(bool away) const;
    bool setup(bool away) const;
    bool others(bool) const { return true; }

    struct Stretch
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
    };

    /// The rates within @p stretch, without those beside it that a line needs.
    QList<SeriesPoint> ratesIn(QLatin1String topic, const Stretch &stretch) const;

    Translations m_english;
    Plant m_plant{2};
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
    QList<Stretch> m_steady;
};

QString Soak::start()
{
    m_english.use(QStringLiteral("en"));
    if (const QString problem = m_plant.start(); !problem.isEmpty())
        return problem;
    if (const QString problem = m_plant.setUp(); !problem.isEmpty())
        return problem;
    const QJsonObject plan{
        {QStringLiteral("steady"),
         QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("press-1")},
                                {QStringLiteral("topic"), QStringLiteral("plant/press-1")},
                                {QStringLiteral("perSecond"), perSecond}}}},
        {QStringLiteral("subscribers"),
         QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("historian")},
                                {QStringLiteral("filters"), QJsonArray{QStringLiteral("plant/#")}}}}}};
    if (const QString problem = m_plant.startLoad(plan); !problem.isEmpty())
        return problem;
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_window->resize(1280, 800);
    m_window->show();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return QStringLiteral("The window did not become active.");
    ConnectionSettings settings;
    settings.url = m_plant.harper().opsUrl().toString();
    settings.user = m_plant.harper().user();
    settings.password = Secret(m_plant.harper().password());
    m_window->connectTo(settings);
    Session &session = m_window->current().session();
    if (!waitUntil([&] { return session.mqttState() == MqttClient::State::Connected && session.plan(); }))
        return QStringLiteral("The window does not connect.");
    session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    if (!allRight(false, nowMs(), 60'000))
        return QStringLiteral("Not every page is right before anything has happened.");
    m_steady.append({nowMs() + settlingMs, 0});
    return {};
}

void Soak::lookAround(qint64 ms)
{
    const qint64 endMs = nowMs() + ms;
    for (int page = 0; nowMs() < endMs; page = (page + 1) % 9) {
        show(page);
        QTest::qWait(int(std::clamp<qint64>(endMs - nowMs(), 0, 2000)));
    }
}

bool Soak::header(bool away) const
{
    // Of the page of all instances it is not seen.
    const bool said = child<Banner>("linkBanner")->isHidden() != away;
    return said && (away ? tellsSince("instanceState")
                         : text("instanceState") == QLatin1String("Connected") &&
                               text("mqttState") == QLatin1String("MQTT live"));
}

bool Soak::instances(bool away) const
{
    const QAbstractItemModel *model = child<QTableView>("instanceTable")->model();
    const QString state = model->index(0, InstancesModel::State).data().toString();
    return text("instanceTotals")
               .contains(away ? QStringLiteral("0 connected") : QStringLiteral("1 connected")) &&
           (away ? state.startsWith(QLatin1String("Not reachable since "))
                 : state == QLatin1String("Connected"));
}

bool Soak::overview(bool away) const
{
    const auto *value = child<QLabel>("cardClientsValue");
    const QColor stale = themeColors(value->palette()).stale;
    return value->isVisible() && (value->palette().color(QPalette::WindowText) == stale) == away;
}

bool Soak::topics(bool away) const
{
    const auto *model = m_window->findChild<TopicsModel *>();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data(TopicsModel::TopicRole).toString() == systopics::clientsConnected)
            return index.data(TopicsModel::StaleRole).toBool() == away;
    }
    return false;
}

bool Soak::clients(bool away) const
{
    const auto *note = child<QLabel>("clientsEmpty");
    const auto *table = child<QTableView>("clientTable");
    if (!table->isVisible() || table->model()->rowCount() == 0)
        return false;
    return away ? note->isVisible() && note->text().contains(QLatin1String("may be out of date"))
                : !note->isVisible();
}

bool Soak::broker(bool away) const
{
    const auto *source = child<QLabel>("workersSource");
    return source->isVisible() && source->text().startsWith(away ? QLatin1String("This may be out of date.")
                                                                 : QLatin1String("Reported by "));
}

bool Soak::updater(bool away) const
{
    return away ? tellsSince("updaterState")
                : text("updaterState") == QLatin1String("Active") ||
                      text("updaterState") == QLatin1String("Updating…");
}

bool Soak::setup(bool away) const
{
    return away ? tellsSince("setupSummary")
                : text("setupSummary").startsWith(QLatin1String("Everything is in place"));
}

std::optional<qint64> Soak::allRight(bool away, qint64 sinceMs, int forMs)
{
    static const std::pair<const char *, Right> pages[] = {
        {"Instances", &Soak::instances}, {"Overview", &Soak::overview}, {"Topics", &Soak::topics},
        {"Clients", &Soak::clients},     {"Broker", &Soak::broker},     {"Updater", &Soak::updater},
        {"Setup", &Soak::setup},         {"Log", &Soak::others},        {"Alerts", &Soak::others}};
    QMap<int, qint64> right;
    QElapsedTimer timer;
    timer.start();
    while (right.size() < qsizetype(std::size(pages)) && timer.elapsed() < forMs) {
        for (int page = 0; page < int(std::size(pages)); ++page) {
            if (right.contains(page))
                continue;
            show(page);
            QCoreApplication::processEvents();
            if ((page == 0 || header(away)) && (this->*pages[page].second)(away))
                right.insert(page, nowMs() - sinceMs);
        }
        QTest::qWait(20);
    }
    QStringList told;
    qint64 last = 0;
    for (int page = 0; page < int(std::size(pages)); ++page) {
        const QString name = QLatin1String(pages[page].first);
        told.append(name + QLatin1Char(' ') +
                    (right.contains(page) ? seconds(right.value(page)) : QStringLiteral("NEVER")));
        last = std::max(last, right.value(page));
    }
    say(QStringLiteral("    %1: %2")
            .arg(away ? QStringLiteral("away") : QStringLiteral("back"), told.join(QStringLiteral(", "))));
    return right.size() == qsizetype(std::size(pages)) ? std::optional(last) : std::nullopt;
}

QString Soak::round(int forMs)
{
    const qint64 killedMs = nowMs();
    m_steady.last().toMs = killedMs;
    m_plant.harper().kill9();
    say(QStringLiteral("killed"));
    const auto away = allRight(true, killedMs, 30'000);
    QTest::qWait(std::max<int>(0, forMs - int(nowMs() - killedMs)));
    const qint64 startedMs = nowMs();
    if (const QString problem = m_plant.startAgain(); !problem.isEmpty())
        return problem;
    const qint64 upMs = m_plant.loadUpMs();
    say(QStringLiteral("started again, answers %1 after the end").arg(seconds(upMs - killedMs)));
    const auto back = allRight(false, upMs, 60'000);
    m_steady.append({nowMs() + settlingMs, 0});
    if (!away || *away > awayWithinMs)
        return QStringLiteral("Not every page said within 3 s that the server was away.");
    if (!back || *back > backWithinMs)
        return QStringLiteral("Not every page was right within 10 s of the server.");
    // What is drawn of the time without a server was not measured. Once it runs again, the window may be
    // there before the plant is, and there is a rate of nothing.
    const auto made = ratesIn(systopics::messagesReceived, {killedMs + 1500, startedMs});
    return made.isEmpty()
               ? QString()
               : QStringLiteral("%1 rates are told of the time without a server.").arg(made.size());
}

QList<SeriesPoint> Soak::ratesIn(QLatin1String topic, const Stretch &stretch) const
{
    auto points = TrafficView(store(), false).ratePoints(topic, stretch.fromMs, stretch.toMs);
    points.removeIf([&stretch](const SeriesPoint &point) {
        return point.timeMs < stretch.fromMs || point.timeMs > stretch.toMs;
    });
    return points;
}

QString Soak::judge()
{
    m_steady.last().toMs = nowMs();
    QString problem;
    for (const QLatin1String topic : {systopics::messagesReceived, systopics::messagesSent}) {
        QList<double> rates;
        qint64 longestMs = 0;
        int zeros = 0;
        int doubles = 0;
        for (const Stretch &steady : std::as_const(m_steady)) {
            const QList<SeriesPoint> points = ratesIn(topic, steady);
            for (qsizetype i = 0; i < points.size(); ++i) {
                const SeriesPoint &point = points.at(i);
                // By the clients' own count of that time: a machine that is busy halts them, too.
                const auto sent = m_plant.sentPerSecond(point.timeMs - 6000, point.timeMs + 2000)
                                      .value_or(std::pair(perSecond, perSecond));
                rates.append(point.value);
                zeros += int(point.value < sent.first / 2);
                doubles += int(point.value > sent.second * 1.5);
                if (i > 0)
                    longestMs = std::max(longestMs, point.timeMs - points.at(i - 1).timeMs);
            }
        }
        if (rates.isEmpty())
            return QStringLiteral("There are no rates of ") + topic;
        std::sort(rates.begin(), rates.end());
        double sum = 0;
        for (const double rate : std::as_const(rates))
            sum += rate;
        const auto part = [&rates](int percent) { return rates.at((rates.size() - 1) * percent / 100); };
        const auto number = [](double value) { return QString::number(value, 'f', 2); };
        say(QStringLiteral("%1: %2 rates, least %3, 1 % %4, median %5, 99 % %6, most %7, mean %8; "
                           "%9 near zero, %10 twice the truth, at most %11 between two")
                .arg(topic, QString::number(rates.size()), number(part(0)), number(part(1)), number(part(50)),
                     number(part(99)), number(part(100)), number(sum / double(rates.size())),
                     QString::number(zeros), QString::number(doubles), seconds(longestMs)));
        if (zeros + doubles > 0)
            problem = QStringLiteral("A rate is wrong.");
    }
    return problem;
}

QString Soak::end()
{
    const QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    const bool ended = waitUntil([&] { return done.size() == 1; });
    m_window.reset();
    return ended ? QString() : QStringLiteral("The window did not disconnect.");
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const qint64 totalMs = (argc > 1 ? std::max(1, std::atoi(argv[1])) : 10) * 60'000LL;
    const qint64 rounds = std::clamp<qint64>(totalMs / 150'000, 1, 1000);
    Soak soak;
    QString problem = soak.start();
    const bool started = problem.isEmpty();
    if (started) {
        for (qint64 i = 0; i < rounds; ++i) {
            soak.lookAround(totalMs / (rounds + 1));
            const QString wrong = soak.round(awayMs[size_t(i) % std::size(awayMs)]);
            if (!wrong.isEmpty())
                say(wrong);
            if (problem.isEmpty())
                problem = wrong;
        }
        soak.lookAround(totalMs / (rounds + 1));
        if (const QString wrong = soak.judge(); problem.isEmpty())
            problem = wrong;
        if (const QString late = soak.end(); problem.isEmpty())
            problem = late;
    }
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return problem.isEmpty() ? 0 : 1;
}
