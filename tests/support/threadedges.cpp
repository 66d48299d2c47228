// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/threadedges.h"

#include <atomic>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <string_view>

#include <link.h>
#include <sanitizer/tsan_interface.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>
#include <QThreadPool>

namespace {

/// Where the code of Qt Core is; nothing until noteThreadEdges().
std::atomic<ElfW(Addr)> qtCoreBegin = 0;
std::atomic<ElfW(Addr)> qtCoreEnd = 0;

int findQtCore(dl_phdr_info *library, std::size_t, void *)
{
    if (std::string_view(library->dlpi_name).find("/libQt6Core.so") == std::string_view::npos)
        return 0;
    for (int i = 0; i < library->dlpi_phnum; ++i) {
        const ElfW(Phdr) &part = library->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0)
            continue;
        qtCoreBegin = library->dlpi_addr + part.p_vaddr;
        qtCoreEnd = library->dlpi_addr + part.p_vaddr + part.p_memsz;
    }
    return 1;
}

} // namespace

namespace syspulse::test {

void noteThreadEdges()
{
    dl_iterate_phdr(&findQtCore, nullptr);
    if (qtCoreEnd == 0)
        qFatal("Qt Core was not found: each of its events would be called a race.");
}

void beforeEvent(QEvent *event)
{
    __tsan_acquire(event);
}

void afterEvent()
{
    QThread *thread = QThread::currentThread();
    if (thread != QCoreApplication::instance()->thread())
        __tsan_release(thread);
}

} // namespace syspulse::test

// An event for another thread is made inside Qt, by the thread that sends it. What it allocates therefore
// carries what the thread has done until then; beforeEvent() takes it up. Whatever else Qt allocates carries
// it too, and nobody takes it up.
void *operator new(std::size_t size)
{
    void *block = std::malloc(size);
    if (block == nullptr)
        throw std::bad_alloc();
    const auto caller = reinterpret_cast<ElfW(Addr)>(__builtin_return_address(0));
    if (caller >= qtCoreBegin.load(std::memory_order_relaxed) &&
        caller < qtCoreEnd.load(std::memory_order_relaxed))
        __tsan_release(block);
    return block;
}

void operator delete(void *block) noexcept
{
    std::free(block);
}

void operator delete(void *block, std::size_t) noexcept
{
    std::free(block);
}

// What the linker puts in the place of these functions of Qt (see CMakeLists.txt). The names are those of the
// compiler: QThread::wait(QDeadlineTimer), QThreadPool::start(std::function<void()>, int),
// QThreadPool::waitForDone(int).
extern "C" {

bool __real__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline);
void __real__ZN11QThreadPool5startESt8functionIFvvEEi(QThreadPool *pool, std::function<void()> work,
                                                      int priority);
bool __real__ZN11QThreadPool11waitForDoneEi(QThreadPool *pool, int milliseconds);

bool __wrap__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = __real__ZN7QThread4waitE14QDeadlineTimer(thread, deadline);
    if (ended)
        __tsan_acquire(thread);
    return ended;
}

void __wrap__ZN11QThreadPool5startESt8functionIFvvEEi(QThreadPool *pool, std::function<void()> work,
                                                      int priority)
{
    const auto handedOver = std::make_shared<char>();
    const auto run = [pool, handedOver, work = std::move(work)]() mutable {
        __tsan_acquire(handedOver.get());
        {
            const std::function<void()> last = std::move(work);
            last();
        }
        __tsan_release(pool);
    };
    __tsan_release(handedOver.get());
    __real__ZN11QThreadPool5startESt8functionIFvvEEi(pool, run, priority);
}

bool __wrap__ZN11QThreadPool11waitForDoneEi(QThreadPool *pool, int milliseconds)
{
    const bool done = __real__ZN11QThreadPool11waitForDoneEi(pool, milliseconds);
    if (done)
        __tsan_acquire(pool);
    return done;
}

} // extern "C"
