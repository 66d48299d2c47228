// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace syspulse {

struct DiagnosticsSources;

/// Name, version and licence of the program, and a report that can be copied for whoever is asked for help.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    /// The report tells the state at this moment. Deletes itself when closed.
    explicit AboutDialog(const DiagnosticsSources &sources, QWidget *parent = nullptr);
};

} // namespace syspulse
