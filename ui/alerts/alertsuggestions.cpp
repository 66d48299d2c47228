// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertsuggestions.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/topics/systopics.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

QList<AlertRule> AlertSuggestions::rules(int intervalSeconds)
{
    AlertRule silent;
    silent.suggestion = notCurrentSuggestion;
    silent.topic = systopics::heartbeat;
    silent.condition = AlertCondition::NoData;
    silent.forSeconds = std::clamp<qint64>(3LL * intervalSeconds, 60, maxAlertSeconds);
    AlertRule logins;
    logins.suggestion = failedLoginsSuggestion;
    logins.topic = systopics::loginsFailed;
    logins.condition = AlertCondition::RateAbove;
    logins.threshold = 0.1;
    logins.hysteresis = 0.05;
    logins.forSeconds = 60;
    AlertRule empty;
    empty.suggestion = noClientsSuggestion;
    empty.topic = systopics::clientsConnected;
    empty.condition = AlertCondition::ValueBelow;
    empty.threshold = 1;
    empty.forSeconds = 60;
    return {silent, logins, empty};
}

AlertSuggestions::AlertSuggestions(const QList<AlertRule> &known, int intervalSeconds,
                                   const AlertTexts &texts, QWidget *parent)
    : QDialog(parent)
    , m_rules(rules(intervalSeconds))
{
    setObjectName(QStringLiteral("alertSuggestions"));
    setWindowTitle(tr("Suggested alert rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(560);
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
        QLabel *what = paragraph({}, texts.sentence(rule));
        what->setContentsMargins(24, 0, 0, 0);
        setTextColor(what, themeColors(palette()).muted);
        layout->addSpacing(8);
        layout->addWidget(box);
        layout->addWidget(what);
        m_boxes.append(box);
        connect(box, &QCheckBox::toggled, this, follow);
    }
    layout->addSpacing(10);
    layout->addStretch(1);
    layout->addWidget(buttons);
    add->setDefault(true);
    // The size hint of wrapped texts is for narrower lines.
    resize(minimumWidth(), layout->heightForWidth(minimumWidth()));
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
