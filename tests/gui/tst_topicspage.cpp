// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/topics/topicdetails.h"
#include "ui/topics/topicsmodel.h"
#include "ui/topics/topicspage.h"
#include "ui/topics/topicsproxy.h"

using namespace syspulse;

class TestTopicsPage : public QObject
{
    Q_OBJECT

private slots:
    void listsTheWholeCatalogue()
    {
        GuiFixture f;
        TopicsModel model(f.store, f.context().format);
        QCOMPARE(model.rowCount(), int(catalogue().size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            // Unknown is a dash, never 0, and what will never come is told apart.
            const bool unavailable = model.index(row, 0).data(TopicsModel::UnavailableRole).toBool();
            QCOMPARE(cell(model, row, TopicsModel::Value),
                     unavailable ? QStringLiteral("not available") : QStringLiteral("—"));
        }
    }

    void saysWhyATopicIsUnavailable()
    {
        GuiFixture f;
        TopicsModel model(f.store, f.context().format);
        const int row = rowOf(model, QStringLiteral("$SYS/broker/shared_subscriptions/count"));
        QVERIFY(model.index(row, 0).data(TopicsModel::UnavailableRole).toBool());
        QVERIFY(
            model.index(row, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("Not available")));
        QCOMPARE(model.index(row, 0).data(Qt::ForegroundRole).value<QColor>(),
                 themeColors(QGuiApplication::palette()).stale);
        QCOMPARE(cell(model, row, TopicsModel::Description),
                 QStringLiteral("The broker has no shared subscriptions."));
    }

    void detailsSayWhyThereIsNoValue()
    {
        GuiFixture f;
        f.session.pretendConnected();
        for (const bool tree : {true, false}) {
            TopicsPage page(f.context());
            GuiFixture::show(page);
            click(child<QToolButton>(page, tree ? "topicsAsTree" : "topicsAsList"));
            auto *view = child<QAbstractItemView>(page, tree ? "topicTree" : "topicTable");
            QVERIFY(view->isVisible());
            view->setCurrentIndex(find(view, QStringLiteral("$SYS/broker/clients/expired")));
            QVERIFY2(textOf(page, "detailMeaning")
                         .endsWith(QStringLiteral("\nNot available: The broker does not expire sessions.")),
                     qPrintable(textOf(page, "detailMeaning")));
            view->setCurrentIndex(find(view, QStringLiteral("$SYS/broker/messages/inflight")));
            QVERIFY(
                textOf(page, "detailMeaning").contains(QStringLiteral("the component that setup installs")));
            f.session.sendNumber(QStringLiteral("$SYS/broker/uptime"), 60, f.clock.now);
            view->setCurrentIndex(find(view, QStringLiteral("$SYS/broker/uptime")));
            QCOMPARE(textOf(page, "detailMeaning"), QStringLiteral("Seconds since the broker started."));
        }
    }

    void treeOrListIsKept()
    {
        GuiFixture f;
        TopicsPage page(f.context());
        GuiFixture::show(page);
        QVERIFY(child<QTreeView>(page, "topicTree")->isVisible());
        click(child<QToolButton>(page, "topicsAsList"));
        QVERIFY(child<QTableView>(page, "topicTable")->isVisible());
        // Another window, or the next start.
        TopicsPage next(f.context());
        GuiFixture::show(next);
        QTRY_VERIFY(child<QTableView>(next, "topicTable")->isVisible());
        click(child<QToolButton>(next, "topicsAsTree"));
        QVERIFY(child<QTreeView>(next, "topicTree")->isVisible());
    }

    void branchesCanBeCopiedToo()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsPage page(f.context());
        GuiFixture::show(page);
        auto *tree = child<QTreeView>(page, "topicTree");
        tree->setCurrentIndex(find(tree, QStringLiteral("$SYS/broker/heap")));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), QStringLiteral("$SYS/broker/heap"));
        child<QAction>(page, "copyCommand")->trigger();
        QVERIFY(clipboard().endsWith(QStringLiteral("-t '$SYS/broker/heap/#'")));
        QVERIFY(!child<QAction>(page, "copyValue")->isEnabled());
        QVERIFY(!child<QAction>(page, "chartTopic")->isEnabled());
        QVERIFY(textOf(page, "detailMeaning").startsWith(QStringLiteral("Topics below this level: 2.")));
        tree->setCurrentIndex(find(tree, QStringLiteral("$SYS/broker/heap/current")));
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), QStringLiteral("$SYS/broker/heap/current"));
        // What has no value yet cannot be drawn; with the first value it can.
        QVERIFY(!child<QAction>(page, "chartTopic")->isEnabled());
        f.session.sendNumber(QStringLiteral("$SYS/broker/heap/current"), 5, f.clock.now);
        QTRY_VERIFY(child<QAction>(page, "chartTopic")->isEnabled());
        QSignalSpy chart(&page, &Page::chartRequested);
        child<QAction>(page, "chartTopic")->trigger();
        QCOMPARE(chart.value(0).value(0).toString(), QStringLiteral("$SYS/broker/heap/current"));
    }

    void modelFollowsTheStoreWithoutResets()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsModel model(f.store, f.context().format);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TopicsProxy proxy;
        QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        proxy.setSourceModel(&model);
        proxy.sort(TopicsModel::Value, Qt::DescendingOrder);
        connect(&f.store, &LiveStore::updated, &model, &TopicsModel::apply);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

        f.session.sendSample(1, f.clock.now);
        f.session.sendNumber(QStringLiteral("$SYS/odd/b"), 2, f.clock.now);
        f.session.sendNumber(QStringLiteral("$SYS/odd/a"), 3, f.clock.now);
        QCOMPARE(model.rowCount(), int(catalogue().size()) + 2);

        ValuesFrame frame;
        frame.removed = {QStringLiteral("$SYS/odd/b"), QStringLiteral("$SYS/broker/clients/connected")};
        emit f.session.connection().valuesArrived(frame);
        QCOMPARE(model.rowCount(), int(catalogue().size()) + 1);
        const int clients = rowOf(model, QStringLiteral("$SYS/broker/clients/connected"));
        QCOMPARE(cell(model, clients, TopicsModel::Value), QStringLiteral("—"));

        f.store.clear();
        QCOMPARE(model.rowCount(), int(catalogue().size()));
        QCOMPARE(reset.size(), 0);
    }

    void formatsValuesByTheirUnit()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsModel model(f.store, f.context().format);
        connect(&f.store, &LiveStore::updated, &model, &TopicsModel::apply);
        const QString counter = QStringLiteral("$SYS/broker/publish/messages/received");
        f.session.sendNumber(counter, 1'000'000, f.clock.now - 10'000);
        f.session.sendNumber(counter, 1'012'345, f.clock.now);
        const int row = rowOf(model, counter);
        QCOMPARE(cell(model, row, TopicsModel::Value), QStringLiteral("1,012,345"));
        QCOMPARE(cell(model, row, TopicsModel::Unit), QStringLiteral("messages"));
        QCOMPARE(cell(model, row, TopicsModel::Rate), QStringLiteral("1.2\u00a0k\u00a0msg/s"));
        QCOMPARE(cell(model, row, TopicsModel::Age), QStringLiteral("now"));
        f.clock.now += 4000;
        QCOMPARE(cell(model, row, TopicsModel::Age), QStringLiteral("4 s ago"));
        QVERIFY(!model.index(row, 0).data(Qt::ForegroundRole).isValid());
        f.clock.now += 60'000;
        QCOMPARE(model.index(row, 0).data(Qt::ForegroundRole).value<QColor>(),
                 themeColors(QGuiApplication::palette()).stale);
    }

    void sortsByNumberAndKeepsUnknownLast()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 9, f.clock.now);
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/total"), 100, f.clock.now);
        TopicsModel model(f.store, f.context().format);
        TopicsProxy proxy;
        proxy.setSourceModel(&model);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            proxy.sort(TopicsModel::Value, order);
            const double first = proxy.index(0, TopicsModel::Value).data(TopicsModel::SortRole).toDouble();
            QCOMPARE(first, order == Qt::AscendingOrder ? 9.0 : 100.0);
            QVERIFY(
                !proxy.index(proxy.rowCount() - 1, TopicsModel::Value).data(TopicsModel::SortRole).isValid());
        }
    }

    /// What a row is sorted by is kept no longer than its value.
    void theOrderFollowsTheValues()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsModel model(f.store, f.context().format);
        connect(&f.store, &LiveStore::updated, &model, &TopicsModel::apply);
        TopicsProxy proxy;
        proxy.setSourceModel(&model);
        proxy.sort(TopicsModel::Value, Qt::DescendingOrder);
        const auto first = [&proxy] { return proxy.index(0, 0).data(TopicsModel::TopicRole).toString(); };
        for (int i = 1; i <= 4; ++i) {
            const QString topic = QStringLiteral("$SYS/odd/%1").arg(i % 2);
            f.session.sendNumber(topic, 1e9 + i, f.clock.now);
            QCOMPARE(first(), topic);
        }
        ValuesFrame frame;
        frame.removed = {QStringLiteral("$SYS/odd/0")};
        emit f.session.connection().valuesArrived(frame);
        QCOMPARE(first(), QStringLiteral("$SYS/odd/1"));
        proxy.sort(TopicsModel::Topic, Qt::AscendingOrder);
        for (int row = 1; row < proxy.rowCount(); ++row) {
            const QString before = proxy.index(row - 1, 0).data(TopicsModel::SortRole).toString();
            const QString after = proxy.index(row, 0).data(TopicsModel::SortRole).toString();
            QVERIFY2(QString::localeAwareCompare(before, after) <= 0, qPrintable(after));
        }
    }

    void filters_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("mqtt");
        QTest::addColumn<int>("rows");
        QTest::newRow("text") << QStringLiteral("HEAP/") << false << 2;
        QTest::newRow("description") << QStringLiteral("most heap in use") << false << 1;
        QTest::newRow("one level") << QStringLiteral("$SYS/broker/heap/+") << true << 2;
        QTest::newRow("all below") << QStringLiteral("$SYS/broker/syspulse/#") << true << 43;
        QTest::newRow("bare # is no $SYS") << QStringLiteral("#") << true << 0;
        QTest::newRow("not a filter") << QStringLiteral("a#b") << false << 0;
    }

    void filters()
    {
        QFETCH(QString, filter);
        QFETCH(bool, mqtt);
        QFETCH(int, rows);
        GuiFixture f;
        TopicsModel model(f.store, f.context().format);
        TopicsProxy proxy;
        proxy.setSourceModel(&model);
        proxy.setFilterText(filter);
        QCOMPARE(proxy.isMqttFilter(), mqtt);
        QCOMPARE(proxy.rowCount(), rows);
    }

    void unavailableTopicsCanBeHidden()
    {
        GuiFixture f;
        TopicsPage page(f.context());
        GuiFixture::show(page);
        auto *table = child<QTableView>(page, "topicTable");
        const int all = table->model()->rowCount();
        child<QCheckBox>(page, "showUnavailable")->setChecked(false);
        QVERIFY(table->model()->rowCount() < all);
    }

    void untrustedTextStaysPlain()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsPage page(f.context());
        GuiFixture::show(page);
        click(child<QToolButton>(page, "topicsAsList"));
        f.session.sendValue(QStringLiteral("$SYS/odd"), QStringLiteral("<b>bold</b>\nmore"), f.clock.now);
        auto *table = child<QTableView>(page, "topicTable");
        QTRY_COMPARE(table->model()->rowCount(), int(catalogue().size()) + 1);
        const QModelIndex index = table->model()->index(table->model()->rowCount() - 1, TopicsModel::Value);
        QCOMPARE(index.data().toString(), QStringLiteral("<b>bold</b>\u23CEmore"));
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>bold")));
        table->selectRow(index.row());
        for (const char *name : {"detailTopic", "detailValue", "detailRaw", "detailMeaning"})
            QCOMPARE(child<QLabel>(page, name)->textFormat(), Qt::PlainText);
        QCOMPARE(textOf(page, "detailRaw"), QStringLiteral("<b>bold</b>\u23CEmore"));
    }

    void copies()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.settings.password = Secret(u"s3cret");
        f.session.sendNumber(QStringLiteral("$SYS/broker/clients/connected"), 1234, f.clock.now);
        TopicsPage page(f.context());
        GuiFixture::show(page);
        click(child<QToolButton>(page, "topicsAsList"));
        auto *table = child<QTableView>(page, "topicTable");
        child<QLineEdit>(page, "topicFilter")->setText(QStringLiteral("$SYS/broker/clients/connected"));
        table->selectRow(0);
        child<QAction>(page, "copyTopic")->trigger();
        QCOMPARE(clipboard(), QStringLiteral("$SYS/broker/clients/connected"));
        child<QAction>(page, "copyValue")->trigger();
        QCOMPARE(clipboard(), QStringLiteral("1234"));
        child<QAction>(page, "copyCommand")->trigger();
        QCOMPARE(clipboard(),
                 QStringLiteral("mosquitto_sub -h db.example.org -p 8883 --tls-use-os-certs -u admin -v -t "
                                "'$SYS/broker/clients/connected'"));
    }

    void commandsNeedNoAddress()
    {
        QCOMPARE(subscribeCommand(QStringLiteral("$SYS/a"), {}, QString()),
                 QStringLiteral("mosquitto_sub -v -t '$SYS/a'"));
        QCOMPARE(subscribeCommand(QStringLiteral("a"), {QStringLiteral("::1"), 1883, false}, QString()),
                 QStringLiteral("mosquitto_sub -h ::1 -p 1883 -v -t a"));
    }

    void aFloodStaysResponsive()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsPage page(f.context());
        GuiFixture::show(page);
        auto *table = child<QTableView>(page, "topicTable");
        table->sortByColumn(TopicsModel::Value, Qt::DescendingOrder);
        for (int round = 0; round < 10; ++round) {
            ValuesFrame frame;
            for (int i = 0; i < 5000; ++i)
                frame.values.append(fakeValue(QStringLiteral("$SYS/flood/%1").arg(i),
                                              QString::number(i * round), f.clock.now + round * 100));
            emit f.session.connection().valuesArrived(frame);
            settle(page);
        }
        QTRY_COMPARE(table->model()->rowCount(), int(catalogue().size()) + 5000);
    }

    void aHiddenPageDoesNoWork()
    {
        GuiFixture f;
        f.session.pretendConnected();
        TopicsPage page(f.context());
        auto *table = child<QTableView>(page, "topicTable");
        QSignalSpy changed(table->model(), &QAbstractItemModel::dataChanged);
        f.session.sendSample(1, f.clock.now);
        page.tick();
        settle(page);
        QCOMPARE(changed.size(), 0);
        GuiFixture::show(page);
        QVERIFY(changed.size() > 0);
    }

private:
    static QString cell(const TopicsModel &model, int row, TopicsModel::Column column)
    {
        return model.index(row, column).data().toString();
    }

    static QModelIndex find(const QAbstractItemView *view, const QString &topic)
    {
        const QModelIndexList found = view->model()->match(view->model()->index(0, 0), TopicsModel::TopicRole,
                                                           topic, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }

    static int rowOf(const TopicsModel &model, const QString &topic)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data(TopicsModel::TopicRole).toString() == topic)
                return row;
        }
        return -1;
    }

    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
};

SYSPULSE_GUI_TEST(TestTopicsPage)
#include "tst_topicspage.moc"
