// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QTabWidget>

#include "ui/charts/chartboard.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpage.h"

using namespace syspulse;

namespace {

QTableView *logTable(const QWidget &page)
{
    return child<QTableView>(page, "logTable");
}

QString logCell(const QTableView *table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

/// Whether the last row of @p table is wholly visible.
bool showsLast(const QTableView *table)
{
    const int last = table->model()->rowCount() - 1;
    return last >= 0 && table->viewport()->rect().contains(table->visualRect(table->model()->index(last, 0)));
}

} // namespace

class TestLogPage : public QObject
{
    Q_OBJECT

private slots:
    void showsEntriesAsPlainText();
    void isBounded();
    void repeatsAreCounted();
    void narrowedByTextAndLevel();
    void copiesAndSavesWhatIsShown();
    void showsTheNewestUnlessSomebodyReads();
    void anEntryIsReadInFull();
    void anEntryLeadsToItsMomentInTheCharts();
};

void TestLogPage::showsEntriesAsPlainText()
{
    GuiFixture f;
    LogPage page(f.context());
    emit f.session.connection().logged(LogLevel::Error, QStringLiteral("before <b>it</b> was shown"));
    GuiFixture::show(page);
    const QTableView *table = logTable(page);
    QCOMPARE(logCell(table, 0, LogModel::Message), QStringLiteral("before <b>it</b> was shown"));
    QCOMPARE(logCell(table, 0, LogModel::Level), QStringLiteral("Error"));
    // With the date: it may be from yesterday.
    QCOMPARE(logCell(table, 0, LogModel::Time), f.context().format.dateTime(f.clock.now));
    emit f.session.connection().logged(LogLevel::Information, QStringLiteral("one\nline"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(!logCell(table, 1, LogModel::Message).contains(QLatin1Char('\n')));
}

void TestLogPage::isBounded()
{
    GuiFixture f;
    LogPage page(f.context());
    for (int i = 0; i < 3 * int(LogModel::maxEntries); ++i)
        emit f.session.connection().logged(LogLevel::Information, QString::number(i));
    GuiFixture::show(page);
    const QTableView *table = logTable(page);
    const int rows = table->model()->rowCount();
    QVERIFY(rows >= LogModel::maxEntries && rows <= LogModel::maxEntries * 5 / 4);
    QCOMPARE(logCell(table, rows - 1, LogModel::Message), QString::number(3 * LogModel::maxEntries - 1));
}

void TestLogPage::repeatsAreCounted()
{
    GuiFixture f;
    LogPage page(f.context());
    GuiFixture::show(page);
    const QTableView *table = logTable(page);
    for (int i = 0; i < 14; ++i) {
        f.clock.now += 60'000;
        emit f.session.connection().logged(LogLevel::Error, QStringLiteral("It failed."));
    }
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const QString message = logCell(table, 0, LogModel::Message);
    QVERIFY2(message.startsWith(QStringLiteral("× 14, last at ") + f.context().format.dateTime(f.clock.now)),
             qPrintable(message));
    QVERIFY2(message.endsWith(QStringLiteral("It failed.")), qPrintable(message));
    QCOMPARE(logCell(table, 0, LogModel::Time), f.context().format.dateTime(f.clock.now - 13 * 60'000));
}

void TestLogPage::narrowedByTextAndLevel()
{
    GuiFixture f;
    LogPage page(f.context());
    GuiFixture::show(page);
    const QTableView *table = logTable(page);
    emit f.session.connection().logged(LogLevel::Information, QStringLiteral("Apple"));
    emit f.session.connection().logged(LogLevel::Warning, QStringLiteral("Pear"));
    emit f.session.connection().logged(LogLevel::Error, QStringLiteral("Apple pie"));
    QTRY_COMPARE(table->model()->rowCount(), 3);
    auto *filter = child<QLineEdit>(page, "logFilter");
    filter->setText(QStringLiteral("aPP"));
    QCOMPARE(table->model()->rowCount(), 2);
    auto *level = child<QComboBox>(page, "logLevel");
    level->setCurrentIndex(1);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(textOf(page, "logCount"), QStringLiteral("1 of 3"));
    filter->clear();
    QCOMPARE(table->model()->rowCount(), 2);
    level->setCurrentIndex(2);
    QCOMPARE(logCell(table, 0, LogModel::Message), QStringLiteral("Apple pie"));
    // What comes is narrowed, too.
    emit f.session.connection().logged(LogLevel::Warning, QStringLiteral("Plum"));
    emit f.session.connection().logged(LogLevel::Error, QStringLiteral("Plum jam"));
    QTRY_COMPARE(textOf(page, "logCount"), QStringLiteral("2 of 5"));
    click(child<QPushButton>(page, "logClear"));
    QCOMPARE(table->model()->rowCount(), 0);
    level->setCurrentIndex(0);
    QCOMPARE(table->model()->rowCount(), 0);
}

void TestLogPage::copiesAndSavesWhatIsShown()
{
    GuiFixture f;
    LogPage page(f.context());
    GuiFixture::show(page);
    auto *table = logTable(page);
    for (int i = 0; i < 3; ++i)
        emit f.session.connection().logged(i == 0 ? LogLevel::Information : LogLevel::Warning,
                                           QStringLiteral("entry %1").arg(i));
    QTRY_COMPARE(table->model()->rowCount(), 3);
    child<QComboBox>(page, "logLevel")->setCurrentIndex(1);
    click(child<QPushButton>(page, "logCopy"));
    const QString time = QDateTime::fromMSecsSinceEpoch(f.clock.now, Qt::UTC).toString(Qt::ISODateWithMs);
    const QString both = QStringLiteral("%1  warning  entry 1\n%1  warning  entry 2").arg(time);
    QCOMPARE(QGuiApplication::clipboard()->text(), both);
    table->selectRow(1);
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("%1  warning  entry 2").arg(time));

    f.prompts.saveFolder = f.folder.path();
    click(child<QPushButton>(page, "logSave"));
    QTRY_VERIFY(textOf(page, "logNoticeText").contains(QStringLiteral("syspulse-log-")));
    const QStringList files = QDir(f.folder.path()).entryList({QStringLiteral("syspulse-log-*.txt")});
    QCOMPARE(files.size(), 1);
    QFile file(f.folder.filePath(files.constFirst()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), both + QLatin1Char('\n'));
}

void TestLogPage::showsTheNewestUnlessSomebodyReads()
{
    GuiFixture f;
    LogPage page(f.context());
    int said = 0;
    const auto sayUntil = [&](int end) {
        for (; said < end; ++said)
            emit f.session.connection().logged(LogLevel::Information, QString::number(said));
    };
    auto *table = logTable(page);
    const auto newest = [table] {
        return logCell(table, table->model()->rowCount() - 1, LogModel::Message).toInt();
    };
    const auto top = [table] { return logCell(table, table->rowAt(0), LogModel::Message).toInt(); };
    sayUntil(200);
    GuiFixture::show(page);
    QTRY_VERIFY(showsLast(table));
    sayUntil(2400);
    QTRY_COMPARE(newest(), 2399);
    QTRY_VERIFY(showsLast(table));

    table->verticalScrollBar()->setValue(1500);
    const int read = top();
    sayUntil(2450);
    QTRY_COMPARE(newest(), 2449);
    QCOMPARE(top(), read);
    sayUntil(2501); // the oldest go
    QTRY_COMPARE(newest(), 2500);
    QCOMPARE(table->model()->rowCount(), int(LogModel::maxEntries));
    QTRY_COMPARE(top(), read);

    table->scrollToBottom();
    sayUntil(2520);
    QTRY_COMPARE(newest(), 2519);
    QTRY_VERIFY(showsLast(table));
}

void TestLogPage::anEntryIsReadInFull()
{
    GuiFixture f;
    LogPage page(f.context());
    GuiFixture::show(page);
    auto *table = logTable(page);
    const QString text = QString(500, QLatin1Char('x')) + QStringLiteral(" <i>end</i>");
    emit f.session.connection().logged(LogLevel::Warning, text);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const auto *shown = child<QPlainTextEdit>(page, "logText");
    QVERIFY(shown->toPlainText().isEmpty());
    table->selectRow(0);
    QCOMPARE(shown->toPlainText(), text);
    emit f.session.connection().logged(LogLevel::Warning, text);
    QTRY_VERIFY(shown->toPlainText().startsWith(QStringLiteral("× 2")));
}

void TestLogPage::anEntryLeadsToItsMomentInTheCharts()
{
    PlacesFixture places;
    MainWindow window(places.services());
    FakeSession &session = *places.sessions.constLast();
    GuiFixture::show(window, {1280, 800});
    session.pretendConnected();
    child<QStackedWidget>(window, "pages")->setCurrentWidget(child<QWidget>(window, "logPage"));
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    emit session.connection().logged(LogLevel::Warning, QStringLiteral("It happened."));
    auto *table = logTable(window);
    QTRY_VERIFY(table->model()->rowCount() > 0);
    auto *board = window.findChild<ChartBoard *>();
    QVERIFY(board != nullptr);
    QVERIFY(!board->axis().cursorMs());
    const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, LogModel::Message);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(last).center());
    QVERIFY(board->axis().cursorMs());
    QVERIFY(*board->axis().cursorMs() >= before &&
            *board->axis().cursorMs() <= QDateTime::currentMSecsSinceEpoch());
    // It is within what the charts show, so they go on following the clock, and the page stays.
    QVERIFY(!board->axis().isPaused());
    QCOMPARE(child<QStackedWidget>(window, "pages")->currentWidget()->objectName(),
             QStringLiteral("logPage"));
    const qint64 yesterday = before - TimeAxis::dayMs;
    board->axis().showMoment(yesterday);
    QVERIFY(board->axis().isPaused());
    QCOMPARE(board->axis().cursorMs(), yesterday);
    QVERIFY(board->axis().endMs() >= yesterday &&
            board->axis().endMs() - board->axis().rangeMs() <= yesterday);
}

SYSPULSE_GUI_TEST(TestLogPage)
#include "tst_logpage.moc"
