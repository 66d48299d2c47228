// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/historyreading.h"

namespace syspulse {

HistoryReading::HistoryReading(HistoryStore *history, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_asking(std::make_unique<QObject>())
{}

HistoryReading::~HistoryReading() = default;

void HistoryReading::begin(const QString &instance)
{
    m_instance = instance;
    forget();
    m_underWay = 0;
    m_asking = std::make_unique<QObject>();
}

QObject *HistoryReading::begun()
{
    ++m_underWay;
    return m_asking.get();
}

void HistoryReading::ended()
{
    if (--m_underWay == 0)
        emit changed();
}

} // namespace syspulse
