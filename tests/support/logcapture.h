// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QMutex>
#include <QStringList>

namespace syspulse {

/// Switches all diagnostics of the program on and keeps what is logged, by whichever thread, as long as it
/// lives. One at a time.
class LogCapture
{
public:
    LogCapture()
    {
        text();
        QLoggingCategory::setFilterRules(QStringLiteral("syspulse.*=true"));
        m_before = qInstallMessageHandler(&keep);
    }
    ~LogCapture()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules(QString());
    }
    LogCapture(const LogCapture &) = delete;
    LogCapture &operator=(const LogCapture &) = delete;

    /// What was logged since the last call, a line each: the category, then the text.
    static QString text()
    {
        const QMutexLocker locker(&mutex);
        return std::exchange(lines, {}).join(QLatin1Char('\n'));
    }

private:
    static void keep(QtMsgType, const QMessageLogContext &context, const QString &text)
    {
        const QMutexLocker locker(&mutex);
        lines.append(QString::fromLatin1(context.category) + QLatin1Char(' ') + text);
    }

    static inline QMutex mutex;
    static inline QStringList lines;
    QtMessageHandler m_before;
};

} // namespace syspulse
