// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filethread.h"

namespace syspulse {

FileThread::FileThread(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("files"));
    m_thread.start();
}

FileThread::~FileThread()
{
    post([this] { m_thread.quit(); });
    m_thread.wait();
}

void FileThread::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

void FileThread::answer(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

} // namespace syspulse
