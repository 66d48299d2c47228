// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QPointer>
#include <QThread>

namespace syspulse {

/// A thread for work with files, which may lie on a disk that is slow or does not answer. Work is done one
/// piece after the other, in the order of the calls.
class FileThread : public QObject
{
    Q_OBJECT

public:
    explicit FileThread(QObject *parent = nullptr);
    /// Waits until all work is done.
    ~FileThread() override;

    /// Does @p work in the thread, then calls @p done with its result in the thread of this object; not once
    /// @p context, which lives there too, is gone. The work is done even then.
    template <typename Work, typename Done>
    void run(Work work, QObject *context, Done done)
    {
        post([this, work = std::move(work), context = QPointer<QObject>(context), done = std::move(done)] {
            // Back to this object's thread first: only there may the context be looked at.
            answer([result = work(), context, done] {
                if (context)
                    done(result);
            });
        });
    }

    /// Does @p work in the thread.
    void post(std::function<void()> work);

private:
    void answer(std::function<void()> call);

    QThread m_thread;
    QObject *m_worker;
};

} // namespace syspulse
