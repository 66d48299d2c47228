// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/timelinemarks.h"

#include <memory>
#include <optional>

#include <QObject>

namespace syspulse {

class HistoryStore;

/// The notes about one instance, written by hand or by SysPulse itself. They are of this computer alone: the
/// instance knows nothing of them. In memory as a whole, and kept with the history where there is one.
class NoteBook : public QObject
{
    Q_OBJECT

public:
    /// Longer texts are cut.
    static constexpr int maxText = 200;

    /// @p history may be nullptr; it must outlive the book.
    explicit NoteBook(HistoryStore *history, QObject *parent = nullptr);
    ~NoteBook() override;

    /// Shows the notes about @p instance, which is its address; empty: nothing, and nothing can be added.
    void open(const QString &instance);
    bool isOpen() const { return !m_instance.isEmpty(); }
    /// Adds what another program, such as syspulsectl, has written into the history meanwhile.
    void refresh();

    /// In the order of their beginnings. A note is known by its kind and its beginning.
    const QList<TimelineMark> &notes() const { return m_notes; }
    /// Those that are seen in [@p fromMs, @p toMs].
    QList<TimelineMark> notes(qint64 fromMs, qint64 toMs) const;

    /// Adds @p note, a moment later where there is one of its kind already. One without words is not added.
    void add(const TimelineMark &note);
    /// Puts @p note in the place of @p old.
    void replace(const TimelineMark &old, const TimelineMark &note);
    void remove(const TimelineMark &note);

signals:
    void changed();

private:
    void read();
    bool has(const TimelineMark &note) const;
    /// @p note as it is kept: with a beginning of its own.
    std::optional<TimelineMark> placed(TimelineMark note) const;
    bool take(const TimelineMark &note);
    void insert(const TimelineMark &note);
    void write(const std::optional<TimelineMark> &removed, const std::optional<TimelineMark> &put);

    HistoryStore *m_history;
    QString m_instance;
    QList<TimelineMark> m_notes;
    std::unique_ptr<QObject> m_reading; ///< parent of the reading under way
};

} // namespace syspulse
