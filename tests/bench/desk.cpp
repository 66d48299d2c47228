// SPDX-License-Identifier: GPL-3.0-or-later

// An hour of an administrator's desk, in as many minutes as one has: two real HarperDBs with the traffic of a
// plant, which is steady, comes in bursts, comes and goes, is refused, and is read too slowly; one of them is
// killed and started again, and the updater's interval changes. The real window is open all the time, and
// pictures of every page are taken: light and dark, in three sizes, then in German and at 200 %, by windows
// that find what the first one has left.
//   QT_QPA_PLATFORM=offscreen desk [MINUTES [FOLDER]]
// Nothing is judged but what does not fit, which is printed: the pictures are to be looked at.

#include "core/alerts/suggestedrules.h"
#include "core/topics/systopics.h"
#include "tests/bench/deskpictures.h"
#include "tests/bench/plant.h"
#include "tests/support/childprocess.h"
#include "tests/support/threadspy.h"
#include "tests/support/windowplaces.h"
#include "ui/instances/connector.h"
#include "ui/window/reopening.h"
#include "ui/window/translations.h"

#include <array>
#include <cstdio>

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr char passwordsVariable[] = "SYSPULSE_DESK_PASSWORDS";
constexpr char laterWindow[] = "--later";

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

/// The larger plant: whatever an administrator meets.
QJsonObject wholePlan()
{
    return object(R"({
        "steady": [
            {"id": "press-1", "topic": "plant/line1/press-1/pressure", "perSecond": 12, "qos": 1},
            {"id": "press-2", "topic": "plant/line1/press-2/pressure", "perSecond": 8},
            {"id": "oven", "topic": "plant/line2/oven/temperature", "perSecond": 4, "qos": 1},
            {"id": "camera", "topic": "plant/line3/camera", "perSecond": 1, "bytes": 300000}],
        "bursts": [{"id": "batch-gateway", "topic": "plant/batch/", "everyMs": 20000, "count": 400}],
        "subscribers": [
            {"id": "historian", "filters": ["plant/#"], "qos": 1},
            {"id": "panel-line1", "filters": ["plant/line1/#"]},
            {"id": "panel-line2-with-a-name-that-nobody-ever-shortened", "filters": ["plant/line2/#"]},
            {"id": "tablet-of-the-shift-leader", "filters": ["plant/#"], "qos": 1, "paused": true}],
        "visitors": [{"id": "forklift", "filter": "plant/orders/#", "everyMs": 4000, "staysMs": 17000}],
        "flapping": [{"id": "conveyor-7", "everyMs": 2500}],
        "refused": [
            {"id": "scada-old", "user": "scada", "address": "127.0.0.9", "everyMs": 9000},
            {"id": "probe", "user": "root", "address": "127.0.0.23", "everyMs": 21000}],
        "astray": [{"id": "misconfigured-sensor", "topic": "factory/line3/temperature", "everyMs": 7000}]})");
}

QJsonObject quietPlan()
{
    return object(R"({
        "steady": [{"id": "pump", "topic": "plant/well/level", "perSecond": 2}],
        "subscribers": [{"id": "historian", "filters": ["plant/#"]}]})");
}

/// Goes through the instances with the keyboard until @p wanted is shown.
void showInstance(MainWindow &window, const Instance *wanted)
{
    for (int i = 0; i < window.instances().all().size() && &window.current() != wanted; ++i)
        QTest::keyClick(&window, Qt::Key_Tab, Qt::ControlModifier);
}

const QList<QSize> sizes{{1280, 800}, {1920, 1080}, {960, 600}};

