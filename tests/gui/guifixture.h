// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "tests/support/faketray.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/settle.h"
#include "ui/base/page.h"
#include "ui/base/prompts.h"
#include "ui/connect/connectdialog.h"
#include "ui/window/mainwindow.h"
#include "ui/window/traynotifier.h"

#include <QAbstractItemDelegate>
#include <QTest>

namespace syspulse {

/// Answers every question with @p answer and notes what was asked.
class FakePrompts final : public Prompts
{
public:
    void confirm(QWidget *parent, const Question &question, Answer done) override;

    void chooseSaveFile(QWidget *parent, const SaveQuestion &question, Chosen chosen) override;
    void chooseOpenFile(QWidget *parent, const QString &title, const QString &filter, Chosen chosen) override;

    bool answer = false;
    QList<Question> asked;
    QString openFile;   ///< the file to read; empty: the user cancels
    QString saveFolder; ///< where files are saved; empty: the user cancels
};

/// Profiles, passwords and files of a test.
struct PlacesFixture
{
    QTemporaryDir folder;
    StateStore state{folder.path()};
    ProfileStore profiles{state};
    SessionSecretStore secrets;
    PreferenceStore preferences{state};
    HistoryStore history{folder.filePath(QStringLiteral("history.sqlite"))};
    FakeTray tray;
    TrayNotifier notifier{tray};
    FakePrompts prompts;

    QList<FakeSession *> sessions; ///< that a window has made, in this order; gone with the window

    KnownPlaces places() { return {state, profiles, secrets, prompts}; }
    WindowServices services();
};

/// Everything that a page needs, without a server.
struct GuiFixture : SessionFixture
{
    FakePrompts prompts;
    FakeTray tray;

    PageContext context();
    /// Shows @p page as a window of @p size and waits until it is there.
    static void show(QWidget &page, QSize size = {1100, 700});
};

/// The child called @p name; fails the test when there is none.
template <typename T>
T *child(const QObject &parent, const char *name)
{
    auto *found = parent.findChild<T *>(QLatin1String(name));
    if (found == nullptr)
        QTest::qFail(qPrintable(QStringLiteral("There is no child called %1.").arg(QLatin1String(name))),
                     __FILE__, __LINE__);
    return found;
}

/// Clicks @p button with the mouse, as the user would.
void click(QWidget *button);

/// How many colours there are in a cell that @p delegate draws on white; 1: it draws nothing.
qsizetype coloursOf(const QAbstractItemDelegate &delegate, const QModelIndex &index);

/// The text of the label @p name.
QString textOf(const QObject &parent, const char *name);

} // namespace syspulse
