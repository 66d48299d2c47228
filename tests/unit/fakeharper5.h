// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/setup/componentversion.h"
#include "tests/unit/fakesetupserver.h"

/// Has @p server name this version, and workers that a restart replaces.
inline void answerAs(FakeSetupServer &server, const QByteArray &version)
{
    server.instead = [version, thread = QByteArray("1")](const QString &operation,
                                                         int) mutable -> std::optional<QByteArray> {
        if (operation == QLatin1String("registration_info"))
            return FakeHttpServer::reply(200, R"({"version":")" + version + "\"}");
        if (operation == QLatin1String("restart_service"))
            thread += '0';
        if (operation == QLatin1String("system_information"))
            return FakeHttpServer::reply(
                200, R"({"time":{"current":)" + QByteArray::number(QDateTime::currentMSecsSinceEpoch()) +
                         R"(},"threads":[{"threadId":)" + thread + R"(,"name":"http"}]})");
        return std::nullopt;
    };
}

/// Has @p server a complete setup.
inline void installOn(FakeSetupServer &server)
{
    server.folder = server.loaded = server.database = true;
    const syspulse::ComponentFiles files = syspulse::bundledComponent();
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        server.files.insert(it.key(), it.value());
    for (const QString &table : syspulse::SysLayout().tables())
        server.tables.insert(table);
    server.records.insert(QStringLiteral("sys_control/install"),
                          R"({"id":"install","owner":"SysPulse","payload":{"madeDatabase":true}})");
}
