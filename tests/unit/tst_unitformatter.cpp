// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/unitformatter.h"
#include "tests/support/testregistry.h"

#include <cmath>
#include <limits>

#include <QTest>

using namespace syspulse;

class TestUnitFormatter : public QObject
{
    Q_OBJECT

private slots:
    void number_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("compact");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, double value, bool compact, const char *expected) {
            QTest::newRow(name) << value << compact << QString::fromUtf8(expected).replace(u'_', QChar::Nbsp);
        };
        row("zero", 0, true, "0");
        row("minus zero", -0.0, false, "0");
        row("small whole", 999, true, "999");
        row("grouped", 1234567, false, "1,234,567");
        row("thousands", 12345, true, "12.3_k");
        row("just below a thousand", 999.4, true, "999");
        row("rounds up to the prefix", 999.6, true, "1.0_k");
        row("rounds up to the next prefix", 999950, true, "1.0_M");
        row("millions", 250e6, true, "250_M");
        row("negative", -12345, true, "-12.3_k");
        row("fraction", 4.26, true, "4.3");
        row("below one", 0.256, true, "0.26");
        row("tiny is not zero", 0.0001, true, "< 0.01");
        row("full fraction", 1234.5, false, "1,234.50");
        row("past 53 bits", 1e18, false, "1,000,000,000,000,000,000");
        row("beyond the prefixes", 1e24, true, "1000000_E");
        row("not a number", std::nan(""), true, "—");
        row("infinite", std::numeric_limits<double>::infinity(), false, "—");
    }

    void number()
    {
        QFETCH(double, value);
        QFETCH(bool, compact);
        QFETCH(QString, expected);
        QLocale locale(QStringLiteral("en_US"));
        if (expected.endsWith(u'E'))
            locale.setNumberOptions(QLocale::OmitGroupSeparator);
        const UnitFormatter format(locale);
        QCOMPARE(format.number(value, compact ? NumberStyle::Compact : NumberStyle::Full), expected);
    }

    void followsTheLocale()
    {
        const UnitFormatter german(QLocale(QStringLiteral("de_DE")));
        QCOMPARE(german.number(1234567, NumberStyle::Full), QStringLiteral("1.234.567"));
        QCOMPARE(german.number(4.26, NumberStyle::Compact), QStringLiteral("4,3"));
    }

    void value_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, double value, Unit unit, const char *number, const char *word) {
            QTest::newRow(name) << value << int(unit) << QString::fromUtf8(number) << QString::fromUtf8(word);
        };
        row("clients", 1234, Unit::Clients, "1,234", "clients");
        row("one client", 1, Unit::Clients, "1", "client");
        row("no client", 0, Unit::Clients, "0", "clients");
        row("bytes", 512, Unit::Bytes, "512", "B");
        row("a thousand bytes", 1000, Unit::Bytes, "1,000", "B");
        row("kibibytes", 1536, Unit::Bytes, "1.5", "KiB");
        row("rounds up to MiB", 1024 * 1024 - 10, Unit::Bytes, "1.0", "MiB");
        row("bytes per minute", 2048, Unit::BytesPerMinute, "2.0", "KiB/min");
        row("uptime", 273600, Unit::Seconds, "3 d 4 h", "");
        row("messages per minute", 7.25, Unit::MessagesPerMinute, "7.25", "msg/min");
        row("no unit", 5, Unit::None, "5", "");
    }

    void value()
    {
        QFETCH(double, value);
        QFETCH(int, unit);
        QFETCH(QString, number);
        QFETCH(QString, word);
        const FormattedValue expected{number, word};
        QCOMPARE(m_format.value(value, Unit(unit), NumberStyle::Full).text(), expected.text());
    }

    void unknownIsADashInEveryUnit()
    {
        for (int unit = int(Unit::None); unit <= int(Unit::ConnectionsPerMinute); ++unit) {
            QCOMPARE(m_format.value(std::nullopt, Unit(unit), NumberStyle::Full).text(), QStringLiteral("—"));
            QCOMPARE(m_format.rate(std::nullopt, Unit(unit), NumberStyle::Compact).text(),
                     QStringLiteral("—"));
        }
    }

    void rate()
    {
        const auto text = [this](double perSecond, Unit unit) {
            return m_format.rate(perSecond, unit, NumberStyle::Compact).text().replace(QChar::Nbsp, u' ');
        };
        QCOMPARE(text(1234, Unit::Messages), QStringLiteral("1.2 k msg/s"));
        QCOMPARE(text(1536, Unit::Bytes), QStringLiteral("1.5 KiB/s"));
        QCOMPARE(text(0, Unit::Packets), QStringLiteral("0 packets/s"));
    }

    void duration_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("expected");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0 ms");
        QTest::newRow("milliseconds") << qint64(350) << QStringLiteral("350 ms");
        QTest::newRow("seconds") << qint64(12'900) << QStringLiteral("12 s");
        QTest::newRow("minutes and seconds") << qint64(185'000) << QStringLiteral("3 min 5 s");
        QTest::newRow("whole minutes") << qint64(180'000) << QStringLiteral("3 min");
        QTest::newRow("hours") << qint64(2 * 3'600'000 + 300'000) << QStringLiteral("2 h 5 min");
        QTest::newRow("days") << qint64(3 * 86'400'000LL + 4 * 3'600'000LL) << QStringLiteral("3 d 4 h");
        QTest::newRow("negative") << qint64(-5000) << QStringLiteral("-5 s");
    }

    void duration()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, expected);
        QCOMPARE(m_format.duration(ms), expected);
    }

    void age()
    {
        QCOMPARE(m_format.age(-100), QStringLiteral("now"));
        QCOMPARE(m_format.age(900), QStringLiteral("now"));
        QCOMPARE(m_format.age(4000), QStringLiteral("4 s ago"));
        QCOMPARE(m_format.age(185'000), QStringLiteral("3 min ago"));
        QCOMPARE(m_format.age(7'300'000), QStringLiteral("2 h ago"));
        QCOMPARE(m_format.age(3 * 86'400'000LL), QStringLiteral("3 d ago"));
    }

    void isoTime()
    {
        QCOMPARE(m_format.isoTime(QStringLiteral("no time")), QStringLiteral("no time"));
        QVERIFY(
            m_format.isoTime(QStringLiteral("2026-01-02T03:04:05Z")).endsWith(QStringLiteral("03:04:05")));
    }

private:
    const UnitFormatter m_format{QLocale(QStringLiteral("en_US"))};
};

SYSPULSE_TEST(TestUnitFormatter)
#include "tst_unitformatter.moc"
