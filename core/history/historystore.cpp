// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"

#include <algorithm>

#include "core/base/logging.h"

#include <QDateTime>
#include <QPointer>
#include <QStandardPaths>

namespace syspulse {

/// Lives in the thread of the disk.
struct HistoryStore::Worker : QObject
{
    HistoryDatabase database;
    Result<void> opened;
    HistoryLimits limits;
    QTimer next{this}; ///< the next portion to pack

    Worker()
    {
        next.setSingleShot(true);
        next.setInterval(packPauseMs);
        connect(&next, &QTimer::timeout, this, &Worker::tidy);
    }

    /// Packs a portion after the other. Pruning comes last: it may be that all fits once it is packed.
    void tidy()
    {
        if (!opened)
            return;
        if (pack())
            next.start();
        else
            prune();
    }

    /// True where there is more to pack. What cannot be packed now is packed next time.
    bool pack()
    {
        const Result<bool> more = database.pack(QDateTime::currentMSecsSinceEpoch(), packRows);
        qCDebug(lcHistory) << "pack" << outcome(more);
        return more && *more;
    }

    /// What cannot be removed now is removed next time; writing tells when the disk is gone.
    void prune()
    {
        const Result<void> pruned = database.prune(limits, QDateTime::currentMSecsSinceEpoch());
        qCDebug(lcHistory) << "prune" << outcome(pruned);
    }

    Result<Past> load(const QString &instance, qint64 fromMs)
    {
        const auto series = database.load(instance, fromMs);
        if (!series)
            return Unexpected<Error>{series.error()};
        const auto filled = database.filled(instance, 0);
        if (!filled)
            return Unexpected<Error>{filled.error()};
        const auto marks = database.marks(instance, fromMs);
        if (!marks)
            return Unexpected<Error>{marks.error()};
        return Past{*series, *filled, *marks};
    }

    Result<void> append(const Waiting &waiting)
    {
        Result<void> result = opened;
        for (auto it = waiting.samples.cbegin(); result && it != waiting.samples.cend(); ++it)
            result = database.append(it.key(), it.value());
        for (auto it = waiting.runs.cbegin(); result && it != waiting.runs.cend(); ++it)
            result = database.appendRuns(it.key(), it.value());
        for (auto it = waiting.diary.cbegin(); result && it != waiting.diary.cend(); ++it) {
            for (auto frame = it->cbegin(); result && frame != it->cend(); ++frame)
                result = database.appendDiary(it.key(), *frame);
        }
        return result;
    }
};

QString HistoryStore::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/history.sqlite");
}

HistoryStore::HistoryStore(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path.isEmpty() ? defaultFile() : path)
    , m_worker(new Worker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("history"));
    m_thread.start();
    onWorker([this, file = m_file](Worker &worker) {
        worker.opened = worker.database.open(file);
        if (!worker.opened) {
            QMetaObject::invokeMethod(
                this, [this, result = worker.opened] { written(result); }, Qt::QueuedConnection);
        } else if (const QString aside = worker.database.asideName(); !aside.isEmpty()) {
            QMetaObject::invokeMethod(
                this,
                [this, aside] {
                    emit noticed(tr("The file with the history was damaged and a new one was begun. The old "
                                    "one was kept as %1.")
                                     .arg(aside));
                },
                Qt::QueuedConnection);
        }
    });

    m_collect.setSingleShot(true);
    m_collect.setInterval(collectMs);
    connect(&m_collect, &QTimer::timeout, this, [this] {
        // A disk that hangs must not gather transactions.
        if (m_writing == 0)
            flush();
    });
    connect(&m_prune, &QTimer::timeout, this, [this] {
        m_prune.setInterval(pruneEveryMs);
        onWorker([](Worker &worker) { worker.tidy(); });
    });
    m_prune.start(firstPruneMs);
    setLimits({});
}

HistoryStore::~HistoryStore()
{
    flush();
    // Quitting is posted behind the writes.
    onWorker([this](Worker &) { m_thread.quit(); });
    m_thread.wait();
}

void HistoryStore::onWorker(std::function<void(Worker &)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
}

void HistoryStore::setLimits(const HistoryLimits &limits)
{
    onWorker([limits](Worker &worker) {
        worker.limits = limits;
        // Pruning keeps the file within the limit; between two prunings it may exceed it by this.
        if (worker.opened)
            (void)worker.database.setMaxBytes(limits.maxBytes() / 4 * 5);
    });
}

void HistoryStore::record(const QString &instance, const QList<HistorySample> &samples)
{
    if (samples.isEmpty())
        return;
    collect(samples.size());
    m_waiting.samples[instance] += samples;
}

void HistoryStore::recordRun(const QString &instance, const RunReport &run)
{
    collect(1);
    m_waiting.runs[instance].append(run);
}

void HistoryStore::recordDiary(const QString &instance, const DiaryFrame &frame)
{
    collect(1 + frame.begun.size() + frame.ended.size());
    QList<DiaryFrame> &frames = m_waiting.diary[instance];
    // Frames come several times a second, and each would be a transaction.
    if (!frame.complete && !frames.isEmpty() && frames.constLast().watchedFromMs == frame.watchedFromMs) {
        DiaryFrame &last = frames.last();
        last.begun += frame.begun;
        last.ended += frame.ended;
        last.watchedToMs = std::max(last.watchedToMs, frame.watchedToMs);
        return;
    }
    frames.append(frame);
}

