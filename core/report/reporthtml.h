// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// Which instance a report tells of, and when. Untrusted text.
struct ReportOrigin
{
    QString address; ///< empty: of no instance
    QString version; ///< of HarperDB, "4.7.29"; may be empty
    qint64 timeMs = 0;
};

/// @p text for a page or an SVG, without anything that a browser or a terminal would obey.
QString htmlEscaped(const QString &text);

/// The beginning of a page that loads nothing, whatever a server may have put into a value, in light or dark
/// as the reader prefers, and light on paper. @p language: code of the language it is written in.
QString htmlHead(const QString &language, const QString &title);
/// Closes what htmlHead() has opened.
QString htmlEnd();

/// One entry of a list of terms.
QString htmlTerm(const QString &name, const QString &text);
/// The entries that say whose report it is, who made it, and when; without the list around them.
QString htmlOrigin(const ReportOrigin &origin);

/// A row of headings.
QString htmlHeadings(const QStringList &headings);
/// A cell with @p html in it, of the class @p name if that is given.
QString htmlCell(const QString &html, const char *name = nullptr);

} // namespace syspulse
