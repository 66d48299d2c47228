// SPDX-License-Identifier: GPL-3.0-or-later
// handover [race]: hands things from thread to thread in each way that core does, and ends with 0. For the
// thread sanitizer, which must have nothing to say (see threadedges.h); with "race" two threads also share a
// number, of which it must speak.
#include "core/base/filethread.h"
#include "core/base/offthread.h"
#include "tests/support/threadedges.h"

#include <cstring>
#include <vector>

#include <QCoreApplication>

using namespace syspulse;

namespace {

struct Load
{
    int numbers[20];
    QString text;
};

} // namespace

class Teller : public QObject
{
    Q_OBJECT

public:
    void tell(int number)
    {
        Load load;
        for (int &each : load.numbers)
            each = number;
        load.text = QString::number(number);
        emit told(load);
    }

signals:
    void told(const Load &load);
};

int main(int argc, char **argv)
{
    constexpr int rounds = 300;
    const bool race = argc > 1 && std::strcmp(argv[1], "race") == 0;
    test::noteThreadEdges();
    const test::EdgedApplication<QCoreApplication> application(argc, argv);
    QObject here;
    int shared = 0;
    int answers = 0;
    qint64 sum = 0;
    const auto take = [&](const std::vector<int> &numbers) {
        sum += numbers[3];
        ++answers;
    };
    {
        FileThread files;
        QThread thread;
        auto *teller = new Teller;
        auto counted = std::make_unique<int>(0);
        teller->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, teller, &QObject::deleteLater);
        QObject::connect(teller, &Teller::told, &here, [&](const Load &load) {
            sum += load.numbers[7] + load.text.size();
            ++answers;
        });
        thread.start();
        for (int i = 0; i < rounds; ++i) {
            const std::vector<int> numbers(50, i);
            const auto work = [numbers, race, &shared] {
                if (race)
                    ++shared;
                std::vector<int> changed = numbers;
                changed[3] += 1;
                return changed;
            };
            files.run(work, &here, take);
            runOffThread(
                [numbers] {
                    std::vector<int> changed = numbers;
                    std::memset(changed.data(), 1, changed.size());
                    return changed;
                },
                &here, take);
            QMetaObject::invokeMethod(
                teller,
                [teller, i, number = counted.get()] {
                    ++*number;
                    teller->tell(i);
                },
                Qt::QueuedConnection);
            if (race)
                ++shared;
            if (i % 7 == 0)
                QCoreApplication::processEvents();
        }
        while (answers < 3 * rounds)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        thread.quit();
        thread.wait();
        sum += *counted;
    }
    return sum > 0 ? 0 : 1;
}

#include "handover.moc"
