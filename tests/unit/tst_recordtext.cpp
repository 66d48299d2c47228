// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/updater/recordtext.h"
#include "core/updater/sysrecord.h"
#include "tests/support/testregistry.h"
#include "tests/unit/jsonnoise.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// Records that differ in one member or another.
class RecordNoise : public JsonNoise
{
public:
    using JsonNoise::JsonNoise;

    QByteArray record()
    {
        const QByteArray value = once(3) ? this->value(2) : scalar();
        const QByteArray time = once(4) ? scalar() : QByteArray::number(1'795'000'000'000 + below(1000));
        QByteArray text = "{\"id\":\"a\",";
        switch (below(8)) {
        case 0:
            text += "\"timestamp\":" + time + ",\"value\":" + value;
            break;
        case 1: // one member as others may write it
            text += "\"value\":" + value + ",\"timestamp\":1,\"timestam\\u0070\":" + time;
            break;
        case 2:
            text += "\"value\":" + value + ",\"timestamp\":" + time + ",\"value\":" + scalar();
            break;
        case 3:
            text +=
                "\"more\":{\"value\":1,\"timestamp\":2},\"value\" : " + value + " ,\n\"timestamp\": " + time;
            break;
        default:
            text += "\"value\":" + value + ",\"timestamp\":" + time;
        }
        return spoilt(text + R"(,"topic":"$SYS/a","unit":")" + oneOf({"bytes", "\\u0062ytes"}) + "\"}");
    }
};

std::optional<SysRecord> decoded(const QByteArray &text)
{
    const Result<Json> json = parseJson(text);
    const auto record = json ? decodeRecord(*json) : Result<SysRecord>(Unexpected<Error>{json.error()});
    return record ? std::optional(*record) : std::nullopt;
}

} // namespace

class TestRecordText : public QObject
{
    Q_OBJECT

private slots:
    /// What is recognised is what decodeRecord() says of the whole text.
    void saysWhatTheRecordSays()
    {
        RecordNoise noise(17);
        RecordText known;
        std::optional<SysRecord> before;
        int recognised = 0;
        constexpr int texts = 30'000;
        for (int i = 0; i < texts; ++i) {
            const QByteArray text = noise.record();
            const auto news = known.newsIn(text);
            const std::optional<SysRecord> record = decoded(text);
            if (news) {
                ++recognised;
                QVERIFY2(record, text.constData());
                QCOMPARE(news->text, record->text);
                QCOMPARE(news->number.has_value(), record->number.has_value());
                QVERIFY2(!news->number || *news->number == *record->number, text.constData());
                QCOMPARE(news->timestampMs, record->timestampMs);
                QCOMPARE(before->id, record->id);
                QCOMPARE(before->topic, record->topic);
                QCOMPARE(before->unit, record->unit);
            } else if (record) {
                known.remember(text);
                before = record;
            }
        }
        QVERIFY2(recognised > texts / 20, qPrintable(QString::number(recognised)));
    }

    void whatAnUpdaterWritesIsRecognised()
    {
        const auto textOf = [](MetricValue value, qint64 timeMs) {
            const MetricReading reading{QStringLiteral("$SYS/broker/clients/connected"), std::move(value),
                                        Source::Wire, Quality::Measured};
            return dumpJson(toRecord(reading, QStringLiteral("broker_clients_connected"), timeMs));
        };
        RecordText known;
        QVERIFY(!known.newsIn(textOf(qint64(1), 1)));
        known.remember(textOf(qint64(1), 1'795'000'000'000));
        const auto whole = known.newsIn(textOf(qint64(-123'456), 1'795'000'000'001));
        QVERIFY(whole);
        QCOMPARE(whole->text, QStringLiteral("-123456"));
        QCOMPARE(*whole->number, -123'456.0);
        QCOMPARE(whole->timestampMs, 1'795'000'000'001);
        QCOMPARE(known.newsIn(textOf(0.25, 5))->text, QStringLiteral("0.25"));
        QCOMPARE(known.newsIn(textOf(QStringLiteral("2026-11-28T12:00:00Z"), 5))->text,
                 QStringLiteral("2026-11-28T12:00:00Z"));
        QVERIFY(!known.newsIn(textOf(QStringLiteral("\u00e9"), 5)));
        QVERIFY(!known.newsIn(textOf(qint64(1), 5).replace("measured", "estimated")));
        known.remember("{\"id\":\"a\",\"value\":1}"); // without a time
        QVERIFY(!known.newsIn("{\"id\":\"a\",\"value\":1}"));
    }
};

SYSPULSE_TEST(TestRecordText)
#include "tst_recordtext.moc"
