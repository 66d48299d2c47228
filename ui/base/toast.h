// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "ui/base/banner.h"

namespace syspulse {

/// A banner that tells what has come of something, over the foot of its page, where it moves nothing. It goes
/// by itself, but for a failure and for what offers something to do, which stay until they are closed: the
/// button for that is called name + "Other".
class Toast : public Banner
{
    Q_OBJECT

public:
    /// @p name as for a banner.
    explicit Toast(const QString &name);

    /// Makes it a child of @p page, which has all its other children by then: the keyboard comes to it last.
    void putOver(QWidget *page);

    /// Shows @p text; an empty @p action hides its button.
    void tell(Severity severity, const QString &text, const QString &action = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QTimer m_end;
};

} // namespace syspulse