void HistoryStore::collect(qsizetype count)
{
    if (m_waitingCount + count > maxWaiting) {
        m_waiting = {};
        m_waitingCount = 0;
        written(
            failure(ErrorKind::Local, tr("The disk does not keep up; some of the history was left out.")));
    }
    m_waitingCount += count;
    if (!m_collect.isActive())
        m_collect.start();
}

void HistoryStore::flush()
{
    if (m_waitingCount == 0)
        return;
    ++m_writing;
    onWorker([this, waiting = std::exchange(m_waiting, {})](Worker &worker) {
        Result<void> result = worker.append(waiting);
        // Full, perhaps. As much is packed as it takes; samples that are stored already are not stored twice.
        for (bool more = worker.opened && !result; more && !result;) {
            more = worker.pack();
            if (!more)
                worker.prune();
            result = worker.append(waiting);
        }
        qCDebug(lcHistory) << "write" << outcome(result);
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                --m_writing;
                written(result);
                if (m_waitingCount > 0 && !m_collect.isActive())
                    m_collect.start();
            },
            Qt::QueuedConnection);
    });
    m_waitingCount = 0;
}

void HistoryStore::noteFilled(const QString &instance, const QList<FilledSpan> &spans)
{
    // In this order: what a crash loses must be asked for again.
    flush();
    onWorker([instance, spans](Worker &worker) {
        // What is not noted is read again the next time.
        if (worker.opened)
            (void)worker.database.noteFilled(instance, spans);
    });
}

void HistoryStore::noteMarks(const QString &instance, const QList<TimelineMark> &marks)
{
    if (marks.isEmpty())
        return;
    writeNow([instance, marks](HistoryDatabase &database) { return database.noteMarks(instance, marks); });
}

void HistoryStore::changeNote(const QString &instance, const std::optional<TimelineMark> &removed,
                              const std::optional<TimelineMark> &put)
{
    writeNow([instance, removed, put](HistoryDatabase &database) {
        return database.changeNote(instance, removed, put);
    });
}

void HistoryStore::writeNow(std::function<Result<void>(HistoryDatabase &)> write)
{
    onWorker([this, write = std::move(write)](Worker &worker) {
        const Result<void> result = worker.opened ? write(worker.database) : worker.opened;
        QMetaObject::invokeMethod(
            this, [this, result] { written(result); }, Qt::QueuedConnection);
    });
}

void HistoryStore::written(const Result<void> &result)
{
    if (!result && !m_failed)
        emit failed(result.error());
    m_failed = !result;
}

template <typename Value, typename Ask>
void HistoryStore::answer(QObject *context, std::function<void(const Result<Value> &)> loaded, Ask ask)
{
    flush();
    onWorker([this, context = QPointer<QObject>(context), loaded = std::move(loaded),
              ask = std::move(ask)](Worker &worker) {
        Result<Value> value =
            worker.opened ? ask(worker) : Result<Value>(Unexpected<Error>{worker.opened.error()});
        tellNotice(worker);
        QMetaObject::invokeMethod(
            this,
            [value = std::move(value), context, loaded] {
                if (context)
                    loaded(value);
            },
            Qt::QueuedConnection);
    });
}

void HistoryStore::tellNotice(Worker &worker)
{
    if (const QString notice = worker.database.takeNotice(); !notice.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, notice] { emit noticed(notice); }, Qt::QueuedConnection);
}

void HistoryStore::loadRuns(const QString &instance, QObject *context, RunsLoaded loaded)
{
    answer<QList<RunReport>>(context, std::move(loaded),
                             [instance](Worker &worker) { return worker.database.runs(instance); });
}

void HistoryStore::loadNotes(const QString &instance, QObject *context, NotesLoaded loaded)
{
    answer<QList<TimelineMark>>(context, std::move(loaded),
                                [instance](Worker &worker) { return worker.database.notes(instance); });
}

void HistoryStore::loadCourse(const CourseRequest &request, QObject *context, CourseLoaded loaded)
{
    answer<SeriesCourse>(context, std::move(loaded), [request](Worker &worker) {
        return worker.database.course(request.instance, request.key, request.span, request.grid);
    });
}

void HistoryStore::loadNormal(const QString &instance, const NormalQuestion &question, QObject *context,
                              NormalLoaded loaded)
{
    answer<NormalCourse>(context, std::move(loaded), [instance, question](Worker &worker) {
        return worker.database.normalCourse(instance, question);
    });
}

void HistoryStore::loadDiary(const QString &instance, const DiaryQuestion &question, QObject *context,
                             DiaryLoaded loaded)
{
    answer<DiaryPage>(context, std::move(loaded), [instance, question](Worker &worker) {
        return worker.database.diary(instance, question);
    });
}

void HistoryStore::removeDiary(const QString &instance, QObject *context, DiaryRemoved removed)
{
    emit diaryForgotten(instance);
    // What waits was recorded before, and answer() has it written first.
    answer<void>(context, std::move(removed),
                 [instance](Worker &worker) { return worker.database.removeDiary(instance); });
}

void HistoryStore::load(const QString &instance, qint64 fromMs, QObject *context, Loaded loaded)
{
    answer<Past>(context, std::move(loaded),
                 [instance, fromMs](Worker &worker) { return worker.load(instance, fromMs); });
}

} // namespace syspulse
