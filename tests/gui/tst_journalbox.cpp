// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableView>

#include "ui/updater/journalbox.h"
#include "ui/updater/journalmodel.h"
#include "ui/updater/updaterpage.h"

using namespace syspulse;

class TestJournalBox : public QObject
{
    Q_OBJECT

private slots:
    void earlierRunsAreThereAfterAStart()
    {
        const QString one = QStringLiteral("https://one:9925/");
        GuiFixture f;
        HistoryStore history(f.folder.filePath(QStringLiteral("history.sqlite")));
        {
            LiveStore store(f.session, f.clock, &history);
            f.session.pretendConnected(one);
            emit f.session.updater().runFinished(run(f, 0, RunOutcome::Failed));
            emit f.session.updater().runFinished(run(f, 1, RunOutcome::Updated));
            f.session.pretendConnected(QStringLiteral("https://two:9925/"));
            emit f.session.updater().runFinished(run(f, 2, RunOutcome::Updated));
        }
        LiveStore store(f.session, f.clock, &history);
        PageContext context{f.session, store,         f.prompts, f.clock,  UnitFormatter(QLocale::c()),
                            f.state,   f.preferences, f.tray,    f.updater};
        UpdaterPage page(context);
        GuiFixture::show(page);
        const auto *table = child<QTableView>(page, "journalTable");
        f.session.pretendConnected(one);
        emit f.session.updater().runFinished(run(f, 3, RunOutcome::StoodBy)); // before the others are read
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QCOMPARE(result(*table, 0), QStringLiteral("Stood by"));
        QCOMPARE(result(*table, 1), QStringLiteral("Updated"));
        QCOMPARE(result(*table, 2), QStringLiteral("Failed"));
        // What an update costs is known from the last time.
        QVERIFY2(textOf(page, "updaterCost").contains(QStringLiteral("(12 every 10 s)")),
                 qPrintable(textOf(page, "updaterCost")));
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
    }

    void failuresAlone()
    {
        GuiFixture f;
        JournalBox box(f.context());
        GuiFixture::show(box);
        auto *table = child<QTableView>(box, "journalTable");
        for (int i = 0; i < 6; ++i)
            emit f.session.updater().runFinished(
                run(f, i, i % 3 == 0 ? RunOutcome::Failed : RunOutcome::Updated));
        QCOMPARE(table->model()->rowCount(), 6);
        child<QCheckBox>(box, "journalOnlyFailures")->setChecked(true);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(textOf(box, "journalCount"), QStringLiteral("2 of 6 failed"));
        emit f.session.updater().runFinished(run(f, 7, RunOutcome::Failed));
        emit f.session.updater().runFinished(run(f, 8, RunOutcome::Updated));
        QCOMPARE(table->model()->rowCount(), 3);
        QVERIFY(box.csv().count('\n') == 4);
        QVERIFY(!box.csv().contains(",updated,"));
    }

    void copiesARow()
    {
        GuiFixture f;
        JournalBox box(f.context());
        GuiFixture::show(box);
        auto *table = child<QTableView>(box, "journalTable");
        auto *copy = child<QPushButton>(box, "journalCopy");
        RunReport failed = run(f, 0, RunOutcome::Failed);
        failed.error.detail = QStringLiteral("a\tb\nc");
        emit f.session.updater().runFinished(failed);
        QVERIFY(!copy->isEnabled());
        table->selectRow(0);
        click(copy);
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.count(QLatin1Char('\t')), int(JournalModel::Notes));
        QVERIFY(!text.contains(QLatin1Char('\n')));
        QVERIFY2(text.contains(QStringLiteral("No answer.")), qPrintable(text));
        QGuiApplication::clipboard()->clear();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void exportsForASpreadsheet()
    {
        GuiFixture f;
        f.prompts.saveFolder = f.folder.path();
        JournalBox box(f.context());
        GuiFixture::show(box);
        auto *exportRuns = child<QPushButton>(box, "journalExport");
        QVERIFY(!exportRuns->isEnabled());
        RunReport failed = run(f, 0, RunOutcome::Failed);
        failed.error.message = QStringLiteral("=HYPERLINK(\"x\"), no");
        emit f.session.updater().runFinished(failed);
        emit f.session.updater().runFinished(run(f, 1, RunOutcome::Updated));
        click(exportRuns);
        QFile file(f.folder.filePath(QStringLiteral("syspulse-runs.csv")));
        QTRY_VERIFY(file.exists());
        QTRY_COMPARE(textOf(box, "journalCount"), QStringLiteral("Exported."));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text, box.csv());
        QCOMPARE(text, QByteArray("time,started_by,outcome,records_written,duration_ms,notes\r\n"
                                  "2023-11-14T22:13:21.000Z,schedule,updated,12,41,\r\n"
                                  "2023-11-14T22:13:20.000Z,schedule,failed,,41,"
                                  "\"'=HYPERLINK(\"\"x\"\"), no\"\r\n"));
    }

private:
    static RunReport run(const GuiFixture &f, int second, RunOutcome outcome)
    {
        RunReport run;
        run.startedMs = f.clock.now + 1000LL * second;
        run.durationMs = 41;
        run.trigger = QStringLiteral("schedule");
        run.outcome = outcome;
        run.recordsWritten = outcome == RunOutcome::Updated ? 12 : 0;
        if (outcome == RunOutcome::Failed)
            run.error = {ErrorKind::Network, QStringLiteral("No answer."), {}, 0};
        return run;
    }

    static QString result(const QTableView &table, int row)
    {
        return table.model()->index(row, JournalModel::Result).data().toString();
    }
};

SYSPULSE_GUI_TEST(TestJournalBox)
#include "tst_journalbox.moc"
