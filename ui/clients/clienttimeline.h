// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

#include "core/clients/visittypes.h"
#include "ui/base/page.h"

namespace syspulse {

class DiaryTimeline;

/// When one client was there, from the diary: in words and as a time line. Reads what is kept on this
/// computer, while it is shown.
class ClientTimeline : public QWidget
{
    Q_OBJECT

public:
    /// The newest visits of a client that are looked at; a time line with more would be one bar.
    static constexpr int mostVisits = 20'000;

    static constexpr qint64 dayMs = 24LL * 3600 * 1000;
    /// As often the diary is read again.
    static constexpr qint64 readEveryMs = 5000;

    /// The parts are called @p name + "Words" and @p name + "Timeline".
    ClientTimeline(const QString &name, const PageContext &context, QWidget *parent = nullptr);

    /// The time up to now that is shown.
    void setRange(qint64 rangeMs);
    /// @p clientId: of whom; nothing: of nobody, which the words say.
    void setClient(const std::optional<QString> &clientId);
    /// Of nobody nothing is said, nor when somebody watched; the room for it stays.
    void setBlankWithoutClient();
    /// Reads again where it is due.
    void refresh();

    /// Whether somebody watches at @p nowMs, at the end of what @p page is about.
    static bool isWatched(const DiaryPage &page, qint64 nowMs);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    QString words(const DiaryPage &page, qint64 fromMs, qint64 toMs) const;

    PageContext m_context;
    QLabel *m_words;
    DiaryTimeline *m_line;
    bool m_blankWithoutClient = false;
    qint64 m_rangeMs = dayMs;
    std::optional<QString> m_client;
    std::optional<qint64> m_readMs; ///< monotonic: when it was read last
};

} // namespace syspulse
