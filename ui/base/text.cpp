// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/text.h"

#include <QRegularExpression>
#include <QTextDocument>

namespace syspulse {

QLabel *plainLabel(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(name);
    label->setText(text);
    return label;
}

QLabel *paragraph(const QString &name, const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(name, text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void setTextIfChanged(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

void setTextColor(QWidget *label, const QColor &color)
{
    // On a ground of another role a widget would take its text colour from elsewhere.
    label->setForegroundRole(QPalette::WindowText);
    QPalette palette = label->palette();
    if (palette.color(QPalette::WindowText) == color && label->testAttribute(Qt::WA_SetPalette))
        return;
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

void scaleFont(QWidget *widget, double factor, bool bold)
{
    QFont font = widget->font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(bold);
    widget->setFont(font);
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QString shellQuoted(const QString &text)
{
    static const QRegularExpression harmless(QStringLiteral("\\A[A-Za-z0-9_./:@%+=-]+\\z"));
    if (harmless.match(text).hasMatch())
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString subscribeCommand(const QString &topic, const MqttAddress &address, const QString &user)
{
    QStringList words{QStringLiteral("mosquitto_sub")};
    if (!address.host.isEmpty())
        words << QStringLiteral("-h") << shellQuoted(address.host) << QStringLiteral("-p")
              << QString::number(address.port);
    if (address.tls.value_or(false))
        words << QStringLiteral("--tls-use-os-certs");
    if (!user.isEmpty())
        words << QStringLiteral("-u") << shellQuoted(user);
    words << QStringLiteral("-v") << QStringLiteral("-t") << shellQuoted(topic);
    return words.join(QLatin1Char(' '));
}

} // namespace syspulse
