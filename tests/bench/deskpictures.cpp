// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/deskpictures.h"

#include "tests/gui/windowchecks.h"
#include "ui/topics/topicviews.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QDialog>
#include <QTableView>
#include <QTabWidget>
#include <QTest>

namespace syspulse::test {

namespace {

/// Until what was put off is drawn: pages collect for a tenth of a second.
constexpr int settleMs = 350;
/// What a page asks for when it is shown comes sooner, where the server is there.
constexpr int askedMs = 2000;

const QStringList pageNames{
    QStringLiteral("0-instances"), QStringLiteral("1-overview"), QStringLiteral("2-topics"),
    QStringLiteral("3-clients"),   QStringLiteral("4-broker"),   QStringLiteral("5-updater"),
    QStringLiteral("6-setup"),     QStringLiteral("7-log"),      QStringLiteral("8-alerts")};

} // namespace

DeskPictures::DeskPictures(MainWindow &window, const QString &folder)
    : m_window(window)
    , m_folder(folder)
{}

void DeskPictures::take(const QString &name)
{
    takeOf(m_window, name);
}

void DeskPictures::takeOf(QWidget &widget, const QString &name)
{
    QTest::qWait(settleMs);
    if (!widget.grab().save(QStringLiteral("%1/%2.png").arg(m_folder, name)))
        qFatal("Cannot write into %s", qPrintable(m_folder));
    ++m_count;
    for (const QString &each : clippedTexts(widget) + crampedParts(widget))
        m_found.append(name + QStringLiteral(": ") + each);
}

void DeskPictures::takeSettings(const QString &name)
{
    m_window.findChild<QAction *>(QStringLiteral("settingsAction"))->trigger();
    auto *dialog = m_window.findChild<QDialog *>(QStringLiteral("settingsDialog"));
    if (dialog == nullptr)
        qFatal("There is no dialog of the settings");
    takeOf(*dialog, name);
    dialog->reject();
}

void DeskPictures::showPage(int page)
{
    QTest::keyClick(&m_window, Qt::Key(Qt::Key_0 + page), Qt::ControlModifier);
    QTest::qWait(settleMs);
}

void DeskPictures::selectSomething()
{
    for (QTableView *table : m_window.findChildren<QTableView *>()) {
        if (table->isVisible() && table->model()->rowCount() > 0 &&
            table->selectionModel()->selectedRows().isEmpty())
            table->selectRow(0);
    }
    for (TopicViews *views : m_window.findChildren<TopicViews *>()) {
        if (views->isVisible())
            views->select(QStringLiteral("$SYS/broker/publish/messages/received"));
    }
}

void DeskPictures::takeTabs(const QString &name)
{
    QTabWidget *tabs = nullptr;
    for (QTabWidget *each : m_window.findChildren<QTabWidget *>()) {
        if (each->isVisible())
            tabs = each;
    }
    if (tabs == nullptr)
        return take(name);
    const int before = tabs->currentIndex();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QTest::qWait(settleMs);
        selectSomething();
        take(QStringLiteral("%1-%2").arg(name).arg(tab));
    }
    tabs->setCurrentIndex(before);
}

void DeskPictures::takePages(const QString &prefix)
{
    for (int page = 0; page < int(pageNames.size()); ++page) {
        showPage(page);
        QTest::qWait(askedMs);
        selectSomething();
        takeTabs(prefix + QLatin1Char('-') + pageNames.at(page));
    }
    showPage(1);
}

void DeskPictures::takeAll(const QString &prefix, const QList<Appearance> &looks, const QList<QSize> &sizes)
{
    for (const Appearance look : looks) {
        const QString lookName = look == Appearance::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        m_window.setAppearance(look);
        for (const QSize &size : sizes) {
            m_window.resize(size);
            takePages(QStringLiteral("%1-%2-%3").arg(prefix, lookName).arg(size.width()));
        }
        takeSettings(QStringLiteral("%1-%2-settings").arg(prefix, lookName));
    }
}

} // namespace syspulse::test
