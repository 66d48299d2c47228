// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/reportpdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QTextObjectInterface>

namespace syspulse {

namespace {

constexpr int dotsPerInch = 1200;
/// The document is laid out in points, which the painter scales.
constexpr double pointsPerInch = 72;
constexpr double marginMm = 15;
constexpr double footerPoints = 22;
constexpr int textPoints = 8;

const QString paperStyle =
    QStringLiteral("body { color: #1b1f24 }"
                   "h1 { font-size: 15px } h2 { font-size: 11px }"
                   "th { text-align: left; color: #57606a }"
                   "td, th { padding-right: 8px; padding-top: 1px; padding-bottom: 1px }"
                   ".note { color: #57606a }");

/// What the style of the page says of charts, without the variables that Qt does not know.
const QString chartStyle = QStringLiteral(
    "<style>svg text { font: 11px sans-serif; fill: #57606a } svg .grid { stroke: #d0d7de }"
    "svg .axis { stroke: #8c959f }"
    ".l0 { stroke: #0b6bcb; fill: #0b6bcb } .l1 { stroke: #b35900; fill: #b35900 }"
    ".l2 { stroke: #1a7f37; fill: #1a7f37 } .l3 { stroke: #8250df; fill: #8250df }"
    "svg .mean { fill: none; stroke-width: 1.6 } svg .band { stroke: none; opacity: .22 }</style>");

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
    static const QStringList colors{QStringLiteral("#0b6bcb"), QStringLiteral("#b35900"),
                                    QStringLiteral("#1a7f37"), QStringLiteral("#8250df")};
    QList<QByteArray> charts;
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
        svg.insert(svg.indexOf(QLatin1Char('>')) + 1, chartStyle);
        svg.insert(5, QStringLiteral("xmlns=\"http://www.w3.org/2000/svg\" "));
        html.replace(match.capturedStart(), match.capturedLength(),
                     QStringLiteral("<p><img src=\"%1\"></p>").arg(charts.size()));
        charts.append(svg.toUtf8());
    }
    for (QRegularExpressionMatch match = key.match(html); match.hasMatch(); match = key.match(html))
        html.replace(match.capturedStart(), match.capturedLength(),
                     QStringLiteral("<span style=\"color: %1\">\u25a0 </span>")
                         .arg(colors.value(match.captured(1).toInt())));
    return charts;
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
    const QSizeF page(paper.width(), paper.height() - footerPoints);

    QString text = QString::fromUtf8(html);
    ChartObjects charts(takeCharts(text), page.width());
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultStyleSheet(paperStyle);
    // In pixels, since one unit of the layout is a point, whatever the screen has.
    QFont font(QStringLiteral("sans-serif"));
    font.setPixelSize(textPoints);
    document.setDefaultFont(font);
    document.documentLayout()->registerHandler(QTextFormat::ImageObject, &charts);
    document.setHtml(text);
    document.setPageSize(page);

    QPainter painter(&writer);
    painter.scale(dotsPerInch / pointsPerInch, dotsPerInch / pointsPerInch);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -i * page.height());
        document.drawContents(&painter, QRectF(QPointF(0, i * page.height()), page));
        painter.restore();
        painter.setFont(font);
        painter.setPen(QColor(QStringLiteral("#57606a")));
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
