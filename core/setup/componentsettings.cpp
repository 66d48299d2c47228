// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/componentsettings.h"

#include <algorithm>

#include <QRegularExpression>

namespace syspulse {

namespace {

const QString settingsFile = QStringLiteral("config.yaml");

/// Where the value of a setting is in a text.
struct Place
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// The choice in the section "syspulse" of @p text; of several the last one counts, as it does for the
/// component itself.
std::optional<Place> serverSidePlace(const QString &text)
{
    static const QRegularExpression section(QStringLiteral("^syspulse:\\s*(?:#.*)?$"));
    static const QRegularExpression setting(QStringLiteral("^\\s+serverSide:\\s*(true|false)\\s*(?:#.*)?$"));
    std::optional<Place> place;
    bool inside = false;
    qsizetype start = 0;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (!line.isEmpty() && !line.at(0).isSpace() && line.at(0) != QLatin1Char('#'))
            inside = section.match(line).hasMatch();
        if (const auto match = setting.match(line); inside && match.hasMatch())
            place = Place{start + match.capturedStart(1), match.capturedLength(1)};
        start += line.size() + 1;
    }
    return place;
}

} // namespace

std::optional<bool> serverSideOf(const ComponentFiles &files)
{
    const QString text = QString::fromUtf8(files.value(settingsFile));
    const std::optional<Place> place = serverSidePlace(text);
    return place ? std::optional(text.mid(place->start, place->length) == QLatin1String("true"))
                 : std::nullopt;
}

ComponentFiles componentToDeploy(const ComponentFiles &bundled, const ComponentFiles &deployed,
                                 std::optional<bool> serverSide)
{
    const bool on = serverSide.value_or(serverSideOf(deployed).value_or(false));
    ComponentFiles files = bundled;
    QString text = QString::fromUtf8(files.value(settingsFile));
    if (const std::optional<Place> place = serverSidePlace(text)) {
        text.replace(place->start, place->length, on ? QStringLiteral("true") : QStringLiteral("false"));
        files.insert(settingsFile, text.toUtf8());
    }
    return files;
}

bool changeOnlySettings(const QList<FileChange> &changes)
{
    if (changes.size() != 1 || changes.constFirst().file != settingsFile ||
        changes.constFirst().kind != FileChange::Kind::Changed)
        return false;
    // What else the file says, HarperDB reads when it loads the component.
    static const QRegularExpression setting(QStringLiteral("^[ \\t]+\\w+:[ \\t]*\\w+[ \\t]*(?:#.*)?$"));
    const QStringList lines = changes.constFirst().diff.split(QLatin1Char('\n'));
    return std::all_of(lines.cbegin(), lines.cend(), [](const QString &line) {
        const bool changed = line.startsWith(QLatin1Char('+')) || line.startsWith(QLatin1Char('-'));
        return !changed || setting.match(line.mid(1)).hasMatch();
    });
}

} // namespace syspulse
