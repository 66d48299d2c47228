// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory_resource>
#include <openssl/crypto.h>
#include <vector>

namespace syspulse {

void wipe(QString &text)
{
    if (!text.isDetached())
        return text.clear();
    OPENSSL_cleanse(text.data(), std::size_t(text.size()) * sizeof(QChar));
    text.resize(0); // keeps its memory, which can be seen to be wiped
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isDetached())
        return bytes.clear();
    OPENSSL_cleanse(bytes.data(), std::size_t(bytes.size()));
    bytes.resize(0);
}

void wipe(std::string &text)
{
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

/// The bytes, and a zero behind them. In memory of the default resource, in whose place a test can put one
/// that looks at what it gets back. Allocated once: a buffer that grew would leave its beginnings behind.
class Secret::Content
{
public:
    explicit Content(QByteArrayView utf8)
        : m_bytes(std::size_t(utf8.size()) + 1, '\0', std::pmr::get_default_resource())
    {
        std::copy(utf8.cbegin(), utf8.cend(), m_bytes.begin());
    }
    ~Content() { OPENSSL_cleanse(m_bytes.data(), m_bytes.size()); }
    Q_DISABLE_COPY_MOVE(Content)

    QByteArrayView view() const noexcept { return {m_bytes.data(), qsizetype(m_bytes.size() - 1)}; }

private:
    std::pmr::vector<char> m_bytes;
};

Secret::ScopedText::ScopedText(QByteArrayView utf8)
    : m_value(textFromUtf8(utf8))
{}

Secret::Secret(QStringView text)
{
    QByteArray utf8 = text.toUtf8();
    m_content = contentOf(utf8);
    wipe(utf8);
}

Secret::Secret(QString &&text)
    : Secret(QStringView(text))
{
    wipe(text);
}

Secret Secret::fromUtf8(QByteArrayView utf8)
{
    return utf8.isValidUtf8() ? Secret(contentOf(utf8)) : Secret(textFromUtf8(utf8));
}

Secret Secret::fromUtf8(QByteArray &&utf8)
{
    Secret secret = fromUtf8(QByteArrayView(utf8));
    wipe(utf8);
    return secret;
}

std::shared_ptr<const Secret::Content> Secret::contentOf(QByteArrayView utf8)
{
    return utf8.isEmpty() ? nullptr : std::make_shared<const Content>(utf8);
}

QByteArrayView Secret::viewOf(const Content *content) noexcept
{
    return content == nullptr ? QByteArrayView("") : content->view();
}

bool Secret::equals(const Secret &other) const noexcept
{
    const QByteArrayView mine = viewOf(m_content.get());
    const QByteArrayView theirs = viewOf(other.m_content.get());
    return mine.size() == theirs.size() &&
           CRYPTO_memcmp(mine.data(), theirs.data(), std::size_t(mine.size())) == 0;
}

Secret takeFromEnvironment(const char *name)
{
    char *value = std::getenv(name);
    const Secret secret = value == nullptr ? Secret() : Secret::fromUtf8(QByteArrayView(value));
    if (value != nullptr)
        OPENSSL_cleanse(value, std::strlen(value));
    qunsetenv(name);
    return secret;
}

} // namespace syspulse
