// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reporthtml.h"

#include <QCoreApplication>
#include <QDateTime>

#include "core/base/product.h"
#include "core/base/terminaltext.h"
#include "core/base/version.h"

namespace syspulse {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ReportHtml)
};

const char *const headHtml = R"(<!DOCTYPE html>
<html lang="%1">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>%2</title>
<style>
:root { --text: #1b1f24; --soft: #57606a; --page: #fff; --rule: #d0d7de; --firm: #8c959f;
  --line0: #0b6bcb; --line1: #b35900; --line2: #1a7f37; --line3: #8250df }
@media screen and (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --soft: #9da7b3; --page: #16191d; --rule: #30363d; --firm: #6e7681;
    --line0: #58a6ff; --line1: #f0a35e; --line2: #56d364; --line3: #bc8cff }
}
body { font: 14px/1.45 sans-serif; color: var(--text); background: var(--page); margin: 2em auto; max-width: 75em;
  padding: 0 1em }
h1 { font-size: 1.5em; margin: 0 0 .4em } h2 { font-size: 1.15em; margin: 1.6em 0 .4em }
dl { display: grid; grid-template-columns: max-content auto; gap: .1em 1em; margin: 0 0 1em }
dt { color: var(--soft) } dd { margin: 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3em .6em; border-bottom: 1px solid var(--rule) }
th { border-bottom: 2px solid var(--firm) }
.figures th:not(:first-child) { text-align: right }
code { font: 12.5px monospace; overflow-wrap: anywhere }
td.value { text-align: right } td.value, td.age { white-space: nowrap }
tr.unavailable td, p.note, figcaption { color: var(--soft) }
tr, figure { break-inside: avoid } thead { display: table-header-group }
figure { margin: 0 } svg { width: 100%; height: auto; display: block }
svg text { font: 11px sans-serif; fill: var(--soft) }
svg .grid { stroke: var(--rule) } svg .axis { stroke: var(--firm) }
svg .mean { fill: none; stroke-width: 1.6; stroke-linejoin: round } svg .band { stroke: none; opacity: .22 }
.l0 { stroke: var(--line0); fill: var(--line0) } .l1 { stroke: var(--line1); fill: var(--line1) }
.l2 { stroke: var(--line2); fill: var(--line2) } .l3 { stroke: var(--line3); fill: var(--line3) }
.key { display: inline-block; width: 1em; height: .25em; vertical-align: middle; margin-right: .5em }
.key.l0 { background: var(--line0) } .key.l1 { background: var(--line1) }
.key.l2 { background: var(--line2) } .key.l3 { background: var(--line3) }
@media print { body { margin: 0; max-width: none; font-size: 10px } code { font-size: 9px }
  .key { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
</style>
</head>
<body>
)";

} // namespace

QString htmlEscaped(const QString &text)
{
    // syspulsectl prints the page, and in a browser direction marks would turn around what stands beside
    // them.
    return terminalSafe(text).toHtmlEscaped();
}

QString htmlHead(const QString &language, const QString &title)
{
    return QString::fromLatin1(headHtml).arg(htmlEscaped(language), htmlEscaped(title));
}

QString htmlEnd()
{
    return QStringLiteral("</body>\n</html>\n");
}

QString htmlTerm(const QString &name, const QString &text)
{
    return QStringLiteral("<dt>%1</dt><dd>%2</dd>\n").arg(htmlEscaped(name), htmlEscaped(text));
}

QString htmlOrigin(const ReportOrigin &origin)
{
    QString html;
    if (!origin.address.isEmpty())
        html += htmlTerm(Texts::tr("Instance"), origin.address);
    if (!origin.version.isEmpty())
        html += htmlTerm(Texts::tr("Server"), productName(origin.version));
    html += htmlTerm(Texts::tr("Made"), QDateTime::fromMSecsSinceEpoch(origin.timeMs, Qt::UTC)
                                            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")));
    return html + htmlTerm(Texts::tr("By"), QStringLiteral("SysPulse ") + versionText());
}

QString htmlHeadings(const QStringList &headings)
{
    QString html = QStringLiteral("<thead><tr>");
    for (const QString &heading : headings)
        html += QStringLiteral("<th scope=\"col\">%1</th>").arg(htmlEscaped(heading));
    return html + QStringLiteral("</tr></thead>\n");
}

QString htmlCell(const QString &html, const char *name)
{
    return (name == nullptr ? QStringLiteral("<td>")
                            : QStringLiteral("<td class=\"%1\">").arg(QLatin1String(name))) +
           html + QStringLiteral("</td>");
}

} // namespace syspulse
