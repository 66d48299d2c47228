// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/topicpicker.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/topics/systopics.h"
#include "ui/base/filteredit.h"
#include "ui/base/text.h"
#include "ui/charts/chartspec.h"

namespace syspulse {

TopicPicker::TopicPicker(const LiveStore &store, const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_filter(
          filterEdit(QStringLiteral("pickerFilter"), tr("Filter by a part of the topic"), tr("Topic filter")))
    , m_list(new QListWidget)
{
    setObjectName(QStringLiteral("topicPicker"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 460);
    m_filter->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("pickerList"));
    m_list->setAccessibleName(tr("Topics with numbers"));
    QStringList topics = store.topics();
    topics.sort();
    for (const QString &topic : std::as_const(topics)) {
        if (!store.value(topic)->number)
            continue;
        auto *item = new QListWidgetItem(oneLine(topic));
        item->setData(Qt::UserRole, topic);
        m_list->addItem(item);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_add = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("pickerAdd"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    m_add->setDefault(true); // known to the dialog only now
    connect(m_filter, &QLineEdit::textChanged, this, &TopicPicker::filter);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &TopicPicker::choose);
    connect(m_list, &QListWidget::currentRowChanged, m_add, [this](int row) { m_add->setEnabled(row >= 0); });
    connect(buttons, &QDialogButtonBox::accepted, this, &TopicPicker::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    filter({});
}

void TopicPicker::offerCanary()
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString().startsWith(systopics::canary)) {
            m_list->insertItem(0, chartTitle({{}, canaryLines()})); // no topic
            return filter(m_filter->text());
        }
    }
}

void TopicPicker::filter(const QString &text)
{
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool hidden = !m_list->item(row)->text().contains(text.trimmed(), Qt::CaseInsensitive);
        m_list->item(row)->setHidden(hidden);
        if (first < 0 && !hidden)
            first = row;
    }
    m_list->setCurrentRow(first);
    m_add->setEnabled(first >= 0);
}

void TopicPicker::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr || item->isHidden())
        return;
    const QString topic = item->data(Qt::UserRole).toString();
    if (topic.isEmpty())
        emit canaryChosen();
    else
        emit topicChosen(topic);
    accept();
}

bool TopicPicker::eventFilter(QObject *watched, QEvent *event)
{
    // Up and down walk through the list while the filter is being typed.
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int step = key == Qt::Key_Up ? -1 : 1;
            for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
                if (!m_list->item(row)->isHidden()) {
                    m_list->setCurrentRow(row);
                    break;
                }
            }
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace syspulse
