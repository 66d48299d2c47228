// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/notedialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// The moment that @p edit shows. As long as nobody changes it, it is the one that it began with: an hour
/// that clocks show twice is not mixed up with the other one.
qint64 momentOf(const QDateTimeEdit *edit, qint64 begunWithMs)
{
    const bool unchanged = edit->dateTime() == edit->property("begun").toDateTime();
    return unchanged ? begunWithMs : edit->dateTime().toMSecsSinceEpoch();
}

TimeSpan untilNow(qint64 nowMs, const TimeSpan &span)
{
    return {std::min(span.fromMs, nowMs), std::min(std::max(span.fromMs, span.toMs), nowMs)};
}

} // namespace

NoteDialog::NoteDialog(const PageContext &context, const TimeSpan &span,
                       const std::optional<TimelineMark> &note, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_span(untilNow(context.clock.nowMs(), span))
    , m_before(note)
    , m_text(new QLineEdit(note ? oneLine(note->text, NoteBook::maxText) : QString()))
    , m_from(makeTime(QStringLiteral("noteFrom"), tr("Beginning"), m_span.fromMs))
    , m_until(new QCheckBox(tr("&Until")))
    , m_to(makeTime(QStringLiteral("noteTo"), tr("End"), m_span.toMs))
    , m_help(paragraph(QStringLiteral("noteHelp")))
{
    setObjectName(QStringLiteral("noteDialog"));
    setWindowTitle(note ? tr("Change the note") : tr("New note"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(560);
    m_text->setObjectName(QStringLiteral("noteText"));
    m_text->setAccessibleName(tr("Note"));
    m_text->setMaxLength(NoteBook::maxText);
    m_text->setPlaceholderText(tr("for example: new firmware on line 4"));
    m_until->setObjectName(QStringLiteral("noteUntil"));
    m_until->setChecked(!m_span.isEmpty());
    QLabel *label = plainLabel({}, tr("&Note"));
    label->setBuddy(m_text);
    QLabel *when = plainLabel({}, tr("&At"));
    when->setBuddy(m_from);
    auto *times = new QHBoxLayout;
    times->setSpacing(8);
    times->addWidget(m_from);
    times->addWidget(m_until);
    times->addWidget(m_to);
    times->addStretch(1);
    auto *form = new QFormLayout;
    form->addRow(label, m_text);
    form->addRow(when, times);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("noteSave"));
    m_save->setDefault(true);
    if (note)
        addRemoval(*buttons);
    // Room for two lines at all times, so that the dialog does not jump.
    m_help->setMinimumHeight(fontMetrics().lineSpacing() * 2 + 4);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_help);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(m_text, &QLineEdit::textChanged, this, &NoteDialog::follow);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &NoteDialog::follow);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &NoteDialog::follow);
    connect(m_until, &QCheckBox::toggled, this, &NoteDialog::follow);
    connect(buttons, &QDialogButtonBox::accepted, this, &NoteDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // What is about to be written is about the instance that was there.
    connect(&context.store, &LiveStore::cleared, this, &QDialog::reject);
    follow();
}

QDateTimeEdit *NoteDialog::makeTime(const QString &name, const QString &accessibleName, qint64 timeMs)
{
    const QLocale &locale = m_context.format.locale();
    auto *edit = new QDateTimeEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(accessibleName);
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(locale.dateFormat(QLocale::ShortFormat) + QStringLiteral(" HH:mm:ss"));
    edit->setMaximumDateTime(QDateTime::fromMSecsSinceEpoch(m_context.clock.nowMs()));
    edit->setDateTime(QDateTime::fromMSecsSinceEpoch(timeMs));
    edit->setProperty("begun", edit->dateTime());
    return edit;
}

void NoteDialog::addRemoval(QDialogButtonBox &buttons)
{
    QPushButton *remove = buttons.addButton(tr("&Remove…"), QDialogButtonBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("noteRemove"));
    remove->setAutoDefault(false);
    connect(remove, &QPushButton::clicked, this, &NoteDialog::askRemove);
}

TimelineMark NoteDialog::entered() const
{
    const qint64 fromMs = momentOf(m_from, m_span.fromMs);
    return {m_before ? m_before->kind : TimelineMark::Kind::Note, fromMs,
            m_until->isChecked() ? momentOf(m_to, m_span.toMs) : fromMs, m_text->text()};
}

void NoteDialog::follow()
{
    m_to->setEnabled(m_until->isChecked());
    const bool open = m_context.store.notes().isOpen();
    const TimelineMark note = entered();
    const bool backwards = note.toMs < note.fromMs;
    const ThemeColors &colors = themeColors(palette());
    setTextColor(m_help, !open || backwards ? colors.error : colors.muted);
    setTextIfChanged(
        m_help, !open       ? tr("A note is about one instance. Connect to it first.")
                : backwards ? tr("The end is before the beginning.")
                            : tr("It is shown over the lines of the charts, in reports and in exports, and "
                                 "kept on this computer; the instance does not get it."));
    m_save->setEnabled(open && !backwards && !m_text->text().trimmed().isEmpty());
}

void NoteDialog::save()
{
    NoteBook &notes = m_context.store.notes();
    if (m_before)
        notes.replace(*m_before, entered());
    else
        notes.add(entered());
    accept();
}

void NoteDialog::askRemove()
{
    m_context.prompts.confirm(this,
                              {tr("Remove this note?"),
                               tr("The note \"%1\" is removed from the charts and from this computer.")
                                   .arg(oneLine(m_before->text, NoteBook::maxText)),
                               tr("&Remove")},
                              [this](bool confirmed) {
                                  if (!confirmed)
                                      return;
                                  m_context.store.notes().remove(*m_before);
                                  accept();
                              });
}

} // namespace syspulse
