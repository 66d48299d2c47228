// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertsuggestions.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/alerts/suggestedrules.h"
#include "core/session/livestore.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// What @p topic was at most in the last week, as far as it was seen.
std::optional<double> recentMaximum(const LiveStore &store, const QString &topic)
{
    constexpr qint64 weekMs = 7LL * 24 * 3600 * 1000;
    const QList<SeriesPoint> points = store.points(topic, store.nowMs() - weekMs, store.nowMs());
    const auto largest =
        std::max_element(points.cbegin(), points.cend(),
                         [](const SeriesPoint &a, const SeriesPoint &b) { return a.value < b.value; });
    return largest == points.cend() ? std::nullopt : std::optional(largest->value);
}

} // namespace

AlertSuggestions::AlertSuggestions(const QList<AlertRule> &known, const LiveStore &store,
                                   const AlertTexts &texts, QWidget *parent)
    : QDialog(parent)
    , m_rules(suggestedRules(store.intervalSeconds(),
                             [&store](const QString &topic) { return recentMaximum(store, topic); }))
{
    setObjectName(QStringLiteral("alertSuggestions"));
    setWindowTitle(tr("Suggested alert rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(600);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(6);
    layout->addWidget(paragraph(QStringLiteral("suggestionsText"),
                                tr("Choose the rules to add. Each can be changed or removed afterwards.")));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *add = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    add->setObjectName(QStringLiteral("suggestionsAdd"));
    const auto follow = [this, add] {
        add->setEnabled(std::any_of(m_boxes.cbegin(), m_boxes.cend(),
                                    [](const QCheckBox *box) { return box->isChecked(); }));
    };
    auto *list = new QWidget;
    auto *entries = new QVBoxLayout(list);
    entries->setContentsMargins(0, 0, 0, 0);
    entries->setSpacing(4);
    for (const AlertRule &rule : std::as_const(m_rules)) {
        const bool there = std::any_of(known.cbegin(), known.cend(), [&](const AlertRule &other) {
            return other.topic == rule.topic && other.condition == rule.condition;
        });
        const QString name = texts.name(rule);
        //: %1 is the name of a rule
        auto *box = new QCheckBox(there ? tr("%1 (there is such a rule already)").arg(name) : name);
        box->setObjectName(QStringLiteral("suggestion%1").arg(m_boxes.size() + 1));
        box->setChecked(!there);
        box->setEnabled(!there);
        if (!m_boxes.isEmpty())
            entries->addSpacing(10);
        entries->addWidget(box);
        QLabel *what = paragraph({}, texts.sentence(rule));
        QLabel *advice = paragraph({}, AlertTexts::advice(rule));
        setTextColor(what, themeColors(palette()).muted);
        for (QLabel *label : {what, advice}) {
            label->setContentsMargins(24, 0, 8, 0);
            entries->addWidget(label);
        }
        m_boxes.append(box);
        connect(box, &QCheckBox::toggled, this, follow);
    }
    entries->addStretch(1);
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("suggestionsArea"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(list);
    layout->addWidget(area, 1);
    layout->addSpacing(4);
    layout->addWidget(buttons);
    add->setDefault(true);
    resize(minimumWidth(), 600);
    follow();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QList<AlertRule> wanted;
        for (qsizetype i = 0; i < m_rules.size(); ++i) {
            if (m_boxes.at(i)->isChecked())
                wanted.append(m_rules.at(i));
        }
        emit chosen(wanted);
        accept();
    });
}

} // namespace syspulse
