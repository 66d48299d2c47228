// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/steprow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/base/enumtable.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

constexpr auto stepIcons = enumTable<StepState>({{StepState::Done, "ok"},
                                                 {StepState::Needed, "needed"},
                                                 {StepState::Blocked, "blocked"},
                                                 {StepState::Running, "running"},
                                                 {StepState::Failed, "error"},
                                                 {StepState::Skipped, "skipped"}});

QColor colorOf(std::optional<StepState> state, const ThemeColors &colors)
{
    if (!state)
        return colors.stale;
    switch (*state) {
    case StepState::Done:
        return colors.ok;
    case StepState::Needed:
    case StepState::Skipped:
        return colors.muted;
    case StepState::Running:
        return colors.accent;
    case StepState::Blocked:
        return colors.warning;
    case StepState::Failed:
        return colors.error;
    }
    return colors.muted;
}

} // namespace

StepRow::StepRow(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_icon(plainLabel({}))
    , m_title(plainLabel(name + QStringLiteral("Title")))
    , m_stateText(plainLabel(name + QStringLiteral("State")))
    , m_detail(paragraph(name + QStringLiteral("Detail")))
    , m_changes(new QPushButton(tr("S&how changes…")))
    , m_action(new QToolButton)
{
    setObjectName(name);
    scaleFont(m_title, 1.0, true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_stateText);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addLayout(head);
    texts->addWidget(m_detail);
    texts->addWidget(m_changes, 0, Qt::AlignLeft);
    m_changes->setObjectName(name + QStringLiteral("Changes"));
    m_changes->hide();
    connect(m_changes, &QPushButton::clicked, this, &StepRow::changesRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    m_action->setObjectName(name + QStringLiteral("Action"));
    m_action->setFocusPolicy(Qt::StrongFocus);
    m_action->hide();
    connect(m_action, &QToolButton::clicked, this, &StepRow::actionTriggered);
    colorize();
}

QString StepRow::stateText(StepState state)
{
    switch (state) {
    case StepState::Done:
        return tr("Done");
    case StepState::Needed:
        return tr("To do");
    case StepState::Blocked:
        return tr("Blocked");
    case StepState::Running:
        return tr("Running…");
    case StepState::Failed:
        return tr("Failed");
    case StepState::Skipped:
        return tr("Skipped");
    }
    return {};
}

void StepRow::setStep(const QString &title, const QString &detail, std::optional<StepState> state)
{
    setTextIfChanged(m_title, title);
    setTextIfChanged(m_detail, detail);
    m_detail->setVisible(!detail.isEmpty());
    m_state = state;
    setTextIfChanged(m_stateText, state ? stateText(*state) : QString());
    setAccessibleName(title);
    setAccessibleDescription(m_stateText->text() + QStringLiteral(". ") + detail);
    colorize();
}

void StepRow::setHasChanges(bool has)
{
    m_changes->setVisible(has);
}

void StepRow::setAction(const QString &text, const QString &description)
{
    m_action->setText(text);
    m_action->setAccessibleName(description);
    m_action->setToolTip(description);
    m_action->show();
}

void StepRow::setActionEnabled(bool enabled)
{
    m_action->setEnabled(enabled);
}

void StepRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorize();
}

void StepRow::colorize()
{
    const ThemeColors &colors = themeColors(palette());
    const QColor color = colorOf(m_state, colors);
    m_icon->setPixmap(
        themedPixmap(stepIcons.name(m_state.value_or(StepState::Skipped)), color, 20, devicePixelRatioF()));
    setTextColor(m_stateText, color);
    setTextColor(m_detail, m_state == StepState::Failed ? colors.error : colors.muted);
}

} // namespace syspulse
