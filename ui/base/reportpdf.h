// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace syspulse {

/// A page of htmlHead(), with charts of svgOf(), as a PDF of A4 pages: light colours, charts as vectors, the
/// title and page numbers below. @p html: the page; @p title: plain text. May be called in any thread, and
/// takes a while.
QByteArray reportPdf(const QByteArray &html, const QString &title);

} // namespace syspulse
