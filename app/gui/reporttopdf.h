// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syspulse {

/// Reads a report, the page that "syspulsectl report" prints, from standard input and writes it as PDF to
/// standard output. Needs no display: fonts and vectors are all that is drawn. @returns the exit code: 1
/// where nothing could be read or written, which is said on standard error.
int reportToPdf(int argc, char **argv);

} // namespace syspulse
