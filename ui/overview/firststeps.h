// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QList>
#include <QPushButton>

namespace syspulse {

class LiveStore;
class Session;
struct PageContext;

/// The way from nothing to live charts in four steps: what each does, and which are done, next and later.
/// What to do about the next one is said by whoever shows the guide.
class FirstSteps : public QFrame
{
    Q_OBJECT

public:
    enum class Step { Connect, Setup, Update, Watch };
    static constexpr int stepCount = 4;

    explicit FirstSteps(QWidget *parent = nullptr);

    void refresh(const PageContext &context);

    /// How many of the steps are done, in their order: a later one counts only when those before it do.
    static int doneOf(const Session &session, const LiveStore &store);

signals:
    /// The user knows the way.
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *icon;
        QLabel *title;
        QLabel *state;
        QLabel *text;
    };

    void colorize();

    QList<Row> m_rows; ///< by Step
    QPushButton *m_dismiss;
    int m_done = -1;
};

} // namespace syspulse
