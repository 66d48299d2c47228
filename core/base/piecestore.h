// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/filethread.h"
#include "core/base/piecefile.h"
#include "core/base/piecemerge.h"

#include <memory>
#include <optional>

#include <QTimer>

namespace syspulse {

/// What the text of a file says.
template <typename T>
struct PieceContent
{
    T value;
    QString damage;     ///< why a part of the file was left out; empty: nothing was
    bool newer = false; ///< written by a newer version: used, but not written
};

/// How a piece of state becomes the text of a file and back. The functions are called in another thread.
template <typename T>
struct PieceFormat
{
    /// Fails for a text that says nothing at all. Never gets an empty text.
    std::function<Result<PieceContent<T>>(const QByteArray &)> read;
    std::function<QByteArray(const T &)> write;
    /// What to write when @p base was read, this program made @p here of it, and the file now says @p there.
    std::function<T(const T &base, const T &here, const T &there)> merge;
};

/// One piece of state in one file, which other programs of SysPulse change too. It is read once; each change
/// is written soon, in a thread of its own: the file is locked and read again, and what was changed here
/// since the last look is put into what it says now. A damaged file is copied before it is replaced; where
/// that is not possible, or where a newer version wrote it, the piece is read-only.
///
/// The thread of the owner never waits, not even for a lock.
template <typename T>
class PieceStore
{
public:
    /// Changes within this time become one write.
    static constexpr int collectMs = 300;
    /// When a change that could not be written is tried again.
    static constexpr int retryMs = 10000;

    struct Events
    {
        std::function<void()> loaded;                 ///< the file was read, or cannot be
        std::function<void()> changed;                ///< another program's changes have come in
        std::function<void(const QString &)> noticed; ///< a sentence about the file for the user
        std::function<void(const Error &)> failed;    ///< a change cannot be written; it is tried again
    };

    /// @p files must outlive the store.
    PieceStore(FileThread &files, PieceFormat<T> format, Events events)
        : m_files(files)
        , m_format(std::move(format))
        , m_events(std::move(events))
    {
        m_collect.setSingleShot(true);
        QObject::connect(&m_collect, &QTimer::timeout, &m_collect, [this] { save(); });
    }
    /// Writes what is still to be written.
    ~PieceStore() { leave(); }
    Q_DISABLE_COPY_MOVE(PieceStore)

    /// Turns to the file @p path. Where it does not exist, what @p otherPath says is the beginning.
    void open(const QString &path, const QString &otherPath = {})
    {
        leave();
        m_path = path;
        m_base = {};
        m_value = {};
        m_loaded = false;
        m_readOnly = false;
        m_run = std::make_unique<QObject>();
        m_files.run([path, otherPath, format = m_format] { return look(path, otherPath, format); },
                    m_run.get(), [this](const Look &look) { take(look); });
    }

    bool isLoaded() const { return m_loaded; }
    /// The file is left alone: it could not be read or copied, or is of a newer version.
    bool isReadOnly() const { return m_readOnly; }
    bool canChange() const { return m_loaded && !m_readOnly; }
    const T &value() const { return m_value; }

    /// Reads the file again, unless there is something to write, which reads it too; changed() follows where
    /// another program has changed it. A file that is gone or damaged is left to the next write. @p done is
    /// called afterwards, unless another file is opened before.
    void refresh(const std::function<void()> &done = {})
    {
        if (!m_run)
            return;
        m_files.run([path = m_path, format = m_format] { return readAgain(path, format); }, m_run.get(),
                    [this, done](const std::optional<T> &there) {
                        takeAgain(there);
                        if (done)
                            done();
                    });
    }

    /// Changes the value, and the file soon. What is changed before the file was read is put into what it
    /// says.
    void set(T value)
    {
        m_value = std::move(value);
        m_dirty = true;
        if (m_loaded && !m_sent)
            collect();
    }

private:
    /// What was found in a file.
    struct Look
    {
        T base; ///< what is in the file of the piece itself
        T value;
        QString notice;
        bool readOnly = false;
    };
    /// One write. Lives in both threads: this one reads @p written only when it is told that all is done.
    struct Sent
    {
        T base;
        T value;
        std::shared_ptr<Sent> before; ///< the one under way when this was sent
        bool written = false;
        T merged;
        QString notice;
        std::optional<Error> error;
        bool readOnly = false;
    };

    /// Reads @p bytes; a damaged text is put aside.
    static Look understand(const PieceFile &file, const QByteArray &bytes, const PieceFormat<T> &format)
    {
        Look look;
        const Result<PieceContent<T>> content = format.read(bytes);
        const QString damage = content ? content->damage : content.error().message;
        if (content)
            look.base = content->value;
        if (content && content->newer) {
            look.readOnly = true;
            look.notice = file.newer();
        } else if (!damage.isEmpty()) {
            const Result<QString> copy = file.putAside(bytes);
            look.readOnly = !copy;
            look.notice = copy ? file.damaged(damage, *copy) : file.damagedWithoutCopy(damage, copy.error());
        }
        look.value = look.base;
        return look;
    }

