// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/harper/operationtypes.h"
#include "core/settings/preferences.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestBoundedText : public QObject
{
    Q_OBJECT

private slots:
    void shortOnesStay();
    void longOnesAreAsTheComponentWritesThem();
    void twoStayTwo();
    void oneLineIsOneLine();
    void noCharacterIsCutInHalf();
};

void TestBoundedText::shortOnesStay()
{
    for (const qsizetype length : {0, 1, 256})
        QCOMPARE(boundedText(QString(length, u'x')), QString(length, u'x'));
}

void TestBoundedText::longOnesAreAsTheComponentWritesThem()
{
    // The same as in tests/component/recorder.test.mjs.
    const QString hashed = boundedText(QString(257, u'x'));
    QCOMPARE(hashed,
             QString(200, u'x') +
                 QStringLiteral("…sha256:15eb95a462ee20bd91a415ae2d4aed341288186ddaa2b37908f7d592f0c3f85f"));
    QCOMPARE(hashed.size(), maxBoundedText);
    QCOMPARE(boundedText(QString(199, u'x') + QStringLiteral("😀").repeated(50)),
             QString(199, u'x') +
                 QStringLiteral("…sha256:b257e37c4ef6ac656e87f0f71b759a7efdf579d665dc5bcb2b0301fb904025f7"));
}

void TestBoundedText::twoStayTwo()
{
    const QString start(300, u'x');
    const QString one = start + u'1';
    const QString two = start + u'2';
    QVERIFY(boundedText(one) != boundedText(two));
    // What is shown of one may be sent by another.
    QVERIFY(boundedText(boundedText(one)) != boundedText(one));
}

void TestBoundedText::oneLineIsOneLine()
{
    // Widgets break lines at these, too.
    QCOMPARE(oneLine(QStringLiteral("a\u2028b\u2029c\r\nd")), QStringLiteral("a\u23CEb\u23CEc\u23CE\u23CEd"));
    QCOMPARE(oneLine(QStringLiteral("a\U000E0001b")), QStringLiteral("a\uFFFDb")); // a tag, which nobody sees
    QCOMPARE(oneLine(QString(QChar(0xD83D))), QStringLiteral("\uFFFD"));
}

void TestBoundedText::noCharacterIsCutInHalf()
{
    const QString emoji = QStringLiteral("\U0001F600");
    QCOMPARE(oneLine(QStringLiteral("ab") + emoji, 3), QStringLiteral("ab\u2026"));
    QCOMPARE(oneLine(QStringLiteral("a") + emoji, 3), QStringLiteral("a") + emoji);
    // What is kept is read again as it was written.
    Preferences preferences;
    preferences.shownProfile = QString(499, u'p') + emoji;
    const Preferences once = preferencesFromJson(*parseJson(dumpJson(preferencesToJson(preferences))));
    QCOMPARE(once.shownProfile, QString(499, u'p'));
    const QString word(99, u'w');
    const auto log =
        decodeLog(Json::array({{{"message", "m"}, {"thread", QString(word + emoji).toStdString()}}}));
    QCOMPARE(log->constFirst().thread, word);
}

SYSPULSE_TEST(TestBoundedText)
#include "tst_boundedtext.moc"
