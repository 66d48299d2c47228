// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

#include "core/base/severity.h"
#include "core/clients/visittypes.h"
#include "ui/base/page.h"

namespace syspulse {

class ClientTimeline;
class DiaryModel;

/// The diary of the clients: who came and went, searched and exported, and a time line of the selected
/// client. Reads what is kept on this computer, while it is shown.
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

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeBar();
    void read();
    void take(const DiaryPage &page, qint64 toMs);
    void exportShown();

    PageContext m_context;
    DiaryModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_range;
    QLabel *m_count;
    QPushButton *m_export;
    QTableView *m_table;
    ClientTimeline *m_timeline;
    QTimer m_typing; ///< not each letter of a search is one
    DiaryPage m_page;
    std::optional<qint64> m_readMs; ///< monotonic: when it was read last
};

} // namespace syspulse
