// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/componentsettings.h"
#include "core/setup/componentversion.h"
#include "core/setup/textdiff.h"
#include "tests/fuzz/fuzztarget.h"

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// Lines with their ends, so that a missing one at the end of the text is seen.
QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf(QLatin1Char('\n'), at);
        lines.append(end < 0 ? text.mid(at) : text.mid(at, end + 1 - at));
        at += lines.constLast().size();
    }
    return lines;
}

/// The first number of "-7,3" or "+7,3".
qsizetype lineNumber(const QString &range)
{
    return range.mid(1).section(QLatin1Char(','), 0, 0).toLongLong();
}

/// What patch(1) makes of @p before, written from the description of the unified format alone.
QString patched(const QString &before, const QString &diff)
{
    static const QString noNewline = QStringLiteral("\\ No newline at end of file");
    const QStringList source = linesOf(before);
    QStringList result;
    qsizetype at = 0;
    const QStringList lines = diff.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.isEmpty() && i + 1 == lines.size())
            break; // behind the last end of line
        const bool bare = i + 1 < lines.size() && lines.at(i + 1) == noNewline;
        const QString text = line.mid(1) + (bare ? QString() : QStringLiteral("\n"));
        if (line.startsWith(QLatin1String("@@ "))) {
            const QStringList words = line.split(QLatin1Char(' '));
            FUZZ_REQUIRE(words.size() >= 4);
            const QString range = words.at(1);
            const bool empty = range.endsWith(QLatin1String(",0"));
            const qsizetype start = lineNumber(range) - (empty ? 0 : 1);
            FUZZ_REQUIRE(start >= at && start <= source.size());
            while (at < start)
                result.append(source.at(at++));
        } else if (line.startsWith(QLatin1Char(' ')) || line.startsWith(QLatin1Char('-'))) {
            FUZZ_REQUIRE(at < source.size() && source.at(at) == text);
            ++at;
            if (line.startsWith(QLatin1Char(' ')))
                result.append(text);
        } else if (line.startsWith(QLatin1Char('+'))) {
            result.append(text);
        } else {
            FUZZ_REQUIRE(line == noNewline);
        }
    }
    while (at < source.size())
        result.append(source.at(at++));
    return result.join(QString());
}

} // namespace

/// The files of a component on a server, "name NUL text NUL name NUL text ...". The first text is also taken
/// for its config.yaml, and compared with the second one.
SYSPULSE_FUZZ_TARGET(setup)
{
    static const ComponentFiles bundled = bundledComponent();
    Input parts(input);
    ComponentFiles files;
    QByteArrayList texts;
    while (!parts.isAtEnd()) {
        const QString name = QString::fromUtf8(parts.until('\0'));
        texts.append(parts.until('\0'));
        files.insert(name, texts.constLast());
        isLoadable(name);
    }
    texts.resize(2);

    FUZZ_REQUIRE(compareVersions(statedVersion(files), statedVersion(files)) == 0);
    const int order = compareVersions(QString::fromUtf8(texts.at(0)), QString::fromUtf8(texts.at(1)));
    const int reverse = compareVersions(QString::fromUtf8(texts.at(1)), QString::fromUtf8(texts.at(0)));
    FUZZ_REQUIRE((order < 0) == (reverse > 0) && (order == 0) == (reverse == 0));
    for (const bool noted : {false, true})
        judgeComponent(files, hashesOf(files), bundled, noted);
    FUZZ_REQUIRE(judgeComponent(bundled, hashesOf(bundled), bundled).state == ComponentState::Current);
    FUZZ_REQUIRE(componentChanges(files, files, {}).isEmpty());

    // An administrator's choice survives every upgrade, and a bundled file keeps all else that it says.
    files.insert(QStringLiteral("config.yaml"), texts.at(0));
    const std::optional<bool> chosen = serverSideOf(files);
    FUZZ_REQUIRE(serverSideOf(componentToDeploy(bundled, files, std::nullopt)) == chosen.value_or(false));
    for (const bool choice : {false, true}) {
        FUZZ_REQUIRE(serverSideOf(componentToDeploy(bundled, files, choice)) == choice);
        if (chosen)
            FUZZ_REQUIRE(serverSideOf(componentToDeploy(files, files, choice)) == choice);
    }
    changeOnlySettings(componentChanges(bundled, files, {}));

    const QString before = QString::fromUtf8(texts.at(0));
    const QString after = QString::fromUtf8(texts.at(1));
    const QString diff = unifiedDiff(before, after);
    FUZZ_REQUIRE(diff.isEmpty() == (before == after));
    FUZZ_REQUIRE(patched(before, diff) == after);
}
