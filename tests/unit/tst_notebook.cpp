// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"
#include "core/history/notebook.h"
#include "tests/support/testregistry.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

using NoteKind = TimelineMark::Kind;
constexpr qint64 noteMs = 1'800'000'000'000;
const QString notedInstance = QStringLiteral("https://db.example.org:9925");

TimelineMark noteAt(qint64 fromMs, const QString &text, qint64 lastsMs = 0)
{
    return {NoteKind::Note, fromMs, fromMs + lastsMs, text};
}

} // namespace

/// Notes about an instance, in memory and on disk.
class TestNoteBook : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void notesAreThereAgain()
    {
        const TimelineMark event{NoteKind::Event, noteMs + 5, noteMs + 5, QStringLiteral("Set up")};
        {
            HistoryStore history(path());
            NoteBook book(&history);
            book.open(notedInstance);
            book.add(noteAt(noteMs + 10, QStringLiteral("b")));
            book.add(noteAt(noteMs, QStringLiteral("a"), 60'000));
            book.add(event);
            book.add(noteAt(noteMs + 20, QStringLiteral("c")));
            book.replace(noteAt(noteMs + 10, {}), noteAt(noteMs + 11, QStringLiteral("B")));
            book.remove(noteAt(noteMs + 20, {}));
            book.open(QStringLiteral("https://other.example.org:9925"));
            QVERIFY(book.notes().isEmpty());
            book.add(noteAt(noteMs, QStringLiteral("of another one")));
        }
        HistoryStore history(path());
        NoteBook book(&history);
        QSignalSpy changed(&book, &NoteBook::changed);
        book.open(notedInstance);
        QTRY_COMPARE(book.notes(), (QList<TimelineMark>{noteAt(noteMs, QStringLiteral("a"), 60'000), event,
                                                        noteAt(noteMs + 11, QStringLiteral("B"))}));
        QCOMPARE(changed.size(), 2); // other notes, then those of the disk
        QCOMPARE(book.notes(noteMs + 6, noteMs + 10), QList<TimelineMark>{book.notes().constFirst()});
    }

    void whatAnotherProgramWroteIsTakenUp()
    {
        HistoryStore history(path());
        NoteBook book(&history);
        book.refresh(); // of nothing
        book.open(notedInstance);
        book.add(noteAt(noteMs, QStringLiteral("own")));
        {
            HistoryStore other(path());
            NoteBook theirs(&other);
            theirs.open(notedInstance);
            theirs.add(noteAt(noteMs + 1, QStringLiteral("theirs")));
        }
        QSignalSpy changed(&book, &NoteBook::changed);
        book.refresh();
        QTRY_COMPARE(book.notes().size(), 2);
        QCOMPARE(book.notes().constLast().text, QStringLiteral("theirs"));
        QCOMPARE(changed.size(), 1);
        // What is removed while the disk is read does not come back.
        book.refresh();
        book.remove(noteAt(noteMs + 1, {}));
        QCOMPARE(book.notes().size(), 1);
        bool read = false;
        history.loadNotes(notedInstance, this, [&read](const auto &) { read = true; });
        QTRY_VERIFY(read);
        QCOMPARE(book.notes().size(), 1);
    }

    void whatIsWrittenWhileTheDiskIsReadStays()
    {
        {
            HistoryStore history(path());
            NoteBook book(&history);
            book.open(notedInstance);
            book.add(noteAt(noteMs, QStringLiteral("before")));
        }
        HistoryStore history(path());
        NoteBook book(&history);
        book.open(notedInstance);
        book.add(noteAt(noteMs + 1, QStringLiteral("meanwhile")));
        QTRY_COMPARE(book.notes().size(), 2);
        QCOMPARE(book.notes().constFirst().text, QStringLiteral("before"));
    }

    void eachNoteHasAMomentOfItsOwn()
    {
        NoteBook book(nullptr); // in memory alone
        book.open(notedInstance);
        book.add(noteAt(noteMs, QStringLiteral("a")));
        book.add(noteAt(noteMs, QStringLiteral("b")));
        book.add({NoteKind::Event, noteMs, noteMs, QStringLiteral("c")});
        QCOMPARE(book.notes().size(), 3);
        QCOMPARE(book.notes().constLast(), noteAt(noteMs + 1, QStringLiteral("b")));
        // The text alone is changed: the moment stays.
        book.replace(noteAt(noteMs, QStringLiteral("a")), noteAt(noteMs, QStringLiteral("A")));
        QCOMPARE(book.notes().size(), 3);
        QVERIFY(book.notes().contains(noteAt(noteMs, QStringLiteral("A"))));
    }

    void textsAreShortAndNotEmpty()
    {
        NoteBook book(nullptr);
        book.add(noteAt(noteMs, QStringLiteral("about no instance")));
        QVERIFY(book.notes().isEmpty());
        book.open(notedInstance);
        book.add(noteAt(noteMs, QStringLiteral("  ")));
        QVERIFY(book.notes().isEmpty());
        const QString face = QString::fromUcs4(U"\U0001F600", 1);
        book.add(
            noteAt(noteMs, QStringLiteral(" ") + QString(NoteBook::maxText - 1, QLatin1Char('x')) + face));
        QCOMPARE(book.notes().constFirst().text, QString(NoteBook::maxText - 1, QLatin1Char('x')));
        book.replace(noteAt(noteMs, {}), noteAt(noteMs + 1, {}));
        QCOMPARE(book.notes().constFirst().fromMs, noteMs);
    }

    void theNumberIsBoundedByKind()
    {
        NoteBook book(nullptr);
        book.open(notedInstance);
        book.add(noteAt(noteMs - 1, QStringLiteral("by hand")));
        for (int i = 0; i < HistoryDatabase::keptNotes + 3; ++i)
            book.add({NoteKind::Event, noteMs + i, noteMs + i, QStringLiteral("e")});
        QCOMPARE(book.notes().size(), HistoryDatabase::keptNotes + 1);
        QCOMPARE(book.notes().at(0).text, QStringLiteral("by hand"));
        QCOMPARE(book.notes().at(1).fromMs, noteMs + 3);
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestNoteBook)
#include "tst_notebook.moc"
