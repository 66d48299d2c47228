// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/componentsettings.h"
#include "core/setup/componentversion.h"
#include "core/setup/textdiff.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;

namespace {

const QString recorder = QStringLiteral("recorder.js");

ComponentFiles withVersion(const QByteArray &version)
{
    ComponentFiles files = bundledComponent();
    files[recorder].replace(statedVersion(files).toLatin1(), version);
    return files;
}

/// The files of 1.0.0, as they were released.
ComponentFiles firstVersion()
{
    ComponentFiles files;
    for (const char *name : {"config.yaml", "schema.graphql", "resources.js"}) {
        QFile file(QStringLiteral(SYSPULSE_OLD_COMPONENT "/") + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            files.insert(QLatin1String(name), file.readAll());
    }
    return files;
}

/// What patch(1) does with a unified diff.
QString patched(const QString &before, const QString &diff)
{
    QStringList source = before.split(QLatin1Char('\n'));
    QStringList result;
    qsizetype next = 0;
    bool noNewline = false;
    const QStringList lines = diff.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.startsWith(QLatin1String("@@"))) {
            const QStringList range = line.section(QLatin1Char(' '), 1, 1).mid(1).split(QLatin1Char(','));
            const qsizetype start =
                range.at(1) == QLatin1String("0") ? range.at(0).toLongLong() : range.at(0).toLongLong() - 1;
            while (next < start)
                result.append(source.at(next++));
        } else if (line.startsWith(QLatin1Char('\\'))) {
            noNewline = !lines.at(i - 1).startsWith(QLatin1Char('-'));
        } else {
            if (!line.startsWith(QLatin1Char('+')) && source.at(next++) != line.mid(1))
                return QStringLiteral("the context differs");
            if (!line.startsWith(QLatin1Char('-')))
                result.append(line.mid(1));
        }
    }
    const bool tail = next < source.size() && !(next == source.size() - 1 && source.at(next).isEmpty());
    while (next < source.size())
        result.append(source.at(next++));
    QString text = result.join(QLatin1Char('\n'));
    if (!tail && !text.isEmpty() && !text.endsWith(QLatin1Char('\n')) && !noNewline)
        text += QLatin1Char('\n');
    if (noNewline && text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    return text;
}

} // namespace

class TestComponentVersion : public QObject
{
    Q_OBJECT

private slots:
    void settings_data();
    void settings();
    void theConfigurationNamesTheParts()
    {
        const QByteArray text = bundledComponent().value(QStringLiteral("config.yaml"));
        for (const QString &part : configuredParts())
            QVERIFY2(text.contains(QByteArray('\n' + part.toUtf8() + ':')), qPrintable(part));
    }

    void versionsAreComparedAsNumbers()
    {
        QVERIFY(compareVersions(QStringLiteral("1.9.0"), QStringLiteral("1.10.0")) < 0);
        QCOMPARE(compareVersions(QStringLiteral("1.1"), QStringLiteral("1.1.0")), 0);
        QVERIFY(compareVersions(QStringLiteral("2.0.0"), QStringLiteral("1.99.99")) > 0);
        QVERIFY(compareVersions({}, QStringLiteral("1.0.0")) < 0);
        QVERIFY(!statedVersion(bundledComponent()).isEmpty());
        QCOMPARE(statedVersion({{QStringLiteral("x"), "const VERSION = 'latest';"}}), QString());
    }

    void missingCurrentForeign()
    {
        const ComponentFiles ours = bundledComponent();
        QCOMPARE(judgeComponent({}, {}, ours).state, ComponentState::Missing);
        QCOMPARE(judgeComponent(ours, hashesOf(ours), ours).state, ComponentState::Current);
        QCOMPARE(judgeComponent(ours, {}, ours).state, ComponentState::Current);
        QCOMPARE(judgeComponent({{QStringLiteral("config.yaml"), "rest: true"}}, {}, ours).state,
                 ComponentState::Foreign);
    }

    void olderIsKnownByItsHashes()
    {
        const ComponentFiles old = withVersion("1.0.5");
        const ComponentVerdict verdict = judgeComponent(old, hashesOf(old), bundledComponent());
        QCOMPARE(verdict.state, ComponentState::Older);
        QCOMPARE(verdict.version, QStringLiteral("1.0.5"));
        QVERIFY(verdict.edited.isEmpty());
    }

