// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/threadedges.h"

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>
#include <string_view>

#include <link.h>
#include <sanitizer/tsan_interface.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QRunnable>
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

extern "C" {
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
}

// An event for another thread is made inside Qt, by the thread that sends it. What it allocates therefore
// carries what the thread has done until then; beforeEvent() takes it up. Whatever else Qt allocates carries
// it too, and nobody takes it up.
void *operator new(std::size_t size)
{
    const auto caller = reinterpret_cast<ElfW(Addr)>(__builtin_return_address(0));
    const bool forQt = caller >= qtCoreBegin.load(std::memory_order_relaxed) &&
                       caller < qtCoreEnd.load(std::memory_order_relaxed);
    // As if Qt had called the sanitizer's own: what its libraries do is not looked at, see threads.supp.
    if (forQt)
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    void *block = std::malloc(size);
    if (forQt)
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    if (block == nullptr)
        throw std::bad_alloc();
    if (forQt)
        __tsan_release(block);
    return block;
}

namespace {

/// Work for a thread pool, which is told to come after what its giver has done.
class HandedOver final : public QRunnable
{
public:
    HandedOver(QThreadPool *pool, std::function<void()> work)
        : m_pool(pool)
        , m_work(std::move(work))
    {}
    void run() override
    {
        __tsan_acquire(this);
        m_work();
        m_work = nullptr;
        __tsan_release(m_pool);
    }

private:
    QThreadPool *m_pool;
    std::function<void()> m_work;
};

/// What is called by way of a signal or an event may be destroyed by another thread than the one that has
/// called it: after the call, which Qt's own counting makes sure of, where the sanitizer does not see it.
class Called final : public QtPrivate::QSlotObjectBase
{
public:
    explicit Called(QSlotObjectBase *functor)
        : QSlotObjectBase(&act)
        , m_functor(functor)
    {}

private:
    static void act(int what, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *same)
    {
        auto *called = static_cast<Called *>(self);
        switch (what) {
        case Call:
            called->m_functor->call(receiver, arguments);
            __tsan_release(called);
            break;
        case Compare:
            *same = called->m_functor->compare(arguments);
            break;
        case Destroy:
            __tsan_acquire(called);
            called->m_functor->destroyIfLastRef();
            delete called;
            break;
        default:
            break;
        }
    }

    QSlotObjectBase *m_functor;
};

} // namespace

// What the linker puts in the place of these functions of Qt (see CMakeLists.txt). The names are those of the
// compiler: QThread::wait(QDeadlineTimer), QThreadPool::start(std::function<void()>, int),
// QThreadPool::waitForDone(int), QMetaObject::invokeMethodImpl(QObject *, QtPrivate::QSlotObjectBase *,
// Qt::ConnectionType, void *).
extern "C" {

bool __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *receiver, QtPrivate::QSlotObjectBase *functor, Qt::ConnectionType type, void *result);

bool __wrap__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *receiver, QtPrivate::QSlotObjectBase *functor, Qt::ConnectionType type, void *result)
{
    return __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
        receiver, new Called(functor), type, result);
}

QMetaObject::Connection
__real__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
    const QObject *sender, void **signal, const QObject *receiver, void **slot,
    QtPrivate::QSlotObjectBase *functor, Qt::ConnectionType type, const int *types,
    const QMetaObject *ofSender);

QMetaObject::Connection
__wrap__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
    const QObject *sender, void **signal, const QObject *receiver, void **slot,
    QtPrivate::QSlotObjectBase *functor, Qt::ConnectionType type, const int *types,
    const QMetaObject *ofSender)
{
    return __real__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
        sender, signal, receiver, slot, new Called(functor), type, types, ofSender);
}

bool __real__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline);
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
    auto *handedOver = new HandedOver(pool, std::move(work));
    __tsan_release(handedOver);
    pool->start(handedOver, priority);
}

bool __wrap__ZN11QThreadPool11waitForDoneEi(QThreadPool *pool, int milliseconds)
{
    const bool done = __real__ZN11QThreadPool11waitForDoneEi(pool, milliseconds);
    if (done)
        __tsan_acquire(pool);
    return done;
}

} // extern "C"
