// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ctl.h"

#include "core/base/json.h"

namespace syspulse::test {

namespace {

/// Beside other tests a server may need longer for an answer than a user would wait. Not for "run": its lease
/// would last longer too.
QStringList patiently(const QStringList &arguments)
{
    const QStringList once{QStringLiteral("setup"), QStringLiteral("status"), QStringLiteral("update"),
                           QStringLiteral("undo")};
    return once.contains(arguments.value(0))
               ? QStringList{QStringLiteral("--timeout"), QStringLiteral("60s")} + arguments
               : arguments;
}

} // namespace

QList<Json> Ctl::Outcome::objects() const
{
    QList<Json> list;
    for (const QByteArray &line : out.split('\n')) {
        if (const auto json = parseJson(line))
            list.append(*json);
    }
    return list;
}

Ctl::Ctl(const HarperFixture &harper)
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(QStringLiteral("XDG_DATA_HOME"), m_data.path());
    setUrl(harper.opsUrl().toString());
    setUser(harper.user(), harper.password());
}

void Ctl::setUser(const QString &user, const QString &password)
{
    m_environment.insert(QStringLiteral("SYSPULSE_USER"), user);
    m_environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), password);
}

void Ctl::unsetPassword()
{
    m_environment.remove(QStringLiteral("SYSPULSE_PASSWORD"));
}

void Ctl::setUrl(const QString &url)
{
    m_environment.insert(QStringLiteral("SYSPULSE_URL"), url);
}

std::unique_ptr<QProcess> Ctl::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->start(QStringLiteral(SYSPULSECTL), patiently(arguments));
    process->waitForStarted();
    return process;
}

Ctl::Outcome Ctl::run(const QStringList &arguments, int timeoutMs)
{
    const auto process = start(arguments);
    process->closeWriteChannel();
    Outcome outcome;
    if (process->waitForFinished(timeoutMs) && process->exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process->exitCode();
    outcome.out = process->readAllStandardOutput();
    outcome.err = process->readAllStandardError();
    return outcome;
}

Json Ctl::value(const QString &topic)
{
    for (const Json &object : run({QStringLiteral("status"), QStringLiteral("--json")}).objects()) {
        const Json *values = member(object, "values");
        const Json *found = values ? member(*values, topic.toUtf8().constData()) : nullptr;
        if (found)
            return *found;
    }
    return Json();
}

} // namespace syspulse::test
