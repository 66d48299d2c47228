// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <cmath>
#include <memory>

#include <QApplication>
#include <QImage>

#include "ui/base/banner.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

using namespace syspulse;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadable_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
    }

    void textIsReadable()
    {
        QFETCH(Appearance, appearance);
        applyAppearance(appearance);
        const QPalette palette = QApplication::palette();
        QCOMPARE(isDark(palette), appearance == Appearance::Dark);
        const ThemeColors &colors = themeColors(palette);
        const QColor text = palette.color(QPalette::WindowText);
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
            for (const QColor &color :
                 {text, colors.muted, colors.stale, colors.ok, colors.warning, colors.error, colors.accent,
                  palette.color(QPalette::PlaceholderText), palette.color(QPalette::Link)}) {
                const double found = contrast(color, palette.color(ground));
                QVERIFY2(found >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                      .arg(color.name(), palette.color(ground).name(),
                                                           QString::number(found))));
            }
        }
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >=
                4.5);
        // Lines must be told from the ground, for which WCAG asks 3 : 1.
        for (const QColor &color : colors.series)
            QVERIFY(contrast(color, palette.color(QPalette::Base)) >= 3);
    }

    void iconsFollowThePalette()
    {
        applyAppearance(Appearance::Light);
        const QIcon icon = themedIcon(QStringLiteral("overview"));
        const QImage light = icon.pixmap(32).toImage();
        applyAppearance(Appearance::Dark);
        const QImage dark = icon.pixmap(32).toImage();
        QVERIFY(!light.isNull());
        QVERIFY(light != dark);
    }

    void everyIconExists()
    {
        for (const char *name :
             {"blocked", "connect", "copy",   "disconnect", "error",    "eye",     "eye-off",
              "info",    "log",     "needed", "ok",         "overview", "pause",   "play",
              "running", "search",  "setup",  "skipped",    "topics",   "updater", "warning"}) {
            const QPixmap pixmap = themedPixmap(QLatin1String(name), Qt::red, 24, 1);
            QVERIFY2(!pixmap.isNull(), name);
            const QImage image = pixmap.toImage();
            bool painted = false;
            for (int y = 0; y < image.height() && !painted; ++y) {
                for (int x = 0; x < image.width() && !painted; ++x)
                    painted = image.pixelColor(x, y).alpha() > 200 && image.pixelColor(x, y).red() > 200;
            }
            QVERIFY2(painted, name);
        }
        QVERIFY(!applicationIcon().pixmap(64).isNull());
    }

    void untrustedTextIsPlain()
    {
        const QString text = QStringLiteral("<b>bold</b>");
        const std::unique_ptr<QLabel> label(plainLabel(QString(), text));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(!plainToolTip(text).contains(QStringLiteral("<b>bold")));
        QCOMPARE(plainToolTip(QStringLiteral("a < b")), QStringLiteral("a < b"));
        QCOMPARE(oneLine(QStringLiteral("a\nb\x1b")), QStringLiteral("a\u23CEb\uFFFD"));
        QCOMPARE(oneLine(QString(1000, u'x'), 10).size(), 11);
        // Text that runs backwards could make one name look like another.
        QCOMPARE(oneLine(QStringLiteral("a\u202Eb")), QStringLiteral("a\uFFFDb"));
    }

    void shellWordsAreQuoted()
    {
        QCOMPARE(shellQuoted(QStringLiteral("plain-1.2")), QStringLiteral("plain-1.2"));
        QCOMPARE(shellQuoted(QStringLiteral("$SYS/#")), QStringLiteral("'$SYS/#'"));
        QCOMPARE(shellQuoted(QStringLiteral("it's; rm")), QStringLiteral("'it'\\''s; rm'"));
        QCOMPARE(shellQuoted(QString()), QStringLiteral("''"));
    }

    void bannerHidesItsButtonWithoutAnAction()
    {
        Banner banner(QStringLiteral("b"));
        banner.say(Severity::Error, QStringLiteral("<i>x</i>"));
        QCOMPARE(textOf(banner, "bText"), QStringLiteral("<i>x</i>"));
        QVERIFY(child<QPushButton>(banner, "bButton")->isHidden());
        banner.say(Severity::Warning, QStringLiteral("x"), QStringLiteral("Do it"));
        QVERIFY(!child<QPushButton>(banner, "bButton")->isHidden());
    }

private:
    static double luminance(const QColor &color)
    {
        const auto linear = [](double v) {
            return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    }

    static double contrast(const QColor &a, const QColor &b)
    {
        const double la = luminance(a) + 0.05;
        const double lb = luminance(b) + 0.05;
        return std::max(la, lb) / std::min(la, lb);
    }
};

SYSPULSE_GUI_TEST(TestTheme)
#include "tst_theme.moc"
