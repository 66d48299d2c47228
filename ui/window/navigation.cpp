// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigation.h"

#include "ui/base/themedicon.h"
#include "ui/window/navigationdelegate.h"

namespace syspulse {

namespace {

constexpr int instancesRow = 0;
constexpr int firstPageRow = 1;

} // namespace

Navigation::Navigation(QWidget *parent)
    : QListWidget(parent)
{
    struct Entry
    {
        QString icon;
        QString text;
    };
    const Entry entries[] = {{QStringLiteral("instances"), tr("Instances")},
                             {QStringLiteral("overview"), tr("Overview")},
                             {QStringLiteral("topics"), tr("Topics")},
                             {QStringLiteral("clients"), tr("Clients")},
                             {QStringLiteral("updater"), tr("Updater")},
                             {QStringLiteral("setup"), tr("Setup")},
                             {QStringLiteral("log"), tr("Log")},
                             {QStringLiteral("alerts"), tr("Alerts")}};
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setItemDelegate(new NavigationDelegate(this));
    setFixedWidth(172);
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(20, 20));
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const Entry &entry : entries)
        addItem(new QListWidgetItem(themedIcon(entry.icon), entry.text));
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row == instancesRow)
            emit instancesChosen();
        else if (row >= firstPageRow)
            emit pageChosen(row - firstPageRow);
    });
}

void Navigation::setInstancesCurrent()
{
    setCurrentRow(instancesRow);
}

void Navigation::setCount(int page, int count)
{
    NavigationDelegate::setCount(item(firstPageRow + page), count);
}

void Navigation::setPageCurrent(int page)
{
    setCurrentRow(firstPageRow + page);
}

} // namespace syspulse