    static Look look(const QString &path, const QString &otherPath, const PieceFormat<T> &format)
    {
        const PieceFile file(path);
        const Result<QByteArray> bytes = file.read();
        if (!bytes) {
            Look look;
            look.readOnly = true;
            look.notice = file.unreadable(bytes.error());
            return look;
        }
        if (!bytes->isEmpty())
            return understand(file, *bytes, format);
        Look look;
        const Result<QByteArray> other = PieceFile(otherPath).read();
        if (!otherPath.isEmpty() && other && !other->isEmpty()) {
            if (const Result<PieceContent<T>> content = format.read(*other))
                look.value = content->value;
        }
        return look;
    }

    static std::optional<T> readAgain(const QString &path, const PieceFormat<T> &format)
    {
        const Result<QByteArray> bytes = PieceFile(path).read();
        if (!bytes || bytes->isEmpty())
            return std::nullopt;
        const Result<PieceContent<T>> content = format.read(*bytes);
        return content && content->damage.isEmpty() ? std::optional<T>(content->value) : std::nullopt;
    }

    static void write(Sent &sent, const QString &path, const PieceFormat<T> &format)
    {
        if (sent.before) // what this one was made of may never have come into the file
            sent.base = sent.before->written ? sent.before->value : sent.before->base;
        sent.before.reset();
        PieceFile file(path);
        if (const Result<void> locked = file.lock(); !locked) {
            sent.error = locked.error();
            return;
        }
        const Result<QByteArray> bytes = file.read();
        if (!bytes) {
            sent.error = bytes.error();
            return;
        }
        T there = sent.base; // nobody removes everything by removing the file
        if (!bytes->isEmpty()) {
            const Look look = understand(file, *bytes, format);
            sent.notice = look.notice;
            sent.readOnly = look.readOnly;
            if (look.readOnly)
                return;
            if (format.read(*bytes))
                there = look.base;
        }
        sent.merged = format.merge(sent.base, sent.value, there);
        const QByteArray text = format.write(sent.merged);
        if (text != *bytes) {
            if (const Result<void> result = file.write(text); !result) {
                sent.error = result.error();
                return;
            }
        }
        sent.written = true;
    }

    void take(const Look &look)
    {
        m_loaded = true;
        m_readOnly = look.readOnly;
        m_base = look.base;
        m_value = m_dirty ? m_format.merge(T(), m_value, look.value) : look.value;
        if (m_dirty && !m_readOnly)
            collect();
        if (!look.notice.isEmpty())
            m_events.noticed(look.notice);
        m_events.loaded();
    }

    void takeAgain(const std::optional<T> &there)
    {
        if (!there || !m_loaded || m_dirty || m_sent || *there == m_base)
            return;
        m_value = m_format.merge(m_base, m_value, *there);
        m_base = *there;
        m_events.changed();
    }

    /// Writes in a while; one change after the other does not put that off, but ends the wait for a retry.
    void collect()
    {
        if (!m_collect.isActive() || m_collect.interval() != collectMs)
            m_collect.start(collectMs);
    }

    /// Sends what was changed to the thread.
    void send(QObject *context)
    {
        m_collect.stop();
        if (!m_dirty || m_readOnly || m_path.isEmpty())
            return;
        m_dirty = false;
        m_sent = std::make_shared<Sent>(Sent{m_base, m_value, m_sent, false, {}, {}, {}, false});
        const auto work = [sent = m_sent, path = m_path, format = m_format] { write(*sent, path, format); };
        if (context != nullptr)
            m_files.run(
                [work] {
                    work();
                    return true;
                },
                context, [this](bool) { finish(); });
        else
            m_files.post(work);
    }

    void save()
    {
        if (!m_sent)
            send(m_run.get());
    }

    void finish()
    {
        const std::shared_ptr<Sent> sent = std::exchange(m_sent, nullptr);
        const T before = m_value;
        if (sent->written) {
            m_base = sent->merged;
            m_value = m_dirty ? m_format.merge(sent->value, m_value, sent->merged) : sent->merged;
        }
        m_readOnly = m_readOnly || sent->readOnly;
        if (m_dirty || !sent->written)
            m_collect.start(sent->written ? collectMs : retryMs);
        m_dirty = m_dirty || !sent->written;
        if (!(before == m_value))
            m_events.changed();
        if (!sent->notice.isEmpty())
            m_events.noticed(sent->notice);
        const QString problem = sent->error ? sent->error->message : QString();
        if (sent->error && problem != m_problem)
            m_events.failed(*sent->error);
        m_problem = problem;
    }

    /// Writes what is still to be written and forgets the file.
    void leave()
    {
        send(nullptr);
        m_collect.stop();
        m_sent.reset();
        m_dirty = false;
        m_run.reset();
    }

    FileThread &m_files;
    PieceFormat<T> m_format;
    Events m_events;
    QString m_path;
    std::unique_ptr<QObject> m_run; ///< context of what is under way; replaced with the file
    QTimer m_collect;
    T m_base;                     ///< what the file said when it was looked at last
    T m_value;                    ///< what it is to say
    std::shared_ptr<Sent> m_sent; ///< under way
    QString m_problem;            ///< of the last write, so that it is reported once
    bool m_dirty = false;         ///< there is a change that was not sent
    bool m_loaded = false;
    bool m_readOnly = false;
};

} // namespace syspulse
