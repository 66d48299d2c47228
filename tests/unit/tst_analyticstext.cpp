// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/analyticsrow.h"
#include "tests/support/testregistry.h"
#include "tests/unit/jsonnoise.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// Rows of analytics as a server may write them, and as it may not.
class RowNoise : public JsonNoise
{
public:
    using JsonNoise::JsonNoise;

    QByteArray answer()
    {
        QByteArray text = "[";
        for (int i = below(4); i > 0; --i)
            text += row() + (i > 1 ? "," : "");
        return spoilt(text + ']');
    }

private:
    QByteArray row()
    {
        static const QByteArrayList keys{"\"id\"",          "\"time\"",    "\"threadId\"", "\"period\"",
                                         "\"connections\"", "\"metrics\"", "\"i\\u0064\"", "\"other\""};
        return object(keys, 8, [this](const QByteArray &key) { return rowValue(key); });
    }

    QByteArray rowValue(const QByteArray &key)
    {
        if (key == "\"metrics\"" && !once(8)) {
            QByteArray text = "[";
            for (int i = below(5); i > 0; --i)
                text += (once(20) ? value(2) : entry()) + (i > 1 ? "," : "");
            return text + ']';
        }
        return once(4) ? value(2)
                       : QByteArray::number(1'795'000'000'000 + below(100'000)) + oneOf({"", ".25", "e0"});
    }

    QByteArray entry()
    {
        static const QByteArrayList keys{
            "\"metric\"", "\"path\"",        "\"method\"",   "\"type\"",         "\"count\"",     "\"total\"",
            "\"mean\"",   "\"connections\"", "\"heapUsed\"", "\"distribution\"", "\"typ\\u0065\""};
        return object(keys, 12, [this](const QByteArray &key) { return entryValue(key); });
    }

    QByteArray entryValue(const QByteArray &key)
    {
        if (once(6))
            return value(2);
        if (key == "\"metric\"")
            return oneOf({"\"bytes-received\"", "\"bytes-sent\"", "\"connection\"", "\"mqtt-connections\"",
                          "\"memory\"", "\"duration\""});
        if (key == "\"path\"" || key == "\"method\"")
            return oneOf(
                {"\"mqtt\"", "\"orders\"", "\"publish,qos=1\"", "\"connect\"", "\"\xc3\xa9\"", "null"});
        if (key.startsWith("\"typ"))
            return once(4) ? QByteArray("\"http\"") : QByteArray("\"mqtt\"");
        return scalar();
    }

    template <typename Value>
    QByteArray object(const QByteArrayList &keys, int most, Value valueOf)
    {
        QByteArray text = "{";
        const int members = once(3) ? below(most + 1) : most;
        for (int i = 0; i < members; ++i) {
            // Most have them all; now and then one comes twice.
            const QByteArray key = once(5) ? oneOf(keys) : keys.at(i % int(keys.size()));
            text += (i > 0 ? "," : "") + key + ':' + space() + valueOf(key);
        }
        return text + '}';
    }
};

template <typename Row>
bool isSame(const Result<QList<Row>> &fast, const QByteArray &text, Result<QList<Row>> (*plain)(const Json &))
{
    const Result<Json> json = parseJson(text);
    const Result<QList<Row>> expected =
        json ? plain(*json) : Result<QList<Row>>(Unexpected<Error>{json.error()});
    if (!fast || !expected)
        return !fast && !expected && fast.error().message == expected.error().message;
    return *fast == *expected;
}

} // namespace

class TestAnalyticsText : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatTheJsonSays()
    {
        RowNoise noise(17);
        qsizetype rows = 0;
        qsizetype entries = 0;
        for (int i = 0; i < 5'000; ++i) {
            const QByteArray text = noise.answer();
            const Result<QList<AnalyticsRow>> raw = decodeAnalyticsRows(text);
            const Result<QList<AggregateRow>> sums = decodeAggregateRows(text);
            QVERIFY2(isSame<AnalyticsRow>(raw, text, decodeAnalyticsRows), text.constData());
            QVERIFY2(isSame<AggregateRow>(sums, text, decodeAggregateRows), text.constData());
            for (const AnalyticsRow &row : raw ? *raw : QList<AnalyticsRow>()) {
                ++rows;
                entries += row.entries.size();
            }
        }
        QVERIFY2(rows > 1000 && entries > 500, qPrintable(QStringLiteral("%1 %2").arg(rows).arg(entries)));
    }

    void whatNobodyAsksForIsLeftOut()
    {
        const auto rows = decodeAnalyticsRows(QByteArray(R"([{"id":5,"metrics":[
            {"metric":"duration","path":"a","type":"http","mean":3,"distribution":[{"value":1,"count":2}]},
            {"metric":"memory","heapUsed":7},
            {"metric":"bytes-sent","path":"orders","method":"publish","type":"mqtt","count":3,"mean":2}]}])"));
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        const QList<AnalyticsEntry> &entries = rows->constFirst().entries;
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).heapUsed, 7);
        QCOMPARE(entries.at(1).name.path(), QStringLiteral("orders"));
        QCOMPARE(entries.at(1).count, 3);
    }
};

SYSPULSE_TEST(TestAnalyticsText)
#include "tst_analyticstext.moc"
