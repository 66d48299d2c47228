// SPDX-License-Identifier: GPL-3.0-or-later

// How long it takes from the moment that the window begins to connect to a real HarperDB until it has values
// and has painted them, beside a mosquitto_sub that is started, gets one record and ends.

#include "tests/bench/harperwindow.h"
#include "tests/bench/measure.h"

#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

const QString mosquittoSub = QStringLiteral("mosquitto_sub");

Figures opened(HarperWindow &server)
{
    server.open();
    QElapsedTimer timer;
    double valuesMs = 0;
    double paintedMs = 0;
    LiveStore &store = server.window().current().store();
    const PaintWatch watch(server.window(), [&] {
        if (valuesMs > 0 && paintedMs == 0)
            paintedMs = double(timer.nsecsElapsed()) / 1e6;
    });
    QObject context;
    QObject::connect(&store, &LiveStore::updated, &context, [&] {
        if (valuesMs == 0)
            valuesMs = double(timer.nsecsElapsed()) / 1e6;
    });
    QObject::connect(&server.window().current().session().connection(), &SessionConnection::stateChanged,
                     &context, [&](SessionState state) {
                         std::fprintf(stderr, "%6.1f ms %s\n", double(timer.nsecsElapsed()) / 1e6,
                                      qPrintable(sessionStateName(state)));
                     });
    QObject::connect(&server.window().current().session().connection(), &SessionConnection::stageReached,
                     &context, [&](const StageResult &stage) {
                         std::fprintf(stderr, "%6.1f ms %s\n", double(timer.nsecsElapsed()) / 1e6,
                                      qPrintable(stage.text));
                     });
    QObject::connect(&server.window().current().session().connection(), &SessionConnection::mqttStateChanged,
                     &context, [&](MqttClient::State state) {
                         std::fprintf(stderr, "%6.1f ms MQTT %d\n", double(timer.nsecsElapsed()) / 1e6,
                                      int(state));
                     });
    timer.start();
    server.window().connectTo(server.settings());
    QEventLoop loop;
    while (paintedMs == 0 && timer.elapsed() < 30'000)
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    std::fprintf(stderr, "%6.1f ms values, %6.1f ms painted\n", valuesMs, paintedMs);
    server.close();
    return paintedMs > 0
               ? Figures{{QStringLiteral("values"), valuesMs}, {QStringLiteral("painted"), paintedMs}}
               : Figures();
}

Figures received(const test::HarperFixture &harper)
{
    const ChildRun run =
        runChild({mosquittoSub, QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                  QString::number(harper.mqttPort()), QStringLiteral("-u"), harper.user(),
                  QStringLiteral("-P"), harper.password(), QStringLiteral("-t"), QStringLiteral("sys/#"),
                  QStringLiteral("-C"), QStringLiteral("1")});
    if (!run.succeeded)
        return {};
    return {{QStringLiteral("values"), run.cost.wallMs}, {QStringLiteral("painted"), run.cost.wallMs}};
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    HarperWindow server;
    if (const QString problem = server.start(); !problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    Turns turns;
    turns.self([&] { return opened(server); });
    turns.peer(mosquittoSub, [&] { return received(server.harper()); });
    turns.measure(10);
    for (const char *quantity : {"values", "painted"})
        print(turns.row({.bench = QStringLiteral("start"),
                         .what = qstrcmp(quantity, "values") == 0
                                     ? QStringLiteral("from connecting to the first values")
                                     : QStringLiteral("from connecting to the first values painted"),
                         .unit = QStringLiteral("ms"),
                         .goals = {atMost(250)},
                         .note = QStringLiteral("a window that is open")},
                        QLatin1String(quantity)));
    return 0;
}
