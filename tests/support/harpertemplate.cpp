// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/harpertemplate.h"

#include "tests/support/childprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QProcess>
#include <QSaveFile>
#include <QTemporaryDir>

namespace syspulse::test {

namespace {

// It makes RSA keys of 4096 bits, which takes its time on a busy machine.
constexpr int firstStartTimeoutMs = 180000;
constexpr int setupTimeoutMs = 180000;

// Stands for the folder in the files that name it.
const QByteArray placeholder = QByteArrayLiteral("@SYSPULSE_DIRECTORY@");

bool replaceInFile(const QString &path, const QByteArray &from, const QByteArray &to)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QSaveFile changed(path);
    return changed.open(QIODevice::WriteOnly) && changed.write(file.readAll().replace(from, to)) >= 0 &&
           changed.commit();
}

bool replaceFolderName(const QString &directory, const QByteArray &from, const QByteArray &to)
{
    return replaceInFile(directory + QStringLiteral("/root/harperdb-config.yaml"), from, to) &&
           replaceInFile(directory + QStringLiteral("/home/.harperdb/hdb_boot_properties.file"), from, to);
}

QString versionOf(const QString &package)
{
    QFile file(package + QStringLiteral("/package.json"));
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("unknown");
    const QJsonObject description = QJsonDocument::fromJson(file.readAll()).object();
    return description.value(QStringLiteral("version")).toString(QStringLiteral("unknown"));
}

// With all permissions, hidden files and empty folders, which QFile and QDir would need a page for.
bool copyFolder(const QString &from, const QString &to)
{
    return QDir().mkpath(to) &&
           QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), from + QStringLiteral("/."), to}) ==
               0;
}

QString nameOf(const HarperSettings &settings)
{
    return versionOf(settings.package) + u'-' + settings.mode;
}

/// The beginning of the names of all folders that were set up, each by another build of the program.
QString nameOfSetUp(const HarperSettings &settings)
{
    return nameOf(settings) + QStringLiteral("-setup-");
}

bool failed(QString *error, const QString &reason)
{
    *error = reason;
    return false;
}

bool setUp(const HarperSettings &server, QString *error)
{
    const QTemporaryDir data;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), data.path());
    environment.insert(QStringLiteral("SYSPULSE_URL"),
                       QStringLiteral("http://127.0.0.1:%1").arg(server.opsPort));
    environment.insert(QStringLiteral("SYSPULSE_USER"), server.user);
    environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), server.password);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    endWithTest(program);
    program.start(QStringLiteral(SYSPULSECTL),
                  {QStringLiteral("--timeout"), QStringLiteral("60s"), QStringLiteral("setup")});
    if (program.waitForFinished(setupTimeoutMs) && program.exitStatus() == QProcess::NormalExit &&
        program.exitCode() == 0)
        return true;
    return failed(error, QStringLiteral("%1 setup: %2 %3")
                             .arg(QStringLiteral(SYSPULSECTL), program.errorString(),
                                  QString::fromUtf8(program.readAll())));
}

} // namespace

bool HarperTemplate::copyTo(HarperSettings &settings, HarperContent content, QString *error)
{
    const QDir store(QStringLiteral(SYSPULSE_TEMPLATE_DIR));
    store.mkpath(QStringLiteral("."));
    QString name = nameOf(settings);
    if (content == HarperContent::SetUp) {
        // What is set up is part of the program.
        const qint64 builtMs = QFileInfo(QStringLiteral(SYSPULSECTL)).lastModified().toMSecsSinceEpoch();
        name = nameOfSetUp(settings) + QString::number(builtMs);
    }
    const QString path = store.filePath(name);

    // Tests run side by side: the first one makes the template, the others wait for it.
    QLockFile lock(path + QStringLiteral(".lock"));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(2 * firstStartTimeoutMs + setupTimeoutMs))
        return failed(error, QStringLiteral("Another test makes %1 and does not finish.").arg(path));
    if (!QFile::exists(path) && !make(path, settings, content, error))
        return false;
    lock.unlock();

    if (!copyFolder(path, settings.directory))
        return failed(error, QStringLiteral("Cannot copy %1 to %2.").arg(path, settings.directory));
    if (!replaceFolderName(settings.directory, placeholder, QFile::encodeName(settings.directory)))
        return failed(error, QStringLiteral("Cannot adapt the copy in %1.").arg(settings.directory));

    // The administrator is part of HarperDB's data, so a copy has the password of the template.
    QFile password(path + QStringLiteral("/password"));
    if (!password.open(QIODevice::ReadOnly))
        return failed(error, QStringLiteral("Cannot read %1.").arg(password.fileName()));
    settings.password = QString::fromUtf8(password.readAll());
    return true;
}

bool HarperTemplate::make(const QString &path, const HarperSettings &settings, HarperContent content,
                          QString *error)
{
    const QTemporaryDir directory(harperDirectoryTemplate());
    HarperSettings own = settings;
    own.environment.clear();
    own.threads = 1;
    own.directory = directory.path();
    const bool isSetUp = content == HarperContent::SetUp;
    if (isSetUp && !copyTo(own, HarperContent::Installed, error))
        return false;

    HarperProcess server;
    if (!server.start(own) || !server.waitReady(firstStartTimeoutMs))
        return failed(error, server.errorString());
    if (isSetUp && !setUp(own, error))
        return false;
    server.stop();

    QFile::remove(own.directory + QStringLiteral("/log"));
    QFile::remove(own.directory + QStringLiteral("/root/log/hdb.log"));
    QFile password(own.directory + QStringLiteral("/password"));
    if (!password.open(QIODevice::WriteOnly) ||
        !password.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        password.write(own.password.toUtf8()) < 0)
        return failed(error, QStringLiteral("Cannot write %1.").arg(password.fileName()));
    password.close();
    if (!replaceFolderName(own.directory, QFile::encodeName(own.directory), placeholder))
        return failed(error, QStringLiteral("HarperDB left no settings in %1.").arg(own.directory));

    QDir store = QFileInfo(path).dir();
    if (isSetUp) {
        for (const QString &outdated : store.entryList({nameOfSetUp(settings) + u'*'}, QDir::Dirs))
            QDir(store.filePath(outdated)).removeRecursively();
    }
    // Renamed when complete, so that an interrupted attempt is never taken for a template.
    const QString incomplete = path + QStringLiteral(".new");
    QDir(incomplete).removeRecursively();
    if (!copyFolder(own.directory, incomplete) || !QDir().rename(incomplete, path))
        return failed(error, QStringLiteral("Cannot copy %1 to %2.").arg(own.directory, path));
    return true;
}

} // namespace syspulse::test
