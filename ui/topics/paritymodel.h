// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topics/parity.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// A parity report as a table, one row per topic of the convention.
class ParityModel : public RowsModel<ParityRow>
{
    Q_OBJECT

public:
    enum Column { Topic, State, Own, Value, Age, Note };

    explicit ParityModel(const UnitFormatter &format, QObject *parent = nullptr);

    /// Shows @p report. Of the same convention only the values are taken over, so that selection and scroll
    /// position survive.
    void setReport(const ParityReport &report);
    const ParityReport &report() const { return m_report; }

protected:
    QVariant cell(const ParityRow &row, int column, int role) const override;

private:
    ParityReport m_report;
};

} // namespace syspulse
