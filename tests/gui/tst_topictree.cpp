// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

#include "ui/topics/topicsmodel.h"
#include "ui/topics/topictreemodel.h"
#include "ui/topics/topicviews.h"

using namespace syspulse;

namespace {

/// Models over a store that follows a session, as the page has them.
struct TreeFixture
{
    TreeFixture() { QObject::connect(&f.store, &LiveStore::updated, &model, &TopicsModel::apply); }

    void remove(const QStringList &topics)
    {
        ValuesFrame frame;
        frame.removed = topics;
        emit f.session.connection().valuesArrived(frame);
    }
    QModelIndex at(const char *path) { return tree.indexOf(QLatin1String(path)); }
    QString text(const char *path, TopicsModel::Column column = TopicsModel::Topic)
    {
        return at(path).siblingAtColumn(column).data().toString();
    }

    GuiFixture f;
    TopicsModel model{f.store, f.context().format};
    TopicTreeModel tree{model};
    QAbstractItemModelTester tester{&tree, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

/// All topics below @p parent, in no order.
QSet<QString> topicsOf(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QSet<QString> topics;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (!index.data(TopicsModel::BranchRole).toBool())
            topics.insert(index.data(TopicsModel::TopicRole).toString());
        topics.unite(topicsOf(model, index));
    }
    return topics;
}

} // namespace

class TestTopicTree : public QObject
{
    Q_OBJECT

private slots:
    void hasEveryTopicOnce()
    {
        TreeFixture t;
        QSet<QString> expected;
        for (const MetricDescription &metric : catalogue())
            expected.insert(metric.topic);
        QCOMPARE(topicsOf(t.tree), expected);
        QCOMPARE(t.tree.rowCount(), 1);
        QCOMPARE(t.tree.topicsBelow(t.at("$SYS")), int(catalogue().size()));
    }

    void branchesCountTheirTopics()
    {
        TreeFixture t;
        QCOMPARE(t.text("$SYS/broker/heap"), QStringLiteral("heap (2)"));
        QCOMPARE(t.text("$SYS/broker/heap", TopicsModel::Value), QString());
        QCOMPARE(t.text("$SYS/broker/heap/current"), QStringLiteral("current"));
        QVERIFY(t.at("$SYS/broker/heap").data(TopicsModel::BranchRole).toBool());
        QVERIFY(!t.at("$SYS/broker/heap/current").data(TopicsModel::BranchRole).toBool());
        QCOMPARE(t.at("$SYS/broker/heap").data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("heap, topics below: 2"));
    }

    void leavesShowWhatTheListShows()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        t.f.session.sendSample(1, t.f.clock.now);
        for (int row = 0; row < t.model.rowCount(); ++row) {
            const QModelIndex flat = t.model.index(row, 0);
            const QModelIndex leaf = t.tree.indexOf(flat.data(TopicsModel::TopicRole).toString());
            for (int column = 1; column < t.model.columnCount(); ++column)
                QCOMPARE(leaf.siblingAtColumn(column).data(), flat.siblingAtColumn(column).data());
        }
        QVERIFY(t.at("$SYS/broker/shared_subscriptions/count").data(TopicsModel::UnavailableRole).toBool());
    }

