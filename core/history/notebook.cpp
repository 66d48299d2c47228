// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/notebook.h"

#include "core/history/historystore.h"

#include <algorithm>

namespace syspulse {

namespace {

bool isSameNote(const TimelineMark &a, const TimelineMark &b)
{
    return a.kind == b.kind && a.fromMs == b.fromMs;
}

} // namespace

NoteBook::NoteBook(HistoryStore *history, QObject *parent)
    : QObject(parent)
    , m_history(history)
{}

NoteBook::~NoteBook() = default;

void NoteBook::open(const QString &instance)
{
    if (instance == m_instance)
        return;
    m_reading.reset();
    m_instance = instance;
    m_notes.clear();
    emit changed();
    read();
}

void NoteBook::refresh()
{
    // What is being read may be older than what the other program has written.
    m_reading.reset();
    read();
}

void NoteBook::read()
{
    if (m_history == nullptr || m_instance.isEmpty())
        return;
    m_reading = std::make_unique<QObject>();
    m_history->loadNotes(m_instance, m_reading.get(), [this](const Result<QList<TimelineMark>> &kept) {
        m_reading.release()->deleteLater(); // it is calling
        // What cannot be read is said by the store itself.
        if (!kept)
            return;
        bool added = false;
        for (const TimelineMark &note : *kept) {
            if (has(note))
                continue;
            insert(note);
            added = true;
        }
        if (added)
            emit changed();
    });
}

QList<TimelineMark> NoteBook::notes(qint64 fromMs, qint64 toMs) const
{
    QList<TimelineMark> seen;
    for (const TimelineMark &note : m_notes) {
        if (note.toMs >= fromMs && note.fromMs <= toMs)
            seen.append(note);
    }
    return seen;
}

bool NoteBook::has(const TimelineMark &note) const
{
    return std::any_of(m_notes.cbegin(), m_notes.cend(),
                       [&note](const TimelineMark &other) { return isSameNote(note, other); });
}

std::optional<TimelineMark> NoteBook::placed(TimelineMark note) const
{
    note.text = note.text.trimmed();
    if (note.text.size() > maxText)
        note.text.truncate(note.text.at(maxText - 1).isHighSurrogate() ? maxText - 1 : maxText);
    if (!isOpen() || note.text.isEmpty())
        return std::nullopt;
    while (has(note))
        ++note.fromMs;
    note.toMs = std::max(note.fromMs, note.toMs);
    return note;
}

bool NoteBook::take(const TimelineMark &note)
{
    return m_notes.removeIf([&note](const TimelineMark &other) { return isSameNote(note, other); }) > 0;
}

void NoteBook::insert(const TimelineMark &note)
{
    const auto place =
        std::upper_bound(m_notes.cbegin(), m_notes.cend(), note,
                         [](const TimelineMark &a, const TimelineMark &b) { return a.fromMs < b.fromMs; });
    m_notes.insert(place, note);
    // As the history does.
    const auto isOfKind = [&note](const TimelineMark &other) { return other.kind == note.kind; };
    if (std::count_if(m_notes.cbegin(), m_notes.cend(), isOfKind) > HistoryDatabase::keptNotes)
        m_notes.erase(std::find_if(m_notes.cbegin(), m_notes.cend(), isOfKind));
}

void NoteBook::write(const std::optional<TimelineMark> &removed, const std::optional<TimelineMark> &put)
{
    if (m_history != nullptr)
        m_history->changeNote(m_instance, removed, put);
    // What is being read may still have what has just been removed.
    if (m_reading) {
        m_reading.reset();
        read();
    }
    emit changed();
}

void NoteBook::add(const TimelineMark &note)
{
    const std::optional<TimelineMark> kept = placed(note);
    if (!kept)
        return;
    insert(*kept);
    write(std::nullopt, kept);
}

void NoteBook::replace(const TimelineMark &old, const TimelineMark &note)
{
    const bool there = take(old);
    const std::optional<TimelineMark> kept = placed(note);
    if (kept)
        insert(*kept);
    else if (there)
        insert(old); // a note without words is none
    if (kept)
        write(old, kept);
}

void NoteBook::remove(const TimelineMark &note)
{
    if (take(note))
        write(note, std::nullopt);
}

} // namespace syspulse
