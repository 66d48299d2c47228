// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/broker/brokertypes.h"
#include "ui/base/page.h"

namespace syspulse {

class MessagePane;

/// One tab of the Broker page: its content with a line about where that comes from and how old it is, or a
/// message about why there is none.
class BrokerTab : public QWidget
{
    Q_OBJECT

public:
    /// Shows what has changed with time: the age of what is told.
    void refresh();
    /// Nothing is known any more.
    virtual void clear();

signals:
    void setupRequested();
    void connectRequested();
    /// Something that the user asked for is done, or has @p failed.
    void noticed(const QString &text, bool failed);

protected:
    /// @p name is what the names of the parts begin with.
    BrokerTab(const QString &name, const PageContext &context, QWidget *parent = nullptr);

    const PageContext &context() const { return m_context; }
    /// Where the content goes.
    QVBoxLayout *contentLayout() const { return m_content; }
    /// Notes where a report comes from. Whether it has anything to show: what was shown before stays when it
    /// could not be read this time.
    bool takeSource(const BrokerSource &source);
    /// Whether what is shown is not known where packets are not counted.
    virtual bool needsCounting() const { return true; }
    /// Gives texts their colours again: the palette may have changed.
    virtual void recolor() {}

private:
    QString uncountedText() const;
    void sayNothing();
    void tellAge();

    PageContext m_context;
    QString m_name;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    QWidget *m_box;
    QVBoxLayout *m_content;
    QLabel *m_sourceText;
    std::optional<BrokerSource> m_source; ///< of what is shown
    Error m_error;                        ///< of the last attempt
    qint64 m_takenMs = 0;                 ///< monotonic: when m_source came
};

} // namespace syspulse
