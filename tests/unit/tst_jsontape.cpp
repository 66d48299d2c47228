// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/jsontape.h"
#include "tests/support/testregistry.h"
#include "tests/unit/jsonnoise.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

QByteArray nested(int depth, const QByteArray &inside)
{
    return QByteArray(depth, '[') + inside + QByteArray(depth, ']');
}

} // namespace

class TestJsonTape : public QObject
{
    Q_OBJECT

private slots:
    /// Whatever is on the tape is what parseJson() says.
    void saysNothingElse()
    {
        JsonNoise noise(17);
        JsonTape tape;
        int read = 0;
        constexpr int texts = 20'000;
        for (int i = 0; i < texts; ++i) {
            const QByteArray text = noise.spoilt(noise.space() + noise.value(4) + noise.space());
            const auto root = tape.read(text);
            const Result<Json> json = parseJson(text);
            if (!root)
                continue;
            ++read;
            QVERIFY2(json, text.constData());
            QVERIFY2(dumpJson(jsonOf(*root)) == dumpJson(*json), text.constData());
        }
        QVERIFY2(read > texts / 4, qPrintable(QString::number(read)));
    }

    void depthIsBounded()
    {
        JsonTape tape;
        for (const QByteArray &inside : {QByteArray(), QByteArray("1"), QByteArray("{}")}) {
            for (int depth = maxJsonDepth - 3; depth <= maxJsonDepth + 3; ++depth) {
                const QByteArray text = nested(depth, inside);
                QVERIFY2(!tape.read(text) || parseJson(text), text.constData());
            }
            QVERIFY(tape.read(nested(maxJsonDepth - 3, inside)));
        }
        QVERIFY(!tape.read(QByteArray(1'000'000, '[')));
        QVERIFY(tape.read("[]")); // it goes on after a failure
    }
};

SYSPULSE_TEST(TestJsonTape)
#include "tst_jsontape.moc"
