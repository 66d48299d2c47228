// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/reporttopdf.h"

#include "ui/base/reportpdf.h"

#include <cstdio>
#include <iostream>

#include <QFile>
#include <QGuiApplication>
#include <QTextDocument>

namespace syspulse {

namespace {

/// Of a year of an instance with everything in it a page has a few MiB; whatever is longer is none.
constexpr qint64 maxPage = 64 * 1024 * 1024;

int failed(const char *text)
{
    std::cerr << "syspulse: " << text << '\n';
    return 1;
}

} // namespace

int reportToPdf(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return failed("Standard input cannot be read.");
    const QByteArray page = in.read(maxPage + 1);
    if (!page.startsWith("<!DOCTYPE html>") || page.size() > maxPage)
        return failed("Standard input is no report. Give it what \"syspulsectl report\" prints.");
    QTextDocument document;
    document.setHtml(QString::fromUtf8(page));
    const QByteArray pdf = reportPdf(page, document.metaInformation(QTextDocument::DocumentTitle));
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly) || out.write(pdf) != pdf.size() || !out.flush())
        return failed("The PDF could not be written to standard output.");
    return 0;
}

} // namespace syspulse
