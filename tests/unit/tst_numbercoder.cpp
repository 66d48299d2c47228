// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/numbercoder.h"
#include "core/history/packnumbers.h"
#include "tests/support/testregistry.h"

#include <cmath>
#include <functional>
#include <limits>

#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;

namespace {

QList<quint64> made(qsizetype count, const std::function<quint64(qsizetype)> &numberAt)
{
    QList<quint64> numbers;
    for (qsizetype i = 0; i < count; ++i)
        numbers.append(numberAt(i));
    return numbers;
}

/// Bits, written as "0" and "1".
QByteArray bitsFrom(const QByteArray &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); i += 8)
        bytes.append(char(text.mid(i, 8).leftJustified(8, '0').toInt(nullptr, 2)));
    return bytes;
}

} // namespace

/// Numbers as a Huffman code: all come back, and no bytes do harm.
class TestNumberCoder : public QObject
{
    Q_OBJECT

private slots:
    void numbersComeBack_data()
    {
        QTest::addColumn<QList<quint64>>("numbers");
        QTest::addColumn<double>("mostBits"); // of each
        constexpr quint64 largest = std::numeric_limits<quint64>::max();
        QTest::newRow("one zero") << QList<quint64>{0} << 64.0;
        QTest::newRow("one") << QList<quint64>{1} << 64.0;
        QTest::newRow("the largest") << QList<quint64>{largest} << 160.0;
        QTest::newRow("zeros") << QList<quint64>(65536, 0) << 0.001;
        QTest::newRow("more zeros than one symbol tells") << QList<quint64>(200'000, 0) << 0.001;
        QTest::newRow("zeros and others")
            << made(9000, [](qsizetype i) { return quint64(i % 100 == 0); }) << 0.1;
        QTest::newRow("the same") << QList<quint64>(5000, 77) << 4.1;
        QTest::newRow("every size") << made(65, [](qsizetype i) {
            return i == 64 ? largest : (1ULL << i) - 1;
        }) << 50.0;
        QTest::newRow("every power") << made(64, [](qsizetype i) { return 1ULL << i; }) << 50.0;
        QTest::newRow("small ones") << made(4000, [](qsizetype i) { return quint64(i * 7919 % 16); }) << 4.2;
        // Fibonacci's numbers make the longest codes.
        QList<quint64> skewed;
        for (quint64 symbol = 1, times = 1, before = 1; times < 40'000; ++symbol) {
            skewed += QList<quint64>(qsizetype(times), symbol);
            times += std::exchange(before, times);
        }
        QTest::newRow("skewed") << skewed << 3.5;
        QRandomGenerator random(17);
        QTest::newRow("any") << made(5000, [&random](qsizetype) { return random.generate64(); }) << 65.0;
        QTest::newRow("any size") << made(20'000, [&random](qsizetype) {
            return random.generate64() >> random.bounded(64);
        }) << 40.0;
    }

    void numbersComeBack()
    {
        QFETCH(QList<quint64>, numbers);
        QFETCH(double, mostBits);
        const QByteArray bytes = encodeNumbers(numbers);
        QCOMPARE(decodeNumbers(bytes, numbers.size()), numbers);
        QVERIFY(double(bytes.size()) * 8 / double(numbers.size()) <= mostBits);
        const double bits = 8 * double(bytes.size());
        QVERIFY(std::abs(encodedBits(numbers) - bits) <= 64 + bits / 4);
        // Of none too few or too many. One alone is as good as any number of them.
        QVERIFY(numbers.size() == 1 || !decodeNumbers(bytes, numbers.size() + 1));
        QVERIFY(numbers.size() == 1 || !decodeNumbers(bytes, numbers.size() - 1));
        QVERIFY(!decodeNumbers(QByteArray(bytes).append('\0'), numbers.size()));
        QVERIFY(!decodeNumbers(bytes.chopped(1), numbers.size()));
    }

    void madeBytesDoNoHarm()
    {
        QRandomGenerator random(29);
        qsizetype understood = 0;
        for (int round = 0; round < 10; ++round) {
            const auto numbers = made(1 + random.bounded(200), [&random](qsizetype) {
                return random.bounded(3) == 0 ? 0 : random.generate64() >> random.bounded(64);
            });
            const QByteArray whole = encodeNumbers(numbers);
            for (qsizetype at = 0; at < whole.size(); ++at) {
                for (const int mask : {0x01, 0x10, 0x80, 0xff}) {
                    QByteArray bytes = whole;
                    bytes[at] = char(bytes.at(at) ^ mask);
                    for (const qsizetype count : {numbers.size(), qsizetype(65536)}) {
                        const auto found = decodeNumbers(bytes, count);
                        QVERIFY(!found || found->size() == count);
                        understood += found ? 1 : 0;
                    }
                }
                (void)decodeNumbers(whole.left(at), numbers.size());
            }
            QByteArray noise(random.bounded(300), Qt::Uninitialized);
            for (char &byte : noise)
                byte = char(random.bounded(256));
            (void)decodeNumbers(noise, 65536);
        }
        QVERIFY(understood > 0);
        QVERIFY(!decodeNumbers({}, 1));
    }

