// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QString>

class QWidget;

namespace syspulse {

/// A question before something that cannot be taken back, or that others will notice.
struct Question
{
    QString title;   ///< "Undo the setup?"
    QString text;    ///< what will happen, as whole sentences; plain text
    QString confirm; ///< label of the button that does it
};

/// The one place where the program asks, so that tests can answer.
class Prompts
{
public:
    using Answer = std::function<void(bool confirmed)>;

    virtual ~Prompts() = default;
    /// Asks without blocking; @p answer is called once, and not at all when @p parent goes away before.
    virtual void confirm(QWidget *parent, const Question &question, Answer answer) = 0;
};

/// Asks with a message box.
class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget *parent, const Question &question, Answer answer) override;
};

} // namespace syspulse
