// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/enumtable.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

enum class Signal { None, Red, Green };

constexpr auto signalNames =
    enumTable<Signal>({{Signal::None, ""}, {Signal::Red, "red"}, {Signal::Green, "green"}});

} // namespace

class TestEnumTable : public QObject
{
    Q_OBJECT

private slots:
    void aNameLeadsToItsValueAndBack()
    {
        for (const Signal signal : {Signal::None, Signal::Red, Signal::Green})
            QCOMPARE(signalNames.find(signalNames.name(signal)), std::optional(signal));
        QCOMPARE(signalNames.name(Signal::Green), QStringLiteral("green"));
        // A member that is missing reads as a null string.
        QCOMPARE(signalNames.find(QString()), std::optional(Signal::None));
    }

    void whatIsNotInTheTableIsNotGuessed()
    {
        for (const char *name : {"Red", "red ", "re", "reddish", "0", "rot"})
            QVERIFY2(!signalNames.find(QString::fromLatin1(name)), name);
        QCOMPARE(signalNames.name(Signal(3)), QString());
        QCOMPARE(signalNames.name(Signal(-1)), QString());
    }
};

SYSPULSE_TEST(TestEnumTable)
#include "tst_enumtable.moc"
