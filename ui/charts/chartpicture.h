// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QSize>

#include "ui/charts/chartexport.h"

namespace syspulse {

/// A chart on paper: what it is called, whose it is and of when, the chart as on screen, its legend with the
/// figures, and where the values come from.
class ChartPicture
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ChartPicture)

public:
    /// @p panel must outlive the picture, which is of what it shows while it is painted.
    ChartPicture(ChartPanel &panel, const ChartOrigin &origin);

    QSize size() const { return m_size; }
    void paint(QPainter *painter) const;

private:
    int noteHeight(int width) const;

    ChartPanel &m_panel;
    QString m_caption; ///< instance and span
    QString m_note;    ///< provenance; a line for each part
    QSize m_size;
};

} // namespace syspulse
