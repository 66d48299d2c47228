// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QRectF>
#include <QStaticText>

class QPainter;

namespace syspulse {

/// Short texts that are drawn again and again, such as figures and the labels of axes. Each is laid out once;
/// where it is not pixels that are drawn, it stays a text.
class LaidTexts
{
public:
    /// Draws @p text in the font and the pen of @p painter, on whole pixels of @p area; not cut off.
    void draw(QPainter *painter, const QRectF &area, Qt::Alignment alignment, const QString &text);

private:
    /// Beyond it what was drawn before is forgotten.
    static constexpr qsizetype maxTexts = 64;

    QHash<QString, QStaticText> m_texts;
};

} // namespace syspulse
