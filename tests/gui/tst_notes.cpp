// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/chartfixture.h"
#include "tests/gui/clientsfixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QPointer>
#include <QSignalSpy>

#include "ui/base/commands.h"
#include "ui/charts/chartexport.h"
#include "ui/charts/notedialog.h"

using namespace syspulse;

namespace {

using NoteKind = TimelineMark::Kind;

QStringList noteTexts(const NoteBook &book)
{
    QStringList texts;
    for (const TimelineMark &note : book.notes())
        texts.append(note.text);
    return texts;
}

/// Where @p timeMs is over the lines of @p chart.
QPointF notePlace(const TimeChart &chart, qint64 timeMs)
{
    const QRectF plot = chart.plotRect();
    return {plot.left() +
                plot.width() * double(timeMs - chart.fromMs()) / double(chart.toMs() - chart.fromMs()),
            plot.center().y()};
}

/// The menu that a right click at @p at opens.
QMenu *noteMenuAt(ChartBoardFixture &f, const QPointF &at)
{
    delete f.board.findChild<QMenu *>(QStringLiteral("noteMenu"));
    QWidget *viewport = f.chart()->viewport();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at.toPoint(), viewport->mapToGlobal(at.toPoint()));
    QCoreApplication::sendEvent(viewport, &event);
    return child<QMenu>(f.board, "noteMenu");
}

NoteDialog *openNoteDialog(ChartBoardFixture &f)
{
    return child<NoteDialog>(f.board, "noteDialog");
}

void typeNote(const NoteDialog *dialog, const QString &text)
{
    child<QLineEdit>(*dialog, "noteText")->setText(text);
}

} // namespace

/// Notes at a moment or on a span: written by hand in the charts, and by SysPulse itself.
class TestNotes : public QObject
{
    Q_OBJECT

private slots:
    void aNoteIsWrittenWhereTheUserClicks()
    {
        ChartBoardFixture f;
        const qint64 wanted = f.clock.now - 300'000;
        const QPointF at = notePlace(*f.chart(), wanted);
        child<QAction>(*noteMenuAt(f, at), "writeNoteHere")->trigger();
        NoteDialog *dialog = openNoteDialog(f);
        auto *save = child<QPushButton>(*dialog, "noteSave");
        QVERIFY(!save->isEnabled()); // without words
        QCOMPARE(clippedTexts(*dialog) + unnamedWidgets(*dialog), QStringList());
        QVERIFY(!child<QCheckBox>(*dialog, "noteUntil")->isChecked());
        typeNote(dialog, QStringLiteral("<b>new</b> firmware"));
        click(save);
        QCOMPARE(f.store.notes().notes().size(), 1);
        const TimelineMark note = f.store.notes().notes().constFirst();
        QCOMPARE(note.kind, NoteKind::Note);
        QCOMPARE(note.text, QStringLiteral("<b>new</b> firmware"));
        QCOMPARE(note.toMs, note.fromMs);
        const qint64 pixelMs = (f.chart()->toMs() - f.chart()->fromMs()) / f.chart()->plotWidth();
        QVERIFY(std::abs(note.fromMs - wanted) <= 2 * pixelMs);

        // It stands in the lane, as plain text, and those who do not see it hear of it.
        const QPointF lane(at.x(), f.chart()->plotRect().top() - ChartLane::height / 2.0);
        QVERIFY2(f.chart()->textAt(lane).endsWith(QStringLiteral(": <b>new</b> firmware")),
                 qPrintable(f.chart()->textAt(lane)));
        QVERIFY(f.chart()->accessibleDescription().contains(QStringLiteral("new</b> firmware")));
    }

