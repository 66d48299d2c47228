// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

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
    , m_other(new QPushButton)
    , m_details(new QToolButton)
    , m_detailText(paragraph(name + QStringLiteral("DetailText")))
{
    setObjectName(name);
    m_button->setObjectName(name + QStringLiteral("Button"));
    m_other->setObjectName(name + QStringLiteral("Other"));
    m_other->hide();
    m_details->setObjectName(name + QStringLiteral("Details"));
    m_details->setText(tr("Details"));
    m_details->setCheckable(true);
    m_details->setAutoRaise(true);
    m_details->setArrowType(Qt::RightArrow);
    m_details->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_details->setFocusPolicy(Qt::StrongFocus);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_details);
    row->addWidget(m_button);
    row->addWidget(m_other);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addLayout(row);
    layout->addWidget(m_detailText);
    m_detailText->setContentsMargins(30, 0, 0, 0); // under the text, not under the icon
    m_details->hide();
    m_detailText->hide();
    connect(m_button, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_other, &QPushButton::clicked, this, &Banner::otherTriggered);
    connect(m_details, &QToolButton::toggled, this, [this](bool open) {
        m_details->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_detailText->setVisible(open);
        emit detailsToggled();
    });
    updateIcon();
    hide();
}

void Banner::say(Severity severity, const QString &text, const QString &action, const QString &details)
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
    if (m_detailText->text() != details) {
        m_details->setChecked(false);
        m_detailText->setText(details);
    }
    m_details->setVisible(!details.isEmpty());
    show();
}

void Banner::offer(const QString &action)
{
    m_other->setText(action);
    m_other->show();
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
