// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/suggestedrules.h"
#include "core/topics/systopics.h"
#include "tests/support/testregistry.h"

#include <limits>

#include <QSet>
#include <QTest>

using namespace syspulse;

/// The alert rules that suit most instances.
class TestSuggestedRules : public QObject
{
    Q_OBJECT

private slots:
    void eachIsOneOfItsOwn()
    {
        const QList<AlertRule> rules = suggestedRules(10, usual(50));
        QSet<QString> suggestions;
        for (const AlertRule &rule : rules) {
            QVERIFY2(!suggestions.contains(rule.suggestion), qPrintable(rule.suggestion));
            suggestions.insert(rule.suggestion);
            // What fires above must be able to end.
            if (rule.condition == AlertCondition::ValueAbove || rule.condition == AlertCondition::RateAbove)
                QVERIFY2(rule.hysteresis <= rule.threshold, qPrintable(rule.suggestion));
        }
    }

    /// Silence is more than one update that comes late.
    void silenceIsLongerThanTheInterval_data()
    {
        QTest::addColumn<int>("intervalSeconds");
        QTest::addColumn<qint64>("silence");
        QTest::newRow("short") << 1 << qint64(60);
        QTest::newRow("usual") << 30 << qint64(90);
        QTest::newRow("long") << 3600 << qint64(10'800);
        QTest::newRow("longer than a rule may wait")
            << std::numeric_limits<int>::max() << qint64(maxAlertSeconds);
    }

    void silenceIsLongerThanTheInterval()
    {
        QFETCH(int, intervalSeconds);
        QFETCH(qint64, silence);
        QCOMPARE(find(suggestedRules(intervalSeconds), notCurrentSuggestion)->forSeconds, silence);
    }

    void thresholdsLieAboveWhatIsUsual_data()
    {
        QTest::addColumn<double>("maximum");
        QTest::addColumn<double>("storm");
        QTest::addColumn<double>("crowd");
        QTest::newRow("not known") << 0.0 << 100.0 << 0.0;
        QTest::newRow("quiet") << 4.0 << 100.0 << 6.0;
        QTest::newRow("busy") << 123.0 << 370.0 << 190.0;
        QTest::newRow("crowded") << 12'345.0 << 38'000.0 << 19'000.0;
        QTest::newRow("no number") << std::numeric_limits<double>::infinity() << 100.0 << 0.0;
    }

    void thresholdsLieAboveWhatIsUsual()
    {
        QFETCH(double, maximum);
        QFETCH(double, storm);
        QFETCH(double, crowd);
        const QList<AlertRule> rules = suggestedRules(10, usual(maximum));
        QCOMPARE(find(rules, connectionStormSuggestion)->threshold, storm);
        const auto many = find(rules, manyClientsSuggestion);
        QCOMPARE(many.has_value(), crowd > 0);
        QVERIFY(!many || many->threshold == crowd);
    }

private:
    static RecentMaximum usual(double maximum)
    {
        return [maximum](const QString &) { return std::optional<double>(maximum); };
    }

    static std::optional<AlertRule> find(const QList<AlertRule> &rules, const QString &suggestion)
    {
        for (const AlertRule &rule : rules) {
            if (rule.suggestion == suggestion)
                return rule;
        }
        return std::nullopt;
    }
};

SYSPULSE_TEST(TestSuggestedRules)
#include "tst_suggestedrules.moc"
