// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/notebook.h"
#include "core/session/autonotes.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

using NoteKind = TimelineMark::Kind;

QStringList textsOf(const NoteBook &book)
{
    QStringList texts;
    for (const TimelineMark &note : book.notes())
        texts.append(note.text);
    return texts;
}

UpdaterStatus notedUpdater(UpdaterState state)
{
    UpdaterStatus status;
    status.state = state;
    return status;
}

} // namespace

/// What SysPulse notes by itself.
class TestAutoNotes : public QObject
{
    Q_OBJECT

private slots:
    void aSetupIsNoted_data()
    {
        QTest::addColumn<ComponentState>("before");
        QTest::addColumn<QString>("version");
        QTest::addColumn<SetupPart>("part");
        QTest::addColumn<bool>("undo");
        QTest::addColumn<bool>("succeeded");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, ComponentState before, const char *version, SetupPart part,
                            bool undo, bool succeeded, const QString &text) {
            QTest::newRow(name) << before << QString::fromLatin1(version) << part << undo << succeeded
                                << (text.isEmpty() ? QStringList() : QStringList{text});
        };
        const QString ours = statedVersion(bundledComponent());
        const auto old = ComponentState::Older;
        row("set up", ComponentState::Missing, "", SetupPart::Component, false, true,
            QStringLiteral("The instance was set up with component %1.").arg(ours));
        row("upgrade", old, "1.0.0", SetupPart::Component, false, true,
            QStringLiteral("The component was upgraded from 1.0.0 to %1.").arg(ours));
        row("settings", ComponentState::Edited, ours.toLatin1().constData(), SetupPart::Component, false,
            true, QStringLiteral("The setup was changed."));
        row("failed", old, "1.0.0", SetupPart::Component, false, false,
            QStringLiteral("The setup did not come to its end."));
        row("undone", old, "", SetupPart::Tables, true, true, QStringLiteral("The setup was undone."));
        row("not undone", old, "", SetupPart::Tables, true, false,
            QStringLiteral("Undoing the setup did not come to its end."));
        row("proof alone", ComponentState::Current, "", SetupPart::Seed, false, true, {});
    }

    void aSetupIsNoted()
    {
        QFETCH(ComponentState, before);
        QFETCH(QString, version);
        QFETCH(SetupPart, part);
        QFETCH(bool, undo);
        QFETCH(bool, succeeded);
        QFETCH(QStringList, texts);
        SessionFixture f;
        const AutoNotes notes(f.session, f.store.notes(), f.clock);
        f.session.pretendConnected();
        SetupPlan plan = neededPlan();
        plan.component = {before, version, {}, {}};
        emit f.session.setup().planChanged(plan);
        for (const SetupPart each : {SetupPart::Access, part, SetupPart::Proof}) {
            SetupStep step;
            step.part = each;
            step.state = StepState::Running;
            emit f.session.setup().setupStepChanged(step);
        }
        // Whoever looks again meanwhile sees what is there by now.
        emit f.session.setup().planChanged(completePlan());
        emit f.session.setup().setupFinished(undo, succeeded,
                                             {ErrorKind::Server, QStringLiteral("pässword"), {}, 0});
        QCOMPARE(textsOf(f.store.notes()), texts);
        for (const TimelineMark &note : f.store.notes().notes())
            QCOMPARE(note, (TimelineMark{NoteKind::Event, f.clock.now, f.clock.now, note.text}));
    }

    void aPausedUpdaterIsNoted()
    {
        SessionFixture f;
        const AutoNotes notes(f.session, f.store.notes(), f.clock);
        f.session.pretendConnected();
        const auto pass = [&f](std::initializer_list<UpdaterState> states) {
            for (const UpdaterState state : states)
                emit f.session.updater().updaterStatusChanged(notedUpdater(state));
        };
        pass({UpdaterState::Running, UpdaterState::Waiting});
        QVERIFY(f.store.notes().notes().isEmpty());
        // A run by hand leaves it paused.
        pass({UpdaterState::Paused, UpdaterState::Paused, UpdaterState::Running, UpdaterState::Paused});
        QCOMPARE(textsOf(f.store.notes()),
                 QStringList{QStringLiteral("The updater on this computer was paused.")});
        f.clock.now += 1000;
        pass({UpdaterState::Running, UpdaterState::Waiting, UpdaterState::Running, UpdaterState::Waiting});
        QCOMPARE(textsOf(f.store.notes()).mid(1),
                 QStringList{QStringLiteral("The updater on this computer went on.")});
        // Stopped for good is no going on.
        pass({UpdaterState::Paused, UpdaterState::Stopped, UpdaterState::Running, UpdaterState::Waiting});
        QCOMPARE(f.store.notes().notes().size(), 3);
    }

    void namesOfClientsAreCut()
    {
        SessionFixture f;
        f.session.pretendConnected();
        // Where none went there is nothing to note.
        AutoNotes::noteDisconnected(f.store.notes(), f.clock, {});
        AutoNotes::noteDisconnected(f.store.notes(), f.clock, {QString(1000, QLatin1Char('y'))});
        QCOMPARE(f.store.notes().notes().size(), 1);
        const QString last = textsOf(f.store.notes()).constLast();
        QVERIFY2(last.startsWith(QStringLiteral("SysPulse disconnected 1 client")) &&
                     last.endsWith(QStringLiteral("yyy…")),
                 qPrintable(last));
    }
};

SYSPULSE_TEST(TestAutoNotes)
#include "tst_autonotes.moc"
