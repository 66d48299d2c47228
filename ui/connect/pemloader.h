// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include "core/base/requestscope.h"
#include "core/base/result.h"

namespace syspulse {

/// Certificates as read from a file.
struct PemFile
{
    QByteArray pem;
    QString summary; ///< names of the certificates; untrusted
};

/// Reads a file of certificates in a thread of the pool, since a file may lie on a slow or dead network
/// drive.
class PemLoader : public QObject
{
    Q_OBJECT

public:
    explicit PemLoader(QObject *parent = nullptr);

    /// Starts reading @p path; loaded() follows, unless another load() comes first or this object goes away.
    void load(const QString &path);
    /// Forgets a load under way.
    void cancel() { m_run.end(); }

    /// Reads and checks @p path. Blocks.
    static Result<PemFile> read(const QString &path);

signals:
    /// Either @p error has a message, or @p file has certificates.
    void loaded(const QString &path, const syspulse::PemFile &file, const syspulse::Error &error);

private:
    RequestScope m_run;
};

} // namespace syspulse
