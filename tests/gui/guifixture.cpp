// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"

#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QSet>

namespace syspulse {

void FakePrompts::confirm(QWidget *, const Question &question, Answer done)
{
    asked.append(question);
    done(answer);
}

void FakePrompts::chooseSaveFile(QWidget *, const SaveQuestion &question, Chosen chosen)
{
    if (!saveFolder.isEmpty())
        chosen(saveFolder + QLatin1Char('/') + question.name);
}

void FakePrompts::chooseOpenFile(QWidget *, const QString &, const QString &, Chosen chosen)
{
    if (!openFile.isEmpty())
        chosen(openFile);
}

WindowServices PlacesFixture::services()
{
    const auto makeSession = [this] {
        auto session = std::make_unique<FakeSession>();
        sessions.append(session.get());
        return session;
    };
    return {makeSession, state, profiles, secrets, preferences, history, tray, notifier};
}

PageContext GuiFixture::context()
{
    return {session, store,       prompts, clock,  UnitFormatter(QLocale(QStringLiteral("en_US"))),
            state,   preferences, tray,    updater};
}

void GuiFixture::show(QWidget &page, QSize size)
{
    page.resize(size);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

void click(QWidget *button)
{
    QVERIFY(button != nullptr);
    QVERIFY2(button->isEnabled(), qPrintable(button->objectName()));
    QTest::mouseClick(button, Qt::LeftButton);
}

qsizetype coloursOf(const QAbstractItemDelegate &delegate, const QModelIndex &index)
{
    QImage image(140, 24, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    delegate.paint(&painter, option, index);
    painter.end();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}

QString textOf(const QObject &parent, const char *name)
{
    const auto *label = child<QLabel>(parent, name);
    return label == nullptr ? QString() : label->text();
}

} // namespace syspulse
