// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <QFile>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

constexpr qint64 historyNowMs = 1'800'000'000'000;
constexpr qint64 historyDayMs = 24 * Series::hourMs;
const QString historyInstance = QStringLiteral("http://127.0.0.1:9925");
const SeriesKey historyKey{QStringLiteral("$SYS/broker/messages/received"), true};

/// A database that holds something of everything, packs included.
QByteArray historyTemplate(const QString &path)
{
    {
        HistoryDatabase database;
        const auto must = [](const Result<void> &result) {
            if (!result)
                qFatal("%s", qPrintable(describe(result.error())));
        };
        must(database.open(path));
        QList<HistorySample> samples;
        for (qint64 time = historyNowMs - historyDayMs; time < historyNowMs; time += Series::minuteMs) {
            samples.append({historyKey, {time, std::floor(100 * std::sin(double(time) / 1e7)) + 200}});
            samples.append({{QStringLiteral("$SYS/broker/clients/connected"), false},
                            {time, double(time / Series::hourMs % 50)}});
        }
        must(database.append(historyInstance, samples));
        RunReport report;
        report.startedMs = historyNowMs - 1000;
        report.trigger = QStringLiteral("schedule");
        report.notes = QStringList{QStringLiteral("one"), QStringLiteral("two")};
        must(database.appendRuns(historyInstance, {report}));
        must(database.noteFilled(historyInstance, {{{historyNowMs - 5000, historyNowMs - 4000}, true}}));
        must(database.noteMarks(historyInstance, {{TimelineMark::Kind::Outage, historyNowMs - 9000,
                                                   historyNowMs - 8000, QString()}}));
        must(database.changeNote(historyInstance, {},
                                 TimelineMark{TimelineMark::Kind::Note, historyNowMs - 7000,
                                              historyNowMs - 7000, QStringLiteral("words")}));
        DiaryFrame frame;
        frame.begun = {{QStringLiteral("s"), QStringLiteral("c"), QStringLiteral("u"), QStringLiteral("a"),
                        QStringLiteral("n"), 1, historyNowMs - 3000, historyNowMs - 2000, historyNowMs - 1000,
                        VisitEnd::Left}};
        frame.watchedFromMs = historyNowMs - 4000;
        frame.watchedToMs = historyNowMs;
        must(database.appendDiary(historyInstance, frame));
        for (;;) {
            const Result<bool> more = database.pack(historyNowMs, 10000);
            if (!more)
                qFatal("%s", qPrintable(describe(more.error())));
            if (!*more)
                break;
        }
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

/// What a disk, a crash or another program may do to a file.
void damage(QByteArray &file, Input &input)
{
    constexpr qsizetype page = 1024;
    const auto pages = [&file] { return std::max<qsizetype>(1, file.size() / page); };
    while (!input.isAtEnd() && !file.isEmpty()) {
        switch (input.byte() % 5) {
        case 0: {
            const qsizetype at = qsizetype(input.number(3)) % file.size();
            const QByteArray bytes = input.take(input.byte() % 32);
            file.replace(at, std::min(bytes.size(), file.size() - at), bytes.left(file.size() - at));
            break;
        }
        case 1:
            file.truncate(qsizetype(input.number(3)) % (file.size() + 1));
            break;
        case 2: {
            const qsizetype at = qsizetype(input.number(2)) % pages() * page;
            file.replace(at, page, QByteArray(page, '\0'));
            break;
        }
        case 3: {
            const qsizetype from = qsizetype(input.number(2)) % pages() * page;
            const qsizetype to = qsizetype(input.number(2)) % pages() * page;
            file.replace(to, page, file.mid(from, page));
            break;
        }
        default:
            file.append(input.take(input.byte()));
        }
    }
}

template <typename Item, typename TimeOf>
void checkAscending(const QList<Item> &items, TimeOf timeOf)
{
    for (qsizetype i = 1; i < items.size(); ++i)
        FUZZ_REQUIRE(timeOf(items.at(i - 1)) <= timeOf(items.at(i)));
}

void readAll(HistoryDatabase &database)
{
    if (const auto loaded = database.load(historyInstance, historyNowMs - historyDayMs)) {
        for (const SeriesTiers &tiers : *loaded) {
            checkAscending(tiers.raw, [](const SeriesPoint &point) { return point.timeMs; });
            checkAscending(tiers.minutes, [](const SeriesBucket &bucket) { return bucket.startMs; });
        }
    }
    const CourseGrid grid = CourseGrid::of(Series::hourMs, 10'000);
    const TimeSpan span{grid.startOf(historyNowMs - historyDayMs), grid.nextStart(historyNowMs)};
    if (const auto course = database.course(historyInstance, historyKey, span, grid))
        checkAscending(*course, [](const CoursePoint &point) { return point.startMs; });
    std::ignore = database.runs(historyInstance);
    std::ignore = database.filled(historyInstance, 0);
    std::ignore = database.marks(historyInstance, 0);
    std::ignore = database.notes(historyInstance);
    std::ignore = database.diary(historyInstance, {0, historyNowMs, {}, QStringLiteral("c"), 10});
}

} // namespace

/// What was done to the file of a history before it is opened; see damage().
SYSPULSE_FUZZ_TARGET(history)
{
    const QString name = QStringLiteral("/history.sqlite");
    static const QByteArray whole = historyTemplate(emptyFolder() + name);
    const QString path = emptyFolder() + name;
    QByteArray bytes = whole;
    Input steps(input);
    damage(bytes, steps);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
    file.close();

    HistoryDatabase database;
    if (!database.open(path))
        return;
    FUZZ_REQUIRE(database.asideName().isEmpty() || QFile::exists(database.asideName()));
    readAll(database);
    // It may be damaged where nobody has looked yet; what cannot be written is told.
    const Result<void> appended = database.append(historyInstance, {{historyKey, {historyNowMs + 1, 7}}});
    if (appended) {
        const auto loaded = database.load(historyInstance, historyNowMs);
        if (loaded && database.takeNotice().isEmpty()) {
            const QList<SeriesPoint> raw = loaded->value(historyKey).raw;
            FUZZ_REQUIRE(raw.isEmpty() || raw.constLast().timeMs >= historyNowMs + 1);
        }
    }
    std::ignore = database.pack(historyNowMs + 2 * Series::hourMs, 1000);
    std::ignore = database.prune(HistoryLimits(), historyNowMs);
    readAll(database);
}
