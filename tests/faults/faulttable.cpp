// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faulttable.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QMap>
#include <QProcess>
#include <QSaveFile>

namespace syspulse::test {

namespace {

const QString beginMarker = QStringLiteral("<!-- table of make test-faults -->");
const QString endMarker = QStringLiteral("<!-- end of the table -->");
const QString head = QStringLiteral(
    "| Fault | Tried | Survived | Totals | One writer | Foreign things untouched | Message right | "
    "Headless back within 2 s | Window back within 2 s | Memory, most | Notes | Run |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|\n");

QString commit(const QString &folder)
{
    QProcess git;
    git.setWorkingDirectory(folder);
    const auto ask = [&git](const QStringList &arguments) {
        git.start(QStringLiteral("git"), arguments);
        return git.waitForFinished() && git.exitCode() == 0
                   ? QString::fromUtf8(git.readAllStandardOutput()).trimmed()
                   : QString();
    };
    const QString hash =
        ask({QStringLiteral("rev-parse"), QStringLiteral("--short"), QStringLiteral("HEAD")});
    return hash.isEmpty() ? QStringLiteral("unknown commit") : hash;
}

QString cell(QString text)
{
    return text.replace(u'|', QStringLiteral("\\|")).replace(u'\n', u' ');
}

} // namespace

QString writeFaultRow(const QString &path, const QStringList &names, const QString &name,
                      const QString &title, const Tally &tally)
{
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.lock())
        return QStringLiteral("%1 is locked").arg(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("%1: %2").arg(path, file.errorString());
    const QString text = QString::fromUtf8(file.readAll());
    file.close();
    const qsizetype begin = text.indexOf(beginMarker);
    const qsizetype end = text.indexOf(endMarker);
    if (begin < 0 || end < begin)
        return QStringLiteral("%1 has no markers").arg(path);

    QMap<QString, QString> rows;
    for (const QString &line : text.mid(begin, end - begin).split(u'\n')) {
        if (line.startsWith(QLatin1String("| `")))
            rows.insert(line.section(u'`', 1, 1), line);
    }
    QStringList cells{QStringLiteral("`%1` %2").arg(name, title)};
    cells += tally.cells();
    cells += QStringLiteral("%1, %2").arg(
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
        commit(QFileInfo(path).path()));
    for (QString &each : cells)
        each = cell(each);
    rows.insert(name, QStringLiteral("| %1 |").arg(cells.join(QStringLiteral(" | "))));

    QString table = beginMarker + QLatin1Char('\n') + head;
    for (const QString &known : names) {
        if (rows.contains(known))
            table += rows.value(known) + QLatin1Char('\n');
    }
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return QStringLiteral("%1: %2").arg(path, out.errorString());
    out.write((text.left(begin) + table + text.mid(end)).toUtf8());
    return out.flush() && out.commit() ? QString() : QStringLiteral("%1: %2").arg(path, out.errorString());
}

} // namespace syspulse::test
