// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/firststeps.h"

#include <array>

#include <QEvent>
#include <QGridLayout>

#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/topics/systopics.h"
#include "ui/base/page.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

FirstSteps::FirstSteps(QWidget *parent)
    : QFrame(parent)
    , m_dismiss(new QPushButton(tr("Do not show aga&in")))
{
    setObjectName(QStringLiteral("firstSteps"));
    setAccessibleName(tr("First steps"));
    const std::array<QString, stepCount> titles{tr("1. Connect to an instance"), tr("2. Set up $SYS"),
                                                tr("3. Start the updater"), tr("4. Watch the charts")};
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < stepCount; ++i) {
        const QString name = QStringLiteral("firstStep%1").arg(i + 1);
        const Row row{plainLabel({}), plainLabel(name + QStringLiteral("Title"), titles.at(std::size_t(i))),
                      plainLabel(name + QStringLiteral("State")), paragraph(name + QStringLiteral("Text"))};
        row.icon->setAlignment(Qt::AlignTop);
        row.text->setContentsMargins(0, 0, 0, 8);
        grid->addWidget(row.icon, 2 * i, 0, 2, 1, Qt::AlignTop);
        grid->addWidget(row.title, 2 * i, 1);
        grid->addWidget(row.state, 2 * i, 2, Qt::AlignRight);
        grid->addWidget(row.text, 2 * i + 1, 1, 1, 2);
        m_rows.append(row);
    }
    m_dismiss->setObjectName(QStringLiteral("firstStepsDismiss"));
    m_dismiss->setAccessibleDescription(tr("The menu Help brings the first steps back."));
    m_dismiss->setToolTip(m_dismiss->accessibleDescription());
    grid->addWidget(m_dismiss, 2 * stepCount, 1, 1, 2, Qt::AlignRight);
    connect(m_dismiss, &QPushButton::clicked, this, &FirstSteps::dismissed);
}

int FirstSteps::doneOf(const Session &session, const LiveStore &store)
{
    if (!session.isConnected())
        return 0;
    // Values that arrive are proof of everything before them, whoever writes them.
    if (!store.isEmpty() && session.mqttState() == MqttClient::State::Connected)
        return stepCount;
    if (!session.plan() || !session.plan()->complete())
        return 1;
    return session.updaterStatus().state == UpdaterState::Stopped ? 2 : 3;
}

void FirstSteps::refresh(const PageContext &context)
{
    const InstanceInfo &info = context.session.info();
    const QString command = context.session.isConnected()
                                ? subscribeCommand(systopics::all, info.mqtt, info.user)
                                : QStringLiteral("mosquitto_sub -t '$SYS/#' -v");
    const std::array<QString, stepCount> texts{
        tr("Say where HarperDB's operations API is and log in. Nothing on the instance changes by that."),
        tr("Adds a small component and its tables, proves over MQTT that they work, and can be undone."),
        tr("Reads the broker's numbers every few seconds and writes those that changed as $SYS topics."),
        //: %1 is a command for a shell
        tr("Cards and charts follow the values as they arrive. Any MQTT client sees them too: %1")
            .arg(command)};
    const int done = doneOf(context.session, context.store);
    for (int i = 0; i < stepCount; ++i) {
        const Row &row = m_rows.at(i);
        setTextIfChanged(row.text, texts.at(std::size_t(i)));
        setTextIfChanged(row.state, i < done ? tr("Done") : i == done ? tr("Next") : tr("Later"));
    }
    if (m_done == done)
        return;
    m_done = done;
    QStringList spoken;
    for (const Row &row : std::as_const(m_rows))
        spoken.append(row.title->text() + QStringLiteral(": ") + row.state->text());
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    for (int i = 0; i < stepCount; ++i) {
        QFont font = m_rows.at(i).title->font();
        font.setBold(i == done);
        m_rows.at(i).title->setFont(font);
    }
    colorize();
}

void FirstSteps::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorize();
}

void FirstSteps::colorize()
{
    const ThemeColors &colors = themeColors(palette());
    for (int i = 0; i < stepCount; ++i) {
        const Row &row = m_rows.at(i);
        const QColor color = i < m_done ? colors.ok : i == m_done ? colors.accent : colors.muted;
        const QString icon = i < m_done    ? QStringLiteral("ok")
                             : i == m_done ? QStringLiteral("play")
                                           : QStringLiteral("needed");
        row.icon->setPixmap(themedPixmap(icon, color, 20, devicePixelRatioF()));
        setTextColor(row.state, color);
        setTextColor(row.text, colors.muted);
    }
}

} // namespace syspulse
