// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/theme.h"

#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>

namespace syspulse {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

struct PaletteColors
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb text;
    QRgb placeholder;
    QRgb disabled;
    QRgb button;
    QRgb highlight;
    QRgb highlightedText;
    QRgb link;
    QRgb toolTip;
};

QPalette makePalette(const PaletteColors &colors)
{
    QPalette palette(rgb(colors.button), rgb(colors.window));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, rgb(colors.text));
        palette.setColor(QPalette::Disabled, role, rgb(colors.disabled));
    }
    palette.setColor(QPalette::Base, rgb(colors.base));
    palette.setColor(QPalette::Disabled, QPalette::Base, rgb(colors.window));
    palette.setColor(QPalette::AlternateBase, rgb(colors.alternate));
    palette.setColor(QPalette::ToolTipBase, rgb(colors.toolTip));
    palette.setColor(QPalette::PlaceholderText, rgb(colors.placeholder));
    palette.setColor(QPalette::Highlight, rgb(colors.highlight));
    palette.setColor(QPalette::HighlightedText, rgb(colors.highlightedText));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, rgb(colors.disabled));
    palette.setColor(QPalette::Link, rgb(colors.link));
    palette.setColor(QPalette::LinkVisited, rgb(colors.link));
    return palette;
}

QPalette lightPalette()
{
    return makePalette({0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xff1b2026, 0xff626c77, 0xff8b949e, 0xfff9fafb,
                        0xff1f63bf, 0xffffffff, 0xff1a5bb3, 0xffffffff});
}

QPalette darkPalette()
{
    // Fields lighter than the window: the outlines that the style derives from it are darker than both.
    return makePalette({0xff1b1e23, 0xff262a31, 0xff2a2f36, 0xffe4e7eb, 0xffa0a9b3, 0xff747d87, 0xff343a43,
                        0xff2b66b8, 0xffffffff, 0xff7cb8f8, 0xff343a43});
}

/// Fusion with more room in buttons, and without the pictures that it puts on those of dialogs.
class Style final : public QProxyStyle
{
public:
    Style()
        : QProxyStyle(QStringLiteral("Fusion"))
    {}

    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override
    {
        const QSize whole = QProxyStyle::sizeFromContents(type, option, size, widget);
        return type == CT_PushButton ? whole + QSize(14, 4) : whole;
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element == PE_IndicatorCheckBox)
            drawCheckBox(option, painter);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    /// Fusion draws an outline that cannot be seen on a dark ground.
    static void drawCheckBox(const QStyleOption *option, QPainter *painter)
    {
        const QPalette &palette = option->palette;
        const bool checked = option->state.testFlag(State_On);
        const bool enabled = option->state.testFlag(State_Enabled);
        const QColor fill = palette.color(checked && enabled ? QPalette::Highlight : QPalette::Base);
        const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(checked && enabled ? fill : themeColors(palette).stale);
        painter->setBrush(fill);
        painter->drawRoundedRect(box, 2, 2);
        if (checked) {
            painter->setPen(QPen(palette.color(enabled ? QPalette::HighlightedText : QPalette::Text), 1.8));
            const QPointF at = box.topLeft();
            const double unit = box.width() / 12;
            painter->drawPolyline(QPolygonF{at + QPointF(2.5, 6) * unit, at + QPointF(5, 8.5) * unit,
                                            at + QPointF(9.5, 3.5) * unit});
        }
        painter->restore();
    }
};

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const ThemeColors &themeColors(const QPalette &palette)
{
    static const ThemeColors light{rgb(0xff57616b),
                                   rgb(0xff656e78),
                                   rgb(0xffd5d9de),
                                   rgb(0xffe6e9ec),
                                   rgb(0xff1a7336),
                                   rgb(0xff8a5a00),
                                   rgb(0xffc0262d),
                                   rgb(0xff1f63bf),
                                   {rgb(0xff1f6fc9), rgb(0xffc9620a), rgb(0xff2b8a57), rgb(0xff8250c8)}};
    static const ThemeColors dark{rgb(0xffa8b1bb),
                                  rgb(0xff9aa3ad),
                                  rgb(0xff40474f),
                                  rgb(0xff353b44),
                                  rgb(0xff55c472),
                                  rgb(0xffe3b04b),
                                  rgb(0xffff8078),
                                  rgb(0xff7cb8f8),
                                  {rgb(0xff5aa9f5), rgb(0xfff2a05a), rgb(0xff63c88b), rgb(0xffb897f0)}};
    return isDark(palette) ? dark : light;
}

void applyAppearance(Appearance appearance)
{
    if (dynamic_cast<const Style *>(QApplication::style()) == nullptr)
        QApplication::setStyle(new Style);
    bool dark = appearance == Appearance::Dark;
    if (appearance == Appearance::System) {
        QApplication::setPalette(QPalette());
        dark = isDark(QApplication::palette());
    }
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QColor blended(const QColor &color, const QColor &ground, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return QColor(mix(color.red(), ground.red()), mix(color.green(), ground.green()),
                  mix(color.blue(), ground.blue()));
}

} // namespace syspulse
