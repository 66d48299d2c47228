// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/setup/setupplan.h"
#include "core/updater/runreport.h"

namespace syspulse {

/// Prints for people (plain text) or for programs (one JSON object per line). Results go to standard output,
/// errors and progress to standard error. Text of the server is stripped of control characters: terminals
/// obey them.
class Output
{
public:
    explicit Output(bool json)
        : m_json(json)
    {}

    bool isJson() const { return m_json; }
    void line(const QString &text) const;
    void object(const OrderedJson &json) const;
    /// A whole file, as it is.
    void file(const QByteArray &bytes) const;
    void progress(const QString &text) const;
    void error(const Error &error) const;
    void step(const SetupStep &step) const;
    /// The diffs of @p changes, as patch(1) would read them.
    void changes(const QList<FileChange> &changes) const;
    void run(const RunReport &report) const;
    /// The quiet hours have begun and last until @p untilMs.
    void quiet(qint64 untilMs) const;

private:
    bool m_json;
};

} // namespace syspulse
