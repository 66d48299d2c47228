// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/windowchecks.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/guitestregistry.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTabWidget>

#include "ui/clients/diarytimeline.h"

using namespace syspulse;

namespace {

constexpr qint64 diaryMinute = 60'000;

/// A pump that came 14 times for 5 s each, and a sensor that is there.
DiaryFrame flappingFrame(qint64 nowMs)
{
    DiaryFrame frame;
    frame.watchedFromMs = nowMs - 60 * diaryMinute;
    frame.watchedToMs = nowMs;
    for (int i = 0; i < 14; ++i) {
        const qint64 cameMs = frame.watchedFromMs + i * diaryMinute;
        const QString session = QStringLiteral("b-1-1-%1").arg(i);
        frame.begun.append({session,
                            QStringLiteral("<b>pump"),
                            QStringLiteral("plant"),
                            QStringLiteral("10.0.0.7"),
                            QStringLiteral("n"),
                            1,
                            cameMs,
                            cameMs,
                            {},
                            {}});
        frame.ended.append({session, cameMs + 5000, i == 13 ? VisitEnd::Cut : VisitEnd::Left});
    }
    frame.begun.append({QStringLiteral("b-1-2-1"),
                        QStringLiteral("sensor"),
                        QStringLiteral("plant"),
                        QStringLiteral("10.0.0.8"),
                        QStringLiteral("n"),
                        2,
                        nowMs - 30 * diaryMinute,
                        nowMs - 30 * diaryMinute,
                        {},
                        {}});
    return frame;
}

} // namespace

