// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include "core/base/terminaltext.h"

#include <algorithm>

#include <QDateTime>
#include <QRegularExpression>

namespace syspulse {

namespace {

/// A spreadsheet takes a text that begins like this for a formula; the second four are the full-width forms.
bool beginsFormula(QChar c)
{
    return QStringView(u"=+-@\uff1d\uff0b\uff0d\uff20").contains(c);
}

bool isNumber(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?\\z"));
    return form.match(text).hasMatch();
}

/// Whether a spreadsheet may calculate with @p text, which is not a number. Some skip blanks first.
bool isFormula(const QString &text)
{
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isSpace(); });
    return (first != text.cend() && beginsFormula(*first)) || text.startsWith(QLatin1Char('\t'));
}

/// terminalSafe() that leaves what a quoted field may hold: tabs and ends of lines.
QString withoutControls(const QString &text)
{
    QString clean;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool lineEnd =
            c == QLatin1Char('\n') || (c == QLatin1Char('\r') && text.mid(i + 1, 1) == QLatin1String("\n"));
        if (c != QLatin1Char('\t') && !lineEnd)
            continue;
        clean += terminalSafe(text.mid(from, i - from)) + c;
        from = i + 1;
    }
    return clean + terminalSafe(text.mid(from));
}

} // namespace

QByteArray csvField(const QString &text)
{
    QString field = withoutControls(text);
    if (!isNumber(field) && isFormula(field))
        field.prepend(QLatin1Char('\''));
    // Semicolons and tabs separate fields where the decimal point is a comma.
    const bool quoted = std::any_of(field.cbegin(), field.cend(),
                                    [](QChar c) { return QStringView(u",;\t\"\r\n").contains(c); });
    if (quoted)
        field = QLatin1Char('"') + field.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return field.toUtf8();
}

QString csvTime(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString csvNumber(const std::optional<double> &number)
{
    constexpr int digits = 15; // all that a double is sure of
    return number ? QString::number(*number, 'g', digits) : QString();
}

QByteArray csvLine(const QStringList &fields)
{
    QByteArrayList line;
    for (const QString &field : fields)
        line.append(csvField(field));
    return line.join(',') + "\r\n";
}

} // namespace syspulse
