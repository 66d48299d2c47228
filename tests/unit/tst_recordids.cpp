// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordids.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

/// The ids of the records on a server, and what a change of their style does with them.
class TestRecordIds : public QObject
{
    Q_OBJECT

private slots:
    void theStyleIsThatOfARecordOfEachUpdater()
    {
        QCOMPARE(styleOfRecords({}), std::nullopt);
        QCOMPARE(styleOfRecords({QStringLiteral("plant/1"), QStringLiteral("broker_uptime")}), std::nullopt);
        QCOMPARE(styleOfRecords({QStringLiteral("a/b"), QStringLiteral("broker_version")}), IdStyle::Flat);
        QCOMPARE(styleOfRecords({QStringLiteral("broker/version"), QStringLiteral("a_b")}),
                 IdStyle::Hierarchical);
        QCOMPARE(styleOfRecords(idsThatTellTheStyle()), IdStyle::Hierarchical);
        for (const QString &id : idsThatTellTheStyle())
            QVERIFY(styleOfRecords({id}) == TopicMapper::styleOf(id));
    }

    void onlyOurRecordsGetOtherIds_data()
    {
        QTest::addColumn<bool>("toFlat");
        QTest::newRow("to hierarchical") << false;
        QTest::newRow("to flat") << true;
    }

    void onlyOurRecordsGetOtherIds()
    {
        QFETCH(bool, toFlat);
        // Hierarchical id, topic. Levels may contain "_" and blanks.
        const QHash<QString, QString> ours{
            {QStringLiteral("broker/uptime"), QStringLiteral("$SYS/broker/uptime")},
            {QStringLiteral("broker/retained messages/count"),
             QStringLiteral("$SYS/broker/retained messages/count")},
            {QStringLiteral("broker/topics/my_table/messages/received"),
             QStringLiteral("$SYS/broker/topics/my_table/messages/received")},
        };
        const QHash<QString, QString> theirs{
            {QStringLiteral("plant_1"), {}},
            {QStringLiteral("plant/1"), {}},
            {QStringLiteral("broker_mine"), QStringLiteral("$SYS/broker/mine")},
            {QStringLiteral("broker/mine"), QStringLiteral("$SYS/broker/mine")},
            {QStringLiteral("claims"), QStringLiteral("$SYS/broker/uptime")},
        };
        QHash<QString, QString> stored = theirs;
        QHash<QString, QString> wanted = theirs;
        QStringList outdated;
        for (auto it = ours.cbegin(); it != ours.cend(); ++it) {
            const QString flat = QString(it.key()).replace(QLatin1Char('/'), QLatin1Char('_'));
            stored.insert(toFlat ? it.key() : flat, it.value());
            wanted.insert(toFlat ? flat : it.key(), it.value());
            outdated.append(toFlat ? it.key() : flat);
        }
        const IdStyle style = toFlat ? IdStyle::Flat : IdStyle::Hierarchical;
        RecordIds ids = recordIdsIn(style, stored);
        QCOMPARE(ids.style, style);
        QCOMPARE(ids.topics, wanted);
        ids.outdated.sort();
        outdated.sort();
        QCOMPARE(ids.outdated, outdated);
        // Once they have them there is nothing left to do.
        QCOMPARE(recordIdsIn(style, wanted).topics, wanted);
        QCOMPARE(recordIdsIn(style, wanted).outdated, QStringList());
    }

    /// Both are there after a change that was interrupted.
    void whatAnInterruptedChangeLeftIsRemoved()
    {
        const QString topic = QStringLiteral("$SYS/broker/version");
        const QStringList both = idsThatTellTheStyle();
        const RecordIds ids = recordIdsIn(IdStyle::Hierarchical, {{both.at(0), topic}, {both.at(1), topic}});
        QCOMPARE(ids.topics.keys(), QStringList{both.at(1)});
        QCOMPARE(ids.outdated, QStringList{both.at(0)});
    }
};

SYSPULSE_TEST(TestRecordIds)
#include "tst_recordids.moc"