    void aNoteIsWrittenOnAMarkedSpan()
    {
        ChartBoardFixture f;
        const qint64 range = f.board.axis().rangeMs();
        const QPointF from = notePlace(*f.chart(), f.clock.now - 400'000);
        const QPointF to = notePlace(*f.chart(), f.clock.now - 100'000);
        QWidget *viewport = f.chart()->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, Qt::ControlModifier, from.toPoint());
        QTest::mouseMove(viewport, to.toPoint());
        QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ControlModifier, to.toPoint());
        QCOMPARE(f.board.axis().rangeMs(), range); // no zoom
        child<QAction>(*child<QMenu>(f.board, "noteMenu"), "writeNoteHere")->trigger();
        NoteDialog *dialog = openNoteDialog(f);
        QVERIFY(child<QCheckBox>(*dialog, "noteUntil")->isChecked());
        typeNote(dialog, QStringLiteral("load test"));
        click(child<QPushButton>(*dialog, "noteSave"));
        const TimelineMark note = f.store.notes().notes().constFirst();
        const qint64 pixelMs = (f.chart()->toMs() - f.chart()->fromMs()) / f.chart()->plotWidth();
        QVERIFY(std::abs(note.fromMs - (f.clock.now - 400'000)) <= 2 * pixelMs);
        QVERIFY(std::abs(note.toMs - (f.clock.now - 100'000)) <= 2 * pixelMs);
    }

    void keysWriteNotes()
    {
        ChartBoardFixture f;
        TimeChart *chart = f.chart();
        chart->setFocus();
        const qint64 sample = f.clock.now - 50'000;
        f.board.axis().setCursor(sample);
        QTest::keyClick(chart, Qt::Key_N);
        typeNote(openNoteDialog(f), QStringLiteral("by key"));
        click(child<QPushButton>(*openNoteDialog(f), "noteSave"));
        QCOMPARE(f.store.notes().notes().constFirst().fromMs, sample);
        // The menu key offers what is at the crosshair.
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(chart->viewport(), &event);
        QVERIFY(child<QMenu>(f.board, "noteMenu")->findChild<QAction *>(QStringLiteral("changeNote")));
    }

    void notesAreChangedAndRemoved()
    {
        ChartBoardFixture f;
        const qint64 at = f.clock.now - 200'000;
        f.store.notes().add({NoteKind::Note, at, at, QStringLiteral("frist")});
        const QPointF place = notePlace(*f.chart(), at);
        QVERIFY(!noteMenuAt(f, place + QPointF(60, 0))->findChild<QAction *>(QStringLiteral("changeNote")));
        child<QAction>(*noteMenuAt(f, place), "changeNote")->trigger();
        NoteDialog *dialog = openNoteDialog(f);
        QCOMPARE(child<QLineEdit>(*dialog, "noteText")->text(), QStringLiteral("frist"));
        typeNote(dialog, QStringLiteral("first"));
        child<QCheckBox>(*dialog, "noteUntil")->setChecked(true);
        auto *end = child<QDateTimeEdit>(*dialog, "noteTo");
        end->setDateTime(QDateTime::fromMSecsSinceEpoch(at - 1000));
        QVERIFY(!child<QPushButton>(*dialog, "noteSave")->isEnabled());
        QCOMPARE(textOf(*dialog, "noteHelp"), QStringLiteral("The end is before the beginning."));
        end->setDateTime(QDateTime::fromMSecsSinceEpoch(at + 60'000));
        click(child<QPushButton>(*dialog, "noteSave"));
        const TimelineMark changed{NoteKind::Note, at, at + 60'000, QStringLiteral("first")};
        QCOMPARE(f.store.notes().notes(), QList<TimelineMark>{changed});

        delete dialog;
        child<QAction>(*noteMenuAt(f, place + QPointF(10, 0)), "changeNote")->trigger();
        click(child<QPushButton>(*openNoteDialog(f), "noteRemove"));
        QCOMPARE(f.prompts.asked.size(), 1);
        QCOMPARE(f.store.notes().notes().size(), 1); // one has changed one's mind
        f.prompts.answer = true;
        click(child<QPushButton>(*openNoteDialog(f), "noteRemove"));
        QVERIFY(f.store.notes().notes().isEmpty());
    }

    void textsHaveALimit()
    {
        ChartBoardFixture f;
        f.board.writeNote();
        typeNote(openNoteDialog(f), QString(1000, QLatin1Char('x')));
        click(child<QPushButton>(*openNoteDialog(f), "noteSave"));
        QCOMPARE(f.store.notes().notes().constFirst().text.size(), qsizetype(NoteBook::maxText));
        QCOMPARE(f.store.notes().notes().constFirst().fromMs, f.clock.now);
    }

    void aDialogEndsWithItsInstance()
    {
        ChartBoardFixture f;
        f.board.writeNote();
        const QPointer<NoteDialog> dialog = openNoteDialog(f);
        f.session.pretendConnected(QStringLiteral("https://other.example.org:9925/"));
        QVERIFY(dialog == nullptr || !dialog->isVisible());
        QVERIFY(f.store.notes().notes().isEmpty());
    }

    void theMenuOfTheWindowWritesNotes()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        auto *write = child<QAction>(window, "noteAction");
        QCOMPARE(write->shortcut(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
        write->trigger();
        auto *dialog = child<NoteDialog>(window, "noteDialog");
        typeNote(dialog, QStringLiteral("about nothing"));
        QVERIFY(!child<QPushButton>(*dialog, "noteSave")->isEnabled());
        QVERIFY(textOf(*dialog, "noteHelp").contains(QStringLiteral("Connect to it first")));
        delete dialog;

        // From any page, and with a profile that may change nothing on the instance.
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://db.example.org:9925");
        Profile profile;
        profile.readOnly = true;
        window.connectTo(settings, profile);
        session.pretendConnected(settings.url);
        window.showPageNamed(QStringLiteral("Log"));
        write->trigger();
        dialog = child<NoteDialog>(window, "noteDialog");
        QVERIFY(dialog->isVisible());
        typeNote(dialog, QStringLiteral("local"));
        click(child<QPushButton>(*dialog, "noteSave"));
        std::optional<QList<TimelineMark>> kept;
        places.history.loadNotes(settings.url, &window,
                                 [&kept](const Result<QList<TimelineMark>> &notes) { kept = *notes; });
        QTRY_VERIFY(kept.has_value());
        QCOMPARE(kept->size(), 1);
        QCOMPARE(kept->constFirst().text, QStringLiteral("local"));
    }

    void exportsHaveNotes()
    {
        ChartBoardFixture f;
        const qint64 at = f.clock.now - 100'000;
        f.store.notes().add({NoteKind::Note, at, at + 1000, QStringLiteral("=1+1, \"x\"")});
        f.store.notes().add({NoteKind::Note, at - 86'400'000, at - 86'400'000, QStringLiteral("yesterday")});
        const QByteArray csv =
            chartCsv(*child<ChartPanel>(f.board, "clientsPanel"), {f.store, true}, {QStringLiteral("x"), 1});
        QVERIFY2(csv.contains("\r\n# note,2023-11-14T22:11:40.000Z,2023-11-14T22:11:41.000Z,"
                              "\"'=1+1, \"\"x\"\"\"\r\n"),
                 csv.constData());
        QVERIFY(!csv.contains("yesterday"));
    }

    void disconnectedClientsAreNoted()
    {
        ClientsFixture f(8);
        QTRY_VERIFY(f.table->isVisible());
        f.table->selectAll();
        f.prompts.answer = true;
        click(child<QPushButton>(f.page, "clientDisconnect"));
        for (int i = 0; i < 8; ++i) {
            QVERIFY(f.store.notes().notes().isEmpty());
            const Error error =
                i == 5 ? Error{ErrorKind::Conflict, QStringLiteral("Not there."), {}, 0} : Error();
            emit f.session.clients().clientActionFinished(
                {ClientAction::Disconnect, QStringLiteral("r%1").arg(i), error});
        }
        const QStringList texts = noteTexts(f.store.notes());
        QCOMPARE(texts.size(), 1);
        QVERIFY2(
            texts.constFirst().startsWith(QStringLiteral("SysPulse disconnected 7 clients: sensor-000000, ")),
            qPrintable(texts.constFirst()));
        QVERIFY2(texts.constFirst().endsWith(QStringLiteral(" more")), qPrintable(texts.constFirst()));
        QVERIFY(texts.constFirst().size() <= NoteBook::maxText);
        QCOMPARE(f.store.notes().notes().constFirst().kind, NoteKind::Event);
    }
};

SYSPULSE_GUI_TEST(TestNotes)
#include "tst_notes.moc"
