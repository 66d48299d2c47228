// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/commandpalette.h"

#include <algorithm>

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int widthInCharacters = 88;
constexpr int shownLines = 12;
/// Nobody reads on; with very many topics, lines for all of them would make typing slow.
constexpr qsizetype maxHits = 100;
constexpr int padding = 10;

enum Role { IndexRole = Qt::UserRole, GroupRole, ShortcutRole, ReasonRole };

/// The text to the left, its group in grey after it, the shortcut to the right. Grey where it cannot be done.
class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 12};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool enabled = index.data(ReasonRole).isNull();
        const QPalette &palette = option.palette;
        const QColor muted = themeColors(palette).muted;
        QColor text = palette.color(QPalette::Text);
        QColor side = muted;
        painter->save();
        if (selected) {
            painter->fillRect(option.rect, palette.color(QPalette::Active, QPalette::Highlight));
            text = side = palette.color(QPalette::Active, QPalette::HighlightedText);
        } else if (!enabled) {
            text = muted;
        }
        const int iconSize = option.fontMetrics.height();
        QRect line = option.rect.adjusted(padding, 0, -padding, 0);
        const QRect icon(line.left(), line.center().y() - iconSize / 2, iconSize, iconSize);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, icon, Qt::AlignCenter,
                   selected  ? QIcon::Selected
                   : enabled ? QIcon::Normal
                             : QIcon::Disabled);
        line.setLeft(icon.right() + padding);

        const auto write = [&](const QString &words, const QColor &color, Qt::Alignment alignment) {
            painter->setPen(color);
            const QString shown = option.fontMetrics.elidedText(words, Qt::ElideRight, line.width());
            painter->drawText(line, int(alignment | Qt::AlignVCenter), shown);
            return option.fontMetrics.horizontalAdvance(shown) + 2 * padding;
        };
        line.setRight(line.right() - write(index.data(ShortcutRole).toString(), side, Qt::AlignRight));
        QFont font = option.font;
        font.setItalic(!enabled);
        painter->setFont(font);
        line.setLeft(line.left() + write(index.data(Qt::DisplayRole).toString(), text, Qt::AlignLeft));
        painter->setFont(option.font);
        const QString reason = index.data(ReasonRole).toString();
        write(reason.isEmpty() ? index.data(GroupRole).toString() : reason, side, Qt::AlignLeft);
        painter->restore();
    }
};

} // namespace

void CommandPalette::openOver(QWidget *parent, CommandRegistry &commands)
{
    auto *palette = new CommandPalette(commands, parent);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

CommandPalette::CommandPalette(CommandRegistry &commands, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_registry(commands)
    , m_commands(commands.all())
    , m_offered(m_commands.size())
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
    , m_nothing(plainLabel(QStringLiteral("paletteNothing"), tr("No command fits.")))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    setAccessibleName(windowTitle());
    m_filter->setObjectName(QStringLiteral("paletteFilter"));
    m_filter->setPlaceholderText(tr("Type what you want to do"));
    m_filter->setAccessibleName(tr("Filter commands"));
    m_filter->setAccessibleDescription(tr("The arrow keys choose a command, Enter runs it."));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    // Typing goes on while a command is chosen.
    m_list->setFocusPolicy(Qt::NoFocus);
    m_nothing->setContentsMargins(padding, padding, padding, padding);
    m_nothing->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_filter);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    const int lineHeight = fontMetrics().height() + 12;
    resize(fontMetrics().averageCharWidth() * widthInCharacters,
           shownLines * lineHeight + m_filter->sizeHint().height() + 24);
    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        // The line keeps the focus; a screen reader is told which command is chosen.
        QAccessibleEvent chosen(m_list, QAccessible::Focus);
        chosen.setChild(row);
        QAccessible::updateAccessibility(&chosen);
    });
    filter({});
}

void CommandPalette::filter(const QString &text)
{
    struct Hit
    {
        int score;
        qsizetype index;
    };
    QList<Hit> hits;
    const bool typed = !text.trimmed().isEmpty();
    m_commands.resize(m_offered);
    if (typed)
        m_commands.append(m_registry.found(text));
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        if (m_commands.at(i).isPlace && !typed)
            continue;
        // What was found for the text need not say it.
        const std::optional<int> score = commandScore(text, m_commands.at(i));
        if (score || i >= m_offered)
            hits.append({score.value_or(0), i});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.score > b.score; });
    m_list->clear();
    for (qsizetype i = 0; i < std::min(hits.size(), maxHits); ++i)
        add(hits.at(i).index);
    m_list->setCurrentRow(0);
    m_list->setVisible(!hits.isEmpty());
    m_nothing->setVisible(hits.isEmpty());
}

void CommandPalette::add(qsizetype index)
{
    const Command &command = m_commands.at(index);
    auto *item = new QListWidgetItem(command.icon, command.text, m_list);
    const QString shortcut = command.shortcut.toString(QKeySequence::NativeText);
    item->setData(IndexRole, index);
    item->setData(GroupRole, command.group);
    item->setData(ShortcutRole, shortcut);
    QStringList spoken{command.text, command.group};
    if (!shortcut.isEmpty())
        spoken.append(shortcut);
    if (!command.enabled) {
        const QString reason = command.reason.isEmpty() ? tr("not available now") : command.reason;
        item->setData(ReasonRole, reason);
        item->setToolTip(plainToolTip(reason));
        spoken.append(reason);
    }
    item->setData(Qt::AccessibleTextRole, spoken.join(QStringLiteral(", ")));
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const Command command = m_commands.at(item->data(IndexRole).value<qsizetype>());
    if (!command.enabled)
        return;
    m_registry.noteUse(command.id);
    // The command may open a dialog, which must not be above this one.
    accept();
    command.run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (const QWidget *owner = parentWidget()) {
        const QWidget *top = owner->window();
        const int left = (top->width() - width()) / 2;
        move(top->mapToGlobal(QPoint(std::max(left, 0), top->height() / 8)));
    }
    m_filter->setFocus();
}

void CommandPalette::paintEvent(QPaintEvent *event)
{
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace syspulse
