// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/messagepane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

MessagePane::MessagePane(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_icon(plainLabel({}))
    , m_title(plainLabel(name + QStringLiteral("Title")))
    , m_text(paragraph(name + QStringLiteral("Text")))
    , m_button(new PrimaryButton)
{
    setObjectName(name);
    m_button->setObjectName(name + QStringLiteral("Button"));
    m_button->setMinimumHeight(34);
    m_button->setMinimumWidth(140);
    scaleFont(m_title, 1.5, true);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    // Lines much longer than some 70 characters are hard to read.
    m_text->setFixedWidth(fontMetrics().averageCharWidth() * 72);
    m_icon->setAlignment(Qt::AlignHCenter);

    auto *layout = m_layout;
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    // An alignment would take away the height that wrapped text needs.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addSpacing(6);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &MessagePane::actionTriggered);
}

void MessagePane::say(const QString &icon, const QString &title, const QString &text, const QString &action)
{
    if (m_iconName != icon) {
        m_iconName = icon;
        updateIcon();
    }
    setTextIfChanged(m_title, title);
    setTextIfChanged(m_text, text);
    if (m_button->text() != action)
        m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
}

void MessagePane::addBelow(QWidget *widget)
{
    widget->setFixedWidth(m_text->width());
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(widget);
    middle->addStretch(1);
    // Before the stretch that ends the pane.
    m_layout->insertLayout(m_layout->count() - 1, middle);
}

void MessagePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void MessagePane::updateIcon()
{
    if (m_iconName.isEmpty())
        return;
    const ThemeColors &colors = themeColors(palette());
    const QColor color = m_iconName == QLatin1String("error")     ? colors.error
                         : m_iconName == QLatin1String("warning") ? colors.warning
                                                                  : colors.accent;
    m_icon->setPixmap(themedPixmap(m_iconName, color, 56, devicePixelRatioF()));
}

} // namespace syspulse
