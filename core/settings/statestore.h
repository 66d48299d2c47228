// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/filethread.h"
#include "core/base/piecefile.h"

#include <QHash>
#include <QTimer>

namespace syspulse {

/// The folder with the pieces of state that outlive the program, one file each. All file work happens in
/// other threads; a file is replaced as a whole or not at all. A piece that several programs change
/// (profiles, rules) is a PieceStore over files(); one that only ever counts as a whole is saved here.
class StateStore : public QObject
{
    Q_OBJECT

public:
    /// Changes within this time become one write.
    static constexpr int collectMs = 300;
    /// Nothing that belongs here is larger; a larger file is somebody else's.
    static constexpr qint64 maxBytes = PieceFile::maxBytes;

    using Loaded = std::function<void(const Result<QByteArray> &)>;
    using Written = std::function<void(const Result<void> &)>;

    /// @p folder: where the files are; made when needed. Empty: the platform's place for settings.
    explicit StateStore(const QString &folder = {}, QObject *parent = nullptr);
    /// Writes what is still to be written.
    ~StateStore() override;

    FileThread &files() { return m_files; }
    QString folder() const { return m_folder; }
    /// The file of the piece @p name.
    QString fileOf(const QString &name) const;

    /// @p loaded gets the stored bytes, or no bytes when there are none; not called once @p context is gone.
    void load(const QString &name, QObject *context, Loaded loaded);
    /// Replaces the piece @p name, soon; failed() tells when that is not possible.
    void save(const QString &name, const QByteArray &bytes);
    /// The bytes of the file @p path that the user has chosen, at most maxBytes.
    void readFile(const QString &path, QObject *context, Loaded loaded);
    /// Writes @p bytes to the file @p path that the user has chosen.
    void writeFile(const QString &path, const QByteArray &bytes, QObject *context, Written written);

signals:
    /// Something could not be written: the user must hear of it, whichever piece it was.
    void failed(const syspulse::Error &error);

private:
    void flush();

    QString m_folder;
    QHash<QString, QByteArray> m_pending;
    QTimer m_collect;
    FileThread m_files;
};

} // namespace syspulse