    /// Each: two bits how fine symbols are, ten how many there are, and of each a gap and four bits of
    /// length.
    void codesAreWhole_data()
    {
        QTest::addColumn<QByteArray>("bits");
        QTest::addColumn<bool>("isWhole");
        const QByteArray two = "000000000010"; // 0: a zero; 17: a 1
        const QByteArray ends = "1";
        QTest::newRow("two codes") << two +
                                          "1"
                                          "0001" +
                                          "000010001"
                                          "0001" +
                                          "01" + ends
                                   << true;
        QTest::newRow("too little of them") << two +
                                                   "1"
                                                   "0010" +
                                                   "000010001"
                                                   "0010" +
                                                   "0001" + ends
                                            << false;
        QTest::newRow("too many") << two +
                                         "1"
                                         "0000" +
                                         "000010001"
                                         "0001" +
                                         "1" + ends
                                  << false;
        QTest::newRow("too long") << two +
                                         "1"
                                         "1101" +
                                         "000010001"
                                         "1111" +
                                         "01" + ends
                                  << false;
        QTest::newRow("no symbol") << QByteArray("000000000000") + "01" + ends << false;
        QTest::newRow("too many symbols") << QByteArray("001111111111") + "01" + ends << false;
        QTest::newRow("a symbol beyond") << two +
                                                "1"
                                                "0001" +
                                                "0000001111111"
                                                "0001" +
                                                "01" + ends
                                         << false;
        QTest::newRow("an endless gap") << two +
                                               "1"
                                               "0001" +
                                               "00000000000000000001"
                                               "0001" +
                                               "01" + ends
                                        << false;
        QTest::newRow("a run that is too long") << QByteArray("000000000001") +
                                                       "000010001"
                                                       "0000" +
                                                       "1111111111111111" + ends
                                                << false;
        QTest::newRow("no end") << two +
                                       "1"
                                       "0001" +
                                       "000010001"
                                       "0001" +
                                       "01"
                                << false;
    }

    void codesAreWhole()
    {
        QFETCH(QByteArray, bits);
        QFETCH(bool, isWhole);
        const auto numbers = decodeNumbers(bitsFrom(bits), 2);
        QCOMPARE(bool(numbers), isWhole);
        QVERIFY(!isWhole || *numbers == (QList<quint64>{0, 1}));
    }

    /// Numbers near to something: a few bits each.
    void whatIsNearIsFound_data()
    {
        QTest::addColumn<QList<quint64>>("numbers");
        QTest::addColumn<QList<QList<quint64>>>("guesses");
        QTest::addColumn<double>("mostBits");
        QRandomGenerator random(31);
        const auto anything = made(4000, [&random](qsizetype) { return random.generate64(); });
        const auto noise = [&random] { return quint64(random.bounded(16)); };
        QTest::newRow("steady growth")
            << made(4000, [n = quint64(1e15)](qsizetype) mutable { return n += 12'345; }) << NumberGuesses()
            << 0.2;
        QTest::newRow("growth with noise")
            << made(4000, [n = quint64(1e15), noise](qsizetype) mutable { return n += 12'345 + noise(); })
            << NumberGuesses() << 4.8;
        QTest::newRow("around a number")
            << made(4000, [noise](qsizetype) { return 1'000'000 + noise(); }) << NumberGuesses() << 4.8;
        QTest::newRow("a guess") << made(4000, [&](qsizetype i) { return anything.at(i) + noise(); })
                                 << NumberGuesses{anything} << 4.8;
        QTest::newRow("the other guess")
            << made(4000, [&](qsizetype i) { return anything.at(i) - 5000 + noise(); })
            << NumberGuesses{made(4000, [](qsizetype) { return 0; }), anything} << 4.8;
        QTest::newRow("nothing") << anything << NumberGuesses{anything.mid(1) + QList<quint64>{0}} << 65.0;
    }

    void whatIsNearIsFound()
    {
        QFETCH(QList<quint64>, numbers);
        QFETCH(QList<QList<quint64>>, guesses);
        QFETCH(double, mostBits);
        const QByteArray column = packNumbers(numbers, guesses);
        QCOMPARE(unpackNumbers(column, numbers.size(), guesses), numbers);
        const double each = double(column.size()) * 8 / double(numbers.size());
        QVERIFY2(each <= mostBits, qPrintable(QString::number(each)));
        if (guesses.isEmpty())
            return;
        // Guesses that are not there are no crash.
        for (QList<quint64> &guess : guesses)
            guess.removeLast();
        (void)unpackNumbers(column, numbers.size(), guesses);
        (void)unpackNumbers(column, numbers.size(), {});
    }
};

SYSPULSE_TEST(TestNumberCoder)
#include "tst_numbercoder.moc"
