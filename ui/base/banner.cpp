// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include "core/base/enumtable.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

constexpr auto icons = enumTable<Severity>({{Severity::Neutral, "info"},
                                            {Severity::Info, "info"},
                                            {Severity::Ok, "ok"},
                                            {Severity::Warning, "warning"},
                                            {Severity::Error, "error"}});

} // namespace

Banner::Banner(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_icon(plainLabel({}))
    , m_text(paragraph(name + QStringLiteral("Text")))
    , m_button(new QPushButton)
{
    setObjectName(name);
    m_button->setObjectName(name + QStringLiteral("Button"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Banner::actionTriggered);
    updateIcon();
    hide();
}

void Banner::say(Severity severity, const QString &text, const QString &action)
{
    if (m_severity != severity) {
        m_severity = severity;
        updateIcon();
        update();
    }
    setTextIfChanged(m_text, text);
    if (m_button->text() != action)
        m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    show();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = severityColor(m_severity, palette());
    const QColor ground = palette().color(QPalette::Base);
    painter.setPen(blended(color, ground, 0.5));
    painter.setBrush(blended(color, ground, 0.1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void Banner::updateIcon()
{
    m_icon->setPixmap(
        themedPixmap(icons.name(m_severity), severityColor(m_severity, palette()), 20, devicePixelRatioF()));
}

} // namespace syspulse
