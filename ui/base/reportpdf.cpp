// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/reportpdf.h"

#include <cmath>

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSet>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextObjectInterface>

namespace syspulse {

namespace {

constexpr int dotsPerInch = 1200;
/// The document is laid out in points, which the painter scales.
constexpr double pointsPerInch = 72;
constexpr double marginMm = 15;
constexpr double footerPoints = 22;
constexpr int textPoints = 8;
/// Nobody sees so little, in points.
constexpr double touching = 0.1;

const QString paperStyle =
    QStringLiteral("body { color: var(--text) } h1 { font-size: 15px } h2 { font-size: 11px }"
                   "th { text-align: left; color: var(--soft) }"
                   "td, th { padding-right: 8px; padding-top: 1px; padding-bottom: 1px }"
                   ".note { color: var(--soft) }");

/// What the style of the page says of charts, as far as Qt knows it.
const QString chartStyle = QStringLiteral(
    "<style>svg text { font: 11px sans-serif; fill: var(--soft) } svg .grid { stroke: var(--rule) }"
    "svg .axis { stroke: var(--firm) }"
    ".l0 { stroke: var(--line0); fill: var(--line0) } .l1 { stroke: var(--line1); fill: var(--line1) }"
    ".l2 { stroke: var(--line2); fill: var(--line2) } .l3 { stroke: var(--line3); fill: var(--line3) }"
    "svg .mean { fill: none; stroke-width: 1.6 } svg .band { stroke: none; opacity: .22 }</style>");

/// @p style with the colours that the style of @p html gives its variables first, which are the light ones:
/// Qt knows no variables.
QString colored(QString style, const QString &html)
{
    static const QRegularExpression variable(QStringLiteral("(--\\w+): (#[0-9a-f]+)"));
    QSet<QString> seen;
    for (QRegularExpressionMatchIterator it = variable.globalMatch(html); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (!seen.contains(match.captured(1)))
            style.replace(QStringLiteral("var(%1)").arg(match.captured(1)), match.captured(2));
        seen.insert(match.captured(1));
    }
    return style;
}

/// Draws the images of a document from SVG texts, as vectors.
class ChartObjects final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    ChartObjects(QList<QByteArray> charts, double widthPoints)
        : m_charts(std::move(charts))
        , m_width(widthPoints)
    {}

    QSizeF intrinsicSize(QTextDocument *, int, const QTextFormat &format) override
    {
        const QSizeF box = QSvgRenderer(chartOf(format)).viewBoxF().size();
        return box.isEmpty() ? QSizeF() : QSizeF(m_width, m_width * box.height() / box.width());
    }

    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int,
                    const QTextFormat &format) override
    {
        QSvgRenderer(chartOf(format)).render(painter, rect);
    }

private:
    QByteArray chartOf(const QTextFormat &format) const
    {
        return m_charts.value(format.toImageFormat().name().toInt());
    }

    QList<QByteArray> m_charts;
    double m_width;
};

/// Takes the charts out of @p html, which gets images with their numbers instead, and what Qt's rich text
/// does not know.
QList<QByteArray> takeCharts(QString &html)
{
    static const QRegularExpression chart(QStringLiteral("<svg (.*?)</svg>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression style(QStringLiteral("<style>.*?</style>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression key(QStringLiteral("<span class=\"key l(\\d)\"></span>"));
    QList<QByteArray> charts;
    const QString chartColors = colored(chartStyle, html);
    for (QRegularExpressionMatch match = key.match(html); match.hasMatch(); match = key.match(html))
        html.replace(
            match.capturedStart(), match.capturedLength(),
            colored(
                QStringLiteral("<span style=\"color: var(--line%1)\">\u25a0 </span>").arg(match.captured(1)),
                html));
    html.remove(style);
    // Terms stand beside what they mean.
    const std::pair<const char *, const char *> lists[] = {{"<dl>", "<table>"},
                                                           {"</dl>", "</table>"},
                                                           {"<dt>", "<tr><td class=\"note\">"},
                                                           {"</dt><dd>", "</td><td>"},
                                                           {"</dd>", "</td></tr>"}};
    for (const auto &[list, table] : lists)
        html.replace(QLatin1String(list), QLatin1String(table));
    for (QRegularExpressionMatch match = chart.match(html); match.hasMatch(); match = chart.match(html)) {
        QString svg = match.captured();
        svg.insert(svg.indexOf(QLatin1Char('>')) + 1, chartColors);
        svg.insert(5, QStringLiteral("xmlns=\"http://www.w3.org/2000/svg\" "));
        html.replace(match.capturedStart(), match.capturedLength(),
                     QStringLiteral("<p><img src=\"%1\"></p>").arg(charts.size()));
        charts.append(svg.toUtf8());
    }
    return charts;
}

/// The number of the page that the first line of @p block is on.
int pageOf(const QTextBlock &block)
{
    const QTextDocument &document = *block.document();
    // A line that has no room begins further down than its block.
    const double top = document.documentLayout()->blockBoundingRect(block).top() +
                       (block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).y() : 0);
    return int(top / document.pageSize().height());
}

/// Has each heading begin a page that would otherwise be the last line of one.
void keepHeadingsWithText(QTextDocument &document)
{
    QTextBlock heading;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.length() <= 1) // nothing but its end
            continue;
        if (heading.isValid() && pageOf(heading) != pageOf(block)) {
            QTextBlockFormat format = heading.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            QTextCursor(heading).setBlockFormat(format);
        }
        heading = block.blockFormat().headingLevel() > 0 ? block : QTextBlock();
    }
}

} // namespace

QByteArray reportPdf(const QByteArray &html, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("SysPulse"));
    writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait,
                          QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter});
    const QSizeF paper = writer.pageLayout().paintRectPoints().size();
    // The layout calculates in 64ths of a point: other pages would begin a little before where they are
    // drawn.
    const QSizeF page(paper.width(), std::floor(paper.height() - footerPoints));

    QString text = QString::fromUtf8(html);
    const QString style = colored(paperStyle, text);
    const QColor soft(colored(QStringLiteral("var(--soft)"), text));
    ChartObjects charts(takeCharts(text), page.width());
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultStyleSheet(style);
    // In pixels, since one unit of the layout is a point, whatever the screen has.
    QFont font(QStringLiteral("sans-serif"));
    font.setPixelSize(textPoints);
    document.setDefaultFont(font);
    document.documentLayout()->registerHandler(QTextFormat::ImageObject, &charts);
    document.setHtml(text);
    document.setPageSize(page);
    keepHeadingsWithText(document);

    QPainter painter(&writer);
    painter.scale(dotsPerInch / pointsPerInch, dotsPerInch / pointsPerInch);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -i * page.height());
        // What begins with the next page touches this one: it would be in it for who searches the text.
        document.drawContents(&painter, QRectF(0, i * page.height(), page.width(), page.height() - touching));
        painter.restore();
        painter.setFont(font);
        painter.setPen(soft);
        const QRectF footer(0, page.height(), page.width(), footerPoints);
        painter.drawText(footer, Qt::AlignLeft | Qt::AlignBottom, title);
        painter.drawText(footer, Qt::AlignRight | Qt::AlignBottom,
                         QStringLiteral("%1 / %2").arg(i + 1).arg(pages));
    }
    painter.end();
    return bytes;
}

} // namespace syspulse

#include "reportpdf.moc"
