// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/stagelist.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/base/steprow.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr ConnectStage stages[] = {ConnectStage::Address, ConnectStage::Login,    ConnectStage::Version,
                                   ConnectStage::Rights,  ConnectStage::MqttPort, ConnectStage::Mqtt};

} // namespace

StageList::StageList(QWidget *parent)
    : QFrame(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(0);
    for (qsizetype i = 0; i < qsizetype(std::size(stages)); ++i) {
        auto *row = new StepRow(QStringLiteral("stage%1").arg(i));
        //: %1 is a stage of connecting, such as "User and password"
        row->setAction(tr("Test"), tr("Test only: %1").arg(stageTitle(stages[i])));
        connect(row, &StepRow::actionTriggered, this, [this, i] { emit testRequested(stages[i]); });
        layout->addWidget(row);
        m_rows.append(row);
    }
    reset();
}

void StageList::reset()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->setStep(stageTitle(stages[i]), {}, std::nullopt);
}

void StageList::setStage(const StageResult &result)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (stages[i] == result.stage)
            m_rows.at(i)->setStep(stageTitle(result.stage), result.text, result.state);
    }
}

std::optional<StepState> StageList::state(ConnectStage stage) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (stages[i] == stage)
            return m_rows.at(i)->state();
    }
    return std::nullopt;
}

void StageList::setTestable(bool testable)
{
    for (StepRow *row : m_rows)
        row->setActionEnabled(testable);
}

QString StageList::stageTitle(ConnectStage stage)
{
    switch (stage) {
    case ConnectStage::Address:
        return tr("The instance answers");
    case ConnectStage::Login:
        return tr("User and password");
    case ConnectStage::Version:
        return tr("Version of HarperDB");
    case ConnectStage::Rights:
        return tr("Rights of the user");
    case ConnectStage::MqttPort:
        return tr("Address of the MQTT broker");
    case ConnectStage::Mqtt:
        return tr("Connection to the MQTT broker");
    }
    return {};
}

void StageList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColors(palette()).border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

} // namespace syspulse
