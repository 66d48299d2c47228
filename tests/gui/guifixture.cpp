// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"

#include <QLabel>

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

QString textOf(const QObject &parent, const char *name)
{
    const auto *label = child<QLabel>(parent, name);
    return label == nullptr ? QString() : label->text();
}

} // namespace syspulse
