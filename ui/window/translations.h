// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

namespace syspulse {

/// The texts of the program and of Qt in one language. Install them before the first widget is made: texts
/// that are already shown stay as they are.
class Translations
{
public:
    Translations() = default;
    ~Translations();
    Q_DISABLE_COPY_MOVE(Translations)

    /// Speaks @p language ("en", "de"; empty: what the system prefers) from now on, and writes numbers and
    /// dates as that language does.
    void use(const QString &language);

    /// The locale for @p language on a computer that is set to @p system: the system's own where it has this
    /// language, else the language as written in the system's region, so that the user in Austria keeps
    /// Austria's dates. Where no such form is known, English is British.
    static QLocale localeFor(const QString &language, const QLocale &system);

private:
    QTranslator m_texts;
    QTranslator m_qtTexts;
};

} // namespace syspulse