    void followsWithoutResets()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        QSignalSpy reset(&t.tree, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&t.tree, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&t.tree, &QAbstractItemModel::dataChanged);
        t.f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 3, t.f.clock.now);
        QCOMPARE(t.text("$SYS/broker/clients/connected", TopicsModel::Value), QStringLiteral("3"));
        QCOMPARE(changed.size(), 1);

        t.f.session.sendNumber(QStringLiteral("$SYS/odd/deep/a"), 1, t.f.clock.now);
        t.f.session.sendNumber(QStringLiteral("$SYS/odd/deep/b"), 2, t.f.clock.now);
        QCOMPARE(t.text("$SYS/odd"), QStringLiteral("odd (2)"));
        // A branch becomes a topic, and is one no more.
        t.f.session.sendNumber(QStringLiteral("$SYS/odd/deep"), 5, t.f.clock.now);
        QCOMPARE(t.text("$SYS/odd/deep"), QStringLiteral("deep"));
        QCOMPARE(t.text("$SYS/odd"), QStringLiteral("odd (3)"));
        QCOMPARE(t.tree.topicsBelow(t.at("$SYS/odd/deep")), 2);
        t.remove({QStringLiteral("$SYS/odd/deep")});
        QCOMPARE(t.text("$SYS/odd/deep"), QStringLiteral("deep (2)"));

        t.remove({QStringLiteral("$SYS/odd/deep/a")});
        QVERIFY(!t.at("$SYS/odd/deep/a").isValid());
        QCOMPARE(t.text("$SYS/odd/deep/b", TopicsModel::Value), QStringLiteral("2"));
        // With its last topic an empty branch goes.
        t.remove({QStringLiteral("$SYS/odd/deep/b")});
        QVERIFY(!t.at("$SYS/odd").isValid());

        // A topic of the catalogue only loses its value.
        t.remove({QStringLiteral("$SYS/broker/clients/connected")});
        QCOMPARE(t.text("$SYS/broker/clients/connected", TopicsModel::Value), QStringLiteral("—"));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(layout.size(), 0);
    }

    void staysTrueToTheListWhateverHappens()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        TopicsProxy proxy;
        QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        proxy.setSourceModel(&t.tree);
        proxy.setFilterText(QStringLiteral("/a"));
        QRandomGenerator random(42);
        const QStringList levels{QStringLiteral("a"), QStringLiteral("b"), QString()};
        for (int round = 0; round < 30; ++round) {
            ValuesFrame frame;
            QStringList removed;
            for (int i = 0; i < 8; ++i) {
                QString topic = QStringLiteral("$SYS/x");
                for (int depth = random.bounded(4); depth > 0; --depth)
                    topic += QLatin1Char('/') + levels.at(random.bounded(3));
                if (random.bounded(2))
                    frame.values.append(fakeValue(topic, QString::number(i), t.f.clock.now));
                else
                    removed.append(topic);
            }
            emit t.f.session.connection().valuesArrived(frame);
            t.remove(removed);
            QSet<QString> expected;
            QSet<QString> matching;
            for (int row = 0; row < t.model.rowCount(); ++row) {
                const QString topic = t.model.index(row, 0).data(TopicsModel::TopicRole).toString();
                QCOMPARE(t.model.rowOf(topic), row);
                expected.insert(topic);
                if (topic.contains(QLatin1String("/a")))
                    matching.insert(topic);
            }
            QCOMPARE(topicsOf(t.tree), expected);
            QCOMPARE(t.tree.topicsBelow(t.at("$SYS")), int(expected.size()));
            QVERIFY(topicsOf(proxy).contains(matching));
        }
        t.f.store.clear();
        QCOMPARE(t.tree.topicsBelow(t.at("$SYS")), int(catalogue().size()));
    }

    /// Very many stretches of rows go as one: what stays keeps its order, its place in the selection and its
    /// branch.
    void everySecondTopicGoes()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        TopicViews views(t.model, t.f.store);
        GuiFixture::show(views, {900, 400});
        auto *tree = child<QTreeView>(views, "topicTree");
        auto *list = child<QTableView>(views, "topicTable");
        const QAbstractItemModelTester treeTester(tree->model(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester listTester(list->model(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        ValuesFrame frame;
        QStringList gone;
        for (int i = 0; i < 120; ++i) {
            // Many siblings, a branch for each, and topics that are branches too.
            const QString topic = i % 3 == 0   ? QStringLiteral("$SYS/many/%1").arg(i)
                                  : i % 3 == 1 ? QStringLiteral("$SYS/own/%1/value").arg(i)
                                               : QStringLiteral("$SYS/many/%1/more").arg(i - 2);
            frame.values.append(fakeValue(topic, QString::number(i), t.f.clock.now));
            if (i % 2 == 0)
                gone.append(topic);
        }
        emit t.f.session.connection().valuesArrived(frame);
        const auto listed = [&t] {
            QStringList topics;
            for (int row = 0; row < t.model.rowCount(); ++row)
                topics.append(t.model.at(row).topic);
            return topics;
        };
        QStringList expected = listed();
        for (const QString &topic : std::as_const(gone))
            expected.removeOne(topic);
        const QString kept = QStringLiteral("$SYS/many/63");
        tree->setCurrentIndex(proxyIndex(tree, kept));
        list->selectRow(t.model.rowOf(kept));
        tree->expand(proxyIndex(tree, QStringLiteral("$SYS/own")));
        const QSignalSpy reset(&t.tree, &QAbstractItemModel::modelReset);

        t.remove(gone);
        QCOMPARE(listed(), expected);
        for (int row = 0; row < t.model.rowCount(); ++row)
            QCOMPARE(t.model.rowOf(t.model.at(row).topic), row);
        QCOMPARE(topicsOf(t.tree), QSet<QString>(expected.cbegin(), expected.cend()));
        QCOMPARE(topicsOf(*tree->model()), QSet<QString>(expected.cbegin(), expected.cend()));
        QCOMPARE(list->model()->rowCount(), int(expected.size()));
        QCOMPARE(t.tree.topicsBelow(t.at("$SYS")), int(expected.size()));
        QCOMPARE(tree->currentIndex().data(TopicsModel::TopicRole).toString(), kept);
        QCOMPARE(list->currentIndex().data(TopicsModel::TopicRole).toString(), kept);
        QVERIFY(tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/own"))));
        QVERIFY(!t.at("$SYS/own/4/value").isValid());
        QVERIFY(!t.at("$SYS/own/4").isValid()); // a branch without topics goes with its last one
        QCOMPARE(reset.size(), 0);
    }

    void filterKeepsAncestors()
    {
        TreeFixture t;
        TopicsProxy proxy;
        proxy.setSourceModel(&t.tree);
        proxy.setFilterText(QStringLiteral("heap/cur"));
        QCOMPARE(topicsOf(proxy), QSet<QString>{QStringLiteral("$SYS/broker/heap/current")});
        QCOMPARE(proxy.rowCount(), 1);
        QCOMPARE(proxy.index(0, 0).data(TopicsModel::TopicRole).toString(), QStringLiteral("$SYS"));
        proxy.setFilterText(QStringLiteral("$SYS/broker/+/maximum"));
        QCOMPARE(topicsOf(proxy).size(), 2);
        proxy.setFilterText(QStringLiteral("nothing like it"));
        QCOMPARE(proxy.rowCount(), 0);
        // A branch without topics that are shown is not shown either.
        proxy.setFilterText({});
        proxy.setUnavailableShown(false);
        QVERIFY(!proxy.mapFromSource(t.at("$SYS/broker/shared_subscriptions")).isValid());
        QVERIFY(proxy.mapFromSource(t.at("$SYS/broker/clients")).isValid());
    }

    void expansionSelectionAndScrollSurvive()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        TopicViews views(t.model, t.f.store);
        views.resize(900, 260);
        GuiFixture::show(views, {900, 260});
        auto *tree = child<QTreeView>(views, "topicTree");
        const QModelIndex load = proxyIndex(tree, QStringLiteral("$SYS/broker/load"));
        QVERIFY(load.isValid());
        QVERIFY(!tree->isExpanded(load));
        tree->expand(load);
        const QPersistentModelIndex chosen = proxyIndex(tree, QStringLiteral("$SYS/broker/load/sockets"));
        tree->setCurrentIndex(chosen);
        tree->scrollTo(chosen, QAbstractItemView::PositionAtTop);
        const int top = tree->verticalScrollBar()->value();
        QVERIFY(top > 0);

        t.f.session.sendSample(1, t.f.clock.now);
        t.f.session.sendNumber(QStringLiteral("$SYS/zzz"), 1, t.f.clock.now);
        views.refreshAges();
        QCoreApplication::processEvents();
        QVERIFY(tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/broker/load"))));
        QCOMPARE(tree->currentIndex(), QModelIndex(chosen));
        QCOMPARE(tree->verticalScrollBar()->value(), top);

        // A filter opens everything that it finds; without it all is as before.
        views.setFilterText(QStringLiteral("heap/current"));
        QVERIFY(tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/broker/heap"))));
        views.setFilterText({});
        QVERIFY(tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/broker/load"))));
        QVERIFY(!tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/broker/heap"))));
        views.setUnavailableShown(false);
        views.setUnavailableShown(true);
        QVERIFY(tree->isExpanded(proxyIndex(tree, QStringLiteral("$SYS/broker/load"))));
    }

    void drawsTheCourseOfNumbers()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        for (int step = 0; step < 12; ++step) {
            t.f.clock.now += 10'000;
            t.f.session.sendSample(step, t.f.clock.now);
        }
        const TopicViews views(t.model, t.f.store);
        const auto *tree = child<QTreeView>(views, "topicTree");
        const QAbstractItemDelegate &delegate = *tree->itemDelegateForColumn(TopicsModel::Trend);
        const auto coloursAt = [&](const char *path) {
            return coloursOf(delegate, t.at(path).siblingAtColumn(TopicsModel::Trend));
        };
        QVERIFY(coloursAt("$SYS/broker/clients/connected") > 1);
        QVERIFY(coloursAt("$SYS/broker/messages/received") > 1); // its change per second
        QCOMPARE(coloursAt("$SYS/broker/version"), 1);
        QCOMPARE(coloursAt("$SYS/broker/clients/expired"), 1);
        QCOMPARE(coloursAt("$SYS/broker/clients"), 1);
    }

    void newTopicsShowWhileFiltered()
    {
        TreeFixture t;
        t.f.session.pretendConnected();
        TopicViews views(t.model, t.f.store);
        GuiFixture::show(views);
        auto *tree = child<QTreeView>(views, "topicTree");
        views.setFilterText(QStringLiteral("late"));
        t.f.session.sendNumber(QStringLiteral("$SYS/very/late"), 1, t.f.clock.now);
        const QModelIndex index = proxyIndex(tree, QStringLiteral("$SYS/very/late"));
        QVERIFY(index.isValid());
        QVERIFY(!tree->visualRect(index).isEmpty());
    }

    void keysOpenAndCloseBranches()
    {
        TreeFixture t;
        TopicViews views(t.model, t.f.store);
        GuiFixture::show(views);
        auto *tree = child<QTreeView>(views, "topicTree");
        const QModelIndex heap = proxyIndex(tree, QStringLiteral("$SYS/broker/heap"));
        tree->setCurrentIndex(heap);
        tree->setFocus();
        QVERIFY(views.current().branch);
        QCOMPARE(views.current().topicsBelow, 2);
        QCOMPARE(views.currentTopic(), QString());
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(tree->isExpanded(heap));
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(!tree->isExpanded(heap));
        QTest::keyClick(tree, Qt::Key_Right);
        QVERIFY(tree->isExpanded(heap));
        QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(views.currentTopic(), QStringLiteral("$SYS/broker/heap/current"));
        QTest::keyClick(tree, Qt::Key_Left);
        QTest::keyClick(tree, Qt::Key_Left);
        QVERIFY(!tree->isExpanded(heap));
    }

    void bothViewsHaveOneCurrentTopic()
    {
        TreeFixture t;
        TopicViews views(t.model, t.f.store);
        GuiFixture::show(views);
        auto *tree = child<QTreeView>(views, "topicTree");
        auto *list = child<QTableView>(views, "topicTable");
        QVERIFY(views.isTree());
        tree->setCurrentIndex(proxyIndex(tree, QStringLiteral("$SYS/broker/uptime")));
        views.setTree(false);
        QVERIFY(list->isVisible());
        QCOMPARE(views.currentTopic(), QStringLiteral("$SYS/broker/uptime"));
        const int row = t.model.rowOf(QStringLiteral("$SYS/broker/load/bytes/sent/5min"));
        list->selectRow(row);
        views.setTree(true);
        QCOMPARE(views.currentTopic(), QStringLiteral("$SYS/broker/load/bytes/sent/5min"));
        // It can be seen, though its branch was closed.
        QVERIFY(tree->viewport()->rect().intersects(tree->visualRect(tree->currentIndex())));
    }

private:
    static QModelIndex proxyIndex(QTreeView *tree, const QString &path)
    {
        auto *proxy = qobject_cast<TopicsProxy *>(tree->model());
        auto *model = qobject_cast<TopicTreeModel *>(proxy->sourceModel());
        return proxy->mapFromSource(model->indexOf(path));
    }
};

SYSPULSE_GUI_TEST(TestTopicTree)
#include "tst_topictree.moc"
