// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/itemviews.h"

#include <QAction>
#include <QApplication>
#include <QCache>
#include <QHeaderView>
#include <QPainter>
#include <QStaticText>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTreeView>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int arrowRoom = 12;

int rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 7;
}

struct TextKey
{
    QString text;
    int width = 0;
    QFont font;

    friend bool operator==(const TextKey &a, const TextKey &b) = default;
    friend size_t qHash(const TextKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.text, key.width, key.font);
    }
};

/// Draws cells with room at both sides, so that a right-aligned column does not touch the next one.
class PaddedDelegate final : public QStyledItemDelegate
{
public:
    explicit PaddedDelegate(QObject *parent, Qt::TextElideMode elide = Qt::ElideRight)
        : QStyledItemDelegate(parent)
        , m_elide(elide)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// Only trees ask for the height of their rows.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width() + 2 * cellPadding, rowHeight(option.fontMetrics)};
    }

private:
    /// @p text as it is drawn in @p font, cut where it is wider than @p width.
    const QStaticText &laidOut(const QString &text, int width, const QFont &font) const;

    Qt::TextElideMode m_elide;
    // Most of what is painted anew is what stood there before, in another row: to find out which glyphs a
    // text has, once for its width and once to draw it, takes longer than all else in a cell.
    mutable QCache<TextKey, QStaticText> m_texts{2000};
};

/// A flat header whose texts stand over the padded texts of PaddedDelegate.
class TableHeader final : public QHeaderView
{
public:
    explicit TableHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setHighlightSections(false);
        setStretchLastSection(true);
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setSectionsClickable(true);
    }

    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10}; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

void PaddedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle *style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        cell.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    painter->setPen(cell.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(cell.font);
    QRect area = cell.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (!cell.icon.isNull())
        area.setLeft(area.left() + cell.decorationSize.width() + cellPadding);
    const QStaticText &laid = laidOut(text, area.width(), cell.font);
    const QRect place = QStyle::alignedRect(cell.direction, cell.displayAlignment,
                                            laid.size().toSize().boundedTo(area.size()), area);
    painter->drawStaticText(place.topLeft(), laid);
}

const QStaticText &PaddedDelegate::laidOut(const QString &text, int width, const QFont &font) const
{
    const TextKey key{text, width, font};
    if (const QStaticText *known = m_texts.object(key))
        return *known;
    const QFontMetrics metrics(font);
    QString line = text;
    line.replace(QLatin1Char('\n'), QLatin1Char(' '));
    auto *laid = new QStaticText(metrics.elidedText(line, m_elide, width));
    laid->setTextFormat(Qt::PlainText);
    laid->setPerformanceHint(QStaticText::AggressiveCaching);
    laid->prepare({}, font);
    m_texts.insert(key, laid);
    return *laid;
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    const ThemeColors &colors = themeColors(palette());
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->setPen(colors.border);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight() + QPoint(0, 5), rect.bottomRight() - QPoint(0, 5));

    const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool right = alignment.isValid() && (alignment.toInt() & Qt::AlignRight) != 0;
    QRect area = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (isSortIndicatorShown() && sortIndicatorSection() == section) {
        const int x = right ? area.left() + arrowRoom / 2 : area.right() - arrowRoom / 2;
        const int tip = sortIndicatorOrder() == Qt::AscendingOrder ? -2 : 2;
        const int y = area.center().y();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.muted);
        painter->drawPolygon(
            QPolygonF{QPointF(x - 4, y - tip), QPointF(x + 4, y - tip), QPointF(x, y + 1.5 * tip)});
        area.adjust(right ? arrowRoom : 0, 0, right ? 0 : -arrowRoom, 0);
    }
    painter->setPen(palette().color(QPalette::WindowText));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    painter->drawText(area, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                      fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    painter->restore();
}

void styleView(QAbstractItemView *view)
{
    view->setItemDelegate(new PaddedDelegate(view));
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setAlternatingRowColors(true);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

template <typename View>
void setWidths(View *view, const QList<int> &widths)
{
    const int em = view->fontMetrics().averageCharWidth();
    for (int column = 0; column < int(widths.size()); ++column)
        view->setColumnWidth(column, widths.at(column) * em + 2 * cellPadding);
}

} // namespace

void styleTable(QTableView *table, const QList<int> &widths)
{
    styleView(table);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalHeader(new TableHeader(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight(table->fontMetrics()));
    setWidths(table, widths);
}

void setColumnWidths(QTableView *table, const QList<int> &widths)
{
    setWidths(table, widths);
}

void elideInTheMiddle(QTableView *table, int column)
{
    table->setItemDelegateForColumn(column, new PaddedDelegate(table, Qt::ElideMiddle));
}

void styleTree(QTreeView *tree, const QList<int> &widths)
{
    styleView(tree);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setHeader(new TableHeader(tree));
    setWidths(tree, widths);
}

QAction *addTableAction(QTableView *table, const QString &name, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, table);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    table->addAction(action);
    return action;
}

} // namespace syspulse
