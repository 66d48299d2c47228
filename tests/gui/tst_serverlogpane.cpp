// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTabWidget>

#include "ui/log/logpage.h"
#include "ui/log/serverlogmodel.h"

using namespace syspulse;

namespace {

const QString watchRequest = QStringLiteral("watch server log");
const QString leaveRequest = QStringLiteral("leave server log");

ServerLogEntry serverEntry(qint64 timeMs, const char *level, const char *tag, const QString &message)
{
    ServerLogEntry entry{timeMs, QStringLiteral("http/1"), QLatin1String(level), {}, message};
    if (tag != nullptr)
        entry.tags.append(QLatin1String(tag));
    return entry;
}

} // namespace

/// The server's own log on the Log page.
class TestServerLogPane : public QObject
{
    Q_OBJECT

private slots:
    void isReadOnlyWhileItIsShown();
    void saysWhyItCannotBeRead();
    void listsMqttAndLoginsUnlessAllIsWanted();
    void showsTheTimeOfThisMachine();
    void keepsTheSelectionWhenEntriesCome();
    void entriesArePlainAndBounded();

private:
    static QTableView *table(const QWidget &page) { return child<QTableView>(page, "serverLogTable"); }
    static void showTab(const QWidget &page, int tab)
    {
        child<QTabWidget>(page, "logTabs")->setCurrentIndex(tab);
    }
};

void TestServerLogPane::isReadOnlyWhileItIsShown()
{
    GuiFixture f;
    LogPage page(f.context());
    f.session.pretendConnected();
    GuiFixture::show(page);
    QVERIFY(!f.session.requests.contains(watchRequest));
    showTab(page, 1);
    QCOMPARE(f.session.requests.count(watchRequest), 1);
    QCOMPARE(textOf(page, "serverLogPaneTitle"), QStringLiteral("Reading the server's log"));
    emit f.session.broker().serverLogChanged({{serverEntry(1, "warn", "mqtt", QStringLiteral("x"))}, {}});
    QTRY_COMPARE(table(page)->model()->rowCount(), 1);
    click(child<QPushButton>(page, "serverLogRefresh"));
    QCOMPARE(f.session.requests.constLast(), QStringLiteral("refresh server log"));
    showTab(page, 0);
    QCOMPARE(f.session.requests.constLast(), leaveRequest);
    showTab(page, 1);
    QCOMPARE(f.session.requests.constLast(), watchRequest);
    page.hide();
    QCOMPARE(f.session.requests.constLast(), leaveRequest);
    // Another connection knows nothing of what was watched.
    page.show();
    emit f.session.connection().stateChanged(SessionState::Connecting, {});
    f.session.requests.clear();
    f.session.pretendConnected();
    QCOMPARE(f.session.requests.count(watchRequest), 1);
}

void TestServerLogPane::saysWhyItCannotBeRead()
{
    GuiFixture f;
    LogPage page(f.context());
    GuiFixture::show(page);
    showTab(page, 1);
    QCOMPARE(textOf(page, "serverLogPaneTitle"), QStringLiteral("Not connected"));
    QSignalSpy connects(&page, &Page::connectRequested);
    click(child<QPushButton>(page, "serverLogPaneButton"));
    QCOMPARE(connects.size(), 1);

    InstanceInfo info;
    info.user = QStringLiteral("<b>plain");
    emit f.session.connection().infoChanged(info);
    emit f.session.connection().stateChanged(SessionState::Connected, {});
    QVERIFY(textOf(page, "serverLogPaneTitle").startsWith(QStringLiteral("Only super users")));
    QVERIFY(textOf(page, "serverLogPaneText").contains(QStringLiteral("\"<b>plain\"")));
    QVERIFY(!f.session.requests.contains(watchRequest));

    f.session.pretendConnected();
    const Error error{ErrorKind::Server, QStringLiteral("'log_name' 'hdb.log' does not exist."), {}, 400};
    emit f.session.broker().serverLogChanged({{}, error});
    QVERIFY(textOf(page, "serverLogPaneText").contains(error.message));
    // What was read stays when it cannot be read again.
    emit f.session.broker().serverLogChanged({{serverEntry(1, "warn", "mqtt", QStringLiteral("x"))}, {}});
    emit f.session.broker().serverLogChanged({{serverEntry(1, "warn", "mqtt", QStringLiteral("x"))}, error});
    QVERIFY(table(page)->isVisible());
    QVERIFY(textOf(page, "serverLogSource").contains(error.message));
}

