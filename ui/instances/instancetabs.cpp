// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancetabs.h"

#include <QEvent>

#include "core/session/linkstatus.h"
#include "ui/base/environmentcolors.h"
#include "ui/base/statusdot.h"
#include "ui/base/text.h"
#include "ui/instances/instances.h"

namespace syspulse {

namespace {

constexpr int dotSize = 12;

} // namespace

InstanceTabs::InstanceTabs(Instances &instances, QWidget *parent)
    : QTabBar(parent)
    , m_instances(instances)
{
    setObjectName(QStringLiteral("instanceTabs"));
    setAccessibleName(tr("Open instances"));
    setDocumentMode(true);
    setExpanding(false);
    setTabsClosable(true);
    setElideMode(Qt::ElideRight);
    setIconSize(QSize(dotSize, dotSize));
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_rebuilding && index >= 0)
            emit chosen(m_instances.all().at(index));
    });
    // Also when the tab is the current one: another page may hide what it stands for.
    connect(this, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0)
            emit chosen(m_instances.all().at(index));
    });
    connect(this, &QTabBar::tabCloseRequested, this,
            [this](int index) { emit closeRequested(m_instances.all().at(index)); });
    connect(&instances, &Instances::added, this, [this](Instance *instance) {
        connect(instance, &Instance::titleChanged, this, &InstanceTabs::refresh);
        connect(&instance->session().connection(), &SessionConnection::mqttStateChanged, this,
                &InstanceTabs::refresh);
        rebuild();
    });
    connect(&instances, &Instances::removed, this, [this](Instance *instance) {
        disconnect(instance, nullptr, this, nullptr);
        disconnect(&instance->session(), nullptr, this, nullptr);
        rebuild();
    });
    rebuild();
}

void InstanceTabs::rebuild()
{
    m_rebuilding = true;
    while (count() > int(m_instances.all().size()))
        removeTab(count() - 1);
    while (count() < int(m_instances.all().size()))
        addTab(QString());
    m_rebuilding = false;
    m_shown = QList<Shown>(count());
    setVisible(count() > 1);
    refresh();
}

void InstanceTabs::refresh()
{
    for (int i = 0; i < count(); ++i) {
        const Instance &instance = *m_instances.all().at(i);
        const Session &session = instance.session();
        LinkStatus::Light light = LinkStatus::instance(session);
        if (session.isReachable() && session.mqttState() != MqttClient::State::Connected)
            light = LinkStatus::broker(session);
        const QString environment =
            instance.wasUsed() ? environmentText(session.profile().environment) : QString();
        QString text = instance.title();
        if (text.isEmpty())
            text = tr("New instance");
        QString hint = instance.address() + QLatin1Char('\n') + light.text;
        if (!environment.isEmpty())
            hint += QLatin1Char('\n') + environment;
        const Shown shown{text, hint, severityColor(light.severity, palette()),
                          environmentColor(session.profile().environment, palette())};
        // The bar lays out all of its tabs for each thing that it is told.
        if (shown == m_shown.at(i))
            continue;
        m_shown[i] = shown;
        // An ampersand in a name is not a mnemonic.
        setTabText(i, QString(text).replace(QLatin1Char('&'), QLatin1String("&&")));
        setTabIcon(i, discPixmap(dotSize, dotSize - 2, shown.dot));
        setTabToolTip(i, plainToolTip(hint));
        setTabTextColor(i, shown.color);
    }
}

void InstanceTabs::setCurrent(const Instance *instance)
{
    m_rebuilding = true;
    for (int i = 0; i < count(); ++i) {
        if (m_instances.all().at(i) == instance)
            setCurrentIndex(i);
    }
    m_rebuilding = false;
}

void InstanceTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace syspulse
