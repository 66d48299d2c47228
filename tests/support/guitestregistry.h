// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/testregistry.h"

#include <QApplication>

/// Registers a test class that shows widgets, as the name of its file.
#define SYSPULSE_GUI_TEST(Class)                                                                             \
    static const syspulse::test::RegisteredTest registered##Class(                                           \
        syspulse::test::RegisteredTest::Kind::TestClass, __FILE__,                                           \
        &syspulse::test::runTest<QApplication, Class>);
