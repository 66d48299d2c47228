// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/theme.h"

#include <QSize>
#include <QStringList>

class QWidget;

namespace syspulse {
class MainWindow;
}

namespace syspulse::test {

/// Pictures of the real window page by page, and what of it does not fit.
class DeskPictures
{
public:
    /// The pictures go into @p folder, which must exist.
    DeskPictures(MainWindow &window, const QString &folder);

    /// Every page and every tab of the instance that is shown, in each look and size, and the settings.
    void takeAll(const QString &prefix, const QList<Appearance> &looks, const QList<QSize> &sizes);
    /// Every page, as the window is now.
    void takePages(const QString &prefix);
    /// What is shown now.
    void take(const QString &name);

    int count() const { return m_count; }
    /// One line for each text that is cut and each part that scrolls sideways, with the pictures.
    const QStringList &found() const { return m_found; }

private:
    void takeOf(QWidget &widget, const QString &name);
    void takeSettings(const QString &name);
    void showPage(int page);
    void takeTabs(const QString &name);
    void selectSomething();

    MainWindow &m_window;
    QString m_folder;
    int m_count = 0;
    QStringList m_found;
};

} // namespace syspulse::test
