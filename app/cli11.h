// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// CLI11 takes four times as long to compile as the rest of a file that uses it. It is included here only, and
// the precompiled header of both command lines holds it.
#include <CLI/CLI.hpp>
