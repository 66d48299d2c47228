// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/base/csv.h"
#include "core/base/plaintext.h"
#include "core/base/terminaltext.h"
#include "core/base/utf8.h"
#include "core/report/reporthtml.h"
#include "core/service/serviceunit.h"
#include "core/units/unitformatter.h"
#include "tests/fuzz/fuzztarget.h"

#include <bit>

using namespace syspulse;
using namespace syspulse::fuzz;

namespace {

/// The fields of a line of CSV, read as RFC 4180 has it.
QStringList fieldsOf(const QByteArray &line)
{
    const QString text = textFromUtf8(line);
    QStringList fields{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool quote = c == QLatin1Char('"');
        if (quoted && quote && i + 1 < text.size() && text.at(i + 1) == QLatin1Char('"')) {
            fields.last() += c;
            ++i;
        } else if (quote) {
            quoted = !quoted;
        } else if (!quoted && c == QLatin1Char(',')) {
            fields.append(QString());
        } else if (!quoted && c == QLatin1Char('\r')) {
            FUZZ_REQUIRE(text.mid(i) == QLatin1String("\r\n"));
            return fields;
        } else {
            fields.last() += c;
        }
    }
    FUZZ_REQUIRE(false); // no end
    return fields;
}

void checkCsv(const QStringList &texts)
{
    const QStringList fields = fieldsOf(csvLine(texts));
    FUZZ_REQUIRE(fields.size() == texts.size());
    for (const QString &field : fields) {
        // A spreadsheet calculates with nothing but a number.
        bool isNumber = false;
        field.toDouble(&isNumber);
        FUZZ_REQUIRE(isNumber || field.isEmpty() || !QStringView(u"=+-@").contains(field.front()));
        for (const QChar c : field)
            FUZZ_REQUIRE(c.unicode() >= 0x20 || c == QLatin1Char('\t') || c == QLatin1Char('\n') ||
                         c == QLatin1Char('\r'));
    }
}

void checkLines(const QString &text)
{
    for (const QString &line : {terminalSafe(text), oneLine(text), oneLine(text, 3)}) {
        FUZZ_REQUIRE(line.isValidUtf16());
        for (const char32_t c : line.toUcs4()) {
            const QChar::Category category = QChar::category(c);
            FUZZ_REQUIRE(category != QChar::Other_Control && category != QChar::Other_Format);
            FUZZ_REQUIRE(category != QChar::Separator_Line && category != QChar::Separator_Paragraph);
        }
    }
    FUZZ_REQUIRE(terminalSafe(terminalSafe(text)) == terminalSafe(text));
    FUZZ_REQUIRE(boundedText(text).size() <= maxBoundedText && boundedText(text).isValidUtf16());
    FUZZ_REQUIRE(text.size() > 256 || boundedText(text) == text);
}

void checkMarkup(const QString &text)
{
    const QString escaped = htmlEscaped(text);
    FUZZ_REQUIRE(!escaped.contains(QLatin1Char('<')) && !escaped.contains(QLatin1Char('>')) &&
                 !escaped.contains(QLatin1Char('"')));
    FUZZ_REQUIRE(htmlHead(QStringLiteral("en"), text).count(QLatin1Char('<')) ==
                 htmlHead(QStringLiteral("en"), QString()).count(QLatin1Char('<')));
}

/// What systemd makes of a quoted argument of ExecStart.
QString unquoted(const QString &word)
{
    FUZZ_REQUIRE(word.size() >= 2 && word.front() == QLatin1Char('"') && word.back() == QLatin1Char('"'));
    QString text;
    for (qsizetype i = 1; i + 1 < word.size(); ++i) {
        QChar c = word.at(i);
        FUZZ_REQUIRE(c != QLatin1Char('"') && c != QLatin1Char('\n'));
        if (c == QLatin1Char('\\')) {
            c = word.at(++i);
            if (c == QLatin1Char('n'))
                c = QLatin1Char('\n');
        } else if (c == QLatin1Char('%')) {
            FUZZ_REQUIRE(word.at(++i) == QLatin1Char('%'));
        }
        text += c;
    }
    return text;
}

} // namespace

/// Eight bytes of a number, and behind them texts as they come from clients, servers and files, each on a
/// line.
SYSPULSE_FUZZ_TARGET(texts)
{
    Input parts(input);
    const quint64 bits = parts.number(8);
    const auto number = std::bit_cast<double>(bits);
    const UnitFormatter formatter{QLocale(QLocale::English)};
    for (const Unit unit : {Unit::None, Unit::Seconds, Unit::Bytes, Unit::BytesPerMinute, Unit::Percent}) {
        for (const NumberStyle style : {NumberStyle::Full, NumberStyle::Compact}) {
            FUZZ_REQUIRE(!formatter.value(number, unit, style).number.isEmpty());
            FUZZ_REQUIRE(!formatter.rate(number, unit, style).number.isEmpty());
        }
    }
    formatter.duration(qint64(bits));
    formatter.age(qint64(bits));
    formatter.dateTime(qint64(bits));
    formatter.timeOfDay(qint64(bits));
    csvTime(qint64(bits));
    csvNumber(number);

    const QByteArray rest = parts.rest();
    QStringList texts;
    for (const QByteArray &line : rest.split('\n')) {
        texts.append(textFromUtf8(line));
        formatter.isoTime(texts.constLast());
        checkLines(texts.constLast());
        checkMarkup(texts.constLast());
        FUZZ_REQUIRE(unquoted(unitQuoted(texts.constLast())) == texts.constLast());
    }
    checkCsv(texts);
    const QString whole = textFromUtf8(rest);
    checkLines(whole);
    checkMarkup(whole);
    FUZZ_REQUIRE(unquoted(unitQuoted(whole)) == whole);
}
