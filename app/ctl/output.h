// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/base/json_fwd.h"
#include "core/setup/setupplan.h"
#include "core/updater/runreport.h"

#include <QObject>

namespace syspulse {

/// Prints for people (plain text) or for programs (one JSON object per line). Results go to standard output,
/// errors and progress to standard error. Plain text has been through terminalSafe().
class Output : public QObject
{
    Q_OBJECT

public:
    explicit Output(bool json, QObject *parent = nullptr);

    bool isJson() const { return m_json; }
    void line(const QString &text) const;
    /// Columns as wide as their widest text, below the titles @p head.
    void table(const QStringList &head, const QList<QStringList> &rows) const;
    void object(const OrderedJson &json) const;
    /// A whole file, as it is.
    void file(const QByteArray &bytes) const;
    /// Nothing in JSON.
    void progress(const QString &text) const;
    /// To standard error, in JSON too.
    void note(const QString &text) const;
    void error(const Error &error) const;
    void step(const SetupStep &step) const;
    /// The diffs of @p changes, as patch(1) would read them.
    void changes(const QList<FileChange> &changes) const;
    void run(const RunReport &report) const;
    /// The quiet hours have begun and last until @p untilMs.
    void quiet(qint64 untilMs) const;

    /// @p code, or the one that says that not all results could be written.
    ExitCode exitCode(ExitCode code) const;

signals:
    /// Standard output takes no more: nobody reads the pipe any longer, or its disk is full. The latter has
    /// been reported.
    void broken() const; // clazy:exclude=const-signal-or-slot (writing does not change an Output)

private:
    void write(const QByteArray &bytes) const;
    void fail(int error) const;

    bool m_json;
    mutable int m_error = 0; ///< errno of the first write that failed
};

/// Flushes what a library has printed to std::cout. @p exitCode, or the one that says that it could not be
/// written;
/// @p program names us then.
int flushStandardOutput(const char *program, int exitCode);

/// ISO 8601 with milliseconds, in UTC; "unknown" for a time that is not known.
QString isoTime(qint64 timeMs);
/// The same; null where it is not known.
OrderedJson timeOrNull(qint64 timeMs);

} // namespace syspulse
