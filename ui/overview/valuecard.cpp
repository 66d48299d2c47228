// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/valuecard.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

#include "ui/base/elidedlabel.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

ValueCard::ValueCard(const QString &name, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel(name + QStringLiteral("Title"), title))
    , m_value(plainLabel(name + QStringLiteral("Value"), unknownText()))
    , m_unit(plainLabel(name + QStringLiteral("Unit")))
    , m_age(new ElidedLabel(name + QStringLiteral("Age")))
    , m_source(plainLabel(name + QStringLiteral("Source")))
    , m_sparkline(new Sparkline)
{
    setObjectName(name);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_sparkline->setObjectName(name + QStringLiteral("Sparkline"));
    scaleFont(m_value, 1.75, false);
    scaleFont(m_age, 0.9);
    scaleFont(m_source, 0.85);

    auto *numbers = new QHBoxLayout;
    numbers->setSpacing(5);
    numbers->addWidget(m_value, 0, Qt::AlignBottom);
    numbers->addWidget(m_unit, 0, Qt::AlignBottom);
    numbers->addSpacing(6);
    numbers->addWidget(m_sparkline, 1, Qt::AlignBottom);
    // The baselines of the large number and its small unit meet.
    m_unit->setContentsMargins(0, 0, 0, m_value->fontMetrics().descent() - m_unit->fontMetrics().descent());

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_source);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(3);
    layout->addLayout(head);
    layout->addLayout(numbers);
    layout->addWidget(m_age);
    colorize();
}

void ValueCard::setContent(const CardContent &content)
{
    setTextIfChanged(m_value, content.value.number);
    setTextIfChanged(m_unit, content.value.unit);
    m_unit->setVisible(!content.value.unit.isEmpty());
    setTextIfChanged(m_age, content.reason.isEmpty() ? content.age : content.reason);
    const QString hint = plainToolTip(content.reason);
    if (toolTip() != hint)
        setToolTip(hint);
    setTextIfChanged(m_source, content.source);
    m_sparkline->setShown(content.course, !content.stale);
    const QString described = QStringLiteral("%1, %2").arg(content.value.text(), m_age->text());
    if (accessibleDescription() != described)
        setAccessibleDescription(described);
    if (m_stale != content.stale) {
        m_stale = content.stale;
        colorize();
    }
}

void ValueCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void ValueCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorize();
}

void ValueCard::colorize()
{
    const ThemeColors &colors = themeColors(palette());
    const QColor text = palette().color(QPalette::WindowText);
    setTextColor(m_title, m_stale ? colors.stale : text);
    setTextColor(m_value, m_stale ? colors.stale : text);
    setTextColor(m_unit, m_stale ? colors.stale : colors.muted);
    setTextColor(m_age, m_stale ? colors.warning : colors.muted);
    setTextColor(m_source, colors.muted);
}

} // namespace syspulse
