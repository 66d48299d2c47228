// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clienttimeline.h"

#include <QVBoxLayout>

#include "core/clients/clientdiary.h"
#include "core/clients/diarysummary.h"
#include "core/session/livestore.h"
#include "ui/base/names.h"
#include "ui/base/text.h"
#include "ui/clients/diarytimeline.h"

namespace syspulse {

ClientTimeline::ClientTimeline(const QString &name, const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(paragraph(name + QStringLiteral("Words")))
    , m_line(new DiaryTimeline)
{
    m_line->setObjectName(name + QStringLiteral("Timeline"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    layout->addWidget(m_line);
    m_words->hide(); // until it says something
    connect(&context.store.diary(), &DiaryKeeping::changed, this, &ClientTimeline::read);
}

void ClientTimeline::setRange(qint64 rangeMs)
{
    m_rangeMs = rangeMs;
    read();
}

void ClientTimeline::setBlankWithoutClient()
{
    m_blankWithoutClient = true;
    setMinimumHeight(m_line->sizeHint().height() + layout()->spacing() + fontMetrics().lineSpacing());
}

void ClientTimeline::setClient(const std::optional<QString> &clientId)
{
    m_client = clientId;
    if (!clientId) { // perhaps because all belonged to another instance
        m_words->hide();
        m_words->clear();
        m_line->show({}, 0, 0, {});
    }
    read();
}

void ClientTimeline::refresh()
{
    if (!m_readMs || m_context.clock.monotonicMs() - *m_readMs >= readEveryMs)
        read();
}

void ClientTimeline::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void ClientTimeline::read()
{
    if (!isVisible() || (m_blankWithoutClient && !m_client))
        return;
    m_readMs = m_context.clock.monotonicMs();
    DiaryQuestion question;
    question.toMs = m_context.clock.nowMs();
    question.fromMs = question.toMs - m_rangeMs;
    question.clientId = m_client;
    // Without a client, when somebody watched is all that is wanted.
    question.most = m_client ? mostVisits : 0;
    m_context.store.diary().load(question, this, [this, question](const DiaryPage &page) {
        if (question.clientId != m_client)
            return;
        const QString text = words(page, question.fromMs, question.toMs);
        setTextIfChanged(m_words, text);
        m_words->show();
        m_line->show(page, question.fromMs, question.toMs, text);
    });
}

bool ClientTimeline::isWatched(const DiaryPage &page, qint64 nowMs)
{
    return !page.watched.isEmpty() &&
           page.watched.constLast().second >= nowMs - 2 * ClientDiary::watchedEveryMs;
}

QString ClientTimeline::words(const DiaryPage &page, qint64 fromMs, qint64 toMs) const
{
    const UnitFormatter &format = m_context.format;
    const DiarySummary summary = summaryOf(page, fromMs, toMs);
    if (summary.watchedMs == 0 && !m_context.store.diary().isOn())
        return tr("Nobody has watched in this time: the diary of this instance is off.");
    if (summary.watchedMs == 0)
        return tr("Nobody has watched in this time: the diary is kept while an instance that is set up is "
                  "connected in this window.");
    //: %1 is a duration
    const QString watched = tr("It was watched for %1 of this time.").arg(format.duration(summary.watchedMs));
    if (!m_client)
        return tr("Select one client to see when it was there.") + QLatin1Char(' ') + watched;
    const QString name = clientIdText(*m_client, 80);
    const bool now = isWatched(page, toMs);
    const QString there =
        summary.there ? now ? tr("It is connected now.") : tr("It was connected when it was watched last.")
        : now ? tr("It is away.")
                      : tr("It was away when it was watched last.");
    QString came;
    if (summary.came == 0)
        //: %1 is a client ID
        came = tr("%1 did not come anew in this time.").arg(name);
    else if (summary.came == 1)
        //: %1 is a client ID, %2 a date and time
        came = tr("%1 came once, at %2.").arg(name, format.dateTime(summary.firstMs));
    else if (summary.flapped)
        //: %1 is a client ID, %2 and %3 are dates and times, %n is how often
        came = tr("%1 flapped %n time(s) between %2 and %3.", nullptr, summary.came)
                   .arg(name, format.dateTime(summary.firstMs), format.dateTime(summary.lastMs));
    else
        //: %1 is a client ID, %2 and %3 are dates and times, %n is how often
        came = tr("%1 came %n time(s) between %2 and %3.", nullptr, summary.came)
                   .arg(name, format.dateTime(summary.firstMs), format.dateTime(summary.lastMs));
    QStringList sentences{came, there, watched};
    if (page.cut)
        sentences.insert(1, tr("Before that it came more often than is told here."));
    return sentences.join(QLatin1Char(' '));
}

} // namespace syspulse
