// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace syspulse::fuzz {

/// One concern that is fuzzed, under the name of its folder of corpus/. It takes any bytes, and ends the
/// program where what it has called breaks its word.
struct Target
{
    using Run = void (*)(const QByteArray &input);

    /// The object must live as long as the program.
    Target(const char *name, Run run);

    const char *name;
    Run run;
    const Target *next;
};

/// nullptr where there is none of that name.
const Target *findTarget(const char *name);
/// All of them, in alphabetical order.
QList<const Target *> allTargets();

/// What every program of targets needs before the first input: quiet messages of Qt, one time zone, no
/// network.
void prepare();

/// A folder for what a target writes, emptied by each call; in memory where there is such a place, since an
/// input is tried thousands of times.
QString emptyFolder();

/// Says what was promised and where, then ends the program so that both libFuzzer and CTest take it for a
/// crash.
[[noreturn]] void broken(const char *promise, const char *file, int line);

/// Takes numbers and texts from an input, from its beginning; behind its end there are zeros and empty texts.
class Input
{
public:
    explicit Input(const QByteArray &bytes)
        : m_bytes(bytes)
    {}

    bool isAtEnd() const { return m_at >= m_bytes.size(); }
    quint8 byte() { return isAtEnd() ? quint8(0) : quint8(m_bytes.at(m_at++)); }
    /// Of @p bytes bytes, the lowest first.
    quint64 number(int bytes);
    QByteArray take(qsizetype size);
    /// Up to the next @p separator, which is skipped, or the end.
    QByteArray until(char separator);
    QByteArray rest() { return take(m_bytes.size()); }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

} // namespace syspulse::fuzz

/// What follows is the body of the target @p name, which takes the QByteArray input.
#define SYSPULSE_FUZZ_TARGET(name)                                                                           \
    static void fuzz_##name(const QByteArray &input);                                                        \
    static const syspulse::fuzz::Target target_##name(#name, &fuzz_##name);                                  \
    static void fuzz_##name(const QByteArray &input)

/// Like an assertion, in every kind of build.
#define FUZZ_REQUIRE(promise)                                                                                \
    do {                                                                                                     \
        if (!(promise))                                                                                      \
            syspulse::fuzz::broken(#promise, __FILE__, __LINE__);                                            \
    } while (false)
