// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

#include "core/base/json.h"
#include "ui/clients/tracedialog.h"

using namespace syspulse;

class TestTraceDialog : public QObject
{
    Q_OBJECT

private:
    static TraceInfo info(const GuiFixture &f)
    {
        TraceInfo told;
        told.id = QStringLiteral("t-1");
        told.session = QStringLiteral("r0");
        told.clientId = QStringLiteral("sensor-000000");
        told.user = QStringLiteral("plant1");
        told.address = QStringLiteral("10.1.0.1");
        told.port = 40000;
        told.startedMs = f.clock.now;
        told.limits = {600, 1000};
        return told;
    }
    static QList<TracedPacket> packets()
    {
        TracedPacket publish;
        publish.number = 1;
        publish.atMs = 12.5;
        publish.in = true;
        publish.type = QStringLiteral("publish");
        publish.flags = 3; // QoS 1, retained
        publish.size = 40;
        publish.topic = QStringLiteral("=cmd|' /C calc'!A0");
        publish.packetId = 7;
        publish.payload = 20;
        TracedPacket answer;
        answer.number = 2;
        answer.atMs = 14;
        answer.type = QStringLiteral("puback");
        answer.size = 4;
        answer.packetId = 7;
        answer.answers = 1;
        answer.afterMs = 1.5;
        return {publish, answer};
    }
    static QPointer<TraceDialog> open(GuiFixture &f)
    {
        f.session.pretendConnected();
        auto *dialog = new TraceDialog(f.context(), fakeClients(1, f.clock.now).constFirst());
        GuiFixture::show(*dialog, {1140, 640});
        return dialog;
    }

private slots:
    void packetsAreListedUntilItIsStopped()
    {
        GuiFixture f;
        const QPointer<TraceDialog> dialog = open(f);
        QVERIFY(textOf(*dialog, "traceStatus").contains(QStringLiteral("never a payload")));
        auto *start = child<QPushButton>(*dialog, "traceStart");
        auto *stop = child<QPushButton>(*dialog, "traceStop");
        auto *csv = child<QPushButton>(*dialog, "exportTraceCsv");
        QVERIFY(start->isEnabled() && !stop->isEnabled() && !csv->isEnabled());
        child<QSpinBox>(*dialog, "traceMinutes")->setValue(2);
        child<QSpinBox>(*dialog, "tracePackets")->setValue(50);
        click(start);
        QCOMPARE(f.session.requests.last(), QStringLiteral("trace r0 for 120 s, 50 packets"));
        QCOMPARE(textOf(*dialog, "traceStatus"), QStringLiteral("Starting the trace…"));
        QVERIFY(!start->isEnabled() && stop->isEnabled());
        const RequestToken token = f.session.token;
        emit f.session.clients().traceChanged(token + 1, {info(f), packets(), {}, {}}); // of another dialog
        const auto *table = child<QTableView>(*dialog, "traceTable");
        QCOMPARE(table->model()->rowCount(), 0);
        emit f.session.clients().traceChanged(token, {info(f), {}, {}, {}});
        QVERIFY(textOf(*dialog, "traceEmpty").contains(QStringLiteral("Waiting for packets")));
        emit f.session.clients().traceChanged(token, {info(f), packets(), {}, {}});
        QCOMPARE(table->model()->rowCount(), 2);
        QVERIFY(csv->isEnabled());
        const auto cell = [table](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, 3), QStringLiteral("PUBLISH"));
        QCOMPARE(cell(0, 9), QStringLiteral("QoS 1, retained"));
        QCOMPARE(cell(1, 2), QStringLiteral("to client"));
        QVERIFY2(cell(1, 8).startsWith(QStringLiteral("1.50")), qPrintable(cell(1, 8)));
        click(stop);
        QCOMPARE(f.session.requests.last(), QStringLiteral("stop trace"));
        QVERIFY(!stop->isEnabled() && !start->isEnabled());
        emit f.session.clients().traceChanged(token, {info(f), {}, TraceEnd::Stopped, {}});
        QCOMPARE(textOf(*dialog, "traceStatus"), QStringLiteral("The trace was stopped. 2 packet(s)."));
        QVERIFY(start->isEnabled());
        // Again: the list begins anew.
        click(start);
        QCOMPARE(table->model()->rowCount(), 0);
        delete dialog;
    }

    void closingItEndsTheTrace()
    {
        GuiFixture f;
        const QPointer<TraceDialog> dialog = open(f);
        click(child<QPushButton>(*dialog, "traceStart"));
        f.session.requests.clear();
        dialog->close();
        QTRY_VERIFY(dialog.isNull());
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("stop trace")});
    }

    void failuresAndLostConnectionsAreSaid()
    {
        GuiFixture f;
        const QPointer<TraceDialog> dialog = open(f);
        auto *start = child<QPushButton>(*dialog, "traceStart");
        click(start);
        emit f.session.clients().traceChanged(
            f.session.token,
            {{}, {}, TraceEnd::Failed, {ErrorKind::Permission, QStringLiteral("Not <b>you</b>."), {}, 0}});
        QCOMPARE(textOf(*dialog, "traceNoticeText"), QStringLiteral("Not <b>you</b>."));
        QVERIFY(start->isEnabled());
        click(start);
        emit f.session.clients().traceChanged(f.session.token, {info(f), {}, TraceEnd::Restart, {}});
        QVERIFY(textOf(*dialog, "traceNoticeText").contains(QStringLiteral("restart of the worker thread")));
        QVERIFY(textOf(*dialog, "traceEmpty").contains(QStringLiteral("No packet passed")));
        click(start);
        emit f.session.connection().stateChanged(SessionState::Failed, {});
        QVERIFY(
            textOf(*dialog, "traceNoticeText").contains(QStringLiteral("connection to the instance ended")));
        QVERIFY(!start->isEnabled());
        delete dialog;
    }

    void exportsWhatIsListed()
    {
        GuiFixture f;
        const QPointer<TraceDialog> dialog = open(f);
        click(child<QPushButton>(*dialog, "traceStart"));
        emit f.session.clients().traceChanged(f.session.token, {info(f), packets(), TraceEnd::Time, {}});
        QTemporaryDir folder;
        f.prompts.saveFolder = folder.path();
        click(child<QPushButton>(*dialog, "exportTraceCsv"));
        QTRY_VERIFY(textOf(*dialog, "traceNoticeText").contains(QStringLiteral("exported")));
        click(child<QPushButton>(*dialog, "exportTraceJson"));
        const auto files = [&folder] { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); };
        QTRY_COMPARE(files().size(), 2);
        const auto read = [&](int index) {
            QFile file(folder.filePath(files().at(index)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QTRY_VERIFY(!read(1).isEmpty());
        const QByteArray csv = read(0);
        QCOMPARE(csv.count('\n'), 3);
        QVERIFY2(csv.contains("'=cmd"), csv.constData()); // no formula for a spreadsheet
        QVERIFY(csv.contains("puback"));
        const auto json = parseJson(read(1));
        QVERIFY(json.has_value());
        QCOMPARE(textOr(*json, "end"), QStringLiteral("time"));
        QCOMPARE(int(member(*json, "packets")->size()), 2);
        delete dialog;
    }
};

SYSPULSE_GUI_TEST(TestTraceDialog)
#include "tst_tracedialog.moc"
