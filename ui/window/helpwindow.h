// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;

namespace syspulse {

/// The help, a page for each page of the window. All of it is part of the program: nothing is fetched.
class HelpWindow final : public QDialog
{
    Q_OBJECT

public:
    /// Where a language's pages are among the resources, "en" or "de".
    static QString folderOf(const QString &language);
    /// The names of the pages, without their ending, in the order of the navigation.
    static QStringList pages();

    /// Shows @p page over @p parent, in the window that is open already where there is one. It stays open and
    /// leaves the rest of the program usable.
    static void openOver(QWidget *parent, const QString &page);

protected:
    void changeEvent(QEvent *event) override;

private:
    explicit HelpWindow(QWidget *parent);

    void showPage(const QString &page);

    QTextBrowser *m_browser;
};

} // namespace syspulse
