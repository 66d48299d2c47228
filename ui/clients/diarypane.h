// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

#include "core/base/severity.h"
#include "core/clients/visittypes.h"
#include "ui/base/page.h"

namespace syspulse {

class ClientTimeline;
class DiaryModel;
class MessagePane;

/// The diary of the clients: who came and went, searched and exported, and a time line of the selected
/// client. Reads what is kept on this computer, while it is shown; says where none is kept, and leads to the
/// switch.
class DiaryPane : public QWidget
{
    Q_OBJECT

public:
    explicit DiaryPane(const PageContext &context, QWidget *parent = nullptr);

    /// Nothing is known any more.
    void clear();
    /// Reads again where it is due.
    void refresh();

signals:
    void noticed(syspulse::Severity severity, const QString &text);
    /// The user wants to choose whether a diary is kept.
    void settingsRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeBar();
    /// Says whether the diary goes on.
    void tellState();
    void read();
    void take(const DiaryPage &page, qint64 toMs);
    void exportShown();

    PageContext m_context;
    DiaryModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_range;
    QLabel *m_count;
    QPushButton *m_export;
    QPushButton *m_settings;
    QLabel *m_off; ///< that what is listed is all there will be
    QStackedWidget *m_stack;
    QWidget *m_visits;
    MessagePane *m_empty; ///< instead of them
    QTableView *m_table;
    ClientTimeline *m_timeline;
    QTimer m_typing; ///< not each letter of a search is one
    DiaryPage m_page;
    std::optional<qint64> m_readMs; ///< monotonic: when it was read last
};

} // namespace syspulse
