// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertchannelsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "core/alerts/alertdelivery.h"
#include "ui/alerts/alertchanneldialog.h"
#include "ui/alerts/alertchannelsmodel.h"
#include "ui/base/itemviews.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

AlertChannelsDialog::AlertChannelsDialog(AlertDelivery &delivery, Prompts &prompts,
                                         const UnitFormatter &format, QWidget *parent)
    : QDialog(parent)
    , m_delivery(delivery)
    , m_prompts(prompts)
    , m_model(new AlertChannelsModel(delivery, format, this))
    , m_table(new QTableView)
    , m_none(paragraph(QStringLiteral("channelsNone"),
                       tr("There are no channels, so alerts are shown on this desktop only.")))
    , m_result(paragraph(QStringLiteral("channelsResult")))
    , m_add(new QPushButton(tr("&Add channel…")))
    , m_edit(new QPushButton(tr("&Edit…")))
    , m_remove(new QPushButton(tr("Re&move")))
    , m_test(new QPushButton(tr("&Test")))
{
    setObjectName(QStringLiteral("alertChannelsDialog"));
    setWindowTitle(tr("Channels of alerts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 420);
    makeLayout();
    makeActions();
    connect(&m_delivery.channels(), &AlertChannelStore::loaded, this, &AlertChannelsDialog::refresh);
    connect(&m_delivery.channels(), &AlertChannelStore::changed, this, &AlertChannelsDialog::refresh);
    connect(&m_delivery, &AlertDelivery::resultChanged, this, &AlertChannelsDialog::refresh);
    // syspulsectl may have changed them.
    m_delivery.channels().refresh();
    refresh();
}

AlertChannelsDialog::~AlertChannelsDialog() = default;

void AlertChannelsDialog::makeLayout()
{
    m_table->setObjectName(QStringLiteral("alertChannels"));
    m_table->setAccessibleName(tr("Channels of alerts"));
    m_table->setModel(m_model);
    styleTable(m_table, {4, 22, 20, 30});
    m_add->setObjectName(QStringLiteral("channelAdd"));
    m_add->setIcon(themedIcon(QStringLiteral("add")));
    m_edit->setObjectName(QStringLiteral("channelEdit"));
    m_remove->setObjectName(QStringLiteral("channelRemove"));
    m_test->setObjectName(QStringLiteral("channelsTest"));
    m_test->setToolTip(tr("Sends a test message by the selected channel, whether or not it is on."));
    for (QPushButton *button : {m_add, m_edit, m_remove, m_test})
        button->setAutoDefault(false);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_add);
    bar->addStretch(1);
    bar->addWidget(m_test);
    bar->addWidget(m_edit);
    bar->addWidget(m_remove);
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 2 + 4);
    m_result->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("channelsClose"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(paragraph(QStringLiteral("channelsText"),
                                tr("Alerts of all instances are sent by each channel that is on, by this "
                                   "window or by the updater in the background, but never by both.")));
    layout->addLayout(bar);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_result);
    layout->addWidget(buttons);
}

void AlertChannelsDialog::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &keys,
                            void (AlertChannelsDialog::*act)()) {
        connect(addTableAction(m_table, name, text, keys), &QAction::triggered, this, act);
    };
    add(QStringLiteral("editChannel"), tr("&Edit…"), Qt::Key_Return, &AlertChannelsDialog::editCurrent);
    add(QStringLiteral("testChannel"), tr("&Test"), {}, &AlertChannelsDialog::testCurrent);
    add(QStringLiteral("removeChannel"), tr("Re&move"), QKeySequence::Delete,
        &AlertChannelsDialog::removeCurrent);
    connect(m_add, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_edit, &QPushButton::clicked, this, &AlertChannelsDialog::editCurrent);
    connect(m_remove, &QPushButton::clicked, this, &AlertChannelsDialog::removeCurrent);
    connect(m_test, &QPushButton::clicked, this, &AlertChannelsDialog::testCurrent);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != AlertChannelsModel::Enabled)
            editCurrent();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_selected = m_model->at(index.row()).id;
                refresh();
            });
}