    void newerIsLeftAloneEvenWhenEdited()
    {
        ComponentFiles newer = withVersion("99.0.0");
        const FileHashes hashes = hashesOf(newer);
        QCOMPARE(judgeComponent(newer, hashes, bundledComponent()).state, ComponentState::Newer);
        newer[recorder] += "// mine";
        QCOMPARE(judgeComponent(newer, hashes, bundledComponent()).state, ComponentState::Newer);
    }

    void editedByHand()
    {
        const ComponentFiles ours = bundledComponent();
        ComponentFiles edited = ours;
        edited[recorder] += "// mine";
        ComponentVerdict verdict = judgeComponent(edited, hashesOf(ours), ours);
        QCOMPARE(verdict.state, ComponentState::Edited);
        QCOMPARE(verdict.edited, QStringList{recorder});
        // A file that somebody removed is an edit too.
        edited = ours;
        edited.remove(recorder);
        QCOMPARE(judgeComponent(edited, hashesOf(ours), ours).state, ComponentState::Edited);
        // When nobody remembers, a difference may be someone's work.
        edited = withVersion("1.0.5");
        verdict = judgeComponent(edited, {}, ours);
        QCOMPARE(verdict.state, ComponentState::Edited);
        QCOMPARE(verdict.edited, QStringList{recorder});
    }

    void firstVersionIsOlderUnlessEdited()
    {
        const ComponentFiles ours = bundledComponent();
        ComponentFiles old = firstVersion();
        QCOMPARE(old.size(), 3);
        QCOMPARE(judgeComponent(old, {}, ours).state, ComponentState::Older);
        // An upgrade that was interrupted left files of both.
        for (const char *name : {"events.js", "peers.js", "recorder.js"})
            old[QLatin1String(name)] = ours.value(QLatin1String(name));
        QCOMPARE(judgeComponent(old, {}, ours).state, ComponentState::Older);
        old = firstVersion();
        old[QStringLiteral("config.yaml")] += "# mine\n";
        const ComponentVerdict verdict = judgeComponent(old, {}, ours);
        QCOMPARE(verdict.state, ComponentState::Edited);
        QCOMPARE(verdict.version, QStringLiteral("1.0.0"));
        QCOMPARE(verdict.edited, QStringList{QStringLiteral("config.yaml")});
    }

    void aPersonsFileInTheWayOfANewOneIsNamed()
    {
        ComponentFiles old = firstVersion();
        const FileHashes hashes = hashesOf(old);
        old[QStringLiteral("peers.js")] = "// an administrator's own\n";
        for (const FileHashes &remembered : {FileHashes(), hashes}) {
            const ComponentVerdict verdict = judgeComponent(old, remembered, bundledComponent());
            QCOMPARE(verdict.state, ComponentState::Edited);
            QCOMPARE(verdict.edited, QStringList{QStringLiteral("peers.js")});
        }
    }