/// The diary on the Clients page, from the session into the file and back.
class TestDiaryPane : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_f = std::make_unique<WindowFixture>(); }
    void cleanup() { m_f.reset(); }

    void isKeptFromTheBeginning()
    {
        QVERIFY(!m_f->session->diaryKept);
        m_f->session->pretendConnected();
        QTRY_VERIFY(m_f->session->diaryKept);
    }

    void visitsAreListedAndSearched()
    {
        showDiary();
        QTRY_COMPARE(textOf(*m_f->window, "diaryCount"), QStringLiteral("No visits"));
        QTRY_VERIFY(textOf(*m_f->window, "diaryWords").startsWith(QStringLiteral("Nobody has watched")));
        tell();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        // The newest first.
        QCOMPARE(cell(0, 0), QStringLiteral("sensor"));
        QCOMPARE(cell(0, 5), QString());
        QCOMPARE(cell(0, 7), QStringLiteral("still connected"));
        QCOMPARE(cell(1, 0), QStringLiteral("<b>pump"));
        QCOMPARE(cell(1, 6), QStringLiteral("5 s"));
        QCOMPARE(cell(1, 7), QStringLiteral("disconnected by SysPulse"));
        QCOMPARE(cell(2, 7), QStringLiteral("left, or was cut off"));
        child<QLineEdit>(*m_f->window, "diarySearch")->setText(QStringLiteral("SENS"));
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        child<QLineEdit>(*m_f->window, "diarySearch")->clear();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        // What belongs to another instance is not shown.
        m_f->session->pretendConnected(QStringLiteral("https://other:9925/"));
        emit m_f->session->clients().clientsStatusChanged({ClientsState::Live, {}, 0});
        QTRY_COMPARE(table()->model()->rowCount(), 0);
    }

    void aClientsTimeIsToldInWords()
    {
        showDiary();
        tell();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        QTRY_VERIFY(textOf(*m_f->window, "diaryWords").startsWith(QStringLiteral("Select one client")));
        table()->selectRow(3);
        QTRY_VERIFY2(textOf(*m_f->window, "diaryWords").startsWith(QStringLiteral("<b>pump flapped 14 time")),
                     qPrintable(textOf(*m_f->window, "diaryWords")));
        const QString words = textOf(*m_f->window, "diaryWords");
        QVERIFY2(words.contains(QStringLiteral("It is away.")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("watched for 1 h")), qPrintable(words));
        auto *line = child<DiaryTimeline>(*m_f->window, "diaryTimeline");
        QCOMPARE(QAccessible::queryAccessibleInterface(line)->text(QAccessible::Description), words);
        table()->selectRow(0);
        QTRY_VERIFY2(textOf(*m_f->window, "diaryWords").startsWith(QStringLiteral("sensor came once, at ")),
                     qPrintable(textOf(*m_f->window, "diaryWords")));
        QVERIFY(textOf(*m_f->window, "diaryWords").contains(QStringLiteral("It is connected now.")));
        QCOMPARE(clippedTexts(*m_f->window).join(QLatin1Char('\n')), QString());
        QCOMPARE(unnamedWidgets(*m_f->window).join(QLatin1Char('\n')), QString());
        QCOMPARE(mnemonicClashes(*m_f->window).join(QLatin1Char('\n')), QString());
    }

    void theDetailsHaveTheTimeOfTheClient()
    {
        showDiary();
        ClientSession client;
        client.id = QStringLiteral("b-1-1-99");
        client.clientId = QStringLiteral("<b>pump");
        emit m_f->session->clients().clientsArrived({true, {client}, {}});
        emit m_f->session->clients().diaryTold(flappingFrame(QDateTime::currentMSecsSinceEpoch()));
        child<QTabWidget>(*m_f->window, "clientTabs")->setCurrentIndex(0);
        child<QTableView>(*m_f->window, "clientTable")->selectRow(0);
        QTRY_VERIFY2(
            textOf(*m_f->window, "clientDiaryWords").startsWith(QStringLiteral("<b>pump flapped 14 time")),
            qPrintable(textOf(*m_f->window, "clientDiaryWords")));
        QVERIFY(child<DiaryTimeline>(*m_f->window, "clientDiaryTimeline")->isVisible());
        // Of nobody there is nothing to say or to draw, and the room for it stays.
        child<QTableView>(*m_f->window, "clientTable")->clearSelection();
        QCOMPARE(textOf(*m_f->window, "clientDiaryWords"), QString());
        QVERIFY(child<DiaryTimeline>(*m_f->window, "clientDiaryTimeline")->isVisible());
        const QImage line = child<DiaryTimeline>(*m_f->window, "clientDiaryTimeline")->grab().toImage();
        QCOMPARE(line.pixel(line.width() / 2, line.height() / 2), line.pixel(0, 0));
        emit m_f->session->clients().diaryTold(flappingFrame(QDateTime::currentMSecsSinceEpoch()));
        settle(*m_f->window);
        QCOMPARE(textOf(*m_f->window, "clientDiaryWords"), QString());
    }

    void holesAreDrawnAsHoles()
    {
        DiaryTimeline line;
        DiaryPage page;
        page.watched = {{500, 1000}};
        page.visits.append({QStringLiteral("s"), {}, {}, {}, {}, 1, 750, 1000, {}, {}});
        line.show(page, 0, 1000, QStringLiteral("words"));
        GuiFixture::show(line, {400, 22});
        const QImage image = line.grab().toImage();
        const auto colors = [&image](int from, int to) {
            QSet<QRgb> found;
            for (int x = from * image.width() / 400 + 3; x < to * image.width() / 400 - 3; ++x) {
                for (int y = image.height() / 2 - 3; y <= image.height() / 2 + 3; ++y)
                    found.insert(image.pixel(x, y));
            }
            return found;
        };
        QVERIFY(colors(0, 200).size() > 1); // hatched
        QCOMPARE(colors(200, 300).size(), 1);
        QCOMPARE(colors(300, 400).size(), 1);
        QVERIFY(colors(200, 300) != colors(300, 400));
    }

    void isExported()
    {
        showDiary();
        tell();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        const QTemporaryDir folder;
        m_f->prompts->saveFolder = folder.path();
        click(child<QPushButton>(*m_f->window, "diaryExport"));
        QTRY_VERIFY(textOf(*m_f->window, "clientsNoticeText").contains(QStringLiteral("syspulse-diary-")));
        const QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.csv")});
        QCOMPARE(files.size(), 1);
        QFile file(folder.filePath(files.constFirst()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.constFirst().trimmed(),
                 QByteArray("client,user,address,node,worker,came,seen_until,gone_by,end"));
        QVERIFY(lines.at(1).startsWith("sensor,plant,10.0.0.8,n,2,"));
        QVERIFY(lines.at(2).trimmed().endsWith(",cut"));
    }

    void withoutADiaryThePaneLeadsToTheSwitch()
    {
        showDiary();
        tell();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        auto *empty = child<QWidget>(*m_f->window, "diaryPane");
        auto *off = child<QLabel>(*m_f->window, "diaryOff");
        QVERIFY(!empty->isVisible() && !off->isVisible());
        choose(false);
        QVERIFY(!m_f->session->diaryKept);
        QVERIFY(off->isVisible() && table()->isVisible());
        // For an alert rule the session tells on. None of it is kept.
        DiaryFrame frame = flappingFrame(QDateTime::currentMSecsSinceEpoch());
        frame.begun = {frame.begun.constLast()};
        frame.begun.first().session = QStringLiteral("b-1-9-9");
        emit m_f->session->clients().diaryTold(frame);
        child<QComboBox>(*m_f->window, "diaryRange")->setCurrentIndex(0);
        passReading();
        QCOMPARE(table()->model()->rowCount(), 15);
        m_f->session->pretendConnected(QStringLiteral("https://other:9925/"));
        emit m_f->session->clients().clientsStatusChanged({ClientsState::Live, {}, 0});
        QVERIFY(!m_f->session->diaryKept);
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(textOf(*m_f->window, "diaryPaneTitle"), QStringLiteral("The diary of this instance is off"));
        QCOMPARE(clippedTexts(*m_f->window).join(QLatin1Char('\n')), QString());
        QCOMPARE(mnemonicClashes(*m_f->window).join(QLatin1Char('\n')), QString());
        click(child<QPushButton>(*m_f->window, "diaryPaneButton"));
        QTRY_VERIFY(child<QCheckBox>(*m_f->window, "diaryKept")->hasFocus());
    }

    void aDiaryThatIsSwitchedOnBeginsWithAllThatAreThere()
    {
        showDiary();
        choose(false);
        choose(true);
        QVERIFY(m_f->session->diaryKept);
        // From the watching before, which began when nobody was to know.
        DiaryFrame late = flappingFrame(QDateTime::currentMSecsSinceEpoch());
        emit m_f->session->clients().diaryTold(late);
        DiaryFrame frame = late;
        frame.complete = true;
        frame.begun = {late.begun.constLast()};
        frame.ended.clear();
        emit m_f->session->clients().diaryTold(frame);
        child<QComboBox>(*m_f->window, "diaryRange")->setCurrentIndex(1);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(cell(0, 0), QStringLiteral("sensor"));
    }

    void whatIsDeletedGoesFromThePane()
    {
        showDiary();
        tell();
        QTRY_COMPARE(table()->model()->rowCount(), 15);
        const int begun = m_f->session->diariesBegun;
        QWidget *dialog = settings();
        auto *remove = child<QPushButton>(*dialog, "diaryRemoveOne");
        m_f->prompts->answer = false;
        click(remove);
        QVERIFY2(m_f->prompts->asked.constLast().title.contains(QStringLiteral("db.example.org:9925")),
                 qPrintable(m_f->prompts->asked.constLast().title));
        passReading();
        QCOMPARE(table()->model()->rowCount(), 15);
        m_f->prompts->answer = true;
        click(remove);
        QTRY_COMPARE(textOf(*dialog, "diaryRemoved"), QStringLiteral("It was deleted."));
        QTRY_COMPARE(table()->model()->rowCount(), 0);
        // It goes on with the whole list: those that are there would be missing.
        QCOMPARE(m_f->session->diariesBegun, begun + 1);
        QVERIFY(m_f->session->diaryKept);
        tell();
        passReading();
        QCOMPARE(table()->model()->rowCount(), 0);
    }

private:
    QWidget *settings()
    {
        click(child<QPushButton>(*m_f->window, "diarySettings"));
        return child<QWidget>(*m_f->window, "settingsDialog");
    }
    void choose(bool on)
    {
        QWidget *dialog = settings();
        child<QCheckBox>(*dialog, "diaryKept")->setChecked(on);
        click(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok));
        QTRY_VERIFY(m_f->window->findChildren<QWidget *>(QStringLiteral("settingsDialog")).isEmpty());
    }
    /// Returns once the history has answered all that it was asked.
    void passReading()
    {
        bool answered = false;
        m_f->places.history.loadRuns(QStringLiteral("marker"), this,
                                     [&answered](const Result<QList<RunReport>> &) { answered = true; });
        QTRY_VERIFY(answered);
    }
    void showDiary()
    {
        m_f->session->pretendConnected();
        m_f->session->pretendClients(3, 1'700'000'000'000);
        child<QStackedWidget>(*m_f->window, "pages")
            ->setCurrentWidget(child<QWidget>(*m_f->window, "clientsPage"));
        child<QTabWidget>(*m_f->window, "clientTabs")->setCurrentIndex(3);
    }
    void tell()
    {
        emit m_f->session->clients().diaryTold(flappingFrame(QDateTime::currentMSecsSinceEpoch()));
        child<QComboBox>(*m_f->window, "diaryRange")->setCurrentIndex(1); // reads at once
    }
    QTableView *table() const { return child<QTableView>(*m_f->window, "diaryTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    std::unique_ptr<WindowFixture> m_f;
};

SYSPULSE_GUI_TEST(TestDiaryPane)
#include "tst_diarypane.moc"