void AlertChannelsDialog::refresh()
{
    m_model->refresh();
    if (current() == nullptr || current()->id != m_selected) {
        if (const int row = m_model->rowOf(m_selected); row >= 0)
            m_table->selectRow(row);
    }
    const AlertChannelStore &channels = m_delivery.channels();
    m_none->setVisible(channels.isLoaded() && channels.channels().isEmpty());
    m_table->setVisible(!channels.channels().isEmpty());
    const bool change = channels.canChange();
    const QString why = channels.isReadOnly() ? tr("The file with the channels cannot be changed by this "
                                                   "version of SysPulse; the log says why.")
                                              : QString();
    m_add->setEnabled(change);
    m_edit->setEnabled(change && current() != nullptr);
    m_remove->setEnabled(change && current() != nullptr);
    m_test->setEnabled(current() != nullptr && !m_testing);
    for (QPushButton *button : {m_add, m_edit, m_remove})
        button->setToolTip(why);
    for (QAction *action : m_table->actions())
        action->setEnabled(change && current() != nullptr);
}

const AlertChannel *AlertChannelsDialog::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void AlertChannelsDialog::edit(const AlertChannel &channel)
{
    auto *dialog = new AlertChannelDialog(m_delivery, m_prompts, channel, this);
    connect(dialog, &AlertChannelDialog::saved, this, &AlertChannelsDialog::keep);
    dialog->open();
}

void AlertChannelsDialog::editCurrent()
{
    if (const AlertChannel *channel = current(); channel != nullptr && m_delivery.channels().canChange())
        edit(*channel);
}

void AlertChannelsDialog::keep(const AlertChannel &channel, const std::optional<Secret> &secret)
{
    say({}, palette().color(QPalette::WindowText));
    const QString id = m_delivery.keep(channel, secret, this, [this](const Result<void> &kept) {
        if (!kept)
            say(describe(kept.error()), themeColors(palette()).error);
    });
    if (id.isEmpty())
        say(tr("The channel was not added: there are %1 channels already, which is the most. Remove one "
               "first.")
                .arg(maxAlertChannels),
            themeColors(palette()).warning);
    else
        m_selected = id;
    refresh();
}

void AlertChannelsDialog::removeCurrent()
{
    const AlertChannel *channel = current();
    if (channel == nullptr || !m_delivery.channels().canChange())
        return;
    m_prompts.confirm(this,
                      {tr("Remove the channel?"),
                       tr("Alerts are no longer sent to \"%1\". What is in the keychain for it goes too.")
                           .arg(alertChannelTitle(*channel)),
                       tr("Remove")},
                      [this, id = channel->id](bool confirmed) {
                          if (confirmed)
                              m_delivery.remove(id);
                      });
}

void AlertChannelsDialog::testCurrent()
{
    const AlertChannel *channel = current();
    if (channel == nullptr)
        return;
    m_testing = std::make_unique<QObject>();
    //: %1 is the name of a channel
    say(tr("Sending a test to \"%1\"…").arg(alertChannelTitle(*channel)),
        palette().color(QPalette::WindowText));
    m_delivery.test(*channel, std::nullopt, m_testing.get(),
                    [this, title = alertChannelTitle(*channel)](const Result<void> &result) {
                        m_testing.release()->deleteLater(); // it is calling
                        const ThemeColors &colors = themeColors(palette());
                        //: %1 is the name of a channel
                        say(result ? tr("The test was delivered to \"%1\".").arg(title)
                                   : describe(result.error()),
                            result ? colors.ok : colors.error);
                        refresh();
                    });
    refresh();
}

void AlertChannelsDialog::say(const QString &text, const QColor &color)
{
    setTextIfChanged(m_result, text);
    setTextColor(m_result, color);
}

} // namespace syspulse
