// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/catalogue.h"
#include "core/topics/metricname.h"
#include "core/topics/systopics.h"
#include "tests/support/testregistry.h"

#include <QSet>
#include <QTest>

using namespace syspulse;

/// What people call a metric.
class TestMetricName : public QObject
{
    Q_OBJECT

private slots:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        const std::pair<const char *, const char *> rows[] = {
            {"clients/connected", "Connected clients"},
            {"publish/messages/received", "Messages in"},
            {"messages/sent", "Packets out"},
            {"publish/messages/dropped", "Dropped messages"},
            {"mqtt/connack/sent", "CONNACK packets out"},
            {"syspulse/own/bytes/received", "Bytes of SysPulse in"},
            {"load/publish/sent/15min", "Messages out per minute, average of 15 min"},
            {"syspulse/canary/puback/p50", "Acknowledgement of a message, median time"},
            {"syspulse/canary/puback/p99", "Acknowledgement of a message, 99th percentile"},
            {"topics/plant/messages/received", "Messages in (topics below \"plant\")"},
            {"topics/a%1b/bytes/sent", "Bytes of messages out (topics below \"a%1b\")"},
        };
        for (const auto &[topic, name] : rows)
            QTest::newRow(topic) << QString::fromLatin1(name);
    }

    void names()
    {
        QFETCH(QString, name);
        QCOMPARE(metricName(systopics::broker + QLatin1String(QTest::currentDataTag())), name);
    }

    /// A path is nobody's name for anything, and two metrics must not have the same one.
    void everyMetricHasOne()
    {
        QSet<QString> names;
        for (const MetricDescription &metric : catalogue()) {
            const QString name = metricName(metric.topic);
            QVERIFY2(!name.contains(QLatin1Char('/')) && !name.contains(QLatin1Char('_')) &&
                         name.at(0).isUpper() && !names.contains(name),
                     qPrintable(metric.topic + QStringLiteral(": ") + name));
            names.insert(name);
        }
    }

    void othersStayAsTheyAre()
    {
        for (const char *topic : {"plant/line1/pressure", "$SYS/broker/none/such", "$SYS/broker/", ""})
            QCOMPARE(metricName(QLatin1String(topic)), QString::fromLatin1(topic));
        QVERIFY(!metricName(QStringLiteral("a\nb")).contains(QLatin1Char('\n')));
    }
};

SYSPULSE_TEST(TestMetricName)
#include "tst_metricname.moc"
