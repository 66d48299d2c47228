// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/ctl.h"
#include "tests/support/windowplaces.h"
#include "ui/window/translations.h"

#include <functional>
#include <memory>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

namespace syspulse::bench {

/// A real HarperDB that is set up and has values, and real windows beside it.
class HarperWindow
{
public:
    /// Starts the server and sets it up; what went wrong, or nothing.
    QString start()
    {
        m_english.use(QStringLiteral("en"));
        if (!m_harper.startAndWait())
            return m_harper.errorString();
        m_ctl = std::make_unique<test::Ctl>(m_harper);
        const auto setup = m_ctl->run({QStringLiteral("setup")});
        return setup.exitCode == 0 ? QString() : QString::fromUtf8(setup.all());
    }

    test::HarperFixture &harper() { return m_harper; }
    MainWindow &window() { return *m_window; }

    ConnectionSettings settings() const
    {
        ConnectionSettings settings;
        settings.url = m_harper.opsUrl().toString();
        settings.user = m_harper.user();
        settings.password = Secret(m_harper.password());
        return settings;
    }

    /// Shows a new window with files of its own.
    void open()
    {
        m_places = std::make_unique<test::WindowPlaces>();
        m_window = std::make_unique<MainWindow>(m_places->services());
        m_window->resize(1280, 800);
        m_window->show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(m_window.get());
    }
    /// Connects the window, and waits for values; false: none come.
    bool connectAndWait()
    {
        m_window->connectTo(settings());
        return wait([this] { return !m_window->current().store().isEmpty(); });
    }
    void close()
    {
        bool done = false;
        QObject::connect(&m_window->instances(), &Instances::allDisconnected, m_window.get(),
                         [&done] { done = true; });
        m_window->instances().disconnectAll();
        wait([&done] { return done; });
        m_window.reset();
        m_places.reset();
    }

    /// Lets events be handled until @p done; false: it takes too long.
    template <typename Done>
    static bool wait(Done done)
    {
        constexpr int longestMs = 60'000;
        QElapsedTimer timer;
        timer.start();
        QTimer look;
        look.start(100); // at the time
        while (!done()) {
            if (timer.elapsed() > longestMs)
                return false;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return true;
    }
    /// Lets events be handled for @p ms, each as soon as it comes.
    static void pause(int ms)
    {
        QEventLoop loop;
        QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        loop.exec();
    }

private:
    test::HarperFixture m_harper;
    std::unique_ptr<test::Ctl> m_ctl;
    Translations m_english;
    std::unique_ptr<test::WindowPlaces> m_places;
    std::unique_ptr<MainWindow> m_window;
};

/// Calls @p painted each time after @p window has painted what was due.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget &window, std::function<void()> painted)
        : m_painted(std::move(painted))
    {
        window.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // The window paints in this event; what is queued now comes right after it.
        if (event->type() == QEvent::UpdateRequest)
            QMetaObject::invokeMethod(
                this, [this] { m_painted(); }, Qt::QueuedConnection);
        return false;
    }

private:
    std::function<void()> m_painted;
};

} // namespace syspulse::bench