class Desk
{
public:
    Desk(int minutes, const QString &folder)
        : m_lastsMs(minutes * 60'000LL)
        , m_folder(folder)
    {}

    QString open();
    QString hour();
    /// Closes the window; another one finds what it has left.
    QString close();
    QString later(const QString &language, const QString &scale);

private:
    QString openWindow();
    void addRules();
    /// The user goes through the pages for this share of the hour.
    void lookAround(double share);
    /// One server ends, which pictures are taken of, and comes back.
    QString killAndStart(Plant &plant, int instance);
    Instance &instance(int index) const { return *m_window->instances().all().at(index); }
    void show(int page) const
    {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
    }
    void report(const DeskPictures &pictures) const;

    qint64 m_lastsMs;
    QString m_folder;
    QTemporaryDir m_state;
    Translations m_english;
    std::array<Plant, 2> m_plants{Plant{2}, Plant{1}};
    std::unique_ptr<KeptPlaces> m_places;
    std::unique_ptr<MainWindow> m_window;
};

QString Desk::open()
{
    m_english.use(QStringLiteral("en"));
    for (Plant &plant : m_plants) {
        if (const QString problem = plant.start(); !problem.isEmpty())
            return problem;
    }
    if (const QString problem = m_plants.at(0).setUp(); !problem.isEmpty())
        return problem;
    if (const QString problem = openWindow(); !problem.isEmpty())
        return problem;
    // The second one as an administrator does it, which leads to an updater that runs.
    if (!waitUntil([this] { return instance(1).session().plan().has_value(); }))
        return QStringLiteral("There is no plan.");
    const ThreadSpy finished(&instance(1).session().setup(), &SessionSetup::setupFinished);
    instance(1).updater().choose({1, {}});
    instance(1).updater().setUp();
    if (!waitUntil([&] { return !finished.isEmpty(); }))
        return QStringLiteral("The setup did not end.");
    if (const auto &[undo, succeeded, error] = finished.signalled().constFirst(); !succeeded)
        return describe(error);
    instance(0).updater().choose({10, {}});
    instance(0).updater().start();
    if (const QString problem = m_plants.at(0).startLoad(wholePlan()); !problem.isEmpty())
        return problem;
    if (const QString problem = m_plants.at(1).startLoad(quietPlan()); !problem.isEmpty())
        return problem;
    addRules();
    return {};
}

QString Desk::openWindow()
{
    m_places = std::make_unique<KeptPlaces>(m_state.path());
    if (!waitUntil([this] { return m_places->profiles.isLoaded(); }))
        return QStringLiteral("The profiles were not loaded.");
    QStringList ids;
    const QString names[] = {QStringLiteral("Plant North"), QStringLiteral("Plant South")};
    for (size_t i = 0; i < m_plants.size(); ++i) {
        Profile profile = m_plants.at(i).profile(names[i]);
        profile.group = QStringLiteral("Europe");
        profile.environment = i == 0 ? Environment::Production : Environment::Test;
        profile.connectAtStart = profile.startUpdater = true;
        ids.append(m_places->profiles.put(profile));
        m_places->secrets.write(passwordKey(ids.constLast()), Secret(m_plants.at(i).harper().password()),
                                &m_places->profiles, [](const Result<void> &) {});
    }
    Profile other = m_plants.at(0).profile(QStringLiteral("Archive"));
    other.group = QStringLiteral("Elsewhere");
    other.url = QStringLiteral("https://archive.example.org:9925");
    m_places->profiles.put(other);

    m_window = std::make_unique<MainWindow>(m_places->services());
    m_window->resize(sizes.constFirst());
    m_window->show();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return QStringLiteral("The window did not become active.");
    const Instances &instances = m_window->instances();
    for (const QString &id : std::as_const(ids)) {
        m_window->connector().connectProfile(id, true);
        if (!waitUntil(
                [&] { return instances.ofProfile(id) && instances.ofProfile(id)->session().isConnected(); }))
            return QStringLiteral("The window does not connect.");
    }
    return {};
}

void Desk::addRules()
{
    AlertRuleStore &rules = instance(0).alerts().rules();
    if (!waitUntil([&] { return rules.isLoaded(); }))
        return;
    for (AlertRule rule : suggestedRules(1)) {
        if (rule.condition != AlertCondition::NoData)
            rule.forSeconds = std::min<qint64>(rule.forSeconds, 5);
        rules.put(rule);
    }
}

void Desk::lookAround(double share)
{
    const QDateTime end = QDateTime::currentDateTime().addMSecs(qint64(share * double(m_lastsMs)));
    for (int page = 0; QDateTime::currentDateTime() < end; page = (page + 1) % 9) {
        show(page);
        QTest::qWait(int(std::clamp<qint64>(QDateTime::currentDateTime().msecsTo(end), 0, 1500)));
    }
}

QString Desk::killAndStart(Plant &plant, int index)
{
    say(QStringLiteral("a server is killed"));
    plant.harper().kill9();
    showInstance(*m_window, &instance(index));
    QTest::qWait(3000);
    DeskPictures pictures(*m_window, m_folder);
    pictures.takePages(QStringLiteral("away-light-1280"));
    report(pictures);
    const QString problem = plant.startAgain();
    say(QStringLiteral("and started again"));
    return problem;
}

QString Desk::hour()
{
    lookAround(0.25);
    say(QStringLiteral("every second instead of every 10 s"));
    instance(0).updater().choose({1, {}});
    instance(0).updater().start();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    instance(0).store().notes().add(
        {TimelineMark::Kind::Note, nowMs, nowMs, QStringLiteral("Line 2 got a new oven")});
    lookAround(0.2);
    if (const QString problem = killAndStart(m_plants.at(0), 0); !problem.isEmpty())
        return problem;
    lookAround(0.25);
    say(QStringLiteral("the updater is paused, and goes on"));
    instance(0).session().request<&SessionUpdater::pauseUpdater>();
    lookAround(0.05);
    instance(0).updater().start();
    lookAround(0.25);
    DeskPictures pictures(*m_window, m_folder);
    showInstance(*m_window, &instance(0));
    pictures.takeAll(QStringLiteral("en"), {Appearance::Light, Appearance::Dark}, sizes);
    report(pictures);
    return {};
}

void Desk::report(const DeskPictures &pictures) const
{
    say(QStringLiteral("%1 pictures in %2").arg(pictures.count()).arg(m_folder));
    for (const QString &each : pictures.found())
        say(QStringLiteral("  does not fit: ") + each);
}

QString Desk::close()
{
    const QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    const bool ended = waitUntil([&] { return done.size() == 1; });
    m_window.reset();
    m_places.reset();
    return ended ? QString() : QStringLiteral("The instances did not end.");
}

QString Desk::later(const QString &language, const QString &scale)
{
    QProcess window;
    endWithTest(window);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), scale);
    environment.insert(QLatin1String(passwordsVariable), m_plants.at(0).harper().password() +
                                                             QLatin1Char(' ') +
                                                             m_plants.at(1).harper().password());
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::ForwardedChannels);
    window.start(QCoreApplication::applicationFilePath(),
                 {QLatin1String(laterWindow), m_folder, m_state.path(), language, scale});
    if (!waitUntil([&] { return window.state() == QProcess::NotRunning; }, 600'000) || window.exitCode() != 0)
        return QStringLiteral("The window in %1 at %2 failed.").arg(language, scale);
    return {};
}

/// A window of the next day, in another language or at another scale.
QString nextDay(const QString &folder, const QString &state, const QString &language, const QString &scale)
{
    Translations texts;
    texts.use(language);
    KeptPlaces places(state);
    if (!waitUntil([&] { return places.profiles.isLoaded() && places.preferences.isLoaded(); }))
        return QStringLiteral("The profiles were not loaded.");
    const QStringList passwords = qEnvironmentVariable(passwordsVariable).split(QLatin1Char(' '));
    for (const Profile &profile : places.profiles.profiles()) {
        if (profile.connectAtStart)
            places.secrets.write(
                passwordKey(profile.id),
                Secret(passwords.value(profile.name.contains(QLatin1String("North")) ? 0 : 1)),
                &places.profiles, [](const Result<void> &) {});
    }
    MainWindow window(places.services());
    Reopening reopening(window, places.profiles, places.preferences);
    window.show();
    reopening.reopen();
    const Instances &instances = window.instances();
    const auto isLive = [&] {
        return instances.connectedCount() == 2 &&
               std::all_of(instances.all().cbegin(), instances.all().cend(), [](const Instance *each) {
                   return each->session().mqttState() == MqttClient::State::Connected &&
                          !each->store().isStale(systopics::heartbeat);
               });
    };
    if (!waitUntil(isLive))
        return QStringLiteral("What was left is not taken up.");
    for (const Instance *each : instances.all()) {
        if (each->title().contains(QLatin1String("North")))
            showInstance(window, each);
    }
    QTest::qWait(15'000); // the figures that need two updates
    DeskPictures pictures(window, folder);
    const bool large = scale != QLatin1String("1");
    pictures.takeAll(large ? language + QStringLiteral("-x") + scale : language,
                     {large ? Appearance::Dark : Appearance::Light},
                     large ? QList<QSize>{{1280, 800}, {960, 600}} : sizes);
    say(QStringLiteral("%1 pictures in %2 at %3").arg(pictures.count()).arg(language, scale));
    for (const QString &each : pictures.found())
        say(QStringLiteral("  does not fit: ") + each);
    const QSignalSpy done(&window.instances(), &Instances::allDisconnected);
    window.instances().disconnectAll();
    return waitUntil([&] { return done.size() == 1; }) ? QString()
                                                       : QStringLiteral("The instances did not end.");
}

QString liveThrough(int minutes, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return QStringLiteral("Cannot make the folder ") + folder;
    Desk desk(minutes, folder);
    for (const auto step : {&Desk::open, &Desk::hour, &Desk::close}) {
        if (const QString problem = (desk.*step)(); !problem.isEmpty())
            return problem;
    }
    for (const auto &[language, scale] : {std::pair("de", "1"), std::pair("en", "2"), std::pair("de", "2")}) {
        if (const QString problem = desk.later(QLatin1String(language), QLatin1String(scale));
            !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments().mid(1);
    const QString problem =
        arguments.value(0) == QLatin1String(laterWindow)
            ? nextDay(arguments.value(1), arguments.value(2), arguments.value(3), arguments.value(4))
            : liveThrough(std::max(1, arguments.value(0, QStringLiteral("3")).toInt()),
                          QDir::current().absoluteFilePath(arguments.value(1, QStringLiteral("desk"))));
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return problem.isEmpty() ? 0 : 1;
}
