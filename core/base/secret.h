// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <utility>

#include <QByteArrayView>
#include <QString>

class QDataStream;
class QDebug;

namespace syspulse {

/// Overwrites what @p text holds and empties it. Where others share its characters, they are left alone: only
/// the last owner may overwrite them. What lies in the program's own read-only data is left alone, too.
void wipe(QString &text);
void wipe(QByteArray &bytes);
void wipe(std::string &text);

/// A password, token, passphrase or key: text that is overwritten in memory once nobody has it any more, and
/// that neither prints nor turns into a text by itself.
///
/// Copies share one buffer that never changes, and the last of them wipes it. Settings are copied from thread
/// to thread and into each part of a connection; copies of the bytes would be as many places to find them.
class Secret
{
public:
    Secret() noexcept = default;
    /// Of text that its owner keeps, such as that of a field.
    explicit Secret(QStringView text);
    /// Of text that is wiped here, see wipe().
    explicit Secret(QString &&text);
    /// What is not UTF-8 in it becomes U+FFFD, as in all texts.
    static Secret fromUtf8(QByteArrayView utf8);
    /// The same of bytes that are wiped here.
    static Secret fromUtf8(QByteArray &&utf8);

    bool isEmpty() const noexcept { return m_content == nullptr; }
    void clear() noexcept { m_content.reset(); }

    /// The result of @p use, which is called with the content as a QByteArrayView of UTF-8 with a zero behind
    /// it. Not to be kept beyond the call, and copied only into what the receiver of the secret wants.
    template <typename Use>
    decltype(auto) reveal(Use &&use) const
    {
        const std::shared_ptr<const Content> held = m_content; // @p use may replace this secret
        return std::forward<Use>(use)(viewOf(held.get()));
    }

    /// The same with a const QString &, for interfaces that want one. It is wiped after the call, unless the
    /// interface shares it.
    template <typename Use>
    decltype(auto) revealText(Use &&use) const
    {
        const ScopedText text(viewOf(m_content.get()));
        return std::forward<Use>(use)(text.value());
    }

    /// Takes the same time wherever two of one length differ.
    friend bool operator==(const Secret &a, const Secret &b) noexcept { return a.equals(b); }

    friend QDebug operator<<(QDebug, const Secret &) = delete;
    friend QDataStream &operator<<(QDataStream &, const Secret &) = delete;
    friend std::ostream &operator<<(std::ostream &, const Secret &) = delete;

private:
    class Content;

    class ScopedText
    {
    public:
        explicit ScopedText(QByteArrayView utf8);
        ~ScopedText() { wipe(m_value); }
        Q_DISABLE_COPY_MOVE(ScopedText)

        const QString &value() const { return m_value; }

    private:
        QString m_value;
    };

    explicit Secret(std::shared_ptr<const Content> content) noexcept
        : m_content(std::move(content))
    {}
    static QByteArrayView viewOf(const Content *content) noexcept;
    static std::shared_ptr<const Content> contentOf(QByteArrayView utf8);
    bool equals(const Secret &other) const noexcept;

    std::shared_ptr<const Content> m_content; ///< null: empty
};

/// What the environment variable @p name says; it is wiped there and taken away, so that neither the programs
/// that this one starts nor who may read its first environment get it. For the beginning, when there is one
/// thread.
Secret takeFromEnvironment(const char *name);

} // namespace syspulse
