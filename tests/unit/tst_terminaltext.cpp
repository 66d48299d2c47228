// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/terminaltext.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void replaced_data();
    void replaced();
    void textStaysAsItIs();
    void jsonKeepsItsMeaning();
    void jsonStaysAsItIs();
};

void TestTerminalText::replaced_data()
{
    QTest::addColumn<QString>("character");
    for (const char32_t c :
         {0x00,   0x07,   0x09,   0x0a,   0x0d,   0x1b,   0x7f,   0x80,   0x9b,   0x9f,   0x061c,  0x200b,
          0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0001, 0xe007f})
        QTest::addRow("U+%04X", uint(c)) << (c < 0x10000 ? QString(QChar(c)) : QString::fromUcs4(&c, 1));
    QTest::newRow("high surrogate") << QString(QChar(0xd83d));
    QTest::newRow("low surrogate") << QString(QChar(0xde00));
}

void TestTerminalText::replaced()
{
    QFETCH(QString, character);
    const QString replacement(QChar::ReplacementCharacter);
    QCOMPARE(terminalSafe(character), replacement);
    QCOMPARE(terminalSafe(QStringLiteral("a") + character + QStringLiteral("b")),
             QStringLiteral("a") + replacement + QStringLiteral("b"));
}

void TestTerminalText::textStaysAsItIs()
{
    for (const char *text : {"", "$SYS/broker/clients", "Grüße, 日本語", "עברית", "\xf0\x9f\x98\x80 a"})
        QCOMPARE(terminalSafe(QString::fromUtf8(text)), QString::fromUtf8(text));
}

void TestTerminalText::jsonKeepsItsMeaning()
{
    const Json json{{"a", "\x1b[2J \x7f \xc2\x9b \xe2\x80\xae \xf3\xa0\x80\x81 \xe2\x80\xa8 \xc3\xa4"}};
    const QByteArray safe = terminalSafeJson(dumpJson(json));
    QCOMPARE(safe,
             QByteArray("{\"a\":\"\\u001b[2J \\u007f \\u009b \\u202e \\udb40\\udc01 \\u2028 \xc3\xa4\"}"));
    QVERIFY(*parseJson(safe) == json);
}

void TestTerminalText::jsonStaysAsItIs()
{
    const OrderedJson json{{"\xf0\x9f\x98\x80", {1, "two\nlines", nullptr}}};
    QCOMPARE(terminalSafeJson(dumpJson(json, 2)), dumpJson(json, 2));
}

SYSPULSE_TEST(TestTerminalText)
#include "tst_terminaltext.moc"
