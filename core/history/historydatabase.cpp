// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/base/logging.h"
#include "core/base/plaintext.h"
#include "core/base/wholefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace syspulse {

namespace {

/// 2: with packs, which a program that does not know them would take for a gap. 3: with shared times; without
/// them the packs of version 3 would be taken for damaged ones, and removed. 4: with a journal, which a
/// program that does not know it would take for a gap at the end.
constexpr qint64 fileVersion = 4;

/// Lets tr() find the texts of this file.
struct HistoryDatabaseTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::HistoryDatabase)
};

/// SQLite's own codes (sqlite.org/rescode.html).
constexpr int sqliteReadOnly = 8;
constexpr int sqliteIoError = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

const char *const schema[] = {
    "CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, instance TEXT NOT NULL, topic TEXT NOT NULL, "
    "rate INTEGER NOT NULL, UNIQUE (instance, topic, rate))",
    "CREATE TABLE IF NOT EXISTS raw (series INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL, "
    "PRIMARY KEY (series, time)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS minutes (series INTEGER NOT NULL, start INTEGER NOT NULL, minimum REAL NOT "
    "NULL, "
    "maximum REAL NOT NULL, sum REAL NOT NULL, last REAL NOT NULL, count INTEGER NOT NULL, "
    "PRIMARY KEY (series, start)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS hours (series INTEGER NOT NULL, start INTEGER NOT NULL, minimum REAL NOT "
    "NULL, "
    "maximum REAL NOT NULL, sum REAL NOT NULL, last REAL NOT NULL, count INTEGER NOT NULL, "
    "PRIMARY KEY (series, start)) WITHOUT ROWID",
    // What was in the three above, without loss; tier: 0, 1 and 2 in their order.
    "CREATE TABLE IF NOT EXISTS packs (id INTEGER PRIMARY KEY, series INTEGER NOT NULL, tier INTEGER NOT "
    "NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, count INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE "
    "(series, tier, start))",
    // Times at which series of an instance have samples together. Packs refer to them: in between none is
    // ever added.
    "CREATE TABLE IF NOT EXISTS times (id INTEGER PRIMARY KEY, instance TEXT NOT NULL, start INTEGER NOT "
    "NULL, end INTEGER NOT NULL, count INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (instance, start))",
    // The same once more, as far away in the file as it gets: without its times nothing can be read of the
    // packs of any series.
    "CREATE TABLE IF NOT EXISTS times_copies (instance TEXT NOT NULL, start INTEGER NOT NULL, count INTEGER "
    "NOT NULL, data BLOB NOT NULL, PRIMARY KEY (instance, start))",
    // Those that a program has written that does not copy. Blocks grow, and never shrink.
    "INSERT OR REPLACE INTO times_copies SELECT instance, start, count, data FROM times WHERE NOT EXISTS "
    "(SELECT 1 FROM times_copies AS copy WHERE copy.instance = times.instance AND copy.start = times.start "
    "AND copy.count >= times.count)",
    // What is appended, and not in one of the others yet.
    "CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, start INTEGER NOT NULL, end INTEGER NOT "
    "NULL, count INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS filled (instance TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT "
    "NULL, has_values INTEGER NOT NULL)",
    // These came later. Programs that do not know them leave them alone, so they make no new version of the
    // file.
    "CREATE TABLE IF NOT EXISTS runs (instance TEXT NOT NULL, started INTEGER NOT NULL, duration INTEGER NOT "
    "NULL, cause TEXT NOT NULL, outcome TEXT NOT NULL, records INTEGER NOT NULL, holder TEXT NOT NULL, notes "
    "TEXT NOT NULL, message TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (instance, started)) WITHOUT "
    "ROWID",
    "CREATE TABLE IF NOT EXISTS marks (instance TEXT NOT NULL, start INTEGER NOT NULL, kind TEXT NOT NULL, "
    "end INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (instance, start, kind)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS visits (instance TEXT NOT NULL, session TEXT NOT NULL, client TEXT NOT NULL, "
    "user TEXT NOT NULL, address TEXT NOT NULL, node TEXT NOT NULL, thread INTEGER NOT NULL, started INTEGER "
    "NOT NULL, seen INTEGER NOT NULL, ended INTEGER, reason TEXT NOT NULL, PRIMARY KEY (instance, session)) "
    "WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS visits_of_clients ON visits (instance, client, started)",
    "CREATE INDEX IF NOT EXISTS visits_by_time ON visits (started)",
    "CREATE TABLE IF NOT EXISTS watched (instance TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT "
    "NULL, PRIMARY KEY (instance, start)) WITHOUT ROWID",
};

} // namespace

