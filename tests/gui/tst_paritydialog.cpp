// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include "ui/topics/paritydialog.h"
#include "ui/topics/paritymodel.h"
#include "ui/topics/topicspage.h"

using namespace syspulse;

class TestParityDialog : public QObject
{
    Q_OBJECT

private slots:
    void opensFromThePage()
    {
        GuiFixture f;
        TopicsPage page(f.context());
        GuiFixture::show(page);
        click(child<QPushButton>(page, "compareTopics"));
        QVERIFY(child<QDialog>(page, "parityDialog")->isVisible());
    }

    void showsValuesAndReasons()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/publish/messages/sent"), 12345, f.clock.now);
        f.clock.now += 4000;
        const auto dialog = open(f);
        auto *table = child<QTableView>(*dialog, "parityTable");
        QCOMPARE(table->model()->rowCount(), 55);
        child<QComboBox>(*dialog, "parityConvention")->setCurrentIndex(1);
        QCOMPARE(table->model()->rowCount(), 50);
        QVERIFY(textOf(*dialog, "paritySummary").startsWith(QStringLiteral("43 of 50 topics are available")));
        QVERIFY(textOf(*dialog, "paritySummary").contains(QStringLiteral("With a value now: 1.")));

        child<QLineEdit>(*dialog, "parityFilter")->setText(QStringLiteral("messages/publish/sent"));
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(cell(table, ParityModel::State), QStringLiteral("Another name"));
        QCOMPARE(cell(table, ParityModel::Own), QStringLiteral("$SYS/broker/publish/messages/sent"));
        QVERIFY(cell(table, ParityModel::Value).startsWith(QStringLiteral("12,345")));
        QCOMPARE(cell(table, ParityModel::Age), QStringLiteral("4 s ago"));

        child<QLineEdit>(*dialog, "parityFilter")->setText(QStringLiteral("changeset"));
        QCOMPARE(cell(table, ParityModel::State), QStringLiteral("Not available"));
        QCOMPARE(cell(table, ParityModel::Value), QString()); // and not 0
        table->selectRow(0);
        QVERIFY(textOf(*dialog, "parityNote").contains(QStringLiteral("revision")));
    }

    void followsTheInstanceWithoutResets()
    {
        GuiFixture f;
        f.session.pretendConnected();
        const auto dialog = open(f);
        auto *table = child<QTableView>(*dialog, "parityTable");
        QAbstractItemModelTester tester(table->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(table->model(), &QAbstractItemModel::modelReset);
        table->selectRow(3);
        f.session.sendSample(1, f.clock.now);
        QTRY_VERIFY(textOf(*dialog, "paritySummary").contains(QStringLiteral("With a value now: 48.")));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(table->currentIndex().row(), 3);
    }

    void exportsBothFormats()
    {
        GuiFixture f;
        f.session.pretendConnected(QStringLiteral("https://db.example.org:9925/"));
        f.session.sendValue(QStringLiteral("$SYS/broker/version"), QStringLiteral("=cmd|'<script>'"),
                            f.clock.now);
        f.prompts.saveFolder = f.folder.path();
        const auto dialog = open(f);
        click(child<QPushButton>(*dialog, "exportParityCsv"));
        QTRY_VERIFY(textOf(*dialog, "parityNotice").endsWith(QStringLiteral(".csv.")));
        const QByteArray csv = read(f, QStringLiteral("*.csv"));
        QVERIFY(csv.contains("$SYS/broker/version,same name,$SYS/broker/version,'=cmd|'<script>',"));
        click(child<QPushButton>(*dialog, "exportParityHtml"));
        QTRY_VERIFY(textOf(*dialog, "parityNotice").endsWith(QStringLiteral(".html.")));
        const QByteArray html = read(f, QStringLiteral("*.html"));
        QVERIFY(html.contains("https://db.example.org:9925/"));
        QVERIFY(html.contains("HarperDB 4.7.29"));
        QVERIFY(html.contains("=cmd|'&lt;script&gt;'") && !html.contains("<script"));
    }

    void saysWhenItCannotWrite()
    {
        GuiFixture f;
        f.prompts.saveFolder = f.folder.filePath(QStringLiteral("missing"));
        const auto dialog = open(f);
        click(child<QPushButton>(*dialog, "exportParityHtml"));
        QTRY_VERIFY(textOf(*dialog, "parityNotice").startsWith(QStringLiteral("Cannot write ")));
        for (const char *name : {"paritySummary", "parityNote", "parityNotice"})
            QCOMPARE(child<QLabel>(*dialog, name)->textFormat(), Qt::PlainText);
    }

    void mnemonicsAreUnique()
    {
        GuiFixture f;
        const auto dialog = open(f);
        QSet<QString> keys;
        const auto note = [&keys](const QString &text) {
            const QString key = QKeySequence::mnemonic(text).toString();
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(text));
            keys.insert(key);
        };
        for (const auto *button : dialog->findChildren<QAbstractButton *>())
            note(button->text());
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            if (label->buddy() != nullptr)
                note(label->text());
        }
    }

private:
    static std::unique_ptr<ParityDialog> open(GuiFixture &f)
    {
        auto dialog = std::make_unique<ParityDialog>(f.context());
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        GuiFixture::show(*dialog, {1120, 660});
        return dialog;
    }

    static QString cell(const QTableView *table, ParityModel::Column column)
    {
        return table->model()->index(0, column).data().toString();
    }

    static QByteArray read(const GuiFixture &f, const QString &pattern)
    {
        const QStringList names = QDir(f.folder.path()).entryList({pattern});
        QFile file(f.folder.filePath(names.value(0)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

SYSPULSE_GUI_TEST(TestParityDialog)
#include "tst_paritydialog.moc"
