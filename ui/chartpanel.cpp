// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chartpanel.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/legendbutton.h"
#include "ui/livestore.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace syspulse {

ChartPanel::ChartPanel(const QString &name, const QString &title, const QList<ChartLine> &lines,
                       bool integers, const UnitFormatter &format, QWidget *parent)
    : QFrame(parent)
    , m_lines(lines)
    , m_chart(new TimeChart(int(lines.size()), integers, format))
{
    setObjectName(name);
    m_chart->setObjectName(name + QStringLiteral("Chart"));
    m_chart->setAccessibleName(title);
    QLabel *heading = plainLabel(name + QStringLiteral("Title"), title);
    scaleFont(heading, 1.0, true);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(heading);
    head->addStretch(1);
    for (int i = 0; i < int(lines.size()); ++i) {
        auto *entry = new LegendButton(lines.at(i).name, i);
        entry->setObjectName(name + QStringLiteral("Line%1").arg(i));
        entry->setChecked(lines.at(i).visible);
        entry->setToolTip(tr("Shows or hides this line."));
        m_chart->setLineVisible(i, lines.at(i).visible);
        connect(entry, &QAbstractButton::toggled, this, [this, i](bool checked) {
            m_chart->setLineVisible(i, checked);
            emit linesChanged();
        });
        head->addWidget(entry);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_chart, 1);
}

void ChartPanel::refresh(const LiveStore &store, qint64 fromMs, qint64 toMs)
{
    const int columns = m_chart->plotWidth();
    QList<QList<QPointF>> points;
    for (int i = 0; i < int(m_lines.size()); ++i) {
        const ChartLine &line = m_lines.at(i);
        if (!m_chart->isLineVisible(i)) {
            points.append(QList<QPointF>());
            continue;
        }
        points.append(decimate(line.rate ? store.ratePoints(line.topic, fromMs, toMs)
                                         : store.points(line.topic, fromMs, toMs),
                               fromMs, toMs, columns));
    }
    // Thinned out, neighbours can be one column apart without a gap between them.
    m_chart->plot(points, fromMs, toMs, std::max(store.staleAfterMs(), (toMs - fromMs) / columns + 1));
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace syspulse