void TestServerLogPane::listsMqttAndLoginsUnlessAllIsWanted()
{
    GuiFixture f;
    LogPage page(f.context());
    f.session.pretendConnected();
    GuiFixture::show(page);
    showTab(page, 1);
    emit f.session.broker().serverLogChanged(
        {{serverEntry(1000, "info", nullptr, QStringLiteral("Domain socket listening")),
          serverEntry(2000, "warn", "mqtt", QStringLiteral("one")),
          serverEntry(3000, "error", "auth-event", QStringLiteral("two")),
          serverEntry(4000, "error", nullptr, QStringLiteral("MQTT parsing error, closing connection"))},
         {}});
    QCOMPARE(table(page)->model()->rowCount(), 3);
    child<QComboBox>(page, "serverLogScope")->setCurrentIndex(1);
    QCOMPARE(table(page)->model()->rowCount(), 4);
    child<QComboBox>(page, "serverLogLevel")->setCurrentIndex(2);
    QCOMPARE(table(page)->model()->rowCount(), 2);
    QCOMPARE(table(page)->model()->index(0, ServerLogModel::Level).data().toString(),
             QStringLiteral("error"));
}

void TestServerLogPane::showsTheTimeOfThisMachine()
{
    GuiFixture f;
    LogPage page(f.context());
    f.session.pretendConnected();
    emit f.session.connection().clockOffsetChanged(3600'000);
    GuiFixture::show(page);
    showTab(page, 1);
    QSignalSpy moments(&page, &Page::momentChosen);
    emit f.session.broker().serverLogChanged(
        {{serverEntry(0, "warn", "mqtt", QStringLiteral("without a time")),
          serverEntry(f.clock.now + 3600'000, "warn", "mqtt", QStringLiteral("now"))},
         {}});
    const QAbstractItemModel *model = table(page)->model();
    QCOMPARE(model->index(0, ServerLogModel::Time).data().toString(), unknownText());
    QCOMPARE(model->index(1, ServerLogModel::Time).data().toString(),
             f.context().format.dateTime(f.clock.now));
    settle(page);
    for (int row = 0; row < 2; ++row)
        QTest::mouseClick(table(page)->viewport(), Qt::LeftButton, {},
                          table(page)->visualRect(model->index(row, ServerLogModel::Message)).center());
    QCOMPARE(moments.size(), 1);
    QCOMPARE(moments.constFirst().constFirst().toLongLong(), f.clock.now);
}

void TestServerLogPane::keepsTheSelectionWhenEntriesCome()
{
    GuiFixture f;
    LogPage page(f.context());
    f.session.pretendConnected();
    GuiFixture::show(page);
    showTab(page, 1);
    QList<ServerLogEntry> entries;
    for (int i = 0; i < 5; ++i)
        entries.append(serverEntry(i + 1, "warn", "mqtt", QString::number(i)));
    emit f.session.broker().serverLogChanged({entries, {}});
    table(page)->selectRow(3);
    entries.remove(0, 2);
    entries.append(serverEntry(6, "warn", "mqtt", QStringLiteral("5")));
    emit f.session.broker().serverLogChanged({entries, {}});
    QCOMPARE(table(page)->model()->rowCount(), 4);
    const QModelIndexList selected = table(page)->selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.constFirst().siblingAtColumn(ServerLogModel::Message).data().toString(),
             QStringLiteral("3"));
}

void TestServerLogPane::entriesArePlainAndBounded()
{
    GuiFixture f;
    LogPage page(f.context());
    f.session.pretendConnected();
    GuiFixture::show(page);
    showTab(page, 1);
    const QString hostile =
        QStringLiteral("<img src=x>\n\x1b[31mred") + QChar(0x202E) + QString(4000, QLatin1Char('x'));
    ServerLogEntry entry = serverEntry(1, "warn", "mqtt", hostile);
    entry.thread = hostile;
    entry.level = hostile;
    entry.tags = {QStringLiteral("mqtt"), hostile};
    emit f.session.broker().serverLogChanged({{entry}, {}});
    const QAbstractItemModel *model = table(page)->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        const QString text = model->index(0, column).data().toString();
        QVERIFY2(text.size() < 320, qPrintable(QString::number(text.size())));
        for (const QChar c : text)
            QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
    }
    QVERIFY(!Qt::mightBeRichText(
                model->index(0, ServerLogModel::Message).data(Qt::ToolTipRole).toString().left(12)) ||
            model->index(0, ServerLogModel::Message)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("&lt;img")));
}

SYSPULSE_GUI_TEST(TestServerLogPane)
#include "tst_serverlogpane.moc"