HistoryDatabase::~HistoryDatabase()
{
    close();
}

void HistoryDatabase::close()
{
    forgetNames();
    if (m_connection.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

Error HistoryDatabase::failed(const QSqlError &error) const
{
    QString what = HistoryDatabaseTexts::tr("The history in %1 could not be used.");
    if (primaryCode(error) == sqliteFull)
        what = HistoryDatabaseTexts::tr(
            "The history could not be written to %1: the disk, or the space that the settings allow "
            "for the history, is full. Free some space; what is stored stays.");
    else if (primaryCode(error) == sqliteIoError)
        what = HistoryDatabaseTexts::tr(
            "The disk did not carry out what the history in %1 needs. Check that there is space "
            "for this user and that the disk is in order; what is stored stays.");
    else if (primaryCode(error) == sqliteReadOnly || primaryCode(error) == sqliteCannotOpen)
        what = HistoryDatabaseTexts::tr(
            "The history in %1 can be neither read nor written: SysPulse must be able to write the file "
            "and its folder. Check their permissions, and that the disk is not read-only; what is stored "
            "stays.");
    return {ErrorKind::Local, what.arg(m_path), error.databaseText(), 0};
}

Result<void> HistoryDatabase::open(const QString &path)
{
    close();
    m_path = path;
    m_aside.clear();
    m_foundDamage = false;
    m_notice.clear();
    makePrivateFolder(QFileInfo(path).absolutePath());
    bool damaged = false;
    Result<void> opened = tryOpen(damaged);
    qCDebug(lcHistory) << "open" << path << outcome(opened);
    if (opened)
        return opened;
    close();
    if (!damaged)
        return opened;
    const QString aside = path + QStringLiteral(".damaged-") +
                          QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    if (!QFile::rename(path, aside))
        return opened;
    // They belong to the damaged file and would be taken for the new one's.
    QFile::remove(path + QStringLiteral("-wal"));
    QFile::remove(path + QStringLiteral("-shm"));
    qCDebug(lcHistory) << path << "is damaged and was renamed to" << aside;
    m_aside = aside;
    opened = tryOpen(damaged);
    if (!opened)
        close();
    return opened;
}

Result<void> HistoryDatabase::tryOpen(bool &damaged)
{
    damaged = false;
    // SQLite would make it for all to read, and gives those beside it the permissions of this one.
    (void)QFile(m_path).open(QIODevice::NewOnly | QIODevice::WriteOnly,
                             QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    for (const char *end : {"", "-wal", "-shm"})
        makePrivate(m_path + QLatin1String(end));
    m_connection = QStringLiteral("history-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!m_database.isValid())
        return failure(ErrorKind::Local, HistoryDatabaseTexts::tr(
                                             "Qt's SQLite driver is missing, so no history is kept. Install "
                                             "the package libqt6sql6-sqlite."));
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!m_database.open())
        return Unexpected<Error>{failed(m_database.lastError())};

    QSqlQuery check(m_database);
    if (!check.exec(QStringLiteral("PRAGMA quick_check(1)")) || !check.next() ||
        check.value(0).toString() != QLatin1String("ok")) {
        const int code = primaryCode(check.lastError());
        damaged = !check.lastError().isValid() || code == sqliteCorrupt || code == sqliteNotADatabase;
        return Unexpected<Error>{failed(check.lastError())};
    }
    check.finish();
    const auto version = number(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return Unexpected<Error>{version.error()};
    if (*version > fileVersion)
        return failure(
            ErrorKind::Local,
            HistoryDatabaseTexts::tr(
                "The history in %1 was written by a newer SysPulse; it is left alone and no history "
                "is kept.")
                .arg(m_path));
    // A crash of the program or of the system leaves a whole file; only a power cut may lose the last
    // seconds.
    // Small pages, of a new file only: what is written every few seconds lies in many places, and each pack
    // leaves a part of its last page empty.
    QStringList statements{
        QStringLiteral("PRAGMA page_size = 1024"), QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("PRAGMA synchronous = NORMAL"), QStringLiteral("PRAGMA journal_size_limit = 4194304")};
    for (const char *statement : schema)
        statements.append(QLatin1String(statement));
    statements.append(QStringLiteral("PRAGMA user_version = %1").arg(fileVersion));
    for (const QString &statement : std::as_const(statements)) {
        if (const auto done = run(statement); !done)
            return done;
    }
    return {};
}

void HistoryDatabase::forgetNames()
{
    m_ids.clear();
    m_instances.clear();
    m_times.clear();
    m_order.clear();
    m_journaled.reset();
}

Result<void> HistoryDatabase::run(const QString &statement)
{
    QSqlQuery query(m_database);
    if (query.exec(statement))
        return {};
    return Unexpected<Error>{failed(query.lastError())};
}

Result<qint64> HistoryDatabase::number(const QString &statement)
{
    QSqlQuery query(m_database);
    if (query.exec(statement) && query.next())
        return query.value(0).toLongLong();
    return Unexpected<Error>{failed(query.lastError())};
}

Result<qint64> HistoryDatabase::seriesId(const QString &instance, const SeriesKey &key)
{
    const QHash<SeriesKey, qint64> &known = m_ids[instance];
    if (const auto it = known.constFind(key); it != known.constEnd())
        return *it;
    QSqlQuery insert(m_database);
    insert.prepare(
        QStringLiteral("INSERT INTO series (instance, topic, rate) VALUES (?, ?, ?) "
                       "ON CONFLICT (instance, topic, rate) DO UPDATE SET rate = rate RETURNING id"));
    insert.addBindValue(instance);
    insert.addBindValue(key.topic);
    insert.addBindValue(int(key.rate));
    if (!insert.exec() || !insert.next())
        return Unexpected<Error>{failed(insert.lastError())};
    const qint64 id = insert.value(0).toLongLong();
    m_ids[instance].insert(key, id);
    return id;
}

Result<void> HistoryDatabase::checkOpen() const
{
    if (!m_database.isOpen())
        return failure(ErrorKind::Local,
                       HistoryDatabaseTexts::tr("The history in %1 is not open.").arg(m_path));
    return {};
}

QString HistoryDatabase::storedText(const QString &text, qsizetype most)
{
    return text.isNull() ? QStringLiteral("") : cutText(text, most);
}

Result<void> HistoryDatabase::inTransaction(const std::function<Result<void>()> &work)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    // QSqlDatabase::commit() loses the code of the error, by which a full disk is known: in WAL mode it is
    // met here first.
    // At once for writing: whoever has read first cannot wait for another program's writing.
    if (const Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    Result<void> stored = work();
    if (stored)
        stored = run(QStringLiteral("COMMIT"));
    if (!stored) {
        (void)run(QStringLiteral("ROLLBACK")); // fails where SQLite has done it already
        forgetNames();                         // some may have been made by what was rolled back
    }
    return stored;
}

Result<void> HistoryDatabase::noteFilled(const QString &instance, const QList<FilledSpan> &spans)
{
    return inTransaction([&]() -> Result<void> {
        QSqlQuery insert(m_database);
        insert.prepare(QStringLiteral("INSERT INTO filled VALUES (?, ?, ?, ?)"));
        for (const FilledSpan &filled : spans) {
            insert.bindValue(0, instance);
            insert.bindValue(1, filled.span.fromMs);
            insert.bindValue(2, filled.span.toMs);
            insert.bindValue(3, int(filled.hasValues));
            if (!insert.exec())
                return Unexpected<Error>{failed(insert.lastError())};
        }
        return {};
    });
}

Result<QList<FilledSpan>> HistoryDatabase::filled(const QString &instance, qint64 fromMs)
{
    if (const Result<void> open = checkOpen(); !open)
        return Unexpected<Error>{open.error()};
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT start, end, has_values FROM filled WHERE instance = ? AND end > ? "
                                 "ORDER BY start"));
    query.addBindValue(instance);
    query.addBindValue(fromMs);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    QList<FilledSpan> spans;
    while (query.next())
        spans.append({{query.value(0).toLongLong(), query.value(1).toLongLong()}, query.value(2).toBool()});
    return spans;
}

} // namespace syspulse
