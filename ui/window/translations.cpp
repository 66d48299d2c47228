// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace syspulse {

namespace {

const QString &folder()
{
    static const QString path = QStringLiteral(":/syspulse/translations");
    return path;
}

} // namespace

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
}

QLocale Translations::localeFor(const QString &language, const QLocale &system)
{
    const QLocale wanted(language);
    if (language.isEmpty() || wanted.language() == system.language())
        return system;
    const QLocale here(wanted.language(), system.territory());
    if (system.territory() != QLocale::AnyTerritory && here.territory() == system.territory())
        return here;
    // English of no place is American to Qt, with the month before the day.
    return wanted.language() == QLocale::English ? QLocale(QLocale::English, QLocale::UnitedKingdom) : wanted;
}

void Translations::use(const QString &language)
{
    const QLocale locale = localeFor(language, QLocale::system());
    QLocale::setDefault(locale);
    const QString name = QStringLiteral("syspulse");
    const QString separator = QStringLiteral("_");
    // The English file has plural forms only; without it "1 profiles" would be said.
    if (!m_texts.load(locale, name, separator, folder()) &&
        !m_texts.load(QLocale(QLocale::English), name, separator, folder()))
        return;
    QCoreApplication::installTranslator(&m_texts);
    // Qt's own texts are looked up in the language that was found, or the buttons of a dialog would differ
    // from it.
    if (m_qtTexts.load(QLocale(m_texts.language()), QStringLiteral("qtbase"), separator,
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTexts);
}

} // namespace syspulse
