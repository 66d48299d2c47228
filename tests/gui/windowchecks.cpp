// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/windowchecks.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QDateTime>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenuBar>
#include <QScrollArea>
#include <QToolButton>

#include "tests/support/fakesession.h"
#include "ui/window/mainwindow.h"

namespace syspulse {

namespace {

QString nameOf(const QWidget &widget)
{
    return widget.objectName().isEmpty() ? QString::fromLatin1(widget.metaObject()->className())
                                         : widget.objectName();
}

QRect placeIn(const QWidget &widget, const QWidget &page)
{
    return {widget.mapTo(&page, QPoint(0, 0)), widget.size()};
}

bool takesTab(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 &&
           widget.focusProxy() == nullptr;
}

/// What a label that wraps needs in height, others in width.
QString missingRoom(const QLabel &label)
{
    if (label.text().isEmpty() || label.inherits("syspulse::ElidedLabel"))
        return {};
    const QSize have = label.contentsRect().size();
    if (label.wordWrap()) {
        const int needed = label.heightForWidth(label.width());
        return needed > label.height() + 1
                   ? QStringLiteral("%1 px high for %2").arg(label.height()).arg(needed)
                   : QString();
    }
    int needed = 0;
    const QString shown =
        label.buddy() == nullptr ? label.text() : QString(label.text()).remove(QLatin1Char('&'));
    for (const QString &line : shown.split(QLatin1Char('\n')))
        needed = std::max(needed, label.fontMetrics().horizontalAdvance(line));
    return needed > have.width() + 1 ? QStringLiteral("%1 px wide for %2").arg(have.width()).arg(needed)
                                     : QString();
}

QString missingRoom(const QAbstractButton &button)
{
    const auto *tool = qobject_cast<const QToolButton *>(&button);
    if (button.text().isEmpty() || (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
        return {};
    const QString shown = QString(button.text()).remove(QLatin1Char('&'));
    const int needed = button.fontMetrics().horizontalAdvance(shown);
    const int have = button.width() - (button.icon().isNull() ? 0 : button.iconSize().width());
    return needed > have ? QStringLiteral("%1 px wide for %2").arg(have).arg(needed) : QString();
}

template <typename T>
void noteClipped(const QWidget &window, QStringList &found)
{
    for (const T *widget : window.findChildren<T *>()) {
        const QString missing = widget->isVisible() ? missingRoom(*widget) : QString();
        if (!missing.isEmpty())
            found.append(QStringLiteral("%1 \"%2\" is %3").arg(nameOf(*widget), widget->text(), missing));
    }
}

} // namespace

void connectAndFill(FakeSession &session, MainWindow &window)
{
    ConnectionSettings settings;
    settings.url = QStringLiteral("https://db.example.org:9925");
    window.connectTo(settings);
    session.pretendConnected();
    session.sendSample(1, QDateTime::currentMSecsSinceEpoch());
}

void fillEveryPage(FakeSession &session, MainWindow &window)
{
    ConnectionSettings settings;
    settings.url = QStringLiteral("https://db.example.org:9925");
    window.connectTo(settings);
    session.pretendConnected();
    emit session.setup().planChanged(completePlan());
    session.pretendClients(3, 1'700'000'000'000);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    session.sendSample(1, now - 10'000);
    session.sendSample(2, now);
}

QStringList mnemonicClashes(const MainWindow &window)
{
    QStringList found;
    QMap<QString, QString> texts;
    const auto note = [&](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty())
            return;
        if (texts.contains(key))
            found.append(QStringLiteral("%1 is both \"%2\" and \"%3\"").arg(key, texts.value(key), text));
        texts.insert(key, text);
    };
    for (const QAction *menu : window.menuBar()->actions())
        note(menu->text());
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            note(button->text());
    }
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy() != nullptr)
            note(label->text());
    }
    return found;
}

QStringList clippedTexts(const QWidget &window)
{
    QStringList found;
    noteClipped<QLabel>(window, found);
    noteClipped<QAbstractButton>(window, found);
    return found;
}

QStringList crampedParts(const QWidget &window)
{
    constexpr int leastCharacters = 14;
    QStringList found;
    for (const QScrollArea *area : window.findChildren<QScrollArea *>()) {
        const int have = area->viewport()->width();
        if (area->isVisible() && area->widget() != nullptr && area->widget()->width() > have)
            found.append(QStringLiteral("%1 is %2 px wide for %3")
                             .arg(nameOf(*area))
                             .arg(have)
                             .arg(area->widget()->width()));
    }
    for (const QLineEdit *edit : window.findChildren<QLineEdit *>()) {
        const bool alone =
            !edit->parent()->inherits("QAbstractSpinBox") && !edit->parent()->inherits("QComboBox");
        if (edit->isVisible() && alone &&
            edit->width() < leastCharacters * edit->fontMetrics().averageCharWidth())
            found.append(QStringLiteral("%1 is %2 px wide").arg(nameOf(*edit)).arg(edit->width()));
    }
    return found;
}

QStringList unnamedWidgets(const QWidget &window)
{
    QStringList found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
            (button != nullptr && isQtsOwn(*button)))
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken == nullptr || spoken->text(QAccessible::Name).isEmpty())
            found.append(QStringLiteral("%1 in %2").arg(nameOf(*widget), nameOf(*widget->parentWidget())));
    }
    return found;
}

QStringList disorder(const QWidget &page)
{
    QStringList found;
    QList<const QWidget *> order;
    const QWidget *start = page.window();
    for (const QWidget *each = start->nextInFocusChain(); each != start; each = each->nextInFocusChain()) {
        if (page.isAncestorOf(each) && takesTab(*each))
            order.append(each);
    }
    for (int i = 1; i < order.size(); ++i) {
        const QRect before = placeIn(*order.at(i - 1), page);
        const QRect after = placeIn(*order.at(i), page);
        // The top of the next column comes after the bottom of this one.
        const bool above = after.bottom() < before.top() && after.left() < before.right();
        const bool leftOnTheLine =
            after.right() < before.left() && after.top() < before.bottom() && after.bottom() > before.top();
        if (above || leftOnTheLine)
            found.append(
                QStringLiteral("%1 comes before %2").arg(nameOf(*order.at(i - 1)), nameOf(*order.at(i))));
    }
    return found;
}

bool isQtsOwn(const QAbstractButton &button)
{
    return button.parent()->inherits("QLineEdit") || button.parent()->inherits("QTableView") ||
           button.parent()->inherits("QTabBar") || button.inherits("QMenuBarExtension") ||
           button.objectName().startsWith(QStringLiteral("qt_"));
}

} // namespace syspulse
