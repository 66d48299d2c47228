// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"
#include "app/gui/arguments.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>
#include <vector>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/common_interface_defs.h>
#endif
#endif

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// Nothing is printed while it lives, and nobody can be asked.
class Quiet
{
public:
    Quiet()
    {
        flush();
        const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        for (int file = 0; file <= 2; ++file) {
            m_kept[file] = ::fcntl(file, F_DUPFD_CLOEXEC, 10);
            ::dup2(nothing, file);
        }
        ::close(nothing);
        tellFaultsTo(m_kept[2]);
    }
    ~Quiet()
    {
        flush();
        tellFaultsTo(2);
        for (int file = 0; file <= 2; ++file) {
            ::dup2(m_kept[file], file);
            ::close(m_kept[file]);
        }
    }
    Q_DISABLE_COPY_MOVE(Quiet)

private:
    /// Where the address sanitizer reports what it finds meanwhile.
    static void tellFaultsTo(int file)
    {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
        __sanitizer_set_report_fd(reinterpret_cast<void *>(static_cast<std::intptr_t>(file)));
#endif
#endif
        Q_UNUSED(file)
    }
    static void flush()
    {
        std::cout.flush();
        std::fflush(stdout);
        std::fflush(stderr);
    }

    int m_kept[3];
};

/// What @p call returns; a promise that is broken is told aloud again.
template <typename Call>
auto quietly(Call call)
{
    const Quiet quiet;
    return call();
}

/// A program's argv: it belongs to the program, which may write to it.
class Words
{
public:
    explicit Words(QByteArrayList words)
        : m_words(std::move(words))
    {
        for (QByteArray &word : m_words)
            m_pointers.push_back(word.data());
        m_pointers.push_back(nullptr);
    }
    int count() const { return int(m_words.size()); }
    char **pointers() { return m_pointers.data(); }

private:
    QByteArrayList m_words;
    std::vector<char *> m_pointers;
};

/// A file that is named is read. Devices and pipes would keep us waiting, as they should.
bool namesAFile(const QByteArray &word)
{
    return word.contains("/dev") || word.contains("/proc") || word.contains("/sys") ||
           word.contains("/run") || word.contains("..");
}

void checkController(const QByteArrayList &words)
{
    Words arguments(words);
    int exitCode = -1;
    const std::optional<Options> options =
        quietly([&] { return parseOptions(arguments.count(), arguments.pointers(), exitCode); });
    FUZZ_REQUIRE(options || exitCode == int(ExitCode::Ok) || exitCode == int(ExitCode::Usage) ||
                 exitCode == int(ExitCode::Failed) || exitCode == int(ExitCode::NobodyReads));
    if (!options)
        return;
    FUZZ_REQUIRE(options->schedule.intervalSeconds >= minIntervalSeconds &&
                 options->schedule.intervalSeconds <= maxIntervalSeconds);
    FUZZ_REQUIRE(options->trace.seconds >= 1 && options->trace.seconds <= TraceLimits::maxSeconds);
    FUZZ_REQUIRE(options->trace.packets >= 1 && options->trace.packets <= TraceLimits::maxPackets);
    // An option that protects was either understood or is not there.
    const bool pinned = std::any_of(words.cbegin(), words.cend(), [](const QByteArray &word) {
        return word == "--pin" || word.startsWith("--pin=");
    });
    const bool offline = options->command == Command::Alerts || options->command == Command::Report;
    if (pinned && !offline && !words.contains("--"))
        FUZZ_REQUIRE(!options->connection.trust.pin.isEmpty());
    const bool targeted = options->command == Command::Disconnect || options->command == Command::Trace ||
                          options->command == Command::Forget;
    FUZZ_REQUIRE(!targeted || !options->target.isEmpty());
    FUZZ_REQUIRE(options->command != Command::Watch || !options->filter.isEmpty());
}

void checkWindow(const QByteArrayList &words)
{
    Words arguments(words);
    const auto parsed = quietly([&] { return parseArguments(arguments.count(), arguments.pointers()); });
    if (const int *exitCode = std::get_if<int>(&parsed))
        FUZZ_REQUIRE(*exitCode == 0 || *exitCode == 1 || *exitCode == 2 || *exitCode == 141);
    const auto *settings = std::get_if<ConnectionSettings>(&parsed);
    if (settings == nullptr)
        return;
    const StartRequest request = startRequest(startMessage(*settings));
    FUZZ_REQUIRE(request.settings.url == settings->url && request.settings.user == settings->user);
}

} // namespace

/// The first byte tells the program: "c" for syspulsectl, "g" for syspulse, "m" for the message from another
/// start of syspulse. Behind it its arguments, each on a line.
SYSPULSE_FUZZ_TARGET(commandline)
{
    if (input.startsWith('m')) {
        const StartRequest request = startRequest(input.mid(1));
        const StartRequest again = startRequest(startMessage(request.settings));
        FUZZ_REQUIRE(again.settings == request.settings);
        return;
    }
    QByteArrayList words{"program"};
    for (const QByteArray &word : input.mid(1).left(4096).split('\n')) {
        if (namesAFile(word))
            return;
        words.append(word.left(word.indexOf('\0'))); // where a C string ends
    }
    qputenv("SYSPULSE_PASSWORD", "secret"); // it is taken each time
    if (input.startsWith('g'))
        checkWindow(words);
    else
        checkController(words);
}
