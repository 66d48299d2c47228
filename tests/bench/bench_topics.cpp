// SPDX-License-Identifier: GPL-3.0-or-later

// What the page of topics costs with very many of them, tree and list: to take them, to change one, the
// second in which nothing comes, to sort them, and to lose every second one.
//   QT_QPA_PLATFORM=offscreen bench_topics [TOPICS]

#include "tests/bench/measure.h"
#include "tests/bench/plots.h"
#include "tests/gui/guifixture.h"
#include "ui/topics/topicsmodel.h"
#include "ui/topics/topicspage.h"

#include <algorithm>

#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

/// A window with the page of topics, and a session whose topics are @p branches with equally many in each.
class Topics
{
public:
    Topics(int count, int branches, bool tree)
        : m_count(count)
        , m_branches(branches)
    {
        m_f.session.pretendConnected();
        show(m_page, {1200, 800});
        child<QToolButton>(m_page, tree ? "topicsAsTree" : "topicsAsList")->click();
        settle();
    }

    QTreeView &tree() { return *child<QTreeView>(m_page, "topicTree"); }
    QTableView &list() { return *child<QTableView>(m_page, "topicTable"); }
    int rowCount() const { return m_page.findChild<TopicsModel *>()->rowCount(); }

    void addAll()
    {
        ValuesFrame frame;
        for (int i = 0; i < m_count; ++i)
            frame.values.append(valueOf(i));
        send(frame);
    }
    void removeSome(int from, int step)
    {
        ValuesFrame frame;
        for (int i = from; i < m_count; i += step)
            frame.removed.append(topicOf(i));
        send(frame);
    }
    void expandAll()
    {
        tree().expandAll();
        QApplication::processEvents();
    }
    void change()
    {
        ValuesFrame frame;
        frame.values.append(valueOf(++m_step % m_count));
        send(frame);
    }
    void tick()
    {
        m_f.clock.now += 1000;
        m_page.tick();
        QApplication::processEvents();
    }

private:
    QString topicOf(int i) const
    {
        return QStringLiteral("$SYS/plant/line%1/sensor%2").arg(i % m_branches).arg(i);
    }
    TopicValue valueOf(int i) const
    {
        return fakeValue(topicOf(i), QString::number((i * 7919LL + m_step) % 100003), m_f.clock.now);
    }
    void send(const ValuesFrame &frame)
    {
        emit m_f.session.connection().valuesArrived(frame);
        settle();
    }
    /// Waits until the page has drawn what it has put off.
    void settle()
    {
        const QList<QTimer *> timers = m_page.findChildren<QTimer *>();
        const auto isDue = [](const QTimer *timer) { return timer->isSingleShot() && timer->isActive(); };
        while (std::any_of(timers.cbegin(), timers.cend(), isDue))
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QApplication::processEvents();
    }

    GuiFixture m_f;
    TopicsPage m_page{m_f.context()};
    int m_count;
    int m_branches;
    int m_step = 0;
};

class Bench
{
public:
    Bench(const SelfMeter &meter, int count, int branches, bool tree, bool sorted)
        : m_meter(meter)
        , m_count(count)
        , m_branches(branches)
        , m_tree(tree)
        , m_sorted(sorted)
    {}

    void run()
    {
        row(
            QStringLiteral("first list"), 500, [&] { m_topics = fresh(); }, [&] { m_topics->addAll(); });
        m_topics->expandAll();
        const auto nothing = [] {};
        row(QStringLiteral("one changes"), 5, nothing, [&] { m_topics->change(); });
        row(QStringLiteral("a second without news"), 5, nothing, [&] { m_topics->tick(); });
        bool ascending = false;
        const auto sort = [&](int column) {
            ascending = !ascending;
            const Qt::SortOrder order = ascending ? Qt::AscendingOrder : Qt::DescendingOrder;
            if (m_tree)
                m_topics->tree().sortByColumn(column, order);
            else
                m_topics->list().sortByColumn(column, order);
            QApplication::processEvents();
        };
        if (!m_sorted) {
            row(QStringLiteral("sorted by topic"), 100, nothing, [&] { sort(TopicsModel::Topic); });
            row(QStringLiteral("sorted by value"), 100, nothing, [&] { sort(TopicsModel::Value); });
        }
        row(
            QStringLiteral("every second one goes"), 100,
            [&] {
                m_topics = fresh();
                m_topics->addAll();
                m_topics->expandAll();
                if (m_sorted)
                    sort(TopicsModel::Value);
            },
            [&] { m_topics->removeSome(0, 2); });
    }

    /// What grows most with their number.
    void runGrowth()
    {
        m_grows = true;
        row(
            QStringLiteral("first list"), 0, [&] { m_topics = fresh(); }, [&] { m_topics->addAll(); });
        m_topics->expandAll();
        row(
            QStringLiteral("one changes"), 0, [] {}, [&] { m_topics->change(); });
    }

private:
    std::unique_ptr<Topics> fresh() const { return std::make_unique<Topics>(m_count, m_branches, m_tree); }

    template <typename Prepare, typename Work>
    void row(const QString &what, double goal, Prepare prepare, Work work)
    {
        Turns turns;
        turns.self([&] {
            prepare();
            const Cost begin = m_meter.now();
            work();
            return figuresInMs(m_meter.now() - begin);
        });
        turns.measure();
        const QString view = m_tree ? QStringLiteral("tree") : QStringLiteral("list");
        Row row{.bench = QStringLiteral("topics"),
                .what = QStringLiteral("%L1 topics in %L2 branches, %3%4, %5")
                            .arg(m_count)
                            .arg(m_branches)
                            .arg(view, m_sorted ? QStringLiteral(" sorted by value") : QString(), what),
                .unit = QStringLiteral("ms CPU")};
        if (goal > 0)
            row.goals = {atMost(goal)};
        if (m_grows)
            row.growth = Growth{QStringLiteral("N topics, %1, %2").arg(view, what), double(m_count)};
        print(turns.row(row, QStringLiteral("cpu")));
    }

    const SelfMeter &m_meter;
    int m_count;
    int m_branches;
    bool m_tree;
    bool m_sorted;
    bool m_grows = false;
    std::unique_ptr<Topics> m_topics;
};

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QApplication application(argc, argv);
    const int count =
        argc > 1 ? std::max(2, std::atoi(argv[1])) : 19'500; // with the catalogue below the limit
    for (const int branches : {1, 200}) {
        for (const bool tree : {true, false})
            Bench(meter, count, branches, tree, false).run();
    }
    Bench(meter, count, 200, false, true).run();
    for (const int fewer : {1000, 5000, 10'000, count}) {
        for (const bool tree : {true, false})
            Bench(meter, fewer, 200, tree, false).runGrowth();
    }
    return 0;
}
