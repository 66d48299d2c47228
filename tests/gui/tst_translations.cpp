// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QListWidget>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include "core/topics/catalogue.h"
#include "ui/base/metrictext.h"
#include "ui/window/mainwindow.h"
#include "ui/window/translations.h"

using namespace syspulse;

namespace {

struct Message
{
    QString source;
    QStringList translations; ///< one for each plural form
    bool finished = true;
};

/// The messages of a .ts file by context, source and comment.
QMap<QString, Message> readMessages(const QString &path)
{
    QMap<QString, Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    QString comment;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            if (xml.name() == QLatin1String("message")) {
                message = {};
                comment.clear();
            } else if (xml.name() == QLatin1String("name")) {
                context = xml.readElementText();
            } else if (xml.name() == QLatin1String("source")) {
                message.source = xml.readElementText();
            } else if (xml.name() == QLatin1String("comment")) {
                comment = xml.readElementText();
            } else if (xml.name() == QLatin1String("numerusform")) {
                message.translations.append(xml.readElementText());
            } else if (xml.name() == QLatin1String("translation")) {
                message.finished = xml.attributes().value(QLatin1String("type")).isEmpty();
                xml.readNext();
                if (xml.isCharacters() && !xml.isWhitespace())
                    message.translations.append(xml.text().toString());
                else if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                    message.translations.append(xml.readElementText());
            }
        } else if (xml.isEndElement() && xml.name() == QLatin1String("message")) {
            messages.insert(context + QLatin1Char('|') + message.source + QLatin1Char('|') + comment,
                            message);
        }
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%(L?[0-9]+|n)"));
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured());
    found.sort();
    return found;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void filesHoldEveryText_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("de") << QStringLiteral("syspulse_de.ts");
        QTest::newRow("en") << QStringLiteral("syspulse_en.ts");
    }

    /// "make translations" on a copy finds nothing new and nothing that is gone.
    void filesHoldEveryText()
    {
        QFETCH(QString, name);
        const QString sources = QStringLiteral(SYSPULSE_SOURCES);
        const QString kept = sources + QStringLiteral("/resources/translations/") + name;
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(kept, folder.filePath(name)));
        QProcess lupdate;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LUPDATE"), QStringLiteral(SYSPULSE_LUPDATE));
        lupdate.setProcessEnvironment(environment);
        lupdate.start(QStringLiteral("bash"),
                      {sources + QStringLiteral("/installer/translations.sh"), folder.path()});
        QVERIFY(lupdate.waitForFinished(test::patienceMs));
        QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());

        const QMap<QString, Message> before = readMessages(kept);
        const QMap<QString, Message> after = readMessages(folder.filePath(name));
        QVERIFY(!before.isEmpty());
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            QVERIFY2(after.contains(it.key()), qPrintable(it.key() + QStringLiteral(" is no longer used")));
        for (auto it = after.cbegin(); it != after.cend(); ++it) {
            QVERIFY2(before.contains(it.key()), qPrintable(it.key() + QStringLiteral(" is missing")));
            QVERIFY2(it->finished && !it->translations.isEmpty(),
                     qPrintable(it.key() + QStringLiteral(" is not translated")));
            for (const QString &translation : it->translations) {
                QVERIFY2(!translation.isEmpty(), qPrintable(it.key()));
                QVERIFY2(placeholders(it->source) == placeholders(translation),
                         qPrintable(it.key() + QStringLiteral(" has other placeholders: ") + translation));
            }
        }
    }

    /// Written into records, so English there; on the page in the language of the window.
    void theCatalogueIsTranslated()
    {
        const auto english = describeTopic(QStringLiteral("$SYS/broker/topics/shop/bytes/sent"));
        QCOMPARE(MetricText::meaning(*english), english->meaning);
        Translations german;
        german.use(QStringLiteral("de"));
        for (const MetricDescription &metric : catalogue()) {
            QVERIFY2(MetricText::meaning(metric) != metric.meaning, qPrintable(metric.meaning));
            if (!metric.publishable())
                QVERIFY2(MetricText::unavailable(metric) != metric.unavailable,
                         qPrintable(metric.unavailable));
            // The half of a sentence that was not found would stay English.
            QVERIFY2(!MetricText::meaning(metric).contains(QStringLiteral(" packets")),
                     qPrintable(MetricText::meaning(metric)));
        }
        QCOMPARE(
            MetricText::meaning(*english),
            QStringLiteral("PUBLISH-Bytes, gesendet seit dem Start des Brokers. Nur Topics unter \"shop\"."));
        for (const MetricKind kind : {MetricKind::Static, MetricKind::Gauge, MetricKind::Counter})
            QVERIFY2(MetricText::name(kindName(kind)) != kindName(kind), qPrintable(kindName(kind)));
        QCOMPARE(MetricText::name(QStringLiteral("something else")), QStringLiteral("something else"));
    }

    void numbersAndPluralsFollowTheLanguage()
    {
        {
            Translations german;
            german.use(QStringLiteral("de"));
            const UnitFormatter format;
            QCOMPARE(format.number(1234.5, NumberStyle::Full), QStringLiteral("1.234,50"));
            QCOMPARE(format.age(4000), QStringLiteral("vor 4 s"));
            QCOMPARE(
                QCoreApplication::translate("syspulse::ProfileBar", "%n profile(s) imported.", nullptr, 1),
                QStringLiteral("1 Profil importiert."));
        }
        Translations english;
        english.use(QStringLiteral("en"));
        QCOMPARE(UnitFormatter().number(1234.5, NumberStyle::Full), QStringLiteral("1,234.50"));
        QCOMPARE(QCoreApplication::translate("syspulse::ProfileBar", "%n profile(s) imported.", nullptr, 1),
                 QStringLiteral("1 profile imported."));
    }

    void theSystemsOwnFormOfALanguageIsKept()
    {
        const QLocale austria(QStringLiteral("de_AT"));
        QCOMPARE(Translations::localeFor(QStringLiteral("de"), austria), austria);
        QCOMPARE(Translations::localeFor({}, austria), austria);
        QCOMPARE(Translations::localeFor(QStringLiteral("en"), austria).language(), QLocale::English);
    }

    void englishDoesNotMeanAmericanDates_data()
    {
        QTest::addColumn<QString>("system");
        QTest::addColumn<QString>("date");
        const auto row = [](const char *system, const char *date) {
            QTest::newRow(system) << QString::fromLatin1(system) << QString::fromLatin1(date);
        };
        row("de_AT", "25/11/2026");
        row("de_DE", "25/11/2026");
        row("fr_FR", "25/11/2026"); // no English of France is known
        row("C", "25/11/2026");
        row("en_US", "11/25/26"); // as the system has it
    }

    void englishDoesNotMeanAmericanDates()
    {
        QFETCH(QString, system);
        QFETCH(QString, date);
        const QLocale locale = Translations::localeFor(QStringLiteral("en"), QLocale(system));
        QCOMPARE(locale.language(), QLocale::English);
        QCOMPARE(locale.toString(QDate(2026, 11, 25), QLocale::ShortFormat), date);
    }

    void theMenuKeepsTheChoice()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        QVERIFY(child<QAction>(window, "languageSystem")->isChecked());
        QVERIFY(!child<QAction>(window, "languageNote")->isEnabled());
        child<QAction>(window, "languagede")->trigger();
        QCOMPARE(places.preferences.values().language, QStringLiteral("de"));
        QVERIFY(child<QAction>(window, "languagede")->isChecked());
        QVERIFY(!child<QAction>(window, "languageSystem")->isChecked());
        QTRY_COMPARE(chosenLanguage(PreferenceStore::fileIn(places.state)), QStringLiteral("de"));
    }

    /// The translation itself, at the size of the window at its first start.
    void germanPagesFit()
    {
        Translations german;
        german.use(QStringLiteral("de"));
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        auto *navigation = child<QListWidget>(window, "navigation");
        QCOMPARE(navigation->item(1)->text(), QStringLiteral("Übersicht"));
        const QString pictures = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
        for (const bool connected : {false, true}) {
            if (connected)
                fillEveryPage(session, window);
            for (int page = 0; page < navigation->count(); ++page) {
                navigation->setCurrentRow(page);
                settle(window);
                if (!pictures.isEmpty())
                    window.grab().save(
                        QStringLiteral("%1/de-%2-%3.png").arg(pictures).arg(int(connected)).arg(page));
                QCOMPARE(clippedTexts(window).join(QLatin1Char('\n')), QString());
                QCOMPARE(mnemonicClashes(window).join(QLatin1Char('\n')), QString());
            }
        }
    }
};

SYSPULSE_GUI_TEST(TestTranslations)
#include "tst_translations.moc"
