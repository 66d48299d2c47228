// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/headless.h"

#include "tests/support/childprocess.h"

#include <QFile>
#include <QTest>

#include <csignal>

namespace syspulse::test {

void Headless::init(const HarperFixture &harper, const Options &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYSPULSE_URL"),
                       options.url.isEmpty() ? harper.opsUrl().toString() : options.url);
    environment.insert(QStringLiteral("SYSPULSE_USER"),
                       options.user.isEmpty() ? harper.user() : options.user);
    environment.insert(QStringLiteral("SYSPULSE_PASSWORD"),
                       options.user.isEmpty() ? harper.password() : options.password);
    for (auto it = options.environment.cbegin(); it != options.environment.cend(); ++it)
        environment.insert(it.key(), it.value());
    m_process.setProcessEnvironment(environment);
    endWithTest(m_process);
    const QStringList words =
        options.wrapper +
        QStringList{QStringLiteral(SYSPULSECTL), QStringLiteral("--timeout"), options.timeout} +
        options.command;
    m_process.start(words.constFirst(), words.mid(1));
    m_process.waitForStarted();
    m_process.closeWriteChannel();
}

Headless::~Headless()
{
    if (!running())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void Headless::read()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

QByteArray Headless::out()
{
    read();
    return m_out;
}

QByteArray Headless::err()
{
    read();
    return m_err;
}

int Headless::cycles()
{
    read();
    return int(m_out.count("records written"));
}

bool Headless::waitCycle(int after, int timeoutMs)
{
    return QTest::qWaitFor([&] { return cycles() > after || !running(); }, timeoutMs) && cycles() > after;
}

void Headless::signal(int number)
{
    peakKb();
    if (!running())
        return; // process 0 would be all of this group
    ::kill(pid(), number);
    if (number == SIGKILL)
        m_process.waitForFinished();
}

bool Headless::waitEnd(int timeoutMs)
{
    return QTest::qWaitFor(
        [&] {
            peakKb();
            return !running();
        },
        timeoutMs);
}

void Headless::forgetPeak()
{
    m_peakKb = 0;
    QFile file(QStringLiteral("/proc/%1/clear_refs").arg(pid()));
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        file.write("5");
}

qint64 Headless::peakKb()
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid()));
    if (!running() || !file.open(QIODevice::ReadOnly))
        return m_peakKb;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            m_peakKb = std::max(m_peakKb, line.mid(6).trimmed().split(' ').constFirst().toLongLong());
    }
    return m_peakKb;
}

} // namespace syspulse::test
