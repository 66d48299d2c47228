// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>

#include "core/units/unitformatter.h"
#include "ui/base/sparkline.h"

namespace syspulse {

/// What a card shows.
struct CardContent
{
    FormattedValue value; ///< unknownText() where it is not known
    QString age;          ///< "4 s ago"; empty without a value
    bool stale = false;   ///< not current: shown grey
    QString source;       ///< "analytics"; empty hides the badge
    QString reason;       ///< why there is no value; shown instead of the age
    SparklineData course;
};

/// One value with its unit, recent course, age and source. Its labels are called name + "Value", "Unit",
/// "Age" and "Source".
class ValueCard : public QFrame
{
    Q_OBJECT

public:
    ValueCard(const QString &name, const QString &title, QWidget *parent = nullptr);

    void setContent(const CardContent &content);
    bool isStale() const { return m_stale; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void colorize();

    QLabel *m_title;
    QLabel *m_value;
    QLabel *m_unit;
    QLabel *m_age;
    QLabel *m_source;
    Sparkline *m_sparkline;
    bool m_stale = false;
};

} // namespace syspulse
