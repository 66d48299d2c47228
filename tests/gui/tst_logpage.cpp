// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "ui/window/logpage.h"

using namespace syspulse;

class TestLogPage : public QObject
{
    Q_OBJECT

private slots:
    void showsLinesAsPlainText()
    {
        GuiFixture f;
        LogPage page(f.context());
        f.session.connection().logged(QStringLiteral("before <b>it</b> was shown"));
        GuiFixture::show(page);
        QVERIFY(view(page)->toPlainText().contains(QStringLiteral("before <b>it</b> was shown")));
        f.session.connection().logged(QStringLiteral("one\nline"));
        QTRY_COMPARE(view(page)->blockCount(), 2);
    }

    void isBounded()
    {
        GuiFixture f;
        LogPage page(f.context());
        for (int i = 0; i < 3 * LogPage::maxLines; ++i)
            f.session.connection().logged(QString::number(i));
        GuiFixture::show(page);
        QVERIFY(view(page)->blockCount() <= LogPage::maxLines);
        QVERIFY(view(page)->toPlainText().endsWith(QString::number(3 * LogPage::maxLines - 1)));
    }

    void filtersAndCopiesWhatIsShown()
    {
        GuiFixture f;
        LogPage page(f.context());
        GuiFixture::show(page);
        f.session.connection().logged(QStringLiteral("Apple"));
        f.session.connection().logged(QStringLiteral("Pear"));
        QTRY_COMPARE(view(page)->blockCount(), 2);
        child<QLineEdit>(page, "logFilter")->setText(QStringLiteral("aPP"));
        QVERIFY(view(page)->toPlainText().contains(QStringLiteral("Apple")));
        QVERIFY(!view(page)->toPlainText().contains(QStringLiteral("Pear")));
        click(child<QPushButton>(page, "logCopy"));
        QCOMPARE(QGuiApplication::clipboard()->text(), view(page)->toPlainText());
        f.session.connection().logged(QStringLiteral("Pear again"));
        settle(page);
        QCOMPARE(view(page)->blockCount(), 1);
        child<QLineEdit>(page, "logFilter")->clear();
        QCOMPARE(view(page)->blockCount(), 3);
        click(child<QPushButton>(page, "logClear"));
        QVERIFY(view(page)->toPlainText().isEmpty());
    }

private:
    static QPlainTextEdit *view(const LogPage &page) { return child<QPlainTextEdit>(page, "logView"); }
};

SYSPULSE_GUI_TEST(TestLogPage)
#include "tst_logpage.moc"
