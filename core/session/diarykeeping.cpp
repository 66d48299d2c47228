// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/diarykeeping.h"

namespace syspulse {

DiaryKeeping::DiaryKeeping(Session &session, HistoryStore *history, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
    , m_on(history != nullptr && session.profile().diary)
{
    if (history == nullptr)
        return;
    connect(&session, &Session::profileChanged, this, &DiaryKeeping::follow);
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected && m_on)
            m_session.request<&SessionClients::keepDiary>(true);
    });
    connect(&session.clients(), &SessionClients::diaryTold, this, &DiaryKeeping::take);
    connect(history, &HistoryStore::diaryForgotten, this, [this](const QString &url) {
        if (!url.isEmpty() && url != m_url)
            return;
        beginAnew();
        // What is read now comes after the removal, which is not asked for yet.
        QMetaObject::invokeMethod(this, &DiaryKeeping::changed, Qt::QueuedConnection);
    });
}

void DiaryKeeping::follow()
{
    if (m_on == m_session.profile().diary)
        return;
    m_on = !m_on;
    m_waitsForList = m_on;
    if (m_session.isConnected())
        m_session.request<&SessionClients::keepDiary>(m_on);
    emit changed();
}

void DiaryKeeping::beginAnew()
{
    if (!m_on || !m_session.isConnected())
        return;
    m_waitsForList = true;
    m_session.request<&SessionClients::keepDiary>(false);
    m_session.request<&SessionClients::keepDiary>(true);
}

void DiaryKeeping::take(const DiaryFrame &frame)
{
    if (!m_on || m_url.isEmpty())
        return;
    m_waitsForList = m_waitsForList && !frame.complete;
    if (!m_waitsForList)
        m_history->recordDiary(m_url, frame);
}

void DiaryKeeping::load(const DiaryQuestion &question, QObject *context,
                        const std::function<void(const DiaryPage &)> &loaded) const
{
    if (m_history == nullptr || m_url.isEmpty())
        return;
    m_history->loadDiary(m_url, question, context,
                         [this, url = m_url, loaded](const Result<DiaryPage> &page) {
                             // What cannot be read is said by the store itself.
                             if (page && url == m_url)
                                 loaded(*page);
                         });
}

} // namespace syspulse
