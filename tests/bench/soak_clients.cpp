// SPDX-License-Identifier: GPL-3.0-or-later

// The list of clients in the real window with very many of them: real MQTT connections, which one node
// process opens, and beside them records as a worker writes them, put into the table of a real HarperDB. Says
// how long it takes until the list is complete, how long to sort it by each column, and what memory the
// window takes.
//   QT_QPA_PLATFORM=offscreen soak_clients [CONNECTIONS [RECORDS [SUBSCRIPTIONS]]]
// Sorting is without optimisation here, and beside a server that is busy: bench_clientsmodel tells its cost.
// Fails where the list is not complete, or the window takes more than 150 MB.

#include "tests/bench/clientrecords.h"
#include "tests/bench/memory.h"
#include "tests/integration/ctl.h"
#include "tests/support/windowplaces.h"
#include "ui/clients/clientsmodel.h"
#include "ui/window/translations.h"

#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr int waitMs = 600'000;
constexpr double mostMegabytes = 150;

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

class Soak
{
public:
    QString start();
    QString connectReal(int count);
    QString addRecords(int count, int subscriptions);
    QString check(int expected);
    QString end();

private:
    ClientsModel &model() const { return *m_window->findChild<ClientsModel *>(); }
    QString waitFor(int total);

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
    Translations m_english;
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
    QProcess m_clients;
    int m_known = 0; ///< the window's own connections and what was added
};

QString Soak::start()
{
    m_english.use(QStringLiteral("en"));
    if (!m_harper.startAndWait())
        return m_harper.errorString();
    m_ctl = std::make_unique<Ctl>(m_harper);
    if (const auto setup = m_ctl->run({QStringLiteral("setup")}); setup.exitCode != 0)
        return QString::fromUtf8(setup.all());
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_window->resize(1280, 800);
    m_window->show();
    say(QStringLiteral("window shown: %1 MB").arg(residentMegabytes(), 0, 'f', 1));
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    m_window->connectTo(settings);
    if (!QTest::qWaitFor([&] { return m_window->instances().connectedCount() == 1; }, waitMs))
        return QStringLiteral("The window does not connect.");
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    if (!QTest::qWaitFor([&] { return m_window->findChild<ClientsModel *>() && model().total() > 0; },
                         waitMs))
        return QStringLiteral("The list of clients stays empty.");
    const auto isComplete = [&] {
        return model().total() == m_harper.records(QStringLiteral("sys_sessions")).size();
    };
    if (!QTest::qWaitFor(isComplete, waitMs))
        return QStringLiteral("The list of clients stays incomplete.");
    m_known = model().total();
    say(QStringLiteral("connected, Clients page: %1 MB, %2 connections of its own")
            .arg(residentMegabytes(), 0, 'f', 1)
            .arg(m_known));
    return {};
}

QString Soak::waitFor(int total)
{
    QElapsedTimer timer;
    timer.start();
    if (!QTest::qWaitFor([&] { return model().total() == total; }, waitMs))
        return QStringLiteral("%1 of %2 clients are listed.").arg(model().total()).arg(total);
    say(QStringLiteral("%1 clients are listed %2 s after the last one was there")
            .arg(total)
            .arg(double(timer.elapsed()) / 1000, 0, 'f', 1));
    return {};
}

QString Soak::connectReal(int count)
{
    if (count == 0)
        return {};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MQTT_USER"), m_harper.user());
    environment.insert(QStringLiteral("MQTT_PASSWORD"), m_harper.password());
    m_clients.setProcessEnvironment(environment);
    m_clients.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    m_clients.start(QStringLiteral(SYSPULSE_NODE),
                    {QStringLiteral(SYSPULSE_MQTT_CLIENTS), HarperFixture::packagePath(),
                     QStringLiteral("tcp"), QString::number(m_harper.mqttPort()), QStringLiteral("crowd-"),
                     QStringLiteral("1"), QString::number(count)});
    QByteArray said;
    const auto isReady = [&] {
        said += m_clients.readAllStandardOutput();
        return said.contains("ready") || m_clients.state() == QProcess::NotRunning;
    };
    if (!QTest::qWaitFor(isReady, waitMs) || !said.contains("ready") || said.contains("lost"))
        return QStringLiteral("The clients did not all connect.");
    say(QStringLiteral("%1 clients have connected in %2 s")
            .arg(count)
            .arg(double(timer.elapsed()) / 1000, 0, 'f', 1));
    m_known += count;
    return waitFor(m_known);
}

QString Soak::addRecords(int count, int subscriptions)
{
    QElapsedTimer timer;
    timer.start();
    if (const QString problem = bench::addClientRecords(m_harper, count, subscriptions, waitMs);
        !problem.isEmpty())
        return problem;
    say(QStringLiteral("%1 records are written in %2 s")
            .arg(count)
            .arg(double(timer.elapsed()) / 1000, 0, 'f', 1));
    m_known += count;
    return waitFor(m_known);
}

QString Soak::check(int expected)
{
    auto *table = m_window->findChild<QTableView *>(QStringLiteral("clientTable"));
    double worst = 0;
    for (int column = 0; column < model().columnCount(); ++column) {
        QElapsedTimer timer;
        timer.start();
        table->sortByColumn(column, Qt::DescendingOrder);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        worst = std::max(worst, ms);
        say(QStringLiteral("  sorted by %1: %2 ms")
                .arg(model().headerData(column, Qt::Horizontal).toString())
                .arg(ms, 0, 'f', 1));
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    const double taken = residentMegabytes();
    say(QStringLiteral("%1 clients: %2 MB, slowest column %3 ms")
            .arg(model().rowCount())
            .arg(taken, 0, 'f', 1)
            .arg(worst, 0, 'f', 1));
    if (model().rowCount() < expected)
        return QStringLiteral("The list is not complete.");
    return taken > mostMegabytes ? QStringLiteral("The window takes more than 150 MB.") : QString();
}

QString Soak::end()
{
    m_clients.kill();
    m_clients.waitForFinished();
    const QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    const bool ended = QTest::qWaitFor([&] { return done.size() == 1; }, waitMs);
    m_window.reset();
    return ended ? QString() : QStringLiteral("The window did not disconnect.");
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const auto number = [&](int at, int otherwise) {
        return argc > at ? std::max(0, std::atoi(argv[at])) : otherwise;
    };
    const int connections = number(1, 5000);
    const int records = number(2, 50'000);
    Soak soak;
    QString problem = soak.start();
    if (problem.isEmpty())
        problem = soak.connectReal(connections);
    if (problem.isEmpty() && records > 0)
        problem = soak.addRecords(records, number(3, 15));
    if (problem.isEmpty())
        problem = soak.check(connections + records);
    if (const QString late = soak.end(); problem.isEmpty())
        problem = late;
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return problem.isEmpty() ? 0 : 1;
}