    void bytesThatTheTextDoesNotShowAreAChange()
    {
        ComponentFiles edited = bundledComponent();
        edited[recorder].prepend("\xEF\xBB\xBF");
        const QList<FileChange> changes = componentChanges(edited, bundledComponent(), {});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.constFirst().file, recorder);
    }

    void anotherBuildOfTheSameVersionIsReplacedWithoutAlarm()
    {
        ComponentFiles build = bundledComponent();
        build[recorder] += "// another build";
        const ComponentVerdict verdict = judgeComponent(build, hashesOf(build), bundledComponent());
        QCOMPARE(verdict.state, ComponentState::Older);
    }

    void filesThatAreNoLongerOursGo()
    {
        const ComponentFiles ours = bundledComponent();
        ComponentFiles old = ours;
        const QString legacy = QStringLiteral("legacy.js");
        old[legacy] = "// SysPulse\n";
        const FileHashes hashes = hashesOf(old);
        old[QStringLiteral("notes.txt")] = "an administrator's own";
        ComponentVerdict verdict = judgeComponent(old, hashes, ours);
        QCOMPARE(verdict.state, ComponentState::Older);
        QCOMPARE(verdict.removed, QStringList{legacy});
        const QList<FileChange> changes = componentChanges(old, ours, verdict.removed);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.constFirst().kind, FileChange::Kind::Removed);
        QVERIFY(changes.constFirst().diff.contains(QStringLiteral("-// SysPulse")));
    }

    void changesTellAddedAndChanged()
    {
        ComponentFiles old = withVersion("1.0.5");
        old.remove(QStringLiteral("peers.js"));
        const QList<FileChange> changes = componentChanges(old, bundledComponent(), {});
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes.at(0).file, QStringLiteral("peers.js"));
        QCOMPARE(changes.at(0).kind, FileChange::Kind::Added);
        QCOMPARE(changes.at(1).file, recorder);
        QCOMPARE(changes.at(1).kind, FileChange::Kind::Changed);
        QVERIFY(changes.at(1).diff.contains(QStringLiteral("-export const VERSION = '1.0.5';")));
    }

    void diffsLookAsDiffMakesThem()
    {
        QCOMPARE(unifiedDiff({}, {}), QString());
        QCOMPARE(unifiedDiff(QStringLiteral("a\n"), QStringLiteral("a\n")), QString());
        QCOMPARE(unifiedDiff({}, QStringLiteral("a\nb\n")), QStringLiteral("@@ -0,0 +1,2 @@\n+a\n+b\n"));
        QCOMPARE(unifiedDiff(QStringLiteral("a\n"), {}), QStringLiteral("@@ -1,1 +0,0 @@\n-a\n"));
        QCOMPARE(unifiedDiff(QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
                             QStringLiteral("1\n2\n3\n4\nX\n6\n7\n8\n9\n")),
                 QStringLiteral("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n"));
        QCOMPARE(unifiedDiff(QStringLiteral("a"), QStringLiteral("a\n")),
                 QStringLiteral("@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"));
    }

    void applyingADiffGivesTheNewText()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 2000; ++round) {
            QString texts[2];
            for (QString &text : texts) {
                for (int i = random.bounded(30); i > 0; --i)
                    text += QString::number(random.bounded(4)) + QLatin1Char('\n');
                if (random.bounded(4) == 0 && !text.isEmpty())
                    text.chop(1);
            }
            // Ends without a newline on one side only are covered above; patch() here is simpler than
            // patch(1).
            if (texts[0].endsWith(QLatin1Char('\n')) != texts[1].endsWith(QLatin1Char('\n')))
                continue;
            const QString diff = unifiedDiff(texts[0], texts[1]);
            if (texts[0].endsWith(QLatin1Char('\n')))
                QCOMPARE(patched(texts[0], diff), texts[1]);
        }
    }

    void hugeTextsAreReplacedWhole()
    {
        QString before;
        QString after;
        for (int i = 0; i < 200'000; ++i) {
            before += QStringLiteral("a%1\n").arg(i);
            after += QStringLiteral("b%1\n").arg(i);
        }
        const QString diff = unifiedDiff(before, after); // line by line this would take hours
        QVERIFY(diff.startsWith(QStringLiteral("@@ -1,200000 +1,200000 @@\n-a0\n")));
    }
};

void TestComponentVersion::settings_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<int>("serverSide"); // -1: it does not say
    // As in tests/component/clients.test.mjs: the component must understand the same.
    QTest::newRow("none") << QByteArray() << -1;
    QTest::newRow("on") << QByteArray("syspulse:\n  serverSide: true # yes\n  interval: 1\n") << 1;
    QTest::newRow("off") << QByteArray("syspulse:\n  top: 5\n\n# a\n  serverSide: false\n") << 0;
    QTest::newRow("elsewhere") << QByteArray("serverSide: true\nsyspulse:\n  serverSide: 1\n") << -1;
    QTest::newRow("behind") << QByteArray("syspulse:\n  top: 5\nrest:\n  serverSide: true\n") << -1;
    QTest::newRow("twice") << QByteArray("syspulse:\n  serverSide: true\n  serverSide: false\n") << 0;
    QTest::newRow("comment") << QByteArray("syspulse:\n  # serverSide: true\n") << -1;
    QTest::newRow("CRLF") << QByteArray("# a\nsyspulse: # ours\r\n  serverSide: true\r\n") << 1;
    QTest::newRow("binary") << QByteArray("\xff\xfesyspulse:\n\0  serverSide: true\n", 40) << -1;
}

void TestComponentVersion::settings()
{
    QFETCH(QByteArray, yaml);
    QFETCH(int, serverSide);
    const auto found = serverSideOf({{QStringLiteral("config.yaml"), yaml}});
    QCOMPARE(found ? int(*found) : -1, serverSide);
}

SYSPULSE_TEST(TestComponentVersion)
#include "tst_componentversion.moc"
