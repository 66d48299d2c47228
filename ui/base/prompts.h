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

/// Where a file is to be written.
struct SaveQuestion
{
    QString title;
    QString name;   ///< suggested, without a folder
    QString filter; ///< "CSV file (*.csv)"
};

/// @p timeMs as a part of such a name.
QString fileStamp(qint64 timeMs);

/// The one place where the program asks, so that tests can answer.
class Prompts
{
public:
    using Answer = std::function<void(bool confirmed)>;
    using Chosen = std::function<void(const QString &path)>;

    virtual ~Prompts() = default;
    /// Asks without blocking; @p answer is called once, and not at all when @p parent goes away before.
    virtual void confirm(QWidget *parent, const Question &question, Answer answer) = 0;
    /// Asks for a file to write, without blocking; @p chosen gets its path and is not called when the user
    /// changes their mind.
    virtual void chooseSaveFile(QWidget *parent, const SaveQuestion &question, Chosen chosen) = 0;
    /// The same for a file to read.
    virtual void chooseOpenFile(QWidget *parent, const QString &title, const QString &filter,
                                Chosen chosen) = 0;
};

/// Asks with dialogs.
class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget *parent, const Question &question, Answer answer) override;
    void chooseSaveFile(QWidget *parent, const SaveQuestion &question, Chosen chosen) override;
    void chooseOpenFile(QWidget *parent, const QString &title, const QString &filter, Chosen chosen) override;
};

} // namespace syspulse
